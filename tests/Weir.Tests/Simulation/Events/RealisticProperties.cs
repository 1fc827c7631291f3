using System.Numerics;
using System.Text;
using System.Text.Json;
using CsCheck;
using Weir.Core.Events;
using Weir.Simulation.Events.Realistic;

namespace Weir.Tests.Simulation.Events;

/// <summary>What holds in every stream of the realistic mode, whatever the seed and settings.</summary>
public sealed class RealisticProperties
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Pools_loans_and_labels_hold_for_any_seed() =>
        Gen.Select(Gen.ULong, Gen.Int[1, 40], Gen.Int[2, 300], Gen.Int[5, 120]).Sample(
            CheckStream,
            iter: 60, threads: 1);

    /// <summary>
    /// An honest sale of less than a million at the market's price brought more, just after large trades.
    /// </summary>
    [Fact]
    public void An_honest_sale_above_the_markets_price_stays_small() => CheckStream(290_354_994_755_158, 35, 258, 5);

    private static void CheckStream(ulong seed, int rate, int agents, int attackSeconds)
    {
        RealisticOptions options = new(rate / 4.0, TimeSpan.FromSeconds(attackSeconds), agents);
        RealisticGenerator generator = new(options, seed, Start);
        UInt128[] totals = [.. Enum.GetValues<Token>().Select(generator.TotalRaw)];
        EventBatch events = new();
        EventBatch labels = new();
        while (generator.Events < 1_500)
        {
            generator.Step(events, labels);
        }

        Assert.Equal(totals, Enum.GetValues<Token>().Select(generator.TotalRaw));
        Assert.Equal(
            (generator.Pool.DaiRaw, generator.Pool.WethRaw),
            (generator.RouterRaw(Token.Dai), generator.RouterRaw(Token.Weth)));
        Check(events, labels);
    }

    [Fact]
    public void A_long_run_keeps_the_pool_as_deep_as_it_began()
    {
        RealisticGenerator generator = new(RealisticOptions.Default, 5, Start);
        EventBatch events = new();
        double depth = generator.Pool.Depth;
        while (generator.Events < 200_000)
        {
            events.Clear();
            generator.Step(events, null);
            Assert.InRange(generator.Pool.Depth / depth, 0.999, 1.03);
        }

        Assert.InRange(generator.Attacks, 200, 600);
    }

    [Fact]
    public void Fifty_million_dai_move_the_price_by_the_right_amount()
    {
        UInt128 ether = Tokens.Ether;
        ConstantProductPool pool = new(100_000_000 * ether, 100_000_000 * ether * 1_000_000 / 2_300_000_000);
        UInt128 weth = pool.SellDai(50_000_000 * ether);

        // By hand: 49.85 M after the fee; y' = y · 100 / 149.85, price 150 M / y'.
        Assert.InRange((double)weth / 1e18, 43_478.26 * 49.85 / 149.85 * 0.99999, 43_478.26 * 49.85 / 149.85 * 1.00001);
        Assert.InRange(pool.PriceMicroDai / 1e6, 2300 * 1.5 * 1.4985 * 0.99999, 2300 * 1.5 * 1.4985 * 1.00001);
    }

    [Fact]
    public void Amounts_out_agree_with_the_formula_at_any_size() =>
        Gen.Select(Gen.ULong, Gen.ULong, Gen.ULong, Gen.Int[0, 24]).Sample((amount, reserveIn, reserveOut, shift) =>
        {
            UInt128 into = (UInt128)amount << shift;
            UInt128 x = ((UInt128)reserveIn << 24) + 1;
            UInt128 y = ((UInt128)reserveOut << 24) + 1;
            BigInteger expected = (BigInteger)into * 997 * y / (((BigInteger)x * 1000) + ((BigInteger)into * 997));
            Assert.Equal(expected, (BigInteger)ConstantProductPool.AmountOut(into, x, y));
        });

    [Fact]
    public void Pauses_have_their_mean_and_the_shape_of_a_poisson_process()
    {
        Chance chance = new(1);
        long[] pauses = [.. Enumerable.Range(0, 200_000).Select(_ => chance.Pause(1_000_000))];
        Assert.InRange(pauses.Average(), 990_000, 1_010_000);
        double aboveMean = pauses.Count(pause => pause > 1_000_000) / 200_000.0;
        double aboveTwice = pauses.Count(pause => pause > 2_000_000) / 200_000.0;
        Assert.InRange(aboveMean, Math.Exp(-1) - 0.005, Math.Exp(-1) + 0.005);
        Assert.InRange(aboveTwice, Math.Exp(-2) - 0.005, Math.Exp(-2) + 0.005);
    }

    private static void Check(EventBatch events, EventBatch labels)
    {
        StreamCheck stream = new();
        for (int i = 0; i < events.Count; i++)
        {
            stream.Read(events.Topic(i), Encoding.UTF8.GetString(events.Value(i)));
        }

        Dictionary<string, JsonElement> byHash = [];
        for (int i = 0; i < labels.Count; i++)
        {
            using JsonDocument label = JsonDocument.Parse(labels.ValueMemory(i));
            JsonElement value = label.RootElement.Clone();
            Assert.Equal(
                ["scenario_id", "role", "tx_hash", "block", "t0", "t1", "expected_alerts", "expected_profit_dai"],
                value.EnumerateObject().Select(property => property.Name));
            byHash.Add(value.GetProperty("tx_hash").GetString()!, value);
        }

        Assert.All(byHash.Keys, hash => Assert.True(stream.Transactions.ContainsKey(hash)));
        foreach ((string hash, List<StreamCheck.Leg> legs) in stream.Transactions)
        {
            CheckTransaction(legs, byHash.TryGetValue(hash, out JsonElement label) ? label : null);
        }
    }

    private static void CheckTransaction(List<StreamCheck.Leg> legs, JsonElement? label)
    {
        StreamCheck.Leg? loan = legs.Find(leg => leg.From == StreamCheck.Provider);
        bool isLarge = legs.Exists(leg => leg.To == StreamCheck.Router || leg.From == StreamCheck.Router)
            && legs.Count == 2 && legs[0].From != legs[1].From
            && legs.Exists(leg => leg.Token == "DAI" && leg.Raw >= BigInteger.Pow(10, 24));
        Assert.True(label is not null || !(loan is not null || isLarge), "a loan or a large trade has no label");
        if (label is not { } truth)
        {
            return;
        }

        Assert.Equal(legs[0].Block, truth.GetProperty("block").GetInt64());
        Assert.InRange(legs[0].Time, truth.GetProperty("t0").GetInt64(), truth.GetProperty("t1").GetInt64());
        string role = truth.GetProperty("role").GetString()!;
        string profit = truth.GetProperty("expected_profit_dai").GetRawText();
        int alerts = truth.GetProperty("expected_alerts").GetArrayLength();
        if (loan is null)
        {
            Assert.Contains(role, (string[])["trader", "arbitrageur"]);
            Assert.Equal(0, alerts);
            return;
        }

        // Repaid to the same pool by the borrower, with Aave V3's 5 basis points, in the same transaction.
        StreamCheck.Leg back = Assert.Single(legs, leg => leg.To == StreamCheck.Provider);
        Assert.Equal((loan.To, loan.Raw + (loan.Raw * 5 / 10_000)), (back.From, back.Raw));
        BigInteger flow = legs.Sum(loan.To, "DAI");
        if (role == "attacker")
        {
            Assert.Equal(2, alerts);
            Assert.True(flow.Sign > 0, "an attack that loses would revert");
            Assert.Equal(StreamCheck.Trim(flow, 18), profit);
            Assert.Equal(BigInteger.Zero, legs.Sum(loan.To, "WETH"));
        }
        else
        {
            Assert.Equal("borrower", role);
            Assert.Equal(0, alerts);
            Assert.Equal(BigInteger.Zero, flow);
            Assert.Equal(StreamCheck.Trim(loan.Raw - back.Raw, 18), profit);
        }
    }
}

/// <summary>Sums over the legs of a transaction.</summary>
file static class Legs
{
    /// <summary>What an account gains of a token.</summary>
    public static BigInteger Sum(this List<StreamCheck.Leg> legs, string account, string token) => legs
        .Where(leg => leg.Token == token)
        .Aggregate(BigInteger.Zero,
            (sum, leg) => sum + (leg.To == account ? leg.Raw : 0) - (leg.From == account ? leg.Raw : 0));
}
