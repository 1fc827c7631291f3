using System.Globalization;
using Weir.Risk.Budgets;
using Weir.Risk.Drawdowns;
using Weir.Risk.Garch;
using Weir.Risk.Parametric;
using Weir.Risk.Portfolios;
using Weir.Risk.Returns;
using Weir.Risk.Shocks;

namespace Weir.Risk.Tests.Agreement;

/// <summary>The figures of R (benchmarks/referees/risk-models.R): fGarch, MASS, tseries, Rglpk.</summary>
public sealed class RefereeTests
{
    private static readonly Dictionary<(string Case, string Figure), double> R = Figures.Golden("referees-r.csv")
        .ToDictionary(row => (row[0], row[1]), row => row[2] == "NaN" ? double.NaN : double.Parse(
            row[2], CultureInfo.InvariantCulture));

    public static TheoryData<string, string> Fits => new()
    {
        { "garch-ged", "index" }, { "garch-skew-t", "eth" }, { "garch-2-1", "eth" }, { "index-2-1-ged", "index" },
            { "garch-1-2", "index" },
        { "garch-2-2-t", "index" }, { "ar1-1-2-ged", "index" }, { "index-skew-t", "index" }, { "ar1", "eth" },
        { "ar1-t", "eth" }, { "ar1-2-1-skew-t", "eth" },
    };

    [Theory]
    [MemberData(nameof(Fits))]
    public void A_fit_is_fGarchs_or_a_higher_maximum(string name, string series)
    {
        double[] returns = series == "eth"

                ? [.. Returns("prices/ETH-USD_daily_yahoo.csv", 4).TakeLast(1500)]
                : [.. Returns("prices/GSPC_daily_close.csv", 1).TakeLast(1500)];
        GarchOptions options = OptionsOf(name);
        GarchParameters theirs = new(
            At(name, "mu"),
            At(name, "omega"),
            At(name, "alpha1"),
            0,
            At(name, "beta1"),
            options.Innovation is Innovation.StudentT or Innovation.SkewedStudentT ? At(name, "shape") : null)
        {
            Alpha2 = Find(name, "alpha2") ?? 0,
            Beta2 = Find(name, "beta2") ?? 0,
            Autoregression = Find(name, "ar1") ?? 0,
            Shape = options.Innovation == Innovation.GeneralizedError ? At(name, "shape") : null,
            Skew = Find(name, "skew"),
        };
        Assert.Equal(
            At(name, "llh"), GarchEstimator.LogLikelihood(returns, theirs, options), 1e-8 * Math.Abs(At(name, "llh")));
        GarchFit fit = GarchEstimator.Fit(returns, options);
        bool isInside = theirs.Persistence < 1 - 1e-6;
        Assert.True(
            !isInside || fit.LogLikelihood >= At(name, "llh") - 1e-6, $"{fit.LogLikelihood} under {At(name, "llh")}");

        // Where both stand on the same maximum, with no parameter on a bound, parameters and errors agree too.
        if (fit.LogLikelihood - At(name, "llh") < 1e-3 && isInside && fit.StandardErrors.Count > 0)
        {
            Assert.Equal(theirs.Alpha, fit.Parameters.Alpha, 0.02 * theirs.Alpha);
            Assert.Equal(theirs.Beta, fit.Parameters.Beta, 0.02 * theirs.Beta);

            // The density of the generalized error distribution has a kink at zero: the curvature in μ is what a step
            // makes of it.
            double tolerance = options.Innovation == Innovation.GeneralizedError ? 0.2 : 0.05;
            Assert.Equal(At(name, "se.mu"), fit.StandardErrors[0], tolerance * At(name, "se.mu"));
            Assert.Equal(At(name, "se.alpha1"), fit.StandardErrors[ToIndex(fit, "alpha")], 0.1 * At(name, "se.alpha1"));
        }
    }

