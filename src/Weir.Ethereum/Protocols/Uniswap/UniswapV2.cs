using Weir.Core;
using Weir.Ethereum.Protocols.Facts;
using Weir.Ethereum.Transforms;

namespace Weir.Ethereum.Protocols.Uniswap;

/// <summary>Uniswap V2 and its forks: the pair's events (UniswapV2Pair.sol) and the factory's.</summary>
public sealed class UniswapV2 : PairProtocol
{
    private const int FeePpm = 3000;

    // Factories and the hashes of their pairs' code, as their routers' libraries have them (pairFor).
    private static readonly Deployer[] Deployers =
    [
        Factory("0x5c69bee701ef814a2b6a3edd4b1652cb9cc5aa6f", Genuine, "uniswap", 1),
        Factory("0x8909dc15e40173ff4699343b6eb8132c65e18ec6", Genuine, "uniswap", 8_453),
        Factory("0xf1d7cc64fb4452f05c498126312ebe29f30fbcf9", Genuine, "uniswap", 42_161),
        Factory("0x0c3c1c532f1e39edf36be9fe0be1410313e074bf", Genuine, "uniswap", 10),
        Factory("0x9e5a52f57b3038f1b8eee45f28b3c1967e22799c", Genuine, "uniswap", 137),
        Factory("0xc0aee478e3658e2610c5f7a4a2e1777ce9e4f2ac", Sushi, "sushiswap", 1),
        Factory("0xc35dadb65012ec5796536bd9864ed8773abc74c4", Sushi, "sushiswap", null),
        Factory("0x115934131916c8b277dd010ee02de363c09d037c",
            "0x65d1a3b1e46c6e4f1be1ad5f99ef14dc488ae0549dc97db9b30afe2241ce1c7a", "shibaswap", 1),
        Factory("0x1097053fd2ea711dad45caccc45eff7548fcb362",
            "0x57224589c67f3f30a6b0d7a1b54cf3153ab84563bc609ef41dfb34f8b2974d2d", "pancakeswap", 1, 2500),
        Factory("0xca143ce32fe78f1f7019d7d551a6402fc5350c73",
            "0x00fb7f630766e6a796048ea87d01acd3068e8ff67d078148a3fa3f4a84f69bd5", "pancakeswap", 56, 2500),
        Factory("0x9deb29c9a4c7a88a3c0257393b7f3335338d9a9d",
            "0x69d637e77615df9f235f642acebbdad8963ef35c5523142078c9b8f9d0ceba7e", "defi_swap", 1),
        Factory("0x5757371414417b8c6caad45baef941abc7d3ab32", Genuine, "quickswap", 137),
    ];

    internal UniswapV2(FactWriter facts)
        : base(facts, Deployers, Project.Unlisted("2"))
    {
        On(
            "Swap(address indexed sender, uint256 amount0In, uint256 amount1In, uint256 amount0Out, "
            + "uint256 amount1Out, address indexed to)", Swap);
        On("Sync(uint112 reserve0, uint112 reserve1)", Sync);
        On("Mint(address indexed sender, uint256 amount0, uint256 amount1)", Mint, elsewhereTopics: 1);
        On("Burn(address indexed sender, uint256 amount0, uint256 amount1, address indexed to)", Burn);
        On("PairCreated(address indexed token0, address indexed token1, address pair, uint256 count)", Created);
    }

    private const string Genuine = "0x96e8ac4277198ff8b6f785478aa9a39f403cb768dd02cbee326c3e7da348845f";
    private const string Sushi = "0xe18a34eb0e04b04f7a0ac29a6e80748dca96319b42c54d679cb821dca90c6303";

    /// <inheritdoc/>
    public override string Name => "Uniswap V2 and forks";

    /// <inheritdoc/>
    public override string Proof =>
        "CREATE2 by a listed factory for tokens that moved through the pair; else its creation event; else the "
        + "transfers of the swap's amounts, project `unknown`";

    /// <inheritdoc/>
    public override string Evidence => "mainnet blocks, mev-inspect-py, mev-inspect-js, Anvil with @uniswap/v2-core";

    private static Deployer Factory(string address, string hash, string project, long? chainId, int fee = FeePpm) =>
        new(address, hash, new Project(project, "2"), chainId, feePpm: fee);

    private string? Swap(in LogRow log)
    {
        UInt256 in0 = log.UInt(0);
        UInt256 in1 = log.UInt(1);
        UInt256 out0 = log.UInt(2);
        UInt256 out1 = log.UInt(3);
        Address to = log.TopicAddress(2);
        Pool? pool = Pairs.Find(log);

        // What went out and came back is a loan; what came in for another token that went out is a trade.
        if (!out0.IsZero && in0 >= out0)
        {
            AddFlashLoan(log, pool, 0, out0, in0 - out0, log.TopicAddress(1), to);
        }

        if (!out1.IsZero && in1 >= out1)
        {
            AddFlashLoan(log, pool, 1, out1, in1 - out1, log.TopicAddress(1), to);
        }

        if (in0 > out0 && out1 > in1)
        {
            AddTrade(log, pool, 0, in0, out1, to, log.Log.Address.Span);
        }
        else if (in1 > out1 && out0 > in0)
        {
            AddTrade(log, pool, 1, in1, out0, to, log.Log.Address.Span);
        }

        return null;
    }

    private string? Sync(in LogRow log) =>
        AddLiquidity(log, Pairs.Find(log), "sync"u8, log.UInt(0), log.UInt(1), isOut: false, null);

    private string? Mint(in LogRow log) => AddLiquidity(
        log, Pairs.Find(log), "mint"u8, log.UInt(0), log.UInt(1), isOut: false, log.TopicAddress(1));

    private string? Burn(in LogRow log) => AddLiquidity(
        log, Pairs.Find(log), "burn"u8, log.UInt(0), log.UInt(1), isOut: true, log.TopicAddress(2));

    private string? Created(in LogRow log)
    {
        Pairs.Create(log, log.AddressAt(0), log.TopicAddress(1), log.TopicAddress(2), null, null);
        return null;
    }
}
