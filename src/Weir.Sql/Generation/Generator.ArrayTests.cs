using Weir.Sql.Ast;

namespace Weir.Sql.Generation;

internal partial class Generator
{
    /// <summary>
    /// <c>@&gt;</c>, <c>&lt;@</c> and <c>&amp;&amp;</c> of arrays; PostgreSQL has them for ranges and JSON too.
    /// </summary>
    protected virtual void WriteArrayTest(Binary binary)
    {
        if (!SameDialect && WriteJsonContains(binary))
        {
            return;
        }
        if (SameDialect || Dialect.Family is "postgres" or "duckdb")
        {
            WriteSpine(binary);
            return;
        }
        bool arrays = Source.Family == "duckdb" || Types.Group(Unwrap(binary.Left)) == TypeGroup.Array
            || Types.Group(Unwrap(binary.Right)) == TypeGroup.Array;
        if (!arrays || Dialect.Family is not ("bigquery" or "snowflake"))
        {
            Refuse(binary, $"the operator {Sign(binary.Operator)}", "compare with EXISTS over UNNEST");
            WriteSpine(binary);
            return;
        }
        Expression left = Unwrap(binary.Left);
        Expression right = Unwrap(binary.Right);
        if (binary.Operator == BinaryOperator.Overlaps)
        {
            WriteCall(Call.Of("ARRAY_OVERLAPS", left, right));
            return;
        }
        (Expression whole, Expression part) = binary.Operator == BinaryOperator.ContainedBy ? (right, left)
            : (left, right);
        // A NULL among the items is found in no array (PostgreSQL) or not looked for (DuckDB).
        string template = Dialect.Family == "snowflake"
            ? $"ARRAY_SIZE(ARRAY_EXCEPT(ARRAY_DISTINCT({(Source.Family == "duckdb" ? "ARRAY_COMPACT($2)" : "$2")}), $1)) = 0"
            : $"NOT EXISTS(SELECT 1 FROM UNNEST($2) AS _e WHERE (_e IN UNNEST($1)) IS {(Source.Family == "duckdb" ? "FALSE" : "NOT TRUE")})";
        Expression test = Filled(template, binary.Position, whole, part);
        if (Dialect.Family == "bigquery" && (whole is not ArrayLiteral || part is not ArrayLiteral))
        {
            Expression missing = new Binary(BinaryOperator.Or, new IsTest(whole, new NullLiteral(), false),
                new IsTest(part, new NullLiteral(), false));
            test = Call.OfFinal("IF", missing, new NullLiteral(), test);
        }
        WriteOperation(test);
    }

    /// <summary>PostgreSQL's operators of JSON; a path of literals can be said everywhere.</summary>
    protected virtual void WritePostgresJson(Binary binary)
    {
        if (Dialect.Family == "postgres")
        {
            WriteSpine(binary);
            return;
        }
        if (binary.Operator is BinaryOperator.JsonPath or BinaryOperator.JsonPathText
            && binary.Right is StringLiteral { Value: var text } && LiteralPath(text) is { } path)
        {
            JsonAccess access = new(Unwrap(binary.Left), path,
                binary.Operator == BinaryOperator.JsonPath ? JsonResult.Value : JsonResult.Text);
            Write(Dialect.Family == "duckdb" ? new Paren(access) : access);
            return;
        }
        if (WriteJsonKeys(binary.Left, binary.Operator, binary.Right))
        {
            return;
        }
        Refuse(binary, $"the operator {Sign(binary.Operator)}", "use the target's JSON functions");
        WriteSpine(binary);
    }

    /// <summary>
    /// <c>json @> '{"a": "b"}'</c>: DuckDB's JSON_CONTAINS; elsewhere each member by its path, where they are texts,
    /// numbers and truth values.
    /// </summary>
    private bool WriteJsonContains(Binary binary)
    {
        if (Source.Family != "postgres" || binary.Operator != BinaryOperator.Contains
            || Types.Group(binary.Left) != TypeGroup.Json
            || (binary.Right is Cast cast ? cast.Value : binary.Right) is not StringLiteral { Value: var text } literal)
        {
            return false;
        }
        if (Dialect.Family == "duckdb")
        {
            WriteCall(Call.OfFinal("JSON_CONTAINS", Unwrap(binary.Left), literal));
            return true;
        }
        if (MembersOf(text) is not { Count: > 0 } members)
        {
            return false;
        }
        Expression? all = null;
        foreach ((string key, string value) in members)
        {
            JsonAccess part = new(Unwrap(binary.Left), new JsonPath([JsonStep.OfKey(key)]),
                JsonResult.Text)
            { Position = binary.Position };
            Expression test = new Binary(BinaryOperator.Equal, part, new StringLiteral(value));
            all = all is null ? test : new Binary(BinaryOperator.And, all, test);
        }
        WriteOperation(all!);
        return true;
    }

