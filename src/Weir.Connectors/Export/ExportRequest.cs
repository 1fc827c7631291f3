using Weir.Core;

namespace Weir.Connectors.Export;

/// <summary>What is to be exported, and how.</summary>
/// <param name="Tables">Names of tables or views; with <see cref="ExportSchema.EthereumEtl"/> those of
/// ethereum-etl.</param>
/// <param name="Folder">Where the files go, one a table: <c>TABLE.parquet</c>, <c>TABLE.csv</c>,
/// <c>TABLE.jsonl</c>.</param>
/// <param name="Format">The format of the files.</param>
/// <param name="Schema">Whose columns and formatting.</param>
/// <param name="Blocks">Which blocks; <see cref="BlockRange.All"/> for every row.</param>
public sealed record ExportRequest(
    IReadOnlyList<string> Tables, string Folder, ExportFormat Format, ExportSchema Schema, BlockRange Blocks);

/// <summary>A file that an export wrote.</summary>
/// <param name="Table">The table's or view's name.</param>
/// <param name="Path">The file.</param>
/// <param name="Rows">Rows in it.</param>
/// <param name="Bytes">Its size.</param>
public sealed record ExportedFile(string Table, string Path, long Rows, long Bytes);

/// <summary>File formats.</summary>
public enum ExportFormat
{
    /// <summary>Apache Parquet; exact integers are decimal text, since it has no type for them.</summary>
    Parquet,

    /// <summary>Comma-separated values with a header line; NULL is empty, empty text is two quotes.</summary>
    Csv,

    /// <summary>A JSON object a line; exact integers are decimal text.</summary>
    JsonLines,
}

/// <summary>Whose columns and formatting an export has.</summary>
public enum ExportSchema
{
    /// <summary>Weir's tables (docs/schema.md).</summary>
    Weir,

    /// <summary>ethereum-etl 2.4.2's files, byte for byte.</summary>
    EthereumEtl,
}
