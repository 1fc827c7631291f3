using Weir.Core.Errors;
using Weir.Risk.ExtremeValue;
using Weir.Risk.FilteredHistorical;
using Weir.Risk.Garch;
using Weir.Risk.Historical;
using Weir.Risk.Liquidity;
using Weir.Risk.MonteCarlo;
using Weir.Risk.Parametric;
using Weir.Risk.Volatility;

namespace Weir.Risk.Tests;

public sealed class BadInputTests
{
    private static readonly (string Name, Func<double[], double, RiskEstimate> Model)[] Models =
    [
        ("historical", (x, c) => HistoricalSimulation.Estimate(x, c)),
        ("age-weighted", (x, c) => AgeWeighted.Estimate(x, c)),
        ("normal", (x, c) => NormalRisk.Estimate(x, c)),
        ("student-t", (x, c) => StudentTRisk.Estimate(x, c)),
        ("cornish-fisher", (x, c) => CornishFisher.Estimate(x, c)),
        ("ewma", (x, c) => Ewma.Estimate(x, c)),
        ("riskmetrics-2006", (x, c) => RiskMetrics2006.Estimate(x, c)),
        ("garch", (x, c) => GarchRisk.Estimate(x, c)),
        ("fhs", (x, c) => FilteredHistoricalSimulation.Estimate(x, c)),
        ("evt-pot", (x, c) => PeaksOverThreshold.Estimate(x, c)),
    ];

    public static TheoryData<string> Names => [.. Models.Select(model => model.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Each_bad_series_and_confidence_gets_its_typed_error(string name)
    {
        Func<double[], double, RiskEstimate> model = Models.Single(candidate => candidate.Name == name).Model;
        double[] good = Figures.NormalSample(500, 41, 0, 0.01);
        Assert.Equal(ErrorCodes.ModelTooFewObservations, Code(() => model([], 0.95)));
        Assert.Equal(ErrorCodes.ModelConfidence, Code(() => model(good, 0)));
        Assert.Equal(ErrorCodes.ModelConfidence, Code(() => model(good, 1)));
        Assert.Equal(ErrorCodes.ModelConfidence, Code(() => model(good, double.NaN)));
        foreach (double bad in (double[])[double.NaN, double.PositiveInfinity, double.NegativeInfinity])
        {
            double[] spoilt = [.. good];
            spoilt[7] = bad;
            Assert.Equal(ErrorCodes.ModelNotFinite, Code(() => model(spoilt, 0.95)));
        }

        string? constant = Code(() => model(new double[500], 0.95));
        string? one = Code(() => model([0.01], 0.95));
        if (name is "historical" or "age-weighted")
        {
            Assert.Null(constant);
            Assert.Null(one);
        }
        else
        {
            Assert.Equal(ErrorCodes.ModelConstantSeries, constant);
            Assert.Equal(ErrorCodes.ModelTooFewObservations, one);
        }
    }

    [Fact]
    public void Prices_covariances_and_positions_are_checked_too()
    {
        Assert.Equal(ErrorCodes.ModelBadPrice, Code(() => Returns.PriceReturns.Of([1, -2], Returns.ReturnKind.Log)));
        Assert.Equal(
            ErrorCodes.ModelBadPrice, Code(() => Returns.PriceReturns.Of([1, 0, 2], Returns.ReturnKind.Simple)));
        Marginal[] two = [new(0, 1), new(0, 1)];
        Assert.Equal(
            ErrorCodes.ModelSingularCovariance, Code(() => MonteCarloRisk.Estimate([1, 1], two, [1, 1, 1, 1], 0.95)));
        Assert.Equal(ErrorCodes.ModelInput, Code(() => new WeightedPosition(1)));
        Assert.Equal(ErrorCodes.ModelInput, Code(() => new ConcentratedPosition(2, 1)));
        Assert.Equal(
            ErrorCodes.ModelBadPrice, Code(() => ImpermanentLoss.Ratio(new ConstantProductPosition(1), 1, -1)));
    }

    [Fact]
    public void Cornish_fisher_refuses_outside_its_domain()
    {
        double[] heavy = Figures.StudentSample(2_000, 42, 3);
        Assert.Equal(ErrorCodes.ModelDomain, Code(() => CornishFisher.Estimate(heavy, 0.99)));
    }

    [Fact]
    public void A_tail_without_a_mean_has_no_shortfall_and_says_why()
    {
        double[] wild = Figures.StudentSample(4_000, 43, 0.8);
        RiskEstimate estimate = PeaksOverThreshold.Estimate(wild, 0.99);
        Assert.Null(estimate.ExpectedShortfall);
        Assert.NotEmpty(estimate.Warnings);
    }

    private static string? Code(Action action)
    {
        try
        {
            action();
            return null;
        }
        catch (ModelInputException error)
        {
            return error.Code;
        }
    }

    private static string? Code(Func<object> function) => Code(() => { _ = function(); });
}
