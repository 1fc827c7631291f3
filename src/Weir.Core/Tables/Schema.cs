namespace Weir.Core.Tables;

/// <summary>Every table that Weir fills from blocks, in the order their data flows.</summary>
public static class Schema
{
    public static IReadOnlyList<TableSchema> BlockTables { get; } =
    [
        BlockBatch.Table, TransactionBatch.Table, LogBatch.Table, TokenTransferBatch.Table, WithdrawalBatch.Table,
    ];

    /// <summary>The block tables and the quarantine.</summary>
    public static IReadOnlyList<TableSchema> All { get; } = [.. BlockTables, QuarantineBatch.Table];

    /// <summary>The table of that name, or null.</summary>
    public static TableSchema? Find(string name) => All.FirstOrDefault(table => table.Name == name);
}
