using Weir.Core;

namespace Weir.Detection.Prices;

/// <summary>A token whose decimals are known from a list, so that its raw amounts can be told in units.</summary>
/// <param name="Address">Its contract.</param>
/// <param name="Symbol">As people write it.</param>
/// <param name="Decimals">How many digits a unit has.</param>
/// <param name="Role">What it is to prices.</param>
public sealed record KnownToken(Address Address, string Symbol, int Decimals, TokenRole Role = TokenRole.Other)
{
    /// <summary>Raw units in one unit.</summary>
    public double Unit { get; } = Math.Pow(10, Decimals);
}

/// <summary>What a token is to prices.</summary>
public enum TokenRole
{
    Other,

    /// <summary>Meant to be worth one USD.</summary>
    Stablecoin,

    /// <summary>The chain's own coin in the form of a token.</summary>
    WrappedCoin,

    /// <summary>The chain's own coin.</summary>
    Coin,
}
