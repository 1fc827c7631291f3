namespace Weir.Sql.Ast;

/// <summary><c>AS t(a, b)</c>.</summary>
internal sealed record TableAlias(Identifier? Name, Identifier[] Columns) : Node
{
    /// <summary>Types behind the columns: <c>AS t(a INT)</c>.</summary>
    public DataType?[] Types { get; init; } = [];
}

internal sealed record TableName(Expression[] Parts) : TableExpression
{
    /// <summary>FOR SYSTEM_TIME AS OF …, AT (…), BEFORE (…), VERSION AS OF.</summary>
    public TimeTravel? TimeTravel { get; init; }

    public bool Only { get; init; }

    /// <summary>T-SQL's WITH (NOLOCK), Snowflake's CHANGES …, as written.</summary>
    public string? Tail { get; init; }

    /// <summary>Snowflake's stage with its options.</summary>
    public Expression[] Options { get; init; } = [];

    /// <summary>ClickHouse's FINAL.</summary>
    public bool Final { get; init; }

    public bool StarSuffix { get; init; }
}

/// <summary>A table where an expression is expected: <c>f(TABLE t)</c>.</summary>
internal sealed record TableReference(Expression[] Parts) : Expression;

internal sealed record TimeTravel(string Kind, string Form, Expression Value) : Node
{
    public Expression? End { get; init; }
}

internal sealed record SubqueryTable(Query Query) : TableExpression
{
    public bool Lateral { get; init; }
}

/// <summary>A parenthesised join: <c>(a JOIN b)</c>.</summary>
internal sealed record ParenTable(FromClause Inner) : TableExpression;

/// <summary>UNNEST of arrays, canonical for FLATTEN of an array too.</summary>
internal sealed record Unnest(Expression[] Arrays) : TableExpression
{
    /// <summary>The name of the position column, and whether it counts from 0 (BigQuery) or 1 (ORDINALITY).</summary>
    public bool WithOrdinality { get; init; }

    public Identifier? Offset { get; init; }

    public bool Lateral { get; init; }

    /// <summary>The alias names the column, not the table (BigQuery).</summary>
    public bool AliasIsColumn { get; init; }
}

/// <summary>A function in FROM.</summary>
internal sealed record TableFunction(Expression Call) : TableExpression
{
    public bool Lateral { get; init; }

    /// <summary>In TABLE( … ).</summary>
    public bool InTable { get; init; }

    public bool WithOrdinality { get; init; }

    public bool RowsFrom { get; init; }
}

/// <summary>Spark's LATERAL VIEW.</summary>
internal sealed record LateralView(
    TableExpression Source, bool Outer, Expression Call, Identifier? Table, Identifier[] Columns)
    : TableExpression;

internal sealed record Join(JoinKind Kind, TableExpression Table) : Node
{
    /// <summary>Comma: no keyword at all.</summary>
    public bool Comma { get; init; }

    public bool Natural { get; init; }

    public bool Asof { get; init; }

    public bool Global { get; init; }

    /// <summary>OUTER, INNER as it was written, ANY (ClickHouse), DIRECTED (Snowflake).</summary>
    public string? Word { get; init; }

    public Expression? On { get; init; }

    public Expression[] Using { get; init; } = [];

    public Expression? MatchCondition { get; init; }

    /// <summary>A nested join that came before this join's ON: <c>a JOIN b JOIN c ON … ON …</c>.</summary>
    public Join[] Nested { get; init; } = [];
}

internal enum JoinKind : byte
{
    Plain,
    Inner,
    Left,
    Right,
    Full,
    Cross,
    Semi,
    Anti,
    LeftSemi,
    LeftAnti,
    RightSemi,
    RightAnti,
    Positional,
    StraightJoin,
    CrossApply,
    OuterApply,
    Outer,
}

internal sealed record TableSample(Expression Size) : Node
{
    public string? Method { get; init; }

    public bool Rows { get; init; }

    public bool Percent { get; init; }

    public Expression? Seed { get; init; }

    /// <summary>USING SAMPLE (DuckDB) in place of TABLESAMPLE.</summary>
    public bool UsingSample { get; init; }

    public Expression? Buckets { get; init; }
}

internal sealed record Pivot(bool IsUnpivot) : Node
{
    public Expression[] Aggregates { get; init; } = [];

    public PivotFor[] For { get; init; } = [];

    public TableAlias? Alias { get; init; }

    public bool? IncludeNulls { get; init; }

    public GroupBy? GroupBy { get; init; }

    public Expression? DefaultOnNull { get; init; }
}

internal sealed record PivotFor(Expression Column, Expression[] Values) : Node
{
    public Query? Query { get; init; }

    public bool Any { get; init; }

    public OrderItem[] AnyOrder { get; init; } = [];

    public bool NoParens { get; init; }
}

/// <summary>Snowflake's and Oracle's MATCH_RECOGNIZE.</summary>
internal sealed record MatchRecognize(TableExpression Source) : TableExpression
{
    public Expression[] PartitionBy { get; init; } = [];

    public OrderItem[] OrderBy { get; init; } = [];

    public Expression[] Measures { get; init; } = [];

    public string? Rows { get; init; }

    public string? After { get; init; }

    public string? Pattern { get; init; }

    public Expression[] Define { get; init; } = [];
}
