namespace Weir.Sql;

/// <summary>How to translate.</summary>
public sealed record SqlOptions
{
    public static SqlOptions Default { get; } = new();

    /// <summary>A clause a line, indented by two blanks.</summary>
    public bool Pretty { get; init; }

    /// <summary>What would be refused is written as near as can be, with a warning.</summary>
    public bool Lenient { get; init; }

    /// <summary>Comments are kept.</summary>
    public bool Comments { get; init; } = true;

    /// <summary>The longest text that is read, in bytes of UTF-8.</summary>
    public int MaxBytes { get; init; } = 4 * 1024 * 1024;

    /// <summary>Columns' types, where known.</summary>
    public SqlSchema? Schema { get; init; }
}
