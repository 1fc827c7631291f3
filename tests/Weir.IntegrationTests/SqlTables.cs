using System.Globalization;

namespace Weir.IntegrationTests;

/// <summary>
/// A table for both engines: its columns and the lines of its rows, columns separated by bars, NULL an empty text.
/// </summary>
internal sealed record SqlTable(string Name, string Columns, IReadOnlyList<string> Rows)
{
    /// <summary>Statements for DuckDB.</summary>
    public IEnumerable<string> DuckDb(string folder) =>
        [$"CREATE TABLE {Name} ({Columns})",
            $"COPY {Name} FROM '{File(folder)}' (DELIMITER '|', HEADER FALSE, NULLSTR '')"];

    /// <summary>Lines for psql; the table lives as long as the session.</summary>
    public IEnumerable<string> Postgres(string folder) =>
        [$"CREATE TEMP TABLE {Name} ({Columns});",
            $"\\copy {Name} FROM '{File(folder)}' WITH (FORMAT csv, DELIMITER '|')", $"ANALYZE {Name};"];

    private string File(string folder)
    {
        string path = Path.Combine(folder, Name + ".csv");
        if (!System.IO.File.Exists(path))
        {
            System.IO.File.WriteAllLines(path, Rows);
        }

        return path;
    }
}

/// <summary>
/// The tables that Weir's canonical queries read, with made rows: NULLs, ties and mixed names among them.
/// </summary>
internal static class WeirTables
{
    private const int Count = 2000;

    public static IReadOnlyList<SqlTable> Make(DateTimeOffset now)
    {
        string Time(int i) =>
            now.AddMinutes(-(i % 700)).ToString("yyyy-MM-dd HH:mm:sszzz", CultureInfo.InvariantCulture);
        return
        [
            Table("transactions",
                "block_timestamp TIMESTAMPTZ, block_number BIGINT, from_address TEXT, receipt_gas_used BIGINT, receipt_effective_gas_price BIGINT, receipt_status BIGINT",
                i => $"{Time(i)}|{19000000 + (i % 30)}|0x{i % 13:x2}|{21000 + i}|{1000000000 + i}|{(i % 7 == 0 ? string.Empty : i % 2)}"),
            Table("logs", "topic0 TEXT, address TEXT",
                i => $"{(i % 11 == 0 ? string.Empty : "0x" + (i % 5))}|0x{i % 9}"),
            Table("token_transfers",
                "block_timestamp TIMESTAMPTZ, token_address TEXT, standard TEXT, chain_id BIGINT, from_address TEXT, to_address TEXT, block_number BIGINT, log_index BIGINT, contract TEXT, amount DOUBLE PRECISION, \"from\" TEXT, \"to\" TEXT",
                i => $"{Time(i)}|0x{i % 4}|{(i % 3 == 0 ? "ERC-20" : "erc20")}|1|0x{i % 17}|0x{i % 19}|{i}|{i % 8}|0x{i % 4}|{i}e18|0x{i % 17}|0x{i % 19}"),
            Table("defi_swaps",
                "pool TEXT, protocol TEXT, chain_id BIGINT, price DOUBLE PRECISION, amount0_in DOUBLE PRECISION, amount0_out DOUBLE PRECISION, block_timestamp TIMESTAMPTZ",
                i => string.Create(
                    CultureInfo.InvariantCulture, $"p{i % 3}|uniswap|1|{1 + (i / 8.0)}|{i}|{i % 5}|{Time(i)}")),
        ];
    }

    private static SqlTable Table(string name, string columns, Func<int, string> row) =>
        new(name, columns, [.. Enumerable.Range(0, Count).Select(row)]);
}
