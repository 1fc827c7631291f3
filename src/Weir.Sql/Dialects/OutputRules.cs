using System.Collections.Frozen;
using Weir.Sql.Ast;

namespace Weir.Sql.Dialects;

/// <summary>Where NULL sorts when nothing is said.</summary>
internal enum NullOrdering : byte
{
    Small,
    Large,
    Last,
}

/// <summary>How a dialect writes an interval.</summary>
internal enum IntervalStyle : byte
{
    /// <summary><c>INTERVAL '1 DAY'</c>.</summary>
    SingleString,

    /// <summary><c>INTERVAL '1' DAY</c>.</summary>
    ValueThenUnit,
}

/// <summary>What <c>a / b</c> gives for two integers.</summary>
internal enum DivisionResult : byte
{
    Integer,
    Fraction,
}

/// <summary>
/// What a dialect can say and how it says it: questions for the generator, each answered by every dialect.
/// </summary>
internal sealed record OutputRules
{
    /// <summary>Opens (and closes) a quoted name.</summary>
    public required char Quote { get; init; }

    public required NullOrdering NullOrdering { get; init; }

    /// <summary>NULLS FIRST and NULLS LAST exist.</summary>
    public required bool HasNullsFirst { get; init; }

    /// <summary>EXCEPT or EXCLUDE behind a star; null where there is none.</summary>
    public required string? StarExcept { get; init; }

    public required IntervalStyle IntervalStyle { get; init; }

    /// <summary>INTERVAL '1' DAYS is allowed.</summary>
    public required bool IntervalPlurals { get; init; }

    public required bool HasQualify { get; init; }

    public required bool HasILike { get; init; }

    /// <summary>FILTER (WHERE …) behind an aggregate.</summary>
    public required bool HasFilter { get; init; }

    public required bool HasDistinctOn { get; init; }

    /// <summary>TRY_CAST, SAFE_CAST; null where there is none.</summary>
    public required string? TryCast { get; init; }

    public required bool HasGroupByAll { get; init; }

    public required bool HasAsofJoin { get; init; }

    /// <summary>SEMI JOIN and ANTI JOIN.</summary>
    public required bool HasSemiJoin { get; init; }

    /// <summary>UNION must say DISTINCT (BigQuery).</summary>
    public required bool SetOperationsSayDistinct { get; init; }

    /// <summary>UNION and its kin take ALL: EXCEPT ALL, INTERSECT ALL too.</summary>
    public required bool HasExceptAll { get; init; }

    /// <summary>Subscripts of arrays begin at 0.</summary>
    public required bool ArraysFromZero { get; init; }

    public required DivisionResult Division { get; init; }

    /// <summary>The operator for integer division, a function (DIV) where it is a word in capitals.</summary>
    public required string IntegerDivision { get; init; }

    /// <summary>MOD(a, b) in place of a % b.</summary>
    public required bool ModuloIsFunction { get; init; }

    /// <summary>Unknown function names are printed as written; elsewhere in capitals.</summary>
    public required bool KeepsFunctionCase { get; init; }

    /// <summary>CREATE OR REPLACE TABLE.</summary>
    public required bool HasReplaceTable { get; init; }

    /// <summary>LIKE ANY (…), ILIKE ALL (…).</summary>
    public required bool HasLikeQuantifiers { get; init; }

    /// <summary>WITH t(a, b) AS.</summary>
    public required bool HasCteColumns { get; init; }

    /// <summary>IS TRUE, IS FALSE.</summary>
    public required bool HasIsBoolean { get; init; }

    /// <summary>IGNORE NULLS stands within the parentheses.</summary>
    public required bool IgnoreNullsInside { get; init; }

    public required FrozenDictionary<TypeKind, string> Types { get; init; }

    /// <summary>Names that need quotes, in lower case.</summary>
    public required FrozenSet<string> Reserved { get; init; }

    /// <summary>Opens and closes a struct's fields in a type: &lt; or (.</summary>
    public required char TypeBracket { get; init; }

    /// <summary>CURRENT_TIMESTAMP with parentheses.</summary>
    public required bool CurrentTimestampCall { get; init; }

    /// <summary>What stands before a named parameter.</summary>
    public required string ParameterSigil { get; init; }

    /// <summary>Names of functions as the vendor lists them, in capitals; empty where no list is kept.</summary>
    public required FrozenSet<string> Functions { get; init; }

    /// <summary>Format letters to strptime's and back.</summary>
    public required TimeFormat TimeFormat { get; init; }
}
