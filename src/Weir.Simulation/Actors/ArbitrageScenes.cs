using System.Numerics;
using Weir.Core;
using Weir.Simulation.Chain;
using Weir.Simulation.Contracts;

namespace Weir.Simulation.Actors;

/// <summary>Arbitrages between pools, alone or right behind who opened them, and what looks like one.</summary>
internal sealed class ArbitrageScenes
{
    private readonly ActorStage _stage;
    private readonly Venue[][] _circles;
    private readonly FungibleToken _weth;

    public ArbitrageScenes(ActorStage stage)
    {
        _stage = stage;
        World world = stage.World;
        _weth = world.Weth;
        Venue pairUsdc = new(world.Pairs[0]);
        Venue pairDai = new(world.Pairs[1]);
        Venue pairStable = new(world.Pairs[2]);
        Venue rangeUsdc = new(stage.Actors.Pools[0]);
        Venue rangeDai = new(stage.Actors.Pools[1]);
        _circles =
        [
            [pairUsdc, rangeUsdc], [pairDai, rangeDai], [pairUsdc, pairStable, pairDai],
            [rangeUsdc, pairStable, rangeDai], [rangeUsdc, pairStable, pairDai],
        ];
    }

    /// <summary>Somebody moves a pool; a bot closes the circle, at once or after another's transaction.</summary>
    public void Play(bool isBackrun, bool isLookAlike)
    {
        Venue[] circle = _circles[_stage.Random.Below(_circles.Length)];
        Venue opened = circle[0];
        Account person = _stage.AnyPerson();
        FungibleToken sold = _stage.Random.Chance(500) ? opened.Token0 : opened.Token1;
        BigInteger amount = opened.Depth(sold) * _stage.Random.Between(12_000, 30_000) / 1_000_000;
        Bot bot = _stage.AnyBot();
        _stage.Ensure(person.Address, sold, amount);
        _stage.Ensure(bot.Contract, _weth, opened.Depth(_weth) / 4);
        _stage.Ensure(_stage.Actors.Lender, _weth, opened.Depth(_weth) / 4);
        int opener = _stage.Swap(opened, person, sold, amount);
        bool isForward = Best(circle).Profit >= Best(Reverse(circle)).Profit;
        Venue[] path = isForward ? circle : Reverse(circle);
        bool isAgainst = LegIn(path, opened) != sold;
        bool isOther = false;
        if (!isBackrun || (isLookAlike && _stage.Random.Chance(500)))
        {
            _stage.Pause();
        }
        else if (isLookAlike)
        {
            // The last trade before goes the same way as the arbitrage does: it opened nothing.
            isOther = true;
            Account other = _stage.AnyPerson();
            FungibleToken leg = LegIn(path, opened);
            BigInteger little = opened.Depth(leg) / 5_000;
            _stage.Ensure(other.Address, leg, little);
            _stage.Swap(opened, other, leg, little);
        }

        (BigInteger best, _) = Best(path);

        // Where nothing is to be gained a bot that acts all the same loses; it does not act on dust.
        best = BigInteger.Max(best, opened.Depth(_weth) / 50_000);
        bool isTooMuch = _stage.Random.Chance(60);
        best = isTooMuch ? BigInteger.Min(best * 6, opened.Depth(_weth) / 6) : best;
        bool isLent = _stage.Random.Chance(200);
        int own = _stage.Transact(
            bot.First, bot.Contract, Signatures.BotCall, 300_000, () => Run(path, bot.Contract, best, isLent));
        string variant = $"{path.Length} pools{(isLent ? ", with a flash loan" : string.Empty)}"
            + (isTooMuch ? ", too much" : string.Empty);
        _stage.Labels.Add(new ActLabel(
            "arbitrage", true, variant, _stage.Number, [own], [], null));
        if (isBackrun)
        {
            bool isReal = !isLookAlike && isAgainst;
            _stage.Labels.Add(new ActLabel(
                "backrun", isReal,
                isReal ? variant : isOther ? "the last trade went the same way" : isLookAlike ? "another's transaction between"
                    : "not against the last trade",
                _stage.Number, [own], isReal ? [opener] : [], opened.Address));
        }
    }

