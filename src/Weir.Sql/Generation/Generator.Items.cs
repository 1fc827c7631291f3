using Weir.Sql.Ast;

namespace Weir.Sql.Generation;

/// <summary>
/// Hexadecimal digits as numbers; elements, groups and buckets that other dialects have functions or operators for.
/// </summary>
internal partial class Generator
{
    /// <summary>PostgreSQL's <c>('x' || digits)::bit(n)::bigint</c>.</summary>
    private bool WriteHexNumber(Cast cast)
    {
        if (Source.Family != "postgres" || TypeInference.OfKind(cast.Type.Kind) != TypeGroup.Integer || Unwrap(
            cast.Value) is not Cast { Type: { Kind: TypeKind.Bit, Parameters: [NumberLiteral] }, Value: var bits }
            || Unwrap(bits) is not Binary
            {
                Operator: BinaryOperator.Concat, Left: StringLiteral { Value: "x" or "X" },
                Right: var digits
            })
        {
            return false;
        }
        return WriteHexNumber(digits);
    }

    private bool WriteHexNumber(Expression digits)
    {
        string? template = Dialect.Family switch
        {
            "duckdb" => "CAST('0x' || $1 AS BIGINT)",
            "bigquery" => "CAST(CONCAT('0x', $1) AS INT64)",
            "snowflake" => "TO_NUMBER($1, 'XXXXXXXXXXXXXXXX')",
            "postgres" => "CAST(CAST('x' || LPAD($1, 16, '0') AS BIT(64)) AS BIGINT)",
            _ => null,
        };
        if (template is null)
        {
            return false;
        }
        Write(Filled(template, digits.Position, digits));
        return true;
    }

    /// <summary>
    /// PostgreSQL's <c>(REGEXP_MATCH(x, pattern))[n]</c>: a group of the first match, the whole match where there are
    /// no groups.
    /// </summary>
    private bool WriteMatchedGroup(Subscript subscript)
    {
        if (SameDialect || Source.Family != "postgres"
            || Unwrap(subscript.Base) is not Call
            {
                Name: var name,
                Arguments: [var text, StringLiteral { Value: var pattern } literal]
            }
                || !name.Equals("REGEXP_MATCH", StringComparison.OrdinalIgnoreCase)
            || subscript.Indexes is not [NumberLiteral { IsInteger: true } index]
            || !int.TryParse(index.Text, out int number))
        {
            return false;
        }
        int groups = Functions.RegexGroups.Count(pattern);
        int group = groups == 0 && number == 1 ? 0 : number;
        if (group > groups || number < 1)
        {
            return false;
        }
        Expression? found = Dialect.Family switch
        {
            "duckdb" => Filled("REGEXP_EXTRACT_ALL($1, $2, $3)[1]", subscript.Position, text, literal, Number(group)),
            "bigquery" when groups <= 1 => Call.OfFinal("REGEXP_EXTRACT", text, literal),
            "snowflake" => Call.OfFinal("REGEXP_SUBSTR", [text, literal, Number(1), Number(1), .. group == 0 ? Array.Empty<Expression>() : [new StringLiteral("e"), Number(group)]]),
            _ => null,
        };
        if (found is null)
        {
            return false;
        }
        Write(found);
        return true;
    }

    /// <summary>True where it was written.</summary>
    private bool WriteOfItems(Call call)
    {
        if (SameDialect)
        {
            return false;
        }
        switch (call)
        {
            case
            {
                Name: "TO_NUMBER",
                Arguments: [var digits, StringLiteral { Value: var format }]
            } when Source.Family == "snowflake"
                && format.Length > 0 && format.All(letter => letter is 'X' or 'x'):
                return WriteHexNumber(digits);
            case { Name: "GET", Arguments: [var array, var index] } when Source.Family == "snowflake"
                && Types.Group(array) == TypeGroup.Array:
                Write(new Subscript(array, [index], SubscriptKind.ZeroBased) { Position = call.Position });
                return true;
            case
            {
                Name: "ARRAY_CONTAINS", Arguments: [var list, Cast
                {
                    Type.Kind: TypeKind.Variant,
                    Value: var plain
                }]
            } when Source.Family == "snowflake" && Types.Group(list) is TypeGroup.Array:
                Write(call with { Arguments = [list, plain] });
                return true;
            case
            {
                Name: "RANGE_BUCKET" or "WIDTH_BUCKET", Arguments: [var point,
                ArrayLiteral or Column or Cast { Type.Kind: TypeKind.Array or TypeKind.List }]
            }:
                return WriteBucket(call, point,
                    Unwrap(call.Arguments[1]) is Cast { Value: ArrayLiteral bare } ? bare : call.Arguments[1]);
            case
            {
                Name: "WIDTH_BUCKET",
                Arguments: [var point, var low, var high, var count]
            } when Dialect.Family is "duckdb" or "bigquery":
                string whole = Dialect.Family == "duckdb" ? "BIGINT" : "INT64";
                Write(Filled(
                    $"CASE WHEN $1 < $2 THEN 0 WHEN $1 >= $3 THEN $4 + 1 ELSE CAST(FLOOR(($1 - $2) * 1.0 * $4 / ($3 - $2)) AS {whole}) + 1 END", call.Position, point, low, high, count));
                return true;
            default:
                return false;
        }
    }

    /// <summary>
    /// The number of bounds that are not above a point: RANGE_BUCKET (BigQuery), WIDTH_BUCKET of an array (PostgreSQL).
    /// </summary>
    private bool WriteBucket(Call call, Expression point, Expression bounds)
    {
        string? template = Dialect.Family switch
        {
            "duckdb" => "CASE WHEN NOT $1 IS NULL THEN LENGTH(LIST_FILTER($2, _u -> _u <= $1)) END",
            "postgres" => "CASE WHEN NOT $1 IS NULL THEN (SELECT COUNT(*) FROM UNNEST($2) AS _t(_u) WHERE _u <= $1) END",
            "snowflake" => "IFF(NOT $1 IS NULL, ARRAY_SIZE(FILTER($2, _u -> _u <= $1)), NULL)",
            "bigquery" => "RANGE_BUCKET($1, $2)",
            _ => null,
        };
        if (template is null)
        {
            return false;
        }
        Write(Filled(template, call.Position, point, bounds));
        return true;
    }
}
