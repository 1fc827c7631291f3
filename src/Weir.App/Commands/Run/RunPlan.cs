using Weir.App.Settings;
using Weir.Connectors;
using Weir.Connectors.JsonRpc.Live;
using Weir.Connectors.Kafka.Blocks;
using Weir.Core;
using Weir.Core.Tables;

namespace Weir.App.Commands.Run;

/// <summary>What a run is to do.</summary>
/// <param name="Warehouse">Where rows go.</param>
/// <param name="Settings">Limits of its engine.</param>
/// <param name="Tables">The tables to fill.</param>
/// <param name="Asked">What should be proven of every block.</param>
/// <param name="Blocks">How blocks are checked.</param>
/// <param name="Follow">How the end of the chain is followed.</param>
/// <param name="Fill">Whether the blocks before the run's first are loaded at the same time.</param>
/// <param name="IsQuiet">No progress.</param>
internal sealed record RunPlan(
    WarehouseSpec Warehouse, WarehouseSettings Settings, IReadOnlyList<TableSchema> Tables, ProofGroups Asked,
    BlockSourceOptions Blocks, FollowOptions Follow, bool Fill, bool IsQuiet)
{
    /// <summary>The name of the pipeline that follows.</summary>
    public const string Pipeline = "run";

    /// <summary>The brokers that blocks go through; null where they go straight into the warehouse.</summary>
    public KafkaBlockOptions? Kafka { get; init; }

    /// <summary>The same as a load of some blocks.</summary>
    public BackfillPlan AsLoad(string pipeline) =>
        new(Warehouse, Settings, pipeline, Tables, Asked, IsQuiet);
}
