using System.Collections.Frozen;
using Weir.Sql.Ast;
using Weir.Sql.Generation;

namespace Weir.Sql.Dialects.Postgres;

/// <summary>
/// Functions whose plain form is the same but for a rare case or wants one of PostgreSQL's own extensions, which a
/// warning names.
/// </summary>
internal partial class PostgresGenerator
{
    private const string Fuzzystrmatch =
        "the function is the extension fuzzystrmatch's and counts characters: CREATE EXTENSION fuzzystrmatch";

    private const string Pgcrypto = "the function is the extension pgcrypto's: CREATE EXTENSION pgcrypto";
    private const string Overflow =
        "an overflow is an error here, NULL in BigQuery: give the columns' types (--schema)";

    private const string Folding =
        "LOWER folds the letters of the database's locale, and neither ß nor the final sigma as BigQuery does";

    private const string Alphabet = "'0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'";

    /// <summary>By name: the number of arguments, the form, the warning.</summary>
    // https://www.postgresql.org/docs/15/pgcrypto.html, fuzzystrmatch.html, uuid-ossp.html
    private static readonly FrozenDictionary<string, (int Arity, string Template, string Warning)> NearForms =
        new Dictionary<string, (int, string, string)>
        {
            ["SHA1_BINARY"] = (1, "DIGEST($1, 'sha1')", Pgcrypto),
            ["SHA1"] = (1, "ENCODE(DIGEST($1, 'sha1'), 'hex')", Pgcrypto),
            ["LEVENSHTEIN"] = (2, "LEVENSHTEIN($1, $2)", Fuzzystrmatch),
            ["UUID_STRING"] = (2, "CAST(UUID_GENERATE_V5(CAST($1 AS UUID), $2) AS TEXT)",
                "the function is the extension uuid-ossp's: CREATE EXTENSION \"uuid-ossp\""),
            ["SAFE_ADD"] = (2, "$1 + $2", Overflow),
            ["SAFE_SUBTRACT"] = (2, "$1 - $2", Overflow),
            ["SAFE_MULTIPLY"] = (2, "$1 * $2", Overflow),
            ["SAFE_NEGATE"] = (1, "-$1", Overflow),
            ["NORMALIZE_AND_CASEFOLD"] = (2, "LOWER(NORMALIZE($1, $2))", Folding),
        }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>True where it was written.</summary>
    private bool WriteNearCall(Call call)
    {
        if (!NearForms.TryGetValue(call.Name, out (int Arity, string Template, string Warning) near) || !IsPostgres)
        {
            return false;
        }
        Expression[] a = call is { Name: "NORMALIZE_AND_CASEFOLD", Arguments: [var folded] }
            ? [folded, new WordExpression("NFC")] : call.Arguments;
        if (a.Length != near.Arity)
        {
            return false;
        }
        if (ReferenceEquals(near.Warning, Overflow)
            && Array.TrueForAll(a, argument => Types.Group(argument) == TypeGroup.Integer))
        {
            string exact = call.Name switch
            {
                "SAFE_NEGATE" => "-CAST($1 AS NUMERIC)",
                "SAFE_ADD" => "CAST($1 AS NUMERIC) + $2",
                "SAFE_SUBTRACT" => "CAST($1 AS NUMERIC) - $2",
                _ => "CAST($1 AS NUMERIC) * $2",
            };
            Write(Filled($"CASE WHEN {exact} BETWEEN -9223372036854775808 AND 9223372036854775807 "
                + $"THEN CAST({exact} AS BIGINT) END", a));
            return true;
        }
        if (call.Name == "SHA1" && Types.Group(a[0]) is not (TypeGroup.Text or TypeGroup.Bytes or TypeGroup.Unknown))
        {
            a = [new Cast(a[0], DataType.Of(TypeKind.Text), CastKind.Strict)];
        }
        Warn(call, near.Warning);
        WriteOperation(Filled(near.Template, a));
        return true;
    }

    /// <summary>DuckDB's TRY of a function that fails below a bound; true where it was written.</summary>
    private bool WriteTry(Call call)
    {
        string? bound = call switch
        {
            { Name: "TRY", Arguments: [Call { Name: "LOG" or "LOG10" or "LOG2" or "LN", Arguments.Length: 1 }] } => "> 0",
            { Name: "TRY", Arguments: [Call { Name: "SQRT", Arguments.Length: 1 }] } => ">= 0",
            _ => null,
        };
        if (bound is null)
        {
            return false;
        }
        Expression inner = call.Arguments[0];
        Write(Filled($"CASE WHEN $1 {bound} THEN $2 END", ((Call)inner).Arguments[0], inner));
        return true;
    }

    /// <summary>Snowflake's random values that take no seed; true where it was written.</summary>
    // https://docs.snowflake.com/en/sql-reference/functions/randstr: other characters every time, as here
    private bool WriteRandomCall(Call call)
    {
        string? template = call switch
        {
            { Name: "NORMAL", Arguments: [_, _, Call { Name: "RANDOM_INT", Arguments.Length: 0 }] } =>
                "$1 + $2 * SQRT(-2 * LN(1 - RANDOM())) * COS(2 * PI() * RANDOM())",
            { Name: "RANDSTR", Arguments: [var length, Call { Name: "RANDOM_INT", Arguments.Length: 0 }] }
                when WholeNumber(length) is > 0 and <= 16 and var count => RandomLetters(count),
            _ => null,
        };
        if (template is null)
        {
            return false;
        }
        WriteOperation(Filled(template, call.Position, call.Arguments));
        return true;
    }

    /// <summary>A subquery would be computed once for all rows.</summary>
    private static string RandomLetters(long count) => string.Join(
        " || ", Enumerable.Repeat($"SUBSTR({Alphabet}, 1 + CAST(FLOOR(62 * RANDOM()) AS INT), 1)", (int)count));
}
