using System.Globalization;
using Weir.App.Settings;
using Weir.Core;
using Weir.Core.Tables;
using Weir.Pipeline;

namespace Weir.App.Commands;

/// <summary>What a load is to do.</summary>
/// <param name="Warehouse">Where rows go.</param>
/// <param name="Settings">Limits of its engine.</param>
/// <param name="Pipeline">The name under which the sequence is kept.</param>
/// <param name="Tables">The tables to fill.</param>
/// <param name="Asked">What should be proven of every block.</param>
/// <param name="IsQuiet">No progress.</param>
/// <param name="Again">Read blocks again of which a part could not be proven.</param>
/// <param name="Only">The blocks to load again, whatever the ledger says of them; null for all that it misses.</param>
internal sealed record BackfillPlan(
    WarehouseSpec Warehouse, WarehouseSettings Settings, string Pipeline, IReadOnlyList<TableSchema> Tables,
    ProofGroups Asked,
    bool IsQuiet, BlockRangeSet? Only = null, bool Again = false)
{
    /// <summary>The newest block that a node had called final: from there down nothing is replaced; null for no limit.</summary>
    public long? Final { get; init; }

    /// <summary>What the sink is opened for.</summary>
    /// <param name="chainId">The chain.</param>
    /// <param name="genesis">The hash of its block 0, where the source is a node that has it.</param>
    public SinkRequest Request(long chainId, Hash32? genesis) =>
        new(new PipelineKey(chainId, Pipeline), [.. Tables, QuarantineBatch.Table], Asked, Repairs: Only is not null)
        {
            Genesis = genesis,
            Again = Again,
        };

    /// <summary>The sink's state, where only some blocks are to be loaded.</summary>
    public SinkState Narrow(SinkState state) => Only is not { } only
        ? state

        // The ledger calls these blocks whole: they are read again all the same, and what lies between them is not.
        : state with { Whole = new BlockRangeSet(only.Hull).Except(only.Ranges).Ranges };

    /// <summary>Says what would be done, and does nothing.</summary>
    public async Task DescribeAsync(WeirHost host, OpenSource source, CancellationToken cancellationToken)
    {
        long chainId = await source.Blocks.GetChainIdAsync(cancellationToken);
        BlockRangeSet missing = source.Chosen;
        bool isThere = host.Warehouses.Exists(Warehouse);
        if (isThere)
        {
            missing = missing.Except((await host.Warehouses.ReadLedgerAsync(
                Warehouse, chainId, cancellationToken)).Whole(Tables, Asked, orAsked: !Again).Ranges);
        }

        string between = missing.Count > 0 ? $" between {missing.Hull.From} and {missing.Hull.To}" : string.Empty;
        TextWriter output = host.Screen.Output;
        await output.WriteLineAsync($"source     {source.Shown}, chain {chainId}, blocks {source.Chosen.Hull}");
        await output.WriteLineAsync(
            $"warehouse  {host.Warehouses.Show(Warehouse)}{(isThere ? string.Empty : " (would be made)")}");
        await output.WriteLineAsync($"tables     {string.Join(", ", Tables)}");
        await output.WriteLineAsync($"proof      {(Asked == ProofGroups.None ? "none" : ProofText.Format(Asked))}");
        await output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"to load    {missing.Count:N0} of {source.Chosen.Count:N0} blocks{between}"));
    }
}
