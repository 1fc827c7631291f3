namespace Weir.Connectors.Export;

/// <summary>The formats of files by name.</summary>
public static class ExportFormats
{
    /// <summary>As files end, without the dot, and as a destination names them.</summary>
    public static string Extension(ExportFormat format) => format switch
    {
        ExportFormat.Parquet => "parquet",
        ExportFormat.Csv => "csv",
        ExportFormat.JsonLines => "jsonl",
        _ => throw new ArgumentOutOfRangeException(nameof(format)),
    };

    /// <summary>The format of that name, or null.</summary>
    public static ExportFormat? Find(string name) => name switch
    {
        "parquet" => ExportFormat.Parquet,
        "csv" => ExportFormat.Csv,
        "jsonl" => ExportFormat.JsonLines,
        _ => null,
    };
}
