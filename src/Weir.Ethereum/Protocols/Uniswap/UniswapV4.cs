using System.Buffers.Binary;
using Weir.Core;
using Weir.Core.Tables;
using Weir.Ethereum.Hashing;
using Weir.Ethereum.Protocols.Facts;
using Weir.Ethereum.Transforms;

namespace Weir.Ethereum.Protocols.Uniswap;

/// <summary>Uniswap V4: the pool manager's events (IPoolManager.sol). A pool is the hash of its key.</summary>
public sealed class UniswapV4 : Protocol
{
    private const int MostRemembered = 200_000;
    private const int MostTokens = 8;

    private static readonly Project Uniswap = new("uniswap", "4");
    private static readonly Project Unlisted = Project.Unlisted("4");

    private static readonly ContractList Managers = new(
        ListedContract.Of("0x000000000004444c5dc75cb358380d2e3de08a90", Uniswap, "pool manager"),
        ListedContract.Of("0x1f98400000000000000000000000000000000004", Uniswap, "pool manager", 130),
        ListedContract.Of("0x498581ff718922c3f8e6a244956af099b2652b2b", Uniswap, "pool manager", 8_453),
        ListedContract.Of("0x360e68faccca8ca495c1b759fd9eee466db9fb32", Uniswap, "pool manager", 42_161),
        ListedContract.Of("0x9a13f98cb987694c9f086b1f5eb990eea8264ec3", Uniswap, "pool manager", 10),
        ListedContract.Of("0x67366782805870060151383f4bbff9dab53e5cd6", Uniswap, "pool manager", 137),
        ListedContract.Of("0x28e2ea090877bf75740558f6bfb36a5ffee9e9df", Uniswap, "pool manager", 56));

    // What interfaces offer for a fee; others are free to choose, and are proven by their creation event alone.
    private static readonly int[] TickSpacings = [60, 10, 200, 1, 2, 50, 100];

    private readonly Dictionary<Hash32, Pool> _known = [];
    private readonly HashSet<(Hash32 Id, Address Token0, Address Token1, int FeePpm)> _notOf = [];
    private readonly Dictionary<Hash32, Pool> _created = [];

    internal UniswapV4(FactWriter facts)
        : base(facts, DexTradeBatch.Table, LiquidityEventBatch.Table, PoolBatch.Table)
    {
        On(
            "Swap(bytes32 indexed id, address indexed sender, int128 amount0, int128 amount1, uint160 sqrtPriceX96, "
            + "uint128 liquidity, int24 tick, uint24 fee)", Swap);
        On(
            "Initialize(bytes32 indexed id, address indexed currency0, address indexed currency1, uint24 fee, "
            + "int24 tickSpacing, address hooks, uint160 sqrtPriceX96, int24 tick)", Initialize);
        On(
            "ModifyLiquidity(bytes32 indexed id, address indexed sender, int24 tickLower, int24 tickUpper, "
            + "int256 liquidityDelta, bytes32 salt)", ModifyLiquidity);
    }

    /// <inheritdoc/>
    public override string Name => "Uniswap V4";

    /// <inheritdoc/>
    public override string Proof =>
        "the hash of the pool's key: from its creation event, or for tokens that moved through the manager (the "
        + "native coin always) with the event's fee, a usual tick spacing and no hooks; else the transfers of the "
        + "swap's amounts";

    /// <inheritdoc/>
    public override string Evidence => "mainnet block 21925176, property tests of the key's hash";

    /// <inheritdoc/>
    public override IEnumerable<ListedContract> Contracts => Managers.All;

    /// <summary>keccak256(abi.encode(currency0, currency1, fee, tickSpacing, hooks)), PoolId.sol.</summary>
    internal static Hash32 IdOf(
        in Address currency0, in Address currency1, int feePpm, int tickSpacing, in Address hooks)
    {
        Span<byte> words = stackalloc byte[5 * Hash32.Length];
        words.Clear();
        currency0.Span.CopyTo(words[12..]);
        currency1.Span.CopyTo(words[(Hash32.Length + 12)..]);
        BinaryPrimitives.WriteInt32BigEndian(words[((3 * Hash32.Length) - 4)..], feePpm);
        Span<byte> spacing = words.Slice(3 * Hash32.Length, Hash32.Length);
        spacing.Fill(tickSpacing < 0 ? (byte)0xff : (byte)0);
        BinaryPrimitives.WriteInt32BigEndian(spacing[28..], tickSpacing);
        hooks.Span.CopyTo(words[((4 * Hash32.Length) + 12)..]);
        return Keccak.Hash(words);
    }

