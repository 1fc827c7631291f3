using System.Numerics;
using Weir.Core;
using Weir.Ethereum.Blocks;
using Weir.Ethereum.Hashing;
using Weir.Simulation.Chain;
using Weir.Simulation.Contracts;

namespace Weir.Tests.Simulation;

/// <summary>
/// What the logs alone say about tokens and pools, read by a ledger that knows nothing of the simulator.
/// </summary>
public sealed class TokenConservationTests
{
    private static readonly Hash32 Transfer = Keccak.Hash("Transfer(address,address,uint256)"u8);
    private static readonly Hash32 Deposit = Keccak.Hash("Deposit(address,uint256)"u8);
    private static readonly Hash32 Withdrawal = Keccak.Hash("Withdrawal(address,uint256)"u8);
    private static readonly Hash32 Single = Keccak.Hash("TransferSingle(address,address,address,uint256,uint256)"u8);
    private static readonly Hash32 Many = Keccak.Hash("TransferBatch(address,address,address,uint256[],uint256[])"u8);
    private static readonly Hash32 Sync = Keccak.Hash("Sync(uint112,uint112)"u8);
    private static readonly Hash32 Swap = Keccak.Hash("Swap(address,uint256,uint256,uint256,uint256,address)"u8);

    private readonly Dictionary<(Address Token, BigInteger Id, Address Holder), BigInteger> _balances = [];
    private readonly Dictionary<(Address Token, BigInteger Id), Address> _owners = [];
    private readonly Dictionary<Address, (BigInteger Reserve0, BigInteger Reserve1)> _reserves = [];
    private readonly Dictionary<Hash32, int> _seen = [];
    private readonly Dictionary<Address, BigInteger> _locked = [];

    [Fact]
    public void No_balance_falls_below_zero_and_pools_hold_what_they_say()
    {
        ChainGenerator generator = new(SimulatedChainOptions.Default with { Seed = 3, Blocks = 400 });
        while (generator.NextNumber < 400)
        {
            Replay(generator.Next());
        }

        Assert.True(_seen[Swap] > 200);
        Assert.True(_seen[Single] > 50);
        Assert.True(_seen[Many] > 20);
        Assert.True(_owners.Count > 20);
        Assert.All(_balances, pair => Assert.True(pair.Value >= 0));
        World world = generator.World;
        Assert.All(
            (FungibleToken[])[world.Weth, world.Usdc, world.Dai, world.Wbtc,
                .. world.Pairs.Select(pair => pair.Liquidity)],
            token => Assert.Equal((BigInteger)token.SupplyRaw, Supply(token.Address)));
        foreach (UniswapPair pair in world.Pairs)
        {
            (BigInteger reserve0, BigInteger reserve1) = _reserves[pair.Address];
            Assert.Equal(reserve0, _balances[(pair.Token0.Address, 0, pair.Address)]);
            Assert.Equal(reserve1, _balances[(pair.Token1.Address, 0, pair.Address)]);
        }
    }

    // The zero address is where minted tokens come from; a pair's first thousand shares stay there.
    private BigInteger Supply(Address token) =>
        _balances.Where(pair => pair.Key.Token == token && !pair.Key.Holder.IsZero).Aggregate(
            BigInteger.Zero, (sum, pair) => sum + pair.Value)
        + _locked.GetValueOrDefault(token);

    private void Replay(Block block)
    {
        (Address Pair, BigInteger Reserve0, BigInteger Reserve1)? before = null;
        foreach (LogEntry log in block.Logs.Rows)
        {
            Hash32[] topics = [.. Enumerable.Range(0, log.TopicCount).Select(
                i => new Hash32(block.Bytes[log.Topics].Slice(32 * i, 32)))];
            BigInteger[] words = [.. Enumerable.Range(0, log.Data.Length / 32).Select(
                i => Word(block.Bytes[log.Data].Slice(32 * i, 32)))];
            _seen[topics[0]] = _seen.GetValueOrDefault(topics[0]) + 1;
            if (topics[0] == Transfer && topics.Length == 4)
            {
                MoveCollectible(log.Address, Word(topics[3].Span), Party(topics[1]), Party(topics[2]));
            }
            else if (topics[0] == Transfer)
            {
                Move(log.Address, 0, Party(topics[1]), Party(topics[2]), words[0]);
            }
            else if (topics[0] == Deposit)
            {
                Move(log.Address, 0, Address.Zero, Party(topics[1]), words[0]);
            }
            else if (topics[0] == Withdrawal)
            {
                Move(log.Address, 0, Party(topics[1]), Address.Zero, words[0]);
            }
            else if (topics[0] == Single)
            {
                Move(log.Address, words[0], Party(topics[2]), Party(topics[3]), words[1]);
            }
            else if (topics[0] == Many)
            {
                int count = (int)words[2];
                Assert.Equal(count, (int)words[3 + count]);
                Assert.Equal((BigInteger)(32 * (3 + count)), words[1]);
                for (int i = 0; i < count; i++)
                {
                    Move(log.Address, words[3 + i], Party(topics[2]), Party(topics[3]), words[4 + count + i]);
                }
            }
            else if (topics[0] == Sync)
            {
                (BigInteger old0, BigInteger old1) = _reserves.GetValueOrDefault(log.Address);
                before = (log.Address, old0, old1);
                _reserves[log.Address] = (words[0], words[1]);
            }
            else if (topics[0] == Swap)
            {
                AssertTrade(before!.Value, log.Address, words);
            }
        }
    }

    // UniswapV2Pair.swap: the product with three thousandths of what came in taken off does not shrink, and no unit
    // more would have been given.
    private void AssertTrade((Address Pair, BigInteger Reserve0, BigInteger Reserve1) before, Address pair,
        BigInteger[] words)
    {
        Assert.Equal(pair, before.Pair);
        (BigInteger after0, BigInteger after1) = _reserves[pair];
        Assert.Equal(before.Reserve0 + words[0] - words[2], after0);
        Assert.Equal(before.Reserve1 + words[1] - words[3], after1);
        BigInteger old = before.Reserve0 * before.Reserve1 * 1_000_000;
        Assert.True(Adjusted(after0, words[0]) * Adjusted(after1, words[1]) >= old, "the product shrank");
        bool zeroOut = words[2] > 0;
        Assert.True(Adjusted(after0 - (zeroOut ? 1 : 0), words[0]) * Adjusted(
            after1 - (zeroOut ? 0 : 1), words[1]) < old, "more was due");

        static BigInteger Adjusted(BigInteger balance, BigInteger amountIn) => (balance * 1_000) - (amountIn * 3);
    }

    private void Move(Address token, BigInteger id, Address from, Address to, BigInteger amount)
    {
        if (!from.IsZero)
        {
            BigInteger left = _balances.GetValueOrDefault((token, id, from)) - amount;
            Assert.True(left >= 0, $"{from} sends more of {token} than it has");
            _balances[(token, id, from)] = left;
        }

        if (!to.IsZero)
        {
            _balances[(token, id, to)] = _balances.GetValueOrDefault((token, id, to)) + amount;
        }
        else if (from.IsZero)
        {
            _locked[token] = _locked.GetValueOrDefault(token) + amount;
        }
    }

    private void MoveCollectible(Address token, BigInteger id, Address from, Address to)
    {
        Assert.Equal(from, _owners.GetValueOrDefault((token, id)));
        _owners[(token, id)] = to;
    }

    private static Address Party(Hash32 topic) => new(topic.Span[12..]);

    private static BigInteger Word(ReadOnlySpan<byte> bytes) => new(bytes, isUnsigned: true, isBigEndian: true);
}