    [Fact]
    public void The_gradient_of_every_form_is_the_difference_of_its_values()
    {
        double[] returns = Figures.StudentSample(400, 5, 6, 1);
        foreach (GarchOptions options in AllForms())
        {
            GeneralLikelihood likelihood = new(returns.Length, options);
            likelihood.Load(returns, 1);
            double[] point = new double[likelihood.Dimension];
            likelihood.Layout.Write(new GarchParameters(
                0.05, options.Exponential ? 0.02 : 0.1, 0.1, options.Exponential ? -0.05 : 0.04, 0.7, 7)
            {
                Alpha2 = 0.05,
                Gamma2 = 0.02,
                Beta2 = 0.06,
                Autoregression = 0.1,
                Shape = 1.4,
                Skew = 0.9,
                IsExponential = options.Exponential,
            }, point);
            double[] gradient = new double[point.Length];
            _ = likelihood.Evaluate(point, gradient);
            double[] unused = new double[point.Length];
            for (int i = 0; i < point.Length; i++)
            {
                double value = point[i];
                const double Step = 1e-6;
                point[i] = value + Step;
                double up = likelihood.Evaluate(point, unused);
                point[i] = value - Step;
                double down = likelihood.Evaluate(point, unused);
                point[i] = value;
                Assert.Equal((up - down) / (2 * Step), gradient[i], 2e-6);
            }
        }
    }

    [Fact]
    public void Laws_are_fGarchs_and_their_tails_are_integrals()
    {
        foreach (((string name, string figure), double value) in R.Where(
            row => row.Key.Case.EndsWith("-law", StringComparison.Ordinal)))
        {
            double[] parts = [.. figure.Split('/').Select(part => double.Parse(part, CultureInfo.InvariantCulture))];
            ShockLaw law = name == "ged-law" ? new GeneralizedErrorLaw(parts[0]) : new SkewedStudentTLaw(5, parts[0]);
            Assert.Equal(value, law.Quantile(parts[1]), 1e-7);
            double sum = 0;
            const int Steps = 20_000;
            for (int i = 0; i < Steps; i++)
            {
                sum += law.Quantile(parts[1] * (i + 0.5) / Steps) / Steps;
            }

            Assert.Equal(-sum, law.Shortfall(parts[1]), 5e-3);
        }

        Assert.Equal(R[("skew-t-density", "0.8")], new SkewedStudentTLaw(5, 0.8).LogDensity(-1.2), 1e-9);
        Assert.Equal(R[("skew-t-density", "1.3")], new SkewedStudentTLaw(5, 1.3).LogDensity(-1.2), 1e-9);
        Assert.Equal(Math.Sqrt(2 / Math.PI), new GeneralizedErrorLaw(2).MeanAbsolute, 1e-12);
    }

    [Fact]
    public void Student_t_errors_are_those_of_MASS()
    {
        double[] returns = [.. Returns("prices/ETH-USD_daily_yahoo.csv", 4).TakeLast(1500)];
        RiskEstimate estimate = StudentTRisk.Estimate(returns, 0.99);
        Assert.Equal(At("student-t", "m"), estimate["location"], 2e-4);
        Assert.Equal(At("student-t", "df"), estimate["degreesOfFreedom"], 2e-3);
        Assert.Equal(At("student-t", "se.m"), estimate["standardError.location"], 1e-3 * At("student-t", "se.m"));
        Assert.Equal(At("student-t", "se.s"), estimate["standardError.scale"], 1e-3 * At("student-t", "se.s"));
        Assert.Equal(
            At("student-t", "se.df"), estimate["standardError.degreesOfFreedom"], 2e-3 * At("student-t", "se.df"));
    }

    [Fact]
    public void Drawdowns_are_those_of_tseries_and_of_Chekhlovs_program()
    {
        double[] prices = Figures.Column("prices/BTC-USD_daily_yahoo.csv", 4);
        DrawdownRisk risk = Drawdown.Estimate(
            PriceReturns.Of(prices, ReturnKind.Log), 0.95, ReturnKind.Log, DrawdownForm.Cumulative);
        Assert.Equal(At("drawdown", "log"), risk.Maximum, 1e-10);
        Assert.Equal(At("drawdown", "conditional-0.05"), risk.ConditionalDrawdown, 1e-9);
        DrawdownRisk relative = Drawdown.Estimate(PriceReturns.Of(prices, ReturnKind.Simple), 0.95);
        Assert.Equal(1 - Math.Exp(-At("drawdown", "log")), relative.Maximum, 1e-10);
        Assert.Equal(
            relative.Maximum, 1 - (prices[relative.MaximumAt.Trough] / prices[relative.MaximumAt.Peak]), 1e-12);
        Assert.NotNull(Drawdown.Grade(
            PriceReturns.Of(prices, ReturnKind.Simple), 0.95, ReturnKind.Simple, DrawdownForm.Relative).Report);
    }

