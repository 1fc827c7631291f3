using System.Numerics;
using Weir.Risk.Liquidity;
using static Weir.Risk.Tests.Evidence.EvidenceRow;

namespace Weir.Risk.Tests.Evidence;

internal static class LiquidityEvidence
{
    private const string Vectors = "il-lvr-vectors.txt";

    private static readonly (double Ratio, double Percent)[] V2 =
    [
        (0.25, -20), (0.5, -5.719096), (0.75, -1.025668), (1.25, -0.619201), (1.5, -2.02041), (1.75, -3.790861),
        (2, -5.719096), (3, -13.39746), (4, -20), (5, -25.464401), (10, -42.504043),
    ];

    private static readonly (double Price, double Percent)[] V3 =
    [
        (1000, -30.319139), (1500, -8.420755), (1600, -5.102538), (1800, -1.150008), (2000, 0), (2200, -0.952523),
        (2400, -3.49486), (2500, -5.238772), (3000, -13.794239),
    ];

    public static IReadOnlyList<EvidenceRow> Rows()
    {
        List<EvidenceRow> rows = [];
        foreach ((double ratio, double percent) in V2)
        {
            rows.Add(Printed(
                Name("constant product, IL percent at", ratio),
                percent,
                6,
                100 * ImpermanentLoss.ConstantProduct(ratio),
                Vectors));
        }

        foreach ((
            double ratio, double percent) in ((double, double)[])[(0.5, -4.275137), (2, -3.27216), (4, -10.840202)])
        {
            rows.Add(Printed(Name("weighted 80/20, IL percent at", ratio), percent, 6, 100 * ImpermanentLoss.Ratio(
                new WeightedPosition(0.8), 1, ratio), Vectors));
        }

        foreach ((
            double ratio, double percent) in ((double, double)[])[(0.5, -3.27216), (2, -4.275137), (4, -17.530756)])
        {
            rows.Add(Printed(Name("weighted 20/80, IL percent at", ratio), percent, 6, 100 * ImpermanentLoss.Ratio(
                new WeightedPosition(0.2), 1, ratio), Vectors));
        }

        ConcentratedPosition range = new(1500, 2500);
        foreach ((double price, double percent) in V3)
        {
            rows.Add(Printed(
                Name("concentrated [1500, 2500] from 2000, IL percent at", price),
                percent,
                6,
                100 * ImpermanentLoss.Ratio(range, 2000, price),
                Vectors));
        }

        rows.Add(Full("concentrated, full range, IL percent at 2×", -5.719095841793653, 100 * ImpermanentLoss.Ratio(
            new ConcentratedPosition(0, double.PositiveInfinity), 2000, 4000), Vectors));
        rows.AddRange(Losses(range));
        rows.AddRange(Values());
        return rows;
    }

    private static List<EvidenceRow> Losses(ConcentratedPosition range)
    {
        ConstantProductPosition product = new(1);
        return
        [
            Full(
                "LVR, constant product, 5 % a day, bps",
                3.125,
                1e4 * LossVersusRebalancing.RatioPerPeriod(product, 2000, 0.05),
                Vectors),
            Full(
                "LVR, constant product, 80 % a year",
                0.08,
                LossVersusRebalancing.RatioPerPeriod(product, 2000, 0.8),
                Vectors),
            Full(
                "LVR, concentrated [1500, 2500], 5 % a day, bps",
                26.090869130365334,
                1e4 * LossVersusRebalancing.RatioPerPeriod(range, 2000, 0.05),
                Vectors),
            Full("LVR, weighted 80/20, 5 % a day, bps", 2, 1e4 * LossVersusRebalancing.RatioPerPeriod(
                new WeightedPosition(0.8), 2000, 0.05), Vectors),
            Full(
                "arbitrage a block, σ_b .0005, fee 30 bps",
                2.0327847524881286e-08,
                LossVersusRebalancing.ArbitragePerBlock(0.0005, 0.003, 1.7164),
                Vectors + ", with the rounded constant 1.7164"),
            Full(
                "arbitrage a block, σ_b .001, fee 5 bps",
                3.4987054789727796e-07,
                LossVersusRebalancing.ArbitragePerBlock(0.001, 0.0005, 1.7164),
                Vectors + ", with the rounded constant 1.7164"),
            Full(
                "arbitrage a block, σ_b .0003, fee 30 bps",
                4.696305572949279e-09,
                LossVersusRebalancing.ArbitragePerBlock(0.0003, 0.003, 1.7164),
                Vectors + ", with the rounded constant 1.7164"),
            Full(
                "breakeven turnover a day, 30 bps, 5 % a day",
                0.10416666666666669,
                LossVersusRebalancing.BreakevenTurnoverRatio(product, 2000, 0.05, 0.003),
                Vectors),
        ];
    }

    private static List<EvidenceRow> Values()
    {
        LpPosition pool = new ConstantProductPosition(1).WithValue(200, 100);
        BigInteger balance = BigInteger.Pow(10, 24);
        BigInteger expected = BigInteger.Parse(
            "99900110864758514706207", System.Globalization.CultureInfo.InvariantCulture);
        BigInteger output = Stableswap.Output([balance, balance], 100, 0, 1, BigInteger.Pow(10, 23));
        return
        [
            Full("1 ETH + 100 DAI, price 100 to 200: LP value", 282.842712474619, pool.Value(200), "Pintail"),
            Full("held", 300, pool.HoldingsAt(100).Value(200), "Pintail"),
            Full("loss", 17.15728752538098, pool.HoldingsAt(100).Value(200) - pool.Value(200), "Pintail"),
            Full("stableswap A = 100, 10²⁴ each: D", 2e24, (double)Stableswap.Invariant(
                [balance, balance], 100), Vectors),
            Full("stableswap, dy for dx = 10²³, difference in units", 0, (double)(output - expected), Vectors),
        ];
    }

    private static string Name(string what, double at) => FormattableString.Invariant($"{what} {at}");
}
