using System.Numerics;
using Weir.Core;
using Weir.Simulation.Chain;
using Weir.Simulation.Contracts;

namespace Weir.Simulation.Actors;

/// <summary>Just-in-time liquidity, alone and in a sandwich, and what looks like it.</summary>
internal sealed class LiquidityScenes(ActorStage stage)
{
    /// <summary>A narrow position around one or two swaps.</summary>
    public void Play(ConcentratedPool pool, bool isSandwich)
    {
        Venue venue = new(pool);
        Bot bot = stage.AnyBot();
        FungibleToken tokenIn = stage.Random.Chance(500) ? pool.Token0 : pool.Token1;
        BigInteger depth = venue.Depth(tokenIn);
        BigInteger front = depth * stage.Random.Between(2_000, 8_000) / 1_000_000;
        BigInteger liquidity = pool.Liquidity * stage.Random.Between(200, isSandwich ? 900 : 6_000) / 1_000;
        List<(Account Person, BigInteger Amount)> orders = [];
        for (int i = stage.Random.Between(1, 2); i > 0; i--)
        {
            orders.Add((stage.AnyPerson(), depth * stage.Random.Between(6_000, 14_000) / 1_000_000));
        }

        Fund(bot.Contract, venue);
        orders.ForEach(order => stage.Ensure(order.Person.Address, tokenIn, 2 * order.Amount));
        int lower = 0;
        int upper = 0;
        BigInteger bought = BigInteger.Zero;
        int first = stage.Transact(bot.First, bot.Contract, Signatures.BotCall, 350_000, () =>
        {
            bought = isSandwich
                ? venue.Swap(stage.Block, bot.Contract, bot.Contract, bot.Contract, tokenIn, front) : bought;
            (lower, upper) = Around(pool, stage.Random.Between(3, 20));
            pool.Mint(stage.Block, bot.Contract, bot.Contract, bot.Contract, lower, upper, liquidity);
        });
        List<int> victims = [.. orders.Select(order => stage.Swap(venue, order.Person, tokenIn, order.Amount))];
        BigInteger back = BigInteger.Zero;
        int last = stage.Transact(bot.First, bot.Contract, Signatures.BotCall, 350_000, () =>
        {
            pool.Burn(stage.Block, bot.Contract, lower, upper, liquidity);
            pool.Collect(stage.Block, bot.Contract, bot.Contract, lower, upper);
            back = isSandwich ? venue.Swap(
                stage.Block, bot.Contract, bot.Contract, bot.Contract, pool.Other(tokenIn), bought) : back;
        });
        stage.Labels.Add(new ActLabel(
            "jit", true, isSandwich ? "in a sandwich" : "alone", stage.Number, [first, last], victims, pool.Address));
        if (isSandwich)
        {
            bool isReal = back > front;
            string variant = isReal ? "swaps and a position" : "swaps and a position, the swaps at a loss";
            stage.Labels.Add(new ActLabel(
                "jit_sandwich", isReal, variant, stage.Number, [first, last], victims, pool.Address));
            stage.Labels.Add(new ActLabel(
                "sandwich", isReal, variant, stage.Number, [first, last], victims, pool.Address));
        }
    }

    /// <summary>Providers who do something else.</summary>
    public void PlayLookAlike(ConcentratedPool pool, bool isSandwich)
    {
        Venue venue = new(pool);
        Account provider = stage.AnyPerson();
        Account other = stage.AnyPerson();
        Account trader = stage.AnyPerson();
        FungibleToken tokenIn = stage.Random.Chance(500) ? pool.Token0 : pool.Token1;
        BigInteger amount = venue.Depth(tokenIn) * stage.Random.Between(3_000, 9_000) / 1_000_000;
        BigInteger liquidity = pool.Liquidity * stage.Random.Between(100, 500) / 1_000;
        (int lower, int upper) = Around(pool, stage.Random.Between(20, 60));
        Fund(provider.Address, venue);
        Fund(other.Address, venue);
        stage.Ensure(trader.Address, tokenIn, 2 * amount);
        string variant;
        List<int> own = [];
        switch (stage.Random.Below(isSandwich ? 2 : 4))
        {
            case 0:
                variant = "stays open";
                own.Add(Open(pool, provider, lower, upper, liquidity));
                own.Add(stage.Swap(venue, trader, tokenIn, amount));
                CloseLater(pool, provider, lower, upper, liquidity);
                break;
            case 1:
                variant = "only half is taken out";
                own.Add(Open(pool, provider, lower, upper, liquidity));
                own.Add(stage.Swap(venue, trader, tokenIn, amount));
                own.Add(Close(pool, provider, lower, upper, liquidity / 2));
                CloseLater(pool, provider, lower, upper, liquidity - (liquidity / 2));
                break;
            case 2:
                variant = "nobody trades between";
                own.Add(Open(pool, provider, lower, upper, liquidity));
                own.Add(stage.Pause());
                own.Add(Close(pool, provider, lower, upper, liquidity));
                break;
            default:
                variant = "one opens, another closes";
                own.Add(Open(pool, other, lower, upper, liquidity));
                own.Add(stage.Pause());
                own.Add(Open(pool, provider, lower - pool.TickSpacing, upper, liquidity));
                own.Add(stage.Swap(venue, trader, tokenIn, amount));
                own.Add(Close(pool, other, lower, upper, liquidity / 3));
                CloseLater(pool, other, lower, upper, liquidity - (liquidity / 3));
                CloseLater(pool, provider, lower - pool.TickSpacing, upper, liquidity);
                break;
        }

        stage.Labels.Add(new ActLabel(
            isSandwich ? "jit_sandwich" : "jit", false, variant, stage.Number, own, [], pool.Address));
    }

    private int Open(ConcentratedPool pool, Account person, int lower, int upper, BigInteger liquidity) =>
        stage.Transact(person, stage.Actors.Router, Signatures.PoolMint, 300_000, () => pool.Mint(
            stage.Block, stage.Actors.Router, person.Address, person.Address, lower, upper, liquidity));

    private int Close(ConcentratedPool pool, Account person, int lower, int upper, BigInteger liquidity) =>
        stage.Transact(person, stage.Actors.Router, Signatures.PoolBurn, 300_000, () =>
        {
            pool.Burn(stage.Block, person.Address, lower, upper, liquidity);
            pool.Collect(stage.Block, person.Address, person.Address, lower, upper);
        });

    private void CloseLater(ConcentratedPool pool, Account person, int lower, int upper, BigInteger liquidity) =>
        stage.Later(() =>
        {
            stage.Reserve(person);
            Close(pool, person, lower, upper, liquidity);
        });

    private void Fund(Address holder, Venue venue)
    {
        stage.Ensure(holder, venue.Token0, venue.Depth(venue.Token0) / 2);
        stage.Ensure(holder, venue.Token1, venue.Depth(venue.Token1) / 2);
    }

    private static (int Lower, int Upper) Around(ConcentratedPool pool, int steps)
    {
        int middle = (int)Math.Floor((double)pool.Tick / pool.TickSpacing) * pool.TickSpacing;
        return (middle - (steps * pool.TickSpacing), middle + ((steps + 1) * pool.TickSpacing));
    }
}