    [Theory]
    [InlineData(0.95, "0.05")]
    [InlineData(0.99, "0.01")]
    public void The_least_shortfall_is_the_linear_programs(double confidence, string alpha)
    {
        ReturnTable table = Joint();
        (double[] weights, double shortfall) = MinimumShortfall.Solve(table, confidence);
        string name = "minimum-es-" + alpha;
        Assert.Equal(At(name, "es"), shortfall, 1e-10);
        for (int i = 0; i < weights.Length; i++)
        {
            Assert.Equal(At(name, $"w{i + 1}"), weights[i], 1e-7);
        }

        Assert.Equal(shortfall, HistoricalPortfolio.Estimate(weights, table, confidence).ExpectedShortfall, 1e-10);
    }

    [Fact]
    public void Equal_risk_is_equal_by_its_definition_and_both_budgets_are_graded()
    {
        ReturnTable table = Joint();
        PortfolioRisk risk = RiskBudget.Parts(table, BudgetMethod.EqualRisk, 0.99);
        Assert.Equal(1, risk.Assets.Sum(asset => asset.Weight), 1e-12);
        Assert.All(risk.Assets, asset => Assert.Equal(risk.ValueAtRisk / 3, asset.ComponentValueAtRisk, 1e-12));
        foreach (BudgetMethod method in Enum.GetValues<BudgetMethod>())
        {
            Assert.Equal(250, RiskBudget.Grade(table, method, 0.95).Report!.Observations);
        }
    }

    private static GarchOptions OptionsOf(string name) => new()
    {
        Start = VarianceStart.MeanSquare,
        Autoregressive = name.StartsWith("ar1", StringComparison.Ordinal),
        ArchOrder = name.Contains("2-1", StringComparison.Ordinal) || name.Contains("2-2", StringComparison.Ordinal)
            ? 2 : 1,
        GarchOrder = name.Contains("1-2", StringComparison.Ordinal) || name.Contains("2-2", StringComparison.Ordinal)
            ? 2 : 1,
        Innovation = name.EndsWith("ged", StringComparison.Ordinal) ? Innovation.GeneralizedError
            : name.EndsWith("skew-t", StringComparison.Ordinal) ? Innovation.SkewedStudentT
            : name.EndsWith("-t", StringComparison.Ordinal) ? Innovation.StudentT : Innovation.Normal,
    };

    private static IEnumerable<GarchOptions> AllForms() =>
        from innovation in Enum.GetValues<Innovation>()
        from start in Enum.GetValues<VarianceStart>()
        from form in (GarchOptions[])
        [
            new() { ArchOrder = 2, GarchOrder = 2, Autoregressive = true }, new() { Leverage = true, ArchOrder = 2 },
            new() { Exponential = true, Autoregressive = true },
        ]
        select form with { Innovation = innovation, Start = start };

    private static ReturnTable Joint()
    {
        string[] files = ["BTC-USD_daily_yahoo.csv", "GSPC_daily_close.csv", "GC_daily_close.csv"];
        Weir.App.Commands.Risk.Series.PriceTable[] tables =
            [.. files.Select(file => Weir.App.Commands.Risk.Series.SeriesFile.Read(
                SharedData.PathOrSkip("prices/" + file), ["close"]))];
        HashSet<string> days = [.. tables[0].Times];
        foreach (Weir.App.Commands.Risk.Series.PriceTable table in tables)
        {
            days.IntersectWith(table.Times);
        }

        return new ReturnTable([.. tables.Select(table => PriceReturns.Of(
            [.. table.Columns[0].Where(
                (_, row) => days.Contains(table.Times[row])).TakeLast(501)], ReturnKind.Simple))]);
    }

    private static double[] Returns(string file, int column) =>
        [.. PriceReturns.Of(Figures.Column(file, column), ReturnKind.Log).Select(value => 100 * value)];

    private static int ToIndex(GarchFit fit, string name) => fit.ParameterNames.ToList().IndexOf(name);

    private static double At(string name, string figure) => R[(name, figure)];

    private static double? Find(string name, string figure) =>
        R.TryGetValue((name, figure), out double value) ? value : null;
}
