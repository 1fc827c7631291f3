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
    [InlineData("normal", """{"mean":"zero"}""", false)]
    [InlineData("fhs", """{"innovations":"t"}""", false)]
    public void A_figure_is_graded_by_its_own_model_or_not_at_all(string model, string parameters, bool isGraded)
    {
        BacktestReport? report = Grade(Normal, model, parameters);
        Assert.Equal(isGraded, report is not null);
        Assert.Equal(isGraded ? 450 : null, report?.Observations);
    }

    [Fact]
    public void A_model_that_is_wrong_is_told_so_and_a_short_series_is_not_judged()
    {
        double[] calmThenWild = [.. Figures.NormalSample(450, 8, 0, 0.01), .. Figures.NormalSample(450, 9, 0, 0.05)];
        Assert.Equal(TrafficLightZone.Red, Grade(new ReturnTable([calmThenWild]), "normal", "{}")!.TrafficLight.Zone);
        Assert.Equal(TrafficLightZone.Green, Grade(Normal, "normal", "{}")!.TrafficLight.Zone);
        Assert.Null(Grade(Normal.Window(0, 100), "normal", "{}"));
    }

    private static BacktestReport? Grade(ReturnTable returns, string name, string parameters)
    {
        RiskModel model = RiskModels.Find(name);
        using JsonDocument document = JsonDocument.Parse($$"""{"confidence":0.99,{{parameters[1..]}}""".Replace(",}", "}", StringComparison.Ordinal));
        return Grading.Of(returns, [1], model, new Parameters(name, document.RootElement, model.Parameters));
    }
}
