namespace Weir.Sql.Ast;

/// <summary>A name, as written; <paramref name="Quoted"/> when it stood in quotes.</summary>
internal sealed record Identifier(string Name, bool Quoted) : Expression
{
    public static Identifier Plain(string name) => new(name, false);
}

/// <summary>A column, perhaps qualified: <c>a.b.c</c>.</summary>
internal sealed record Column(Identifier[] Parts) : Expression
{
    public Identifier Last => Parts[^1];

    public static Column Of(string name) => new([Identifier.Plain(name)]);
}

/// <summary><c>*</c> and <c>t.*</c> with what is left out, replaced or renamed.</summary>
internal sealed record Star(Identifier[] Qualifier) : Expression
{
    public Expression[] Except { get; init; } = [];

    public Expression[] Replace { get; init; } = [];

    public Expression[] Rename { get; init; } = [];

    public Expression? Like { get; init; }
}

internal sealed record NumberLiteral(string Text) : Expression
{
    public bool IsInteger => Text.AsSpan().IndexOfAny('.', 'e', 'E') < 0;

    /// <param name="value">A whole number that is not below nought: a literal has no sign.</param>
    public static NumberLiteral Of(long value) =>
        new(value.ToString(System.Globalization.CultureInfo.InvariantCulture));
}

/// <summary>A string by its value, escapes resolved.</summary>
internal sealed record StringLiteral(string Value) : Expression
{
    /// <summary>A format as it was written, where <see cref="Value"/> has it in strptime's letters.</summary>
    public string? Written { get; init; }
}

/// <summary>A string with escapes that its dialect keeps in an E-string.</summary>
internal sealed record EscapeLiteral(string Value, string Raw) : Expression;

internal sealed record NationalLiteral(string Value) : Expression;

/// <summary>Bytes by their text (one char a byte), as BigQuery writes them.</summary>
internal sealed record BytesLiteral(string Value) : Expression;

/// <summary><c>x'ab'</c>: hexadecimal digits.</summary>
internal sealed record HexLiteral(string Digits, bool IsNumber) : Expression;

internal sealed record BitLiteral(string Digits) : Expression;

internal sealed record UnicodeLiteral(string Value) : Expression
{
    /// <summary>The character of UESCAPE, where it is not the backslash.</summary>
    public string? Escape { get; init; }
}

internal sealed record NullLiteral : Expression;

internal sealed record BooleanLiteral(bool Value) : Expression;

/// <summary>DEFAULT, MAXVALUE and other words that stand for a value in one place only.</summary>
internal sealed record WordExpression(string Word) : Expression;

/// <summary>A value given when the statement runs: <c>?</c>, <c>$1</c>, <c>@name</c>, <c>:name</c>.</summary>
internal sealed record Parameter(string Sigil, string Name) : Expression;

/// <summary>Jinja, kept as it is.</summary>
internal sealed record TemplateText(string Text) : Expression;

internal sealed record Binary(BinaryOperator Operator, Expression Left, Expression Right) : Expression
{
    /// <summary>The text of <see cref="BinaryOperator.Operator"/>.</summary>
    public string? Custom { get; init; }
}

internal sealed record Unary(UnaryOperator Operator, Expression Operand) : Expression;

internal sealed record Paren(Expression Inner) : Expression;

/// <summary><c>(a, b)</c>.</summary>
internal sealed record TupleExpression(Expression[] Items) : Expression;

internal sealed record Between(Expression Value, Expression Low, Expression High, bool Symmetric) : Expression;

/// <summary><c>x IN (…)</c>: a list, a query, or an array.</summary>
internal sealed record InExpression(Expression Value, Expression[] Items, Query? Query, Expression? Array) : Expression;

/// <summary>LIKE and its kin, with an escape.</summary>
internal sealed record Like(LikeOperator Operator, Expression Value, Expression Pattern, Expression? Escape, bool Not)
    : Expression;

