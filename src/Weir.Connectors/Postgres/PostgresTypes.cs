using Weir.Core.Tables;

namespace Weir.Connectors.Postgres;

/// <summary>How logical types are written in PostgreSQL, and the table definitions that follow.</summary>
internal static class PostgresTypes
{
    /// <summary>Blocks of one partition.</summary>
    public const long PartitionBlocks = 1_000_000;

    /// <summary>The type's name in DDL, as <c>format_type()</c> gives it back.</summary>
    public static string Name(LogicalType type) => type switch
    {
        LogicalType.Int64 => "bigint",
        LogicalType.UInt256 or LogicalType.Int256 => "numeric(78,0)",
        LogicalType.Double => "double precision",
        LogicalType.Text or LogicalType.Hash or LogicalType.Address or LogicalType.Hex => "text",
        LogicalType.Timestamp => "timestamp with time zone",
        LogicalType.Bool => "boolean",
        LogicalType.Json => "jsonb",
        LogicalType.HashList or LogicalType.AddressList or LogicalType.HexList => "text[]",
        _ => throw new InvalidOperationException($"PostgreSQL has no type for {type}."),
    };

    /// <summary>
    /// Whether the table is partitioned by its block's number: every table with rows of blocks but <c>blocks</c>
    /// itself, which has one row a block, and those whose number may be NULL.
    /// </summary>
    public static bool IsPartitioned(TableSchema table) =>
        table.BlockNumberColumn is { } number && table != BlockBatch.Table && !table.Columns[table.IndexOf(number)].IsNullable;

    /// <summary>The statement that makes the table.</summary>
    public static string CreateTable(TableSchema table)
    {
        string columns = string.Join(", ", table.Columns.Select(column => $"{Quote(column.Name)} {Name(column.Type)}"));
        string partitions = IsPartitioned(table) ? $" PARTITION BY RANGE ({Quote(table.BlockNumberColumn!)})"
            : string.Empty;
        return $"CREATE TABLE IF NOT EXISTS {Quote(table.Name)} ({columns}){partitions}";
    }

    /// <summary>The columns, quoted, in schema order.</summary>
    public static string Columns(TableSchema table) =>
        string.Join(", ", table.Columns.Select(column => Quote(column.Name)));

    /// <summary>An order as every warehouse has it: text by its bytes.</summary>
    public static string Order(TableSchema table) => string.Join(", ", table.RowOrder.Select(name =>
        Name(table.Columns[table.IndexOf(name)].Type) == "text" ? $"{Quote(name)} COLLATE \"C\"" : Quote(name)));

    /// <summary>An identifier in double quotes.</summary>
    public static string Quote(string identifier) =>
        $"\"{identifier.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    /// <summary>A text in single quotes.</summary>
    public static string Literal(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";
}
