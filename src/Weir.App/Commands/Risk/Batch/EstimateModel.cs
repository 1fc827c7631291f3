using Weir.Risk;

namespace Weir.App.Commands.Risk.Batch;

/// <summary>A model of one series whose result is a value at risk.</summary>
internal sealed record EstimateModel(string Name, IReadOnlyList<string> Parameters, Func<BatchRequest, double[], RiskEstimate> Compute)
{
    public BatchModel ToBatch() => new(Name, Parameters, (request, json) => ResultWriter.Estimate(json, Compute(request, request.Returns())));
}
