using System.Text.Json;
using Weir.Risk.Backtests;
using Weir.Risk.Models;
using Weir.Risk.Portfolios;

namespace Weir.Risk.Tests.Backtests;

public sealed class GradingTests
{
    private static readonly ReturnTable Normal = new([Figures.NormalSample(900, 7, 0, 0.01)]);

    [Theory]
    [InlineData("historical", "{}", true)]
    [InlineData("garch", """{"innovations":"t"}""", true)]
    [InlineData("fhs", """{"filter":"ewma"}""", true)]
    [InlineData("evt-pot", "{}", true)]
    [InlineData("normal", """{"horizonSteps":10}""", false)]
    [InlineData("normal", """{"horizonSteps":1}""", true)]
    [InlineData("normal", """{"mean":"zero"}""", false)]
    [InlineData("fhs", """{"innovations":"t"}""", true)]
    [InlineData("garch", """{"mean":"zero","start":"mean-square"}""", true)]
    public void A_figure_is_graded_by_its_own_model_or_not_at_all(string model, string parameters, bool isGraded)
    {
        Grade grade = Graded(Normal, model, parameters);
        Assert.Equal(isGraded, grade.Report is not null);
        Assert.Equal(isGraded ? 450 : null, grade.Report?.Observations);
        Assert.Equal(isGraded, grade.Reason is null);
    }

    [Fact]
    public void A_model_that_is_wrong_is_told_so_and_a_short_series_is_not_judged()
    {
        double[] calmThenWild = [.. Figures.NormalSample(450, 8, 0, 0.01), .. Figures.NormalSample(450, 9, 0, 0.05)];
        Assert.Equal(
            TrafficLightZone.Red, Graded(new ReturnTable([calmThenWild]), "normal", "{}").Report!.TrafficLight.Zone);
        Assert.Equal(TrafficLightZone.Green, Graded(Normal, "normal", "{}").Report!.TrafficLight.Zone);
        Assert.Contains(
            "100 returns are too few", Graded(Normal.Window(0, 100), "normal", "{}").Reason, StringComparison.Ordinal);
    }

    public static TheoryData<string, string> Grounds => new()
    {
        { "rising", "{}" }, { "constant", "{}" }, { "nothing", "{}" }, { "usual", """{"confidence":0.05}""" },
    };

    [Theory]
    [MemberData(nameof(Grounds))]
    public void A_grade_that_cannot_be_given_leaves_the_figure_and_says_why(string ground, string parameters)
    {
        double[] series = [.. Enumerable.Range(0, 300).Select(i => ground switch
        {
            "rising" => 0.01 + (0.001 * (i % 7)),
            "constant" => 0.01,
            "nothing" => 0.0,
            _ => Normal.Column(0)[i],
        })];
        foreach (RiskModel model in RiskModels.OfOneSeries)
        {
            using JsonDocument document = JsonDocument.Parse(parameters);
            Parameters given = new(model.Name, document.RootElement, model.Parameters);
            Grade grade = Grading.Of(new ReturnTable([series]), [1], model, given);
            if (grade.Report is not { } report)
            {
                Assert.NotNull(grade.Reason);
                continue;
            }

            TestVerdict second = report["acerbi-szekely-z2"];
            Assert.True(second.Statistic is not null || second.Warnings.Any(
                why => why.Contains("not losses", StringComparison.Ordinal)), model.Name);
        }
    }

    [Theory]
    [InlineData(0, 2, 0.99, false)]
    [InlineData(0, 99, 0.99, false)]
    [InlineData(0, 100, 0.99, true)]
    [InlineData(3, 20, 0.95, true)]
    public void A_light_needs_forecasts_enough_for_one_exceedance(
        int exceedances, int forecasts, double confidence, bool isLit)
    {
        TrafficLightVerdict light = TrafficLight.Of(exceedances, forecasts, confidence);
        Assert.Equal(isLit, light.Zone is not null);
        Assert.Equal(isLit, light.Reason is null);
    }

    private static Grade Graded(ReturnTable returns, string name, string parameters)
    {
        RiskModel model = RiskModels.Find(name);
        using JsonDocument document = JsonDocument.Parse(
            $$"""{"confidence":0.99,{{parameters[1..]}}""".Replace(",}", "}", StringComparison.Ordinal));
        return Grading.Of(returns, [1], model, new Parameters(name, document.RootElement, model.Parameters));
    }
}