/// <summary><c>ANY (…)</c>, <c>ALL (…)</c> behind a comparison.</summary>
internal sealed record Quantified(string Quantifier, Expression Operand) : Expression;

internal sealed record IsTest(Expression Value, Expression Test, bool Not) : Expression
{
    /// <summary>Written <c>x IS NOT NULL</c> rather than <c>NOT x IS NULL</c>.</summary>
    public bool Postfix { get; init; }
}

internal sealed record CaseExpression(Expression? Operand, WhenBranch[] Branches, Expression? Else) : Expression;

internal sealed record WhenBranch(Expression Condition, Expression Result) : Node;

internal sealed record Cast(Expression Value, DataType Type, CastKind Kind) : Expression
{
    public Expression? Format { get; init; }

    /// <summary>Already in the target's words.</summary>
    public bool Final { get; init; }

    /// <summary>BigQuery's AT TIME ZONE within CAST … FORMAT.</summary>
    public Expression? Zone { get; init; }
}

/// <summary>A type where an expression is expected.</summary>
internal sealed record TypeExpression(DataType Type) : Expression;

internal sealed record Interval(Expression? Value, string? Unit, string? ToUnit) : Expression;

internal sealed record Extract(Expression Part, Expression Value) : Expression
{
    public Expression? Zone { get; init; }

    /// <summary>The part as a text gave it: <c>DATE_PART('minute', x)</c>.</summary>
    public string? Written { get; init; }

    /// <summary>Already in the target's words.</summary>
    public bool Final { get; init; }
}

internal sealed record ArrayLiteral(Expression[] Items, DataType? Type) : Expression;

/// <summary>A struct by its fields: <see cref="Alias"/> or <see cref="NamedArgument"/> where named.</summary>
internal sealed record StructLiteral(Expression[] Fields, DataType? Type) : Expression;

/// <summary>DuckDB's <c>MAP {k: v}</c>.</summary>
internal sealed record MapLiteral(Expression[] Keys, Expression[] Values) : Expression;

internal sealed record Lambda(Identifier[] Parameters, Expression Body) : Expression
{
    public bool ColonForm { get; init; }

    public DataType?[] Types { get; init; } = [];
}

internal sealed record Subscript(Expression Base, Expression[] Indexes, SubscriptKind Kind) : Expression;

internal sealed record Slice(Expression? Low, Expression? High, Expression? Step) : Expression;

internal sealed record DotAccess(Expression Base, Expression Field) : Expression;

internal sealed record Alias(Expression Value, Identifier Name) : Expression
{
    /// <summary>Several names: <c>expr AS (a, b)</c>.</summary>
    public Identifier[] Names { get; init; } = [];
}

/// <summary><c>name => value</c>.</summary>
internal sealed record NamedArgument(Identifier Name, Expression Value, string Sign) : Expression;

/// <summary>
/// A query as a value; <see cref="Bare"/> where it stands as an argument without parentheses of its own.
/// </summary>
internal sealed record SubqueryExpression(Query Query) : Expression
{
    public bool Bare { get; init; }
}

internal sealed record Exists(Query Query) : Expression;

/// <summary><c>x AT TIME ZONE z</c>.</summary>
internal sealed record AtTimeZone(Expression Value, Expression Zone) : Expression;

internal sealed record Collate(Expression Value, Expression Collation) : Expression;

/// <summary>ARRAY(SELECT …).</summary>
internal sealed record ArrayQuery(Query Query) : Expression;

/// <summary>A row of a MATCH_RECOGNIZE pattern or other text that is kept as it is.</summary>
internal sealed record RawText(string Text) : Expression;

/// <summary>PRIOR and CONNECT_BY_ROOT.</summary>
internal sealed record PrefixWord(string Word, Expression Value) : Expression;

/// <summary>Oracle-style <c>(+)</c>.</summary>
internal sealed record JoinMarker(Expression Column) : Expression;
