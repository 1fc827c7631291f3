using Weir.App.Commands.Risk.Batch;
using Weir.Risk.Models;

namespace Weir.Risk.Tests.Batch;

/// <summary>A risk model is one row: nothing else lists them.</summary>
public sealed class RegistryTests
{
    [Fact]
    public void A_row_is_all_that_a_model_needs()
    {
        Assert.Equal(RiskModels.All.Count, RiskModels.All.Select(model => model.Name).Distinct().Count());
        Assert.Equal(ForecastModels.All.Count, ForecastModels.All.Select(model => model.Name).Distinct().Count());
        foreach (RiskModel model in RiskModels.All)
        {
            Assert.NotEmpty(model.Forecasts);
            Assert.All(model.Forecasts, forecast => Assert.Same(forecast, ForecastModels.Find(forecast.Name)));
            if (model.Estimate is not null)
            {
                Assert.Equal(model.Parameters, BatchModels.Find(model.Name).Parameters);
                Parameters none = new(model.Name, null, model.Parameters);
                Assert.Equal(model.Name, model.Estimate(none, Figures.NormalSample(400, 3, 0, 0.01)).Model);
                Assert.NotNull(model.ForecastOf(none));
            }
        }
    }
}
