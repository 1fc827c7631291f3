using System.Numerics;
using Weir.Core;
using Weir.Simulation.Chain;
using Weir.Simulation.Contracts;

namespace Weir.Simulation.Actors;

/// <summary>Sandwiches in pairs and ranges, and what looks like one.</summary>
internal sealed class SandwichScenes(ActorStage stage)
{
    private sealed record Order(Account Person, BigInteger Amount, BigInteger SlackPpm, bool IsExactOut);

    /// <summary>Fronts, victims, back; truth and loss by the pool's own numbers.</summary>
    public void Play(Venue venue, int mostVictims = 3)
    {
        FungibleToken tokenIn = stage.Random.Chance(500) ? venue.Token0 : venue.Token1;
        FungibleToken tokenOut = venue.Other(tokenIn);
        Bot bot = stage.AnyBot();
        bool isTwoFaced = stage.Random.Chance(300);
        int frontCount = stage.Random.Chance(150) ? 2 : 1;
        BigInteger depth = venue.Depth(tokenIn);
        BigInteger front = Share(depth, 3_000, 30_000) / frontCount;
        List<Order> orders = [];
        for (int i = stage.Random.Between(mostVictims > 3 ? 9 : 1, mostVictims); i > 0; i--)
        {
            orders.Add(new Order(
                stage.AnyPerson(), Share(depth, 6_000, 25_000) / (mostVictims > 3 ? 4 : 1),
                venue.Pair is not null && stage.Random.Chance(120) ? stage.Random.Between(1, 4_000) : 0,
                stage.Random.Chance(150)));
        }

        bool isMixed = orders.Exists(order => order.IsExactOut) && orders.Exists(order => !order.IsExactOut);
        if (isMixed)
        {
            orders = [.. orders.Select(order => order with { IsExactOut = false })];
        }

        stage.Ensure(bot.Contract, tokenIn, front * frontCount);
        orders.ForEach(order => stage.Ensure(order.Person.Address, tokenIn, 3 * order.Amount));
        Replay truth = new(venue, tokenIn);
        List<int> own = [];
        BigInteger bought = BigInteger.Zero;
        for (int i = 0; i < frontCount; i++)
        {
            own.Add(stage.Transact(bot.First, bot.Contract, Signatures.BotCall, 130_000, () => bought += venue.Swap(
                stage.Block, bot.Contract, bot.Contract, bot.Contract, tokenIn, front)));
        }

        List<int> victims = [];
        BigInteger loss = BigInteger.Zero;
        foreach (Order order in orders)
        {
            victims.Add(Fill(venue, tokenIn, order, truth, ref loss));
        }

        BigInteger back = BigInteger.Zero;
        own.Add(stage.Transact(
            isTwoFaced ? bot.Second : bot.First, bot.Contract, Signatures.BotCall, 130_000, () => back = venue.Swap(
                stage.Block, bot.Contract, bot.Contract, bot.Contract, tokenOut, bought)));
        bool isReal = back > front * frontCount;
        stage.Labels.Add(new ActLabel(
            "sandwich", isReal,
            $"{(venue.Pair is null ? "range" : "pair")}, {frontCount} fronts, {orders.Count} victims, "
            + $"{(isTwoFaced ? "two senders" : "one sender")}{(isReal ? string.Empty : ", at a loss")}",
            stage.Number, own, victims, venue.Address)
        {
            LossRaw = loss,
            LossToken = orders[0].IsExactOut ? tokenIn.Address : tokenOut.Address,
            VictimSwaps = orders.Count,
        });
    }

    private int Fill(Venue venue, FungibleToken tokenIn, Order order, Replay truth, ref BigInteger loss)
    {
        BigInteger slack = BigInteger.Zero;
        BigInteger paid = order.Amount;
        BigInteger got = venue.Quote(tokenIn, order.Amount);
        Hash32 call = venue.Pair is null ? Signatures.ExactInputCall : Signatures.SwapTokensCall;
        if (order.IsExactOut)
        {
            call = venue.Pair is null ? Signatures.ExactOutputCall : Signatures.SwapForExactCall;
            paid = venue.Pair is { } pair ? pair.AmountIn(tokenIn, (UInt256)got)
                : venue.Pool!.Quote(tokenIn, got, isExactOut: true).In;
            BigInteger would = truth.ExactOut(got);
            loss += paid - would;

            // A pair gives what is asked for, though its formula may give a unit more.
            slack = venue.Pair is null ? BigInteger.Zero : venue.Quote(tokenIn, paid) - got;
        }
        else
        {
            slack = got * order.SlackPpm / 1_000_000;
            loss += truth.ExactIn(paid, slack) - (got - slack);
        }

        Address router = venue.Pair is null ? stage.Actors.Router : stage.World.Router;
        return stage.Transact(order.Person, router, call, 120_000, () =>
        {
            if (venue.Pool is { } pool)
            {
                pool.Swap(
                    stage.Block, router, order.Person.Address, order.Person.Address, tokenIn,
                    order.IsExactOut ? got : paid, order.IsExactOut);
            }
            else
            {
                venue.Swap(
                    stage.Block, router, order.Person.Address, order.Person.Address, tokenIn, paid, slack);
            }
        });
    }

