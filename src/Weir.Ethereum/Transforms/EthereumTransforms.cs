using Weir.Core;
using Weir.Core.Tables;
using Weir.Ethereum.Blocks;
using Weir.Ethereum.Protocols.Tokens;

namespace Weir.Ethereum.Transforms;

/// <summary>Which transform makes which table.</summary>
public static class EthereumTransforms
{
    /// <summary>The transforms that the named tables need, in the order the data flows.</summary>
    public static IReadOnlyList<ITransform<BlockRun>> For(IReadOnlyList<TableSchema> tables)
    {
        ITransform<BlockRun>[] all =
            [new BlockTransform(), new TransactionTransform(), new LogTransform(), new TokenTransferTransform(), new WithdrawalTransform()];
        return [.. all.Where(transform => transform.Outputs.Any(table => table != QuarantineBatch.Table && tables.Contains(table)))];
    }
}
