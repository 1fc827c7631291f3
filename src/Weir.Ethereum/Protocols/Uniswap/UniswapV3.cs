using Weir.Core;
using Weir.Ethereum.Protocols.Facts;
using Weir.Ethereum.Transforms;

namespace Weir.Ethereum.Protocols.Uniswap;

/// <summary>Uniswap V3 and its forks: the pool's events (IUniswapV3PoolEvents.sol) and the factory's.</summary>
public sealed class UniswapV3 : PairProtocol
{
    private const string Genuine = "0xe34f199b19b2b4f47f68442619d555527d244f78a3297ea89325f843f87b8b54";
    private const string Pancake = "0x6ce8eb472fa82df5469c6ab6d485f17c3ad13c8cd7af59b3d4a8026c5ce0f7e2";

    private const long SimulatedChain = 0x77656972;

    // UniswapV3Factory.feeAmountTickSpacing, with those that governance added on other chains.
    private static readonly (int, int)[] Fees =
        [(3000, 60), (500, 10), (10_000, 200), (100, 1), (200, 4), (300, 6), (400, 8)];

    private static readonly (int, int)[] PancakeFees = [(2500, 50), (500, 10), (10_000, 200), (100, 1)];

    private static readonly Deployer[] Deployers =
    [
        Factory("0x1f98431c8ad98523631ae4a59f267346ea31f984", "uniswap", null),
        Factory("0x33128a8fc17869897dce68ed026d694621f6fdfd", "uniswap", 8_453),
        Factory("0xdb1d10011ad0ff90774d0c6bb92e5c5c8b4461f7", "uniswap", 56),
        Factory("0xbaceb8ec6b9355dfc0269c18bac9d6e2bdc29c4f", "sushiswap", 1),
        new("0x41ff9aa7e16b8b1a8a8dc4f0efacd93d02d071c9", Pancake, new Project("pancakeswap", "3"), null,
            "0x0bfbcf9fa4f9c56b0f40a671ad40e0805a091865", PancakeFees),
        Factory("0x529746d3f9325c4bae5086520be1b46a8c71b2ad", "uniswap", SimulatedChain),
    ];

    internal UniswapV3(FactWriter facts)
        : base(facts, Deployers, Project.Unlisted("3"))
    {
        On(
            "Swap(address indexed sender, address indexed recipient, int256 amount0, int256 amount1, "
            + "uint160 sqrtPriceX96, uint128 liquidity, int24 tick)", Swap);
        On(
            "Swap(address indexed sender, address indexed recipient, int256 amount0, int256 amount1, "
            + "uint160 sqrtPriceX96, uint128 liquidity, int24 tick, uint128 protocolFeesToken0, "
            + "uint128 protocolFeesToken1)", Swap);
        On(
            "Mint(address sender, address indexed owner, int24 indexed tickLower, int24 indexed tickUpper, "
            + "uint128 amount, uint256 amount0, uint256 amount1)", Mint);
        On(
            "Burn(address indexed owner, int24 indexed tickLower, int24 indexed tickUpper, uint128 amount, "
            + "uint256 amount0, uint256 amount1)", Burn);
        On(
            "Collect(address indexed owner, address recipient, int24 indexed tickLower, int24 indexed tickUpper, "
            + "uint128 amount0, uint128 amount1)", Collect);
        On("Initialize(uint160 sqrtPriceX96, int24 tick)", Initialize);
        On(
            "Flash(address indexed sender, address indexed recipient, uint256 amount0, uint256 amount1, "
            + "uint256 paid0, uint256 paid1)", Flash);
        On(
            "PoolCreated(address indexed token0, address indexed token1, uint24 indexed fee, int24 tickSpacing, "
            + "address pool)", Created);
    }

    /// <inheritdoc/>
    public override string Name => "Uniswap V3 and forks";

    /// <inheritdoc/>
    public override string Proof =>
        "CREATE2 by a listed deployer for tokens that moved through the pool and a listed fee; else its creation "
        + "event; else the transfers of the swap's amounts, project `unknown`";

    /// <inheritdoc/>
    public override string Evidence => "mainnet blocks, mev-inspect-py, mev-inspect-js, Anvil with @uniswap/v3-core";

    private static Deployer Factory(string address, string project, long? chainId) =>
        new(address, Genuine, new Project(project, "3"), chainId, fees: Fees);

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

        int sold = amount0 > Int256.Zero || amount1.IsNegative ? 0 : 1;
        AddTrade(
            log, Pairs.Find(log), sold, (sold == 0 ? amount0 : amount1).Magnitude,
            (sold == 0 ? amount1 : amount0).Magnitude, log.TopicAddress(2), default);
        return null;
    }

    private string? Mint(in LogRow log) => AddLiquidity(
        log, Pairs.Find(log), "mint"u8, log.UInt(2), log.UInt(3), isOut: false, log.TopicAddress(1), log.UInt(1),
        log.TopicSmall(2), log.TopicSmall(3));

    private string? Burn(in LogRow log) => AddLiquidity(
        log, Pairs.Find(log), "burn"u8, log.UInt(1), log.UInt(2), isOut: true, log.TopicAddress(1), log.UInt(0),
        log.TopicSmall(2), log.TopicSmall(3));

    private string? Collect(in LogRow log) => AddLiquidity(
        log, Pairs.Find(log), "collect"u8, log.UInt(1), log.UInt(2), isOut: true, log.AddressAt(0), null,
        log.TopicSmall(2), log.TopicSmall(3));

    // The price that a pool begins with, as its tick; no token moves.
    private string? Initialize(in LogRow log)
    {
        Pool? pool = Pairs.Find(log);
        Facts.Add(log, new LiquidityChange
        {
            Project = pool?.Project ?? Project.Unlisted("3"),
            PoolId = log.Log.Address.Span,
            Kind = "initialize"u8,
            TickLower = log.Small(1),
            TickUpper = log.Small(1),
        });
        return null;
    }

    private string? Flash(in LogRow log)
    {
        Pool? pool = Pairs.Find(log);
        for (int i = 0; i < 2; i++)
        {
            if (!log.UInt(i).IsZero)
            {
                AddFlashLoan(
                    log, pool, i, log.UInt(i), log.UInt(i + 2), log.TopicAddress(1), log.TopicAddress(2));
            }
        }

        return null;
    }

    private string? Created(in LogRow log)
    {
        Pairs.Create(
            log, log.AddressAt(1), log.TopicAddress(1), log.TopicAddress(2), (int)log.TopicSmall(3), log.Small(0));
        return null;
    }
}