    /// <summary>What only looks like a sandwich.</summary>
    public void PlayLookAlike(Venue venue)
    {
        FungibleToken tokenIn = stage.Random.Chance(500) ? venue.Token0 : venue.Token1;
        FungibleToken tokenOut = venue.Other(tokenIn);
        BigInteger depth = venue.Depth(tokenIn);
        BigInteger amount = Share(depth, 3_000, 20_000);
        Account person = stage.AnyPerson();
        Account other = stage.AnyPerson();
        Account third = stage.AnyPerson();
        stage.Ensure(person.Address, tokenIn, 2 * amount);
        stage.Ensure(other.Address, tokenIn, 2 * amount);
        stage.Ensure(other.Address, tokenOut, 2 * venue.Depth(tokenOut) / 50);
        stage.Ensure(third.Address, tokenOut, 2 * venue.Depth(tokenOut) / 50);
        List<int> own = [];
        string variant;
        switch (stage.Random.Below(5))
        {
            case 0:
                variant = "bought and sold with nobody between";
                BigInteger kept = venue.Quote(tokenIn, amount);
                own.Add(stage.Swap(venue, person, tokenIn, amount));
                own.Add(stage.Pause());
                own.Add(stage.Swap(venue, person, tokenOut, kept));
                break;
            case 1:
                variant = "the other trades against";
                BigInteger held = venue.Quote(tokenIn, amount);
                own.Add(stage.Swap(venue, person, tokenIn, amount));
                own.Add(stage.Swap(venue, other, tokenOut, Share(venue.Depth(tokenOut), 2_000, 9_000)));
                own.Add(stage.Swap(venue, person, tokenOut, held));
                break;
            case 2:
                variant = "bought twice";
                own.Add(stage.Swap(venue, person, tokenIn, amount / 2));
                own.Add(stage.Swap(venue, other, tokenIn, amount));
                own.Add(stage.Swap(venue, person, tokenIn, amount / 2));
                break;
            case 3:
                variant = "two strangers through an unlisted router";
                own.Add(stage.Transact(person, stage.Actors.OtherRouter, Signatures.SwapTokensCall, 120_000, () =>
                    venue.Swap(
                        stage.Block, stage.Actors.OtherRouter, person.Address, person.Address, tokenIn, amount)));
                own.Add(stage.Swap(venue, other, tokenIn, amount));
                own.Add(stage.Transact(third, stage.Actors.OtherRouter, Signatures.SwapTokensCall, 120_000, () =>
                    venue.Swap(
                        stage.Block, stage.Actors.OtherRouter, third.Address, third.Address, tokenOut,
                        Share(venue.Depth(tokenOut), 2_000, 9_000))));
                break;
            default:
                variant = "sold at a loss after a small trade";
                BigInteger taken = venue.Quote(tokenIn, amount);
                own.Add(stage.Swap(venue, person, tokenIn, amount));
                own.Add(stage.Swap(venue, other, tokenIn, depth / 20_000));
                own.Add(stage.Swap(venue, person, tokenOut, taken));
                break;
        }

        stage.Labels.Add(new ActLabel("sandwich", false, variant, stage.Number, own, [], venue.Address));
    }

    private BigInteger Share(BigInteger whole, int fromPpm, int toPpm) =>
        whole * stage.Random.Between(fromPpm, toPpm) / 1_000_000;

    /// <summary>The pool without the bot: the same orders one after the other, by the pool's own formulas.</summary>
    private sealed class Replay
    {
        private readonly Venue _venue;
        private readonly FungibleToken _tokenIn;
        private readonly List<(FungibleToken, BigInteger, bool)> _orders = [];
        private BigInteger _reserveIn;
        private BigInteger _reserveOut;
        private readonly Func<IEnumerable<(FungibleToken, BigInteger, bool)>, List<(BigInteger In, BigInteger Out)>>? _range;

        public Replay(Venue venue, FungibleToken tokenIn)
        {
            _venue = venue;
            _tokenIn = tokenIn;
            _reserveIn = venue.Depth(tokenIn);
            _reserveOut = venue.Depth(venue.Other(tokenIn));
            _range = venue.Pool?.Snapshot();
        }

        public BigInteger ExactIn(BigInteger amountIn, BigInteger slack)
        {
            if (_range is not null)
            {
                _orders.Add((_tokenIn, amountIn, false));
                return _range(_orders)[^1].Out;
            }

            BigInteger withFee = amountIn * 997;
            BigInteger got = (withFee * _reserveOut / ((_reserveIn * 1_000) + withFee)) - slack;
            Move(amountIn, got);
            return got;
        }

        public BigInteger ExactOut(BigInteger amountOut)
        {
            if (_range is not null)
            {
                _orders.Add((_tokenIn, amountOut, true));
                return _range(_orders)[^1].In;
            }

            BigInteger paid = (_reserveIn * amountOut * 1_000 / ((_reserveOut - amountOut) * 997)) + 1;
            Move(paid, amountOut);
            return paid;
        }

        private void Move(BigInteger in_, BigInteger out_)
        {
            _reserveIn += in_;
            _reserveOut -= out_;
        }
    }
}
