using System.Collections.Frozen;

namespace Weir.Sql.Dialects;

/// <summary>Names of functions as the vendors list them, in capitals; empty where no list is kept.</summary>
internal static partial class FunctionNames
{
    public static FrozenSet<string> Spark { get; } = FrozenSet<string>.Empty;

    public static FrozenSet<string> Databricks { get; } = FrozenSet<string>.Empty;

    public static FrozenSet<string> Trino { get; } = FrozenSet<string>.Empty;

    public static FrozenSet<string> MySql { get; } = FrozenSet<string>.Empty;

    public static FrozenSet<string> ClickHouse { get; } = FrozenSet<string>.Empty;

    public static FrozenSet<string> Redshift { get; } = FrozenSet<string>.Empty;

    public static FrozenSet<string> Sqlite { get; } = FrozenSet<string>.Empty;

    public static FrozenSet<string> TSql { get; } = FrozenSet<string>.Empty;

    public static FrozenSet<string> Flink { get; } = FrozenSet<string>.Empty;

    public static FrozenSet<string> DeltaStream { get; } = FrozenSet<string>.Empty;

    public static FrozenSet<string> Canonical { get; } = FrozenSet<string>.Empty;

    private static FrozenSet<string> Set(string words) =>
        words.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.OrdinalIgnoreCase);
}
