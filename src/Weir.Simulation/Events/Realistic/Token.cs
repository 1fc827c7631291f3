namespace Weir.Simulation.Events.Realistic;

/// <summary>The tokens of the generator, by their column in the <see cref="TokenBalances"/>.</summary>
internal enum Token
{
    Dai,
    Weth,
    Usdc,
}

/// <summary>How tokens are written and counted.</summary>
internal static class Tokens
{
    /// <summary>Raw units of a whole token of 18 decimals (DAI, WETH).</summary>
    public const ulong Ether = 1_000_000_000_000_000_000;

    /// <summary>Raw units of a whole USDC.</summary>
    public const ulong UsdCoin = 1_000_000;

    public static int Decimals(Token token) => token == Token.Usdc ? 6 : 18;

    public static ReadOnlySpan<byte> Symbol(Token token) => token switch
    {
        Token.Dai => "DAI"u8,
        Token.Weth => "WETH"u8,
        _ => "USDC"u8,
    };
}
