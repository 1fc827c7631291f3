namespace Weir.Sql.Ast;

/// <summary>A step of a JSON path: a key, an index, or every element.</summary>
internal readonly record struct JsonStep(string? Key, int? Index, bool Wildcard)
{
    public bool Recursive { get; init; }

    /// <summary>The key stood in quotes.</summary>
    public bool Quoted { get; init; }

    /// <summary>A subscript that is neither a key nor an index, as written.</summary>
    public string? Script { get; init; }

    public static JsonStep OfKey(string key, bool quoted = false) => new(key, null, false) { Quoted = quoted };

    public static JsonStep OfIndex(int index) => new(null, index, false);
}

/// <summary>A path that was given as a literal.</summary>
internal sealed record JsonPath(JsonStep[] Steps) : Expression;

/// <summary>What an extraction gives: a JSON value, or its text.</summary>
internal enum JsonResult : byte
{
    /// <summary>JSON: <c>-></c>, JSON_QUERY, GET_PATH.</summary>
    Value,

    /// <summary>Text without quotes: <c>->></c>, JSON_EXTRACT_PATH_TEXT.</summary>
    Text,

    /// <summary>Text of a scalar only, NULL for objects and arrays: JSON_VALUE, JSON_EXTRACT_SCALAR.</summary>
    Scalar,
}

/// <summary>A part of a JSON value; <paramref name="Path"/> is a <see cref="JsonPath"/> where it was literal.</summary>
internal sealed record JsonAccess(Expression Value, Expression Path, JsonResult Result) : Expression
{
    /// <summary>The function's own name, to print it back in its own dialect; null for an operator.</summary>
    public string? Function { get; init; }

    /// <summary>The path came by Snowflake's colon or PostgreSQL's variadic arguments.</summary>
    public bool FromColon { get; init; }

    public Expression[] Rest { get; init; } = [];
}
