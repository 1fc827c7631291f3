using Weir.Risk;
using Weir.Risk.Backtests;

namespace Weir.App.Commands.Risk;

/// <summary>A model's figure with what back-tests say of it.</summary>
internal sealed record GradedFigure(string Model, RiskEstimate Estimate, Grade Grade)
{
    /// <summary>Which expected shortfall it is: the model's own where it has one.</summary>
    public string ShortfallForm => Estimate.Conventions.FirstOrDefault(
        convention => convention.Name == "shortfall").Value ?? "of the fitted distribution";
}
