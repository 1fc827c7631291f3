using Weir.Sql.Ast;

namespace Weir.Sql.Names;

/// <summary>How a dialect reads the case of a name.</summary>
internal enum NameFolding : byte
{
    /// <summary>The case never counts (BigQuery's columns, DuckDB).</summary>
    None,

    /// <summary>Outside quotes all letters are small (PostgreSQL, section 4.1.1 of its manual).</summary>
    Lower,

    /// <summary>Outside quotes all letters are capitals.</summary>
    // https://docs.snowflake.com/en/sql-reference/identifiers-syntax
    Upper,
}

/// <summary>Whether two names are one.</summary>
internal static class NameFoldings
{
    public static NameFolding Of(string family) => family switch
    {
        "postgres" or "redshift" => NameFolding.Lower,
        "snowflake" => NameFolding.Upper,
        _ => NameFolding.None,
    };

    public static bool AreOne(this NameFolding folding, Identifier first, Identifier second)
    {
        if (folding == NameFolding.None || !(first.Quoted || second.Quoted))
        {
            return first.Name.Equals(second.Name, StringComparison.OrdinalIgnoreCase);
        }
        if (first.Quoted && second.Quoted)
        {
            return first.Name.Equals(second.Name, StringComparison.Ordinal);
        }
        (Identifier quoted, Identifier plain) = first.Quoted ? (first, second) : (second, first);
        return quoted.Name.Equals(plain.Name, StringComparison.OrdinalIgnoreCase) && folding.Keeps(quoted.Name);
    }

    /// <summary>Whether a name reads the same with quotes and without.</summary>
    public static bool Keeps(this NameFolding folding, string name) => folding switch
    {
        NameFolding.Lower => !name.Any(char.IsUpper),
        NameFolding.Upper => !name.Any(char.IsLower),
        _ => true,
    };

    /// <summary>What a name without quotes is stored as.</summary>
    public static string Fold(this NameFolding folding, string name) => folding switch
    {
        NameFolding.Lower => name.ToLowerInvariant(),
        NameFolding.Upper => name.ToUpperInvariant(),
        _ => name,
    };
}