    /// <summary>The members of an object of texts; null for any other.</summary>
    private static List<(string Key, string Value)>? MembersOf(string text)
    {
        try
        {
            using System.Text.Json.JsonDocument document = System.Text.Json.JsonDocument.Parse(text);
            return document.RootElement.ValueKind == System.Text.Json.JsonValueKind.Object
                && document.RootElement.EnumerateObject().All(
                    member => member.Value.ValueKind == System.Text.Json.JsonValueKind.String)
                ? [.. document.RootElement.EnumerateObject().Select(member => (member.Name, member.Value.GetString()!))]
                : null;
        }
        catch (System.Text.Json.JsonException)
        {
            return null;
        }
    }

    /// <summary><c>{a,2,b}</c>: keys, and indexes where they are digits.</summary>
    private static JsonPath? LiteralPath(string text)
    {
        if (text is not ['{', _, .., '}'])
        {
            return null;
        }
        List<JsonStep> steps = [];
        foreach (string step in text[1..^1].Split(',', StringSplitOptions.TrimEntries))
        {
            if (!IsPlainName(step) && !int.TryParse(
                step, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out _))
            {
                return null;
            }
            steps.Add(char.IsAsciiDigit(step[0]) ? JsonStep.OfIndex(
                int.Parse(step, System.Globalization.CultureInfo.InvariantCulture)) : JsonStep.OfKey(step));
        }
        return new JsonPath([.. steps]);
    }

    /// <summary>PostgreSQL's IS JSON, with the kind of value where it is named.</summary>
    private bool WriteIsJson(IsTest test, string words)
    {
        string kind = words.StartsWith("JSON", StringComparison.OrdinalIgnoreCase)
            ? words[4..].Trim().ToUpperInvariant() : "?";
        string? type = kind switch { "" or "VALUE" => string.Empty, "OBJECT" or "ARRAY" or "SCALAR" => kind, _ => null };
        string? valid = Dialect.Family switch
        {
            "duckdb" => "JSON_VALID($1)",
            "bigquery" => "IF($1 IS NULL, NULL, NOT SAFE.PARSE_JSON($1) IS NULL)",
            "snowflake" => "IFF($1 IS NULL, NULL, CHECK_JSON($1) IS NULL)",
            _ => null,
        };
        if (type is null || valid is null)
        {
            return false;
        }
        string template = type.Length == 0 ? valid : Dialect.Family switch
        {
            "duckdb" => $"CASE WHEN JSON_VALID($1) THEN JSON_TYPE($1) = '{type}' WHEN NOT $1 IS NULL THEN FALSE END",
            "bigquery" => $"IF($1 IS NULL, NULL, COALESCE(JSON_TYPE(SAFE.PARSE_JSON($1)) = '{type.ToLowerInvariant()}', FALSE))",
            _ => $"IFF($1 IS NULL, NULL, COALESCE(TYPEOF(TRY_PARSE_JSON($1)) = '{type}', FALSE))",
        };
        if (type == "SCALAR")
        {
            template = Dialect.Family switch
            {
                "duckdb" => "CASE WHEN JSON_VALID($1) THEN NOT JSON_TYPE($1) IN ('OBJECT', 'ARRAY') WHEN NOT $1 IS NULL THEN FALSE END",
                "bigquery" => "IF($1 IS NULL, NULL, COALESCE(NOT JSON_TYPE(SAFE.PARSE_JSON($1)) IN ('object', 'array'), FALSE))",
                _ => "IFF($1 IS NULL, NULL, COALESCE(NOT TYPEOF(TRY_PARSE_JSON($1)) IN ('OBJECT', 'ARRAY'), FALSE))",
            };
        }
        Expression filled = Filled(template, test.Position, test.Value);
        WriteOperation(test.Not ? new Unary(UnaryOperator.Not, filled) : filled);
        return true;
    }
}