    /// <summary>Trades that end elsewhere than they began, or not at once.</summary>
    public void PlayLookAlike()
    {
        Venue[] circle = _circles[_stage.Random.Below(_circles.Length)];
        Account person = _stage.AnyPerson();
        BigInteger amount = circle[0].Depth(_weth) * _stage.Random.Between(500, 5_000) / 1_000_000;
        _stage.Ensure(person.Address, _weth, 2 * amount);
        List<int> own = [];
        string variant;
        _stage.Pause();
        switch (_stage.Random.Below(4))
        {
            case 0:
                variant = "there and back in one pool";
                own.Add(_stage.Transact(person, _stage.Actors.Router, Signatures.SwapTokensCall, 250_000, () =>
                {
                    Address router = _stage.Actors.Router;
                    BigInteger got = circle[0].Swap(
                        _stage.Block, router, person.Address, person.Address, _weth, amount);
                    circle[0].Swap(
                        _stage.Block, router, person.Address, person.Address, circle[0].Other(_weth), got);
                }));
                break;
            case 1:
                variant = "there and back in two transactions";
                BigInteger held = circle[0].Quote(_weth, amount);
                own.Add(_stage.Swap(circle[0], person, _weth, amount));
                own.Add(_stage.Pause());
                own.Add(_stage.Swap(_circles[0].Contains(circle[0]) ? circle[0] : circle[^1], person,
                    (_circles[0].Contains(circle[0]) ? circle[0] : circle[^1]).Other(_weth),
                    BigInteger.Min(held, circle[0].Quote(_weth, amount)) / 2));
                break;
            case 2:
                variant = "a path through two pools";
                own.Add(_stage.Transact(person, _stage.World.Router, Signatures.SwapTokensCall, 250_000, () =>
                {
                    Address router = _stage.World.Router;
                    BigInteger got = _circles[2][0].Swap(
                        _stage.Block, router, person.Address, router, _weth, amount);
                    _circles[2][1].Swap(
                        _stage.Block, router, router, person.Address, _stage.World.Usdc, got);
                }));
                break;
            default:
                variant = "split over two pools";
                own.Add(_stage.Transact(person, _stage.World.Router, Signatures.SwapTokensCall, 250_000, () =>
                {
                    Address router = _stage.World.Router;
                    _circles[0][0].Swap(_stage.Block, router, person.Address, person.Address, _weth, amount);
                    _circles[0][1].Swap(_stage.Block, router, person.Address, person.Address, _weth, amount);
                }));
                break;
        }

        _stage.Labels.Add(new ActLabel("arbitrage", false, variant, _stage.Number, own, [], null));
    }

    private void Run(Venue[] path, Address contract, BigInteger amount, bool isLent)
    {
        BlockBuilder block = _stage.Block;
        Address lender = _stage.Actors.Lender;
        BigInteger premium = amount * 9 / 10_000;
        if (isLent)
        {
            _weth.Transfer(block, lender, contract, (UInt256)amount);
        }

        FungibleToken token = _weth;
        BigInteger held = amount;
        for (int i = 0; i < path.Length; i++)
        {
            // A pair is paid by the pool before it where that is possible: the usual saving of a transfer.
            bool isFedByLast = i > 0 && path[i].Pair is not null;
            Address to = i + 1 < path.Length && path[i + 1].Pair is { } next ? next.Address : contract;
            held = path[i].Swap(
                block, contract, isFedByLast ? path[i].Address : contract, to, token, held);
            token = path[i].Other(token);
        }

        if (isLent)
        {
            _weth.Transfer(block, contract, lender, (UInt256)(amount + premium));
            block.Log(
                lender,
                [Signatures.FlashLoan, AbiWriter.Topic(contract), AbiWriter.Topic(contract), AbiWriter.Topic(_weth.Address)],
                block.Data.Clear().Word((UInt256)amount).Word((UInt256)premium).Word(0));
        }
    }

    // The token that goes into a pool of a path that begins with ether.
    private FungibleToken LegIn(Venue[] path, Venue venue)
    {
        FungibleToken token = _weth;
        foreach (Venue step in path)
        {
            if (step == venue)
            {
                return token;
            }

            token = step.Other(token);
        }

        return token;
    }

    private static Venue[] Reverse(Venue[] path) => [.. path.Reverse()];

    // The amount that gains most: a function with one top, searched by thirds.
    private (BigInteger Amount, BigInteger Profit) Best(Venue[] path)
    {
        BigInteger low = 1_000_000_000;
        BigInteger high = path[0].Depth(_weth) / 20;
        for (int i = 0; i < 24; i++)
        {
            BigInteger third = (high - low) / 3;
            if (Profit(path, low + third) < Profit(path, high - third))
            {
                low += third;
            }
            else
            {
                high -= third;
            }
        }

        return (low, Profit(path, low));
    }

    private BigInteger Profit(Venue[] path, BigInteger amount)
    {
        FungibleToken token = _weth;
        BigInteger held = amount;
        foreach (Venue venue in path)
        {
            held = venue.Quote(token, held);
            token = venue.Other(token);
        }

        return held - amount;
    }
}
