using DuckDB.NET.Native;
using Weir.Core.Tables;

namespace Weir.Connectors.DuckDb;

/// <summary>How logical types are written in DuckDB, and the table definitions that follow.</summary>
internal static class DuckDbTypes
{
    /// <summary>The type's name in DDL, as <c>duckdb_columns()</c> gives it back.</summary>
    public static string Name(LogicalType type) => type switch
    {
        LogicalType.Int64 => "BIGINT",
        LogicalType.UInt256 or LogicalType.Int256 => "BIGNUM",
        LogicalType.Double => "DOUBLE",
        LogicalType.Text or LogicalType.Hash or LogicalType.Address or LogicalType.Hex => "VARCHAR",
        LogicalType.Timestamp => "TIMESTAMP WITH TIME ZONE",
        LogicalType.Bool => "BOOLEAN",
        LogicalType.Json => "JSON",
        LogicalType.HashList or LogicalType.AddressList or LogicalType.HexList => "VARCHAR[]",
        _ => throw new InvalidOperationException($"DuckDB has no type for {type}."),
    };

    /// <summary>What a result's column of that type must be.</summary>
    public static DuckDBType Native(LogicalType type) => type switch
    {
        LogicalType.Int64 => DuckDBType.BigInt,
        LogicalType.UInt256 or LogicalType.Int256 => DuckDBType.VarInt,
        LogicalType.Double => DuckDBType.Double,
        LogicalType.Timestamp => DuckDBType.TimestampTz,
        LogicalType.Bool => DuckDBType.Boolean,
        LogicalType.HashList or LogicalType.AddressList or LogicalType.HexList => DuckDBType.List,
        _ => DuckDBType.Varchar,
    };

    /// <summary>The statement that makes the table where it is missing: no index and no constraint.</summary>
    public static string CreateTable(TableSchema table) =>
        $"CREATE TABLE IF NOT EXISTS {Quote(table.Name)} ("
        + string.Join(", ", table.Columns.Select(column => $"{Quote(column.Name)} {Name(column.Type)}")) + ")";

    /// <summary>The table's columns as a selection of NULLs: their names and types.</summary>
    public static string NullRow(TableSchema table) =>
        string.Join(", ", table.Columns.Select(column => $"NULL::{Name(column.Type)} AS {Quote(column.Name)}"));

    /// <summary>An identifier in double quotes.</summary>
    public static string Quote(string identifier) =>
        $"\"{identifier.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
