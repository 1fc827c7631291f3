using Weir.App.Api.Answering;
using Weir.App.Api.Project;
using Weir.App.Commands.Risk.Series;
using Weir.App.Operations;

namespace Weir.App.Api;

/// <summary>What the API stands on.</summary>
/// <param name="Warehouse">Where rows come from.</param>
/// <param name="Meter">What the pipeline of this process does; its hops are silent where there is none.</param>
internal sealed record ApiParts(ApiWarehouse Warehouse, WeirMeter Meter)
{
    /// <summary>Prices of a file; null for those of the warehouse.</summary>
    public PriceTable? Prices { get; init; }

    /// <summary>The source code that this program was built from.</summary>
    public ProjectFiles Project { get; } = new();

    /// <summary>How far behind the head the pipeline may be and still be ready.</summary>
    public long ReadyLagBlocks { get; init; } = 3;
}
