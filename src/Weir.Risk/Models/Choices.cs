
using Weir.Risk.Backtests;
using Weir.Risk.Budgets;
using Weir.Risk.Drawdowns;
using Weir.Risk.FilteredHistorical;
using Weir.Risk.Garch;
using Weir.Risk.Historical;
using Weir.Risk.Horizons;
using Weir.Risk.Portfolios;
using Weir.Risk.Returns;
using Weir.Risk.Volatility;

namespace Weir.Risk.Models;

/// <summary>The words that parameters take, each in one place.</summary>
public static class Choices
{
    public static readonly string[] Horizon = ["horizonSteps", "horizonMethod", "paths", "seed", "returnKind"];

    public static HorizonOptions HorizonOf(Parameters p) => new()
    {
        Steps = p.Whole("horizonSteps", 1),
        Method = p.Choice(
            "horizonMethod", HorizonMethod.PathSimulation, ("paths", HorizonMethod.PathSimulation),
                ("sqrt", HorizonMethod.SquareRootOfTime)),
        Paths = p.Whole("paths", 100_000),
        Seed = Seed(p),
        Kind = Kind(p),
    };

    public static ulong Seed(Parameters p) => (ulong)p.Whole("seed", 1);

    public static ReturnKind Kind(Parameters p) =>
        p.Choice("returnKind", ReturnKind.Simple, ("simple", ReturnKind.Simple), ("log", ReturnKind.Log));

    public static QuantileType Quantile(Parameters p) => p.Choice(
        "quantileType", QuantileType.Type7,
            ("7", QuantileType.Type7), ("1", QuantileType.Type1), ("6", QuantileType.Type6));

    public static ShortfallForm Shortfall(Parameters p, ShortfallForm fallback = ShortfallForm.TailMean) => p.Choice(
        "shortfall", fallback, ("tail-mean", ShortfallForm.TailMean),
            ("rockafellar-uryasev", ShortfallForm.RockafellarUryasev));

    public static MomentDivisor Divisor(Parameters p, MomentDivisor fallback) => p.Choice(
        "divisor", fallback, ("n", MomentDivisor.Population), ("n-1", MomentDivisor.Sample));

    public static bool ZeroMean(Parameters p, string otherwise) =>
        p.Choice("mean", false, (otherwise, false), ("zero", true));

    public static Innovation Innovations(Parameters p) => p.Choice(
        "innovations", Innovation.Normal, ("normal", Innovation.Normal), ("t", Innovation.StudentT),
            ("student-t", Innovation.StudentT),
        ("ged", Innovation.GeneralizedError), ("skew-t", Innovation.SkewedStudentT));

    public static VarianceStart Start(Parameters p) => p.Choice(
        "start", VarianceStart.Backcast, ("backcast", VarianceStart.Backcast),
            ("mean-square", VarianceStart.MeanSquare), ("unconditional", VarianceStart.Unconditional));

    public static EwmaStart EwmaStartOf(Parameters p) => p.Choice(
        "start", EwmaStart.Backcast, ("backcast", EwmaStart.Backcast),
            ("first-square", EwmaStart.FirstSquare), ("mean-square", EwmaStart.MeanSquare));

    public static GarchOptions Garch(Parameters p, bool leverage)
    {
        int mean = p.Choice("mean", 0, ("estimated", 0), ("zero", 1), ("ar1", 2));
        return new GarchOptions
        {
            Leverage = leverage,
            Innovation = Innovations(p),
            Start = Start(p),
            ZeroMean = mean == 1,
            Autoregressive = mean == 2,
            ArchOrder = p.Whole("archOrder", 1),
            GarchOrder = p.Whole("garchOrder", 1),
        };
    }

    public static CovarianceOptions CovarianceOf(Parameters p) => new()
    {
        Kind = p.Choice(
            "estimator", CovarianceKind.Sample, ("sample", CovarianceKind.Sample), ("ewma", CovarianceKind.Ewma),
            ("ledoit-wolf", CovarianceKind.LedoitWolf),
                ("ledoit-wolf-constant-correlation", CovarianceKind.LedoitWolfConstantCorrelation)),
        Divisor = p.Has("divisor") ? Divisor(p, MomentDivisor.Sample) : null,
        ZeroMean = ZeroMean(p, "sample"),
        DecayRatio = p.Number("decay", 0.94),
    };

    public static FilterKind Filter(Parameters p) => p.Choice(
        "filter", FilterKind.Garch, ("garch", FilterKind.Garch),
            ("gjr-garch", FilterKind.GjrGarch), ("ewma", FilterKind.Ewma));

    public static DrawdownForm Form(Parameters p) => p.Choice(
        "form", DrawdownForm.Relative, ("relative", DrawdownForm.Relative), ("cumulative", DrawdownForm.Cumulative));

    public static BudgetMethod Method(Parameters p) => p.Choice(
        "method", BudgetMethod.EqualRisk, ("equal-risk", BudgetMethod.EqualRisk),
            ("minimum-es", BudgetMethod.MinimumShortfall));

    public static NullDistribution Truth(Parameters p) => new(p.Optional("degreesOfFreedom"));
}
