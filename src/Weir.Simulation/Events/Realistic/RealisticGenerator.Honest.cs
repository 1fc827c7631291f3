using Weir.Core;

namespace Weir.Simulation.Events.Realistic;

/// <content>What honest accounts do.</content>
public sealed partial class RealisticGenerator
{
    /// <summary>From this many DAI on, a trade is labelled; ordinary agents stay below.</summary>
    internal const ulong LargeTradeDai = 1_000_000;

    private const long SmallestTradeDai = 50;
    private const long LargestTradeDai = 900_000;
    private const ulong Cent = Tokens.Ether / 100;
    private const ulong WethGrain = Tokens.Ether / 10_000;

    private void Honest(Scene scene)
    {
        int agent = NextAgent();
        Hash32 hash = NextHash();
        long kind = _chance.Below(100);
        UInt128 daiRaw = (UInt128)(ulong)_chance.Pareto(SmallestTradeDai, LargestTradeDai) * Tokens.Ether
            + ((ulong)_chance.Below(100) * Cent);
        bool isDone = kind switch
        {
            < 20 => TryPay(
                scene, hash, agent, Token.Usdc, daiRaw / (Tokens.Ether / Tokens.UsdCoin), Tokens.UsdCoin / 100),
            < 35 => TryPay(scene, hash, agent, Token.Dai, daiRaw, Cent),
            < 45 => TryPay(scene, hash, agent, Token.Weth, ToWeth(daiRaw), WethGrain),
            < 73 => TryTrade(scene, hash, agent, Token.Dai, daiRaw, Cent)
            || TryTrade(scene, hash, agent, Token.Weth, ToWeth(daiRaw), WethGrain),
            _ => TryTrade(scene, hash, agent, Token.Weth, ToWeth(daiRaw), WethGrain)
            || TryTrade(scene, hash, agent, Token.Dai, daiRaw, Cent),
        };
        if (!isDone)
        {
            // An agent without money is paid from outside.
            Transfer(scene, hash, _market, agent, Token.Dai, (UInt128)10_000 * Tokens.Ether);
        }
    }

    // Low numbers act more often, as a few accounts make most of a chain's traffic.
    private int NextAgent() => _firstAgent + (int)Math.Min(_chance.Below(_agents), _chance.Below(_agents));

    private UInt128 ToWeth(UInt128 daiRaw) => daiRaw * 1_000_000 / _referenceMicroDai / WethGrain * WethGrain;

    // At most half of what the agent has, in round amounts.
    private UInt128 Affordable(int agent, Token token, UInt128 wantedRaw, ulong grainRaw)
    {
        UInt128 half = _balances.BalanceRaw(agent, token) / 2;
        return wantedRaw <= half ? wantedRaw : half / grainRaw * grainRaw;
    }

    private bool TryPay(Scene scene, in Hash32 hash, int agent, Token token, UInt128 wantedRaw, ulong grainRaw)
    {
        UInt128 amountRaw = Affordable(agent, token, wantedRaw, grainRaw);
        int payee = _firstAgent + (int)_chance.Below(_agents);
        if (amountRaw == 0 || payee == agent)
        {
            return false;
        }

        Transfer(scene, hash, agent, payee, token, amountRaw);
        return true;
    }

    private bool TryTrade(Scene scene, in Hash32 hash, int agent, Token tokenIn, UInt128 wantedRaw, ulong grainRaw)
    {
        UInt128 amountRaw = Affordable(agent, tokenIn, wantedRaw, grainRaw);
        if (amountRaw == 0)
        {
            return false;
        }

        // Above the market's price, after large trades, the same WETH brings more.
        while (tokenIn == Token.Weth && ConstantProductPool.AmountOut(amountRaw, _pool.WethRaw, _pool.DaiRaw)
            >= (UInt128)LargeTradeDai * Tokens.Ether)
        {
            amountRaw = amountRaw / 2 / grainRaw * grainRaw;
        }

        Trade(scene, hash, agent, tokenIn, amountRaw);
        return true;
    }

    // One trade: what goes in, what comes out, and the price that follows from it.
    private UInt128 Trade(Scene scene, in Hash32 hash, int trader, Token tokenIn, UInt128 inRaw)
    {
        Transfer(scene, hash, trader, _router, tokenIn, inRaw);
        UInt128 outRaw = tokenIn == Token.Dai ? _pool.SellDai(inRaw) : _pool.SellWeth(inRaw);
        Transfer(scene, hash, _router, trader, tokenIn == Token.Dai ? Token.Weth : Token.Dai, outRaw);
        Price(scene);
        return outRaw;
    }

    private Hash32 NextHash()
    {
        Span<byte> bytes = stackalloc byte[Hash32.Length];
        _chance.Fill(bytes);
        return new Hash32(bytes);
    }
}