    // The amounts are the swapper's: below zero what was paid (Pool.sol, swapDelta).
    private string? Swap(in LogRow log)
    {
        Int256 amount0 = log.Int(0);
        Int256 amount1 = log.Int(1);
        if (amount0.IsNegative == amount1.IsNegative && amount0 != Int256.Zero && amount1 != Int256.Zero)
        {
            return "Swap: both amounts go the same way";
        }

        if (amount0 == Int256.Zero && amount1 == Int256.Zero)
        {
            return null;
        }

        Address manager = log.Log.Address;
        int soldIndex = amount0.IsNegative || amount1 > Int256.Zero ? 0 : 1;
        UInt256 sold = (soldIndex == 0 ? amount0 : amount1).Magnitude;
        UInt256 bought = (soldIndex == 0 ? amount1 : amount0).Magnitude;
        Pool? pool = Find(log, (int)log.Small(5));
        Address? soldToken = pool?.Token(soldIndex);
        Address? boughtToken = pool?.Token(1 - soldIndex);
        if (pool is null)
        {
            ReadOnlySpan<Movement> movements = Facts.Movements.Of(log);
            soldToken = TransferMatch.Into(movements, manager, sold);
            boughtToken = TransferMatch.OutOf(movements, manager, bought);
            if (soldToken is { } from && boughtToken is { } to && from != to && from < to == (soldIndex == 0))
            {
                Facts.AddPool(log.Topic(1), manager, new Pool(
                    soldIndex == 0 ? from : to, soldIndex == 0 ? to : from, ProjectOf(manager), PoolProof.Transfers));
            }
        }

        Facts.Add(log, new Trade
        {
            Project = ProjectOf(manager),
            Contract = manager,
            PoolId = log.Topic(1),
            Maker = log.Topic(1),
            SoldToken = soldToken,
            SoldAmountRaw = sold,
            BoughtToken = boughtToken,
            BoughtAmountRaw = bought,
            SoldIndex = soldIndex,
            BoughtIndex = 1 - soldIndex,
        });
        return null;
    }

    private string? Initialize(in LogRow log)
    {
        Address currency0 = log.TopicAddress(2);
        Address currency1 = log.TopicAddress(3);
        Hash32 id = new(log.Topic(1));
        Address hooks = log.AddressAt(2);
        if (IdOf(currency0, currency1, (int)log.Small(0), (int)log.Small(1), hooks) != id)
        {
            return "Initialize: the id is not the hash of the pool's key";
        }

        Pool pool = new(
            Native.OrToken(currency0), Native.OrToken(currency1), ProjectOf(log.Log.Address), PoolProof.Id, null,
            log.Small(0), log.Small(1), hooks.IsZero ? null : hooks);
        _created[id] = pool;
        Facts.AddPool(log.Topic(1), log.Log.Address, pool);
        Facts.Add(log, new LiquidityChange
        {
            Project = pool.Project,
            PoolId = log.Topic(1),
            Kind = "initialize"u8,
            TickLower = log.Small(4),
            TickUpper = log.Small(4),
        });
        return null;
    }

    // The event has no amounts: they follow from the price, or from what the manager was paid.
    private string? ModifyLiquidity(in LogRow log)
    {
        Int256 delta = log.Int(2);
        Facts.Add(log, new LiquidityChange
        {
            Project = ProjectOf(log.Log.Address),
            PoolId = log.Topic(1),
            Kind = delta.IsNegative ? "burn"u8 : "mint"u8,
            Provider = log.TopicAddress(2),
            TickLower = log.Small(0),
            TickUpper = log.Small(1),
            Liquidity = delta.Magnitude,
        });
        return null;
    }

    private Project ProjectOf(in Address manager) => Managers.Find(Facts.ChainId, manager)?.Project ?? Unlisted;

    private protected override void ForgetBlock() => _created.Clear();

    private Pool? Find(in LogRow log, int feePpm)
    {
        Hash32 id = new(log.Topic(1));
        if (_created.TryGetValue(id, out Pool? created))
        {
            return created;
        }

        Address manager = log.Log.Address;
        Span<Address> tokens = stackalloc Address[MostTokens + 1];
        int count = 1 + PairProofs.Tokens(Facts.Movements.Of(log), manager, tokens[1..]);
        tokens = tokens[..count];
        tokens[0] = Native.Coin;

        // What was found before counts only where this block would have found it too.
        if (!_known.TryGetValue(id, out Pool? pool) || pool.FeePpm != feePpm || !tokens.Contains(pool.Token0)
            || !tokens.Contains(pool.Token1))
        {
            pool = Search(id, tokens, feePpm);
        }

        if (pool is not null)
        {
            pool = pool with { Project = ProjectOf(manager) };
            Facts.AddPool(log.Topic(1), manager, pool);
        }

        return pool;
    }

    private Pool? Search(in Hash32 id, ReadOnlySpan<Address> tokens, int feePpm)
    {
        for (int i = 0; i < tokens.Length; i++)
        {
            for (int j = i + 1; j < tokens.Length; j++)
            {
                // The native coin is first, as the zero address that keys have for it.
                (Address low, Address high) = i == 0 ? (default, tokens[j])
                    : tokens[i] < tokens[j] ? (tokens[i], tokens[j]) : (tokens[j], tokens[i]);
                if (_notOf.Contains((id, low, high, feePpm)))
                {
                    continue;
                }

                foreach (int spacing in TickSpacings)
                {
                    if (IdOf(low, high, feePpm, spacing, default) == id)
                    {
                        Forget(_known.Count);
                        return _known[id] = new Pool(
                            Native.OrToken(low), high, Uniswap, PoolProof.Id, null, feePpm, spacing);
                    }
                }

                Forget(_notOf.Count);
                _notOf.Add((id, low, high, feePpm));
            }
        }

        return null;
    }

    private void Forget(int count)
    {
        if (count >= MostRemembered)
        {
            _known.Clear();
            _notOf.Clear();
        }
    }
}
