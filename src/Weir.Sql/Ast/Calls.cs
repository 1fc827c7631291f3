namespace Weir.Sql.Ast;

/// <summary>A call by its canonical name, or by the written one where this library knows no other.</summary>
internal sealed record Call(string Name, Expression[] Arguments) : Expression
{
    public bool Distinct { get; init; }

    public OrderItem[] OrderBy { get; init; } = [];

    public Expression? Limit { get; init; }

    /// <summary>IGNORE NULLS (true) or RESPECT NULLS (false) within the parentheses.</summary>
    public bool? IgnoreNulls { get; init; }

    /// <summary>BigQuery's HAVING MAX x, as (max, x).</summary>
    public (bool Max, Expression Value)? Having { get; init; }

    /// <summary>How the name is printed: known names in upper case, unknown ones by the dialect's rule.</summary>
    public bool Known { get; init; }

    /// <summary>Already in the target's words: no mapping any more.</summary>
    public bool Final { get; init; }

    /// <summary>Quoted by its author, or qualified: printed exactly so.</summary>
    public bool Verbatim { get; init; }

    /// <summary>Without parentheses: CURRENT_DATE.</summary>
    public bool Bare { get; init; }

    /// <summary>BigQuery's SAFE. prefix: NULL in place of an error.</summary>
    public bool Safe { get; init; }

    /// <summary>ClickHouse's second pair of parentheses.</summary>
    public Expression[]? Parameters { get; init; }

    /// <summary>The name as it stood in the text.</summary>
    public string? Written { get; init; }

    public static Call Of(string name, params Expression[] arguments) => new(name, arguments) { Known = true };

    public static Call OfFinal(string name, params Expression[] arguments) =>
        new(name, arguments) { Known = true, Final = true };
}

/// <summary><c>f(x) OVER (…)</c>.</summary>
internal sealed record Over(Expression Function, WindowSpecification? Window, Identifier? Name) : Expression;

internal sealed record WindowSpecification : Node
{
    public Identifier? Base { get; init; }

    public Expression[] PartitionBy { get; init; } = [];

    public OrderItem[] OrderBy { get; init; } = [];

    public WindowFrame? Frame { get; init; }
}

/// <summary><c>ROWS BETWEEN … AND …</c>; bounds are expressions or the words UNBOUNDED PRECEDING and so on.</summary>
internal sealed record WindowFrame(string Unit, FrameBound Start, FrameBound? End, string? Exclude) : Node;

/// <summary>A bound: <paramref name="Value"/> null for CURRENT ROW (Side null) or UNBOUNDED.</summary>
internal sealed record FrameBound(Expression? Value, string? Side) : Node;

internal sealed record FilterClause(Expression Function, Expression Condition) : Expression;

internal sealed record WithinGroup(Expression Function, OrderItem[] OrderBy) : Expression;

/// <summary><c>f(x) IGNORE NULLS</c> outside of the parentheses.</summary>
internal sealed record NullTreatment(Expression Function, bool Ignore) : Expression;

internal sealed record OrderItem(Expression Value, SortDirection Direction, NullOrder Nulls) : Node
{
    /// <summary>ClickHouse's WITH FILL and PostgreSQL's USING, as written.</summary>
    public string? Tail { get; init; }
}

internal enum SortDirection : byte
{
    Unspecified,
    Ascending,
    Descending,
}

internal enum NullOrder : byte
{
    Unspecified,
    First,
    Last,
}
