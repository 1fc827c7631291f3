using Weir.Core;
using Weir.Ethereum.Blocks;
using Weir.Ethereum.Hashing;
using Weir.Ethereum.Json;
using Weir.Ethereum.Rlp;
using Weir.Ethereum.Verification;
using Weir.Simulation.Chain;

namespace Weir.Tests.Simulation;

public sealed class ChainGeneratorTests
{
    private static readonly SimulatedChainOptions Small = SimulatedChainOptions.Default with { Blocks = 150 };

    [Fact]
    public void The_same_seed_gives_the_same_bytes_and_another_seed_others()
    {
        byte[][] first = [.. SimulatedBlocks.Make(Small).Select(SimulatedBlocks.Json)];
        byte[][] again = [.. SimulatedBlocks.Make(Small).Select(SimulatedBlocks.Json)];
        Assert.Equal(first, again);
        Assert.NotEqual(first[^1], SimulatedBlocks.Json(SimulatedBlocks.Make(Small with { Seed = 2 })[^1]));
    }

    [Fact]
    public void Seed_1_leads_to_the_block_it_always_led_to() => Assert.Equal(
        Hash32.Parse("0xecb0f620e6f4ccb8d577069e638471fae1436ece6343da813857c67e49a82cc0"),
        SimulatedBlocks.Make(Small)[^1].Header.Hash);

    [Theory]
    [InlineData(1UL, 6, SimulatedChainOptions.DefaultChainId)]
    [InlineData(7UL, 1, 1)]
    [InlineData(8UL, 60, 1)]
    public void Every_block_proves_itself_senders_included(ulong seed, int transactions, long chainId)
    {
        BlockVerifier verifier = new(VerifyLevel.Full, chainId);
        Hash32 parent = Hash32.Zero;
        foreach (Block block in SimulatedBlocks.Make(
            new() { Seed = seed, Blocks = 40, TransactionsPerBlock = transactions, ChainId = chainId }))
        {
            BlockVerdict verdict = verifier.Verify(block);
            Assert.Null(verdict.Detail);
            Assert.Equal(VerifyLevel.Full.Asked(), verdict.Proven);
            Assert.Equal(parent, block.Header.ParentHash);
            parent = block.Header.Hash;
        }
    }

    [Fact]
    public void Blocks_read_back_from_their_JSON_prove_themselves_too()
    {
        BlockVerifier verifier = new(VerifyLevel.Full, Small.ChainId);
        foreach (Block block in SimulatedBlocks.Make(Small with { Blocks = 60 }))
        {
            List<Block> read = [];
            new BlockFileJson().Read(SimulatedBlocks.Json(block), read);
            BlockVerdict verdict = verifier.Verify(read.Single());
            Assert.Null(verdict.Detail);
            Assert.Equal(VerifyLevel.Full.Asked(), verdict.Proven);
            Assert.Equal(SimulatedBlocks.Json(block), SimulatedBlocks.Json(read.Single()));
        }
    }

    [Fact]
    public void All_transaction_types_contract_creations_and_failures_occur()
    {
        List<Transaction> transactions = [];
        List<Receipt> receipts = [];
        foreach (Block block in SimulatedBlocks.Make(Small))
        {
            transactions.AddRange(block.Transactions.Rows.ToArray());
            receipts.AddRange(block.Receipts.Rows.ToArray());
        }

        Assert.Equal([0, 1, 2, 3, 4], transactions.Select(row => row.Type).Distinct().Order());
        Assert.Contains(receipts, row => row.Status == 0);
        Assert.All(receipts.Where(row => row.Status == 0), row => Assert.Equal(0, row.LogCount));
        Assert.True(receipts.Count(row => row.Has(ReceiptFields.ContractAddress)) > 8);
        Assert.All(transactions.Where(row => row.Type == 3), row => Assert.NotEqual(0, row.BlobCount));
        Assert.All(transactions.Where(row => row.Type == 4), row => Assert.False(row.AuthorizationListRlp.IsEmpty));
        Assert.Contains(transactions, row => row.Type == 1 && !row.AccessListRlp.IsEmpty);
    }

    [Fact]
    public void Nonces_count_up_without_a_gap_delegations_included()
    {
        Dictionary<Address, ulong> next = [];
        int delegations = 0;
        foreach (Block block in SimulatedBlocks.Make(Small))
        {
            foreach (Transaction row in block.Transactions.Rows)
            {
                AssertNext(row.From, row.Nonce);
                RlpReader authorizations = new(block.Bytes[row.AuthorizationListRlp]);
                while (!authorizations.IsAtEnd)
                {
                    (Address authority, ulong nonce) = ReadAuthorization(authorizations.ReadList());
                    AssertNext(authority, nonce);
                    delegations++;
                }
            }
        }

        Assert.True(delegations > 5);

        void AssertNext(Address account, ulong nonce)
        {
            Assert.Equal(next.GetValueOrDefault(account), nonce);
            next[account] = nonce + 1;
        }
    }

    [Fact]
    public void Base_fee_and_gas_follow_from_the_block_before()
    {
        List<Block> blocks = SimulatedBlocks.Make(Small);
        bool rose = false;
        bool fell = false;
        for (int i = 1; i < blocks.Count; i++)
        {
            BlockHeader parent = blocks[i - 1].Header;
            BlockHeader header = blocks[i].Header;

            // EIP-1559 in signed whole numbers, as its text has it.
            long target = (long)parent.GasLimit / 2;
            long fee = (long)parent.BaseFeePerGas!.Value;
            long delta = (long)((Int128)fee * Math.Abs((long)parent.GasUsed - target) / target / 8);
            long expected = (long)parent.GasUsed == target ? fee
                : (long)parent.GasUsed > target ? fee + Math.Max(delta, 1)
                : fee - delta;
            Assert.Equal((UInt256)(ulong)expected, header.BaseFeePerGas);
            Assert.True(header.GasUsed <= header.GasLimit);
            Assert.True(header.Timestamp > parent.Timestamp);
            rose |= expected > fee;
            fell |= expected < fee;
        }

        Assert.True(rose && fell);
    }

    [Fact]
    public void Withdrawals_are_numbered_through()
    {
        ulong expected = 0;
        foreach (Block block in SimulatedBlocks.Make(Small))
        {
            foreach (Withdrawal withdrawal in block.Withdrawals.Rows)
            {
                Assert.Equal(expected++, withdrawal.Index);
            }
        }

        Assert.True(expected > 100);
    }

    // EIP-7702: the authority signs keccak256(0x05 || rlp([chain id, address, nonce])).
    private static (Address Authority, ulong Nonce) ReadAuthorization(RlpReader item)
    {
        UInt256 chainId = item.ReadUInt256();
        Address target = item.ReadAddress();
        ulong nonce = item.ReadUInt64();
        RlpWriter payload = new();
        payload.WriteRaw(0x05);
        int list = payload.StartList();
        payload.WriteUInt256(chainId);
        payload.WriteAddress(target);
        payload.WriteUInt64(nonce);
        payload.EndList(list);
        int parity = (int)item.ReadUInt64();
        Hash32 r = AbiWriter.Topic(item.ReadUInt256());
        Hash32 s = AbiWriter.Topic(item.ReadUInt256());
        item.ReadEnd();
        return (SenderRecovery.Recover(Keccak.Hash(payload.Written), r, s, parity)!.Value, nonce);
    }
}
