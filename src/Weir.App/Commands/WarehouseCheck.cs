using System.Runtime.CompilerServices;
using Weir.App.Settings;
using Weir.Core;
using Weir.Ethereum.Chains;
using Weir.Ethereum.Verification;
using Weir.Pipeline;
using Weir.Proofs;

namespace Weir.App.Commands;

/// <summary>Checks a warehouse: checksums, duplicates and gaps of its tables, and proofs of its blocks.</summary>
internal sealed class WarehouseCheck(
    Warehouses warehouses, WarehouseSpec warehouse, WarehouseSettings settings, RangeSpec range, VerifyLevel level,
    ChainRules? rules)
{
    /// <summary>A report a table.</summary>
    public async IAsyncEnumerable<TableReport> CheckTablesAsync(
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        List<MalformedValue> malformed = [];
        await using IWarehouseReader reader = warehouses.OpenReader(warehouse, settings, malformed.Add);
        BlockRange blocks = Range(await reader.GetLedgerAsync(cancellationToken));
        await foreach (TableReport report in TableCheck.RunAsync(reader, blocks, malformed, cancellationToken))
        {
            yield return report;
        }
    }

    /// <summary>Every block of the warehouse, rebuilt from its rows and verified.</summary>
    public async IAsyncEnumerable<BlockProof> ProveAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        List<MalformedValue> malformed = [];
        await using IWarehouseReader reader = warehouses.OpenReader(warehouse, settings, malformed.Add);
        IReadOnlyList<LedgerLine> ledger = await reader.GetLedgerAsync(cancellationToken);
        WarehouseProof proof = new(reader, ledger, level, malformed, rules);
        await foreach (BlockProof block in proof.RunAsync(Range(ledger), range == RangeSpec.All, cancellationToken))
        {
            yield return block;
        }
    }

    private BlockRange Range(IReadOnlyList<LedgerLine> ledger) => range == RangeSpec.All
        ? BlockRange.All
        : range.Resolve(ledger.Count == 0 ? 0 : ledger.Max(line => line.Blocks.To));
}
