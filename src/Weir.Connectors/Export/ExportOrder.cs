using Weir.Core.Errors;

namespace Weir.Connectors.Export;

/// <summary>How rows of tables and views are chosen and sorted that only their columns' names tell of.</summary>
internal static class ExportOrder
{
    private static readonly string[] Blocks = ["block_number", "number"];

    private static readonly string[] Places =
        ["chain_id", "number", "block_number", "transaction_index", "log_index", "batch_index", "index"];

    /// <summary>The column with the block's number, or null.</summary>
    public static string? BlockColumn(IReadOnlyList<string> columns) => Blocks.FirstOrDefault(columns.Contains);

    /// <summary>The columns that put rows in the order of the chain.</summary>
    public static IEnumerable<string> Of(IReadOnlyList<string> columns) => Places.Where(columns.Contains);

    /// <summary>The error of a range asked of what has none.</summary>
    public static ConfigException NoBlocks(string name) => new(
        ErrorCodes.BadRange, $"{name} has no block numbers to choose by.", "Leave the range of blocks out for it.");
}
