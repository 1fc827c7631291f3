namespace Weir.Sql.Ast;

internal sealed record Select(Expression[] Items) : Query
{
    public bool Distinct { get; init; }

    public Expression[] DistinctOn { get; init; } = [];

    /// <summary>BigQuery's AS STRUCT, AS VALUE; Snowflake's and T-SQL's TOP, MySQL's hints, as words.</summary>
    public string? Kind { get; init; }

    public Expression? Top { get; init; }

    public string? Hint { get; init; }

    public FromClause? From { get; init; }

    public Expression? Where { get; init; }

    public GroupBy? GroupBy { get; init; }

    public Expression? Having { get; init; }

    public Expression? Qualify { get; init; }

    public NamedWindow[] Windows { get; init; } = [];

    public ConnectBy? ConnectBy { get; init; }

    public TableSample? Sample { get; init; }

    public Identifier[] Into { get; init; } = [];

    /// <summary>TEMPORARY or UNLOGGED behind INTO.</summary>
    public string? IntoModifier { get; init; }

    public Expression[] ClusterBy { get; init; } = [];

    public Expression[] DistributeBy { get; init; } = [];

    public OrderItem[] SortBy { get; init; } = [];

    public Expression? Prewhere { get; init; }
}

/// <summary>Tables from left to right: the first, then joins and comma-separated ones.</summary>
internal sealed record FromClause(TableExpression First, Join[] Joins) : Node;

/// <summary>A set operation, e.g. UNION ALL; <paramref name="All"/> null where the dialect's default counts.</summary>
internal sealed record SetOperation(string Operator, bool? All, Query Left, Query Right) : Query
{
    /// <summary>BY NAME, CORRESPONDING …</summary>
    public string? Matching { get; init; }

    /// <summary>LEFT, FULL (BigQuery) before the operator.</summary>
    public string? Side { get; init; }
}

internal sealed record Values(Expression[] Rows) : Query
{
    /// <summary>The values of a row: <c>(1, 2)</c>, <c>(1)</c>.</summary>
    public static Expression[] ItemsOf(Expression row) =>
        row switch { TupleExpression tuple => tuple.Items, Paren paren => [paren.Inner], _ => [row] };
}

/// <summary><c>(query)</c> as an operand of a set operation or a statement.</summary>
internal sealed record ParenQuery(Query Inner) : Query
{
    public TableAlias? Alias { get; init; }
}

/// <summary>DuckDB's <c>FROM t</c> without SELECT, PIVOT and other statements that give rows.</summary>
internal sealed record RawQuery(string Text) : Query;

/// <summary>DuckDB's statement PIVOT … ON … USING …, UNPIVOT … ON … INTO ….</summary>
internal sealed record PivotStatement(TableExpression Source, bool Unpivot) : Query
{
    public Expression[] On { get; init; } = [];

    public Expression[] Using { get; init; } = [];

    public GroupBy? GroupBy { get; init; }

    public Expression? IntoName { get; init; }

    public Expression[] IntoValues { get; init; } = [];
}

internal sealed record WithClause(CommonTable[] Tables, bool Recursive) : Node;

internal sealed record CommonTable(Identifier Name, Identifier[] Columns, Statement Query) : Node
{
    public bool? Materialized { get; init; }

    /// <summary>ClickHouse's <c>WITH expr AS name</c>.</summary>
    public Expression? Scalar { get; init; }

    public string? Tail { get; init; }

    public Expression[] KeyExpressions { get; init; } = [];
}

internal sealed record GroupBy(Expression[] Items) : Node
{
    public bool All { get; init; }

    public bool Distinct { get; init; }

    /// <summary>WITH ROLLUP, WITH CUBE, WITH TOTALS.</summary>
    public string? With { get; init; }
}

/// <summary>ROLLUP (…), CUBE (…), GROUPING SETS (…) as a grouping item.</summary>
internal sealed record Grouping(string Kind, Expression[] Items) : Expression;

internal sealed record NamedWindow(Identifier Name, WindowSpecification Window) : Node;

internal sealed record FetchClause(Expression? Count, bool First, bool Percent, bool WithTies) : Node;

internal sealed record ConnectBy(Expression? Start, Expression Condition, bool NoCycle) : Node;
