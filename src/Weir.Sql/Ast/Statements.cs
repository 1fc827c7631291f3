namespace Weir.Sql.Ast;

/// <summary>A bare expression or type as a whole text.</summary>
internal sealed record ExpressionStatement(Expression Value) : Statement;

/// <summary>A statement kept as its own text: the first word and the rest.</summary>
internal sealed record CommandStatement(string Word, string Rest) : Statement
{
    /// <summary>It means the same wherever it parses (BEGIN, COMMIT …).</summary>
    public bool Portable { get; init; }
}

internal sealed record CreateTable(Expression[] Name) : Statement
{
    public bool Replace { get; init; }

    public bool IfNotExists { get; init; }

    /// <summary>
    /// TABLE, VIEW, MATERIALIZED VIEW, SCHEMA, DATABASE, STREAM …, with TEMPORARY and the like before.
    /// </summary>
    public required string Kind { get; init; }

    /// <summary>Words between CREATE and the kind: TEMPORARY, TRANSIENT, UNLOGGED, MATERIALIZED.</summary>
    public string[] Modifiers { get; init; } = [];

    public TableElement[]? Elements { get; init; }

    public Property[] Properties { get; init; } = [];

    public Statement? As { get; init; }

    public Expression[]? Like { get; init; }

    public string? LikeTail { get; init; }

    public (string Word, Expression[] Source, string Tail)? CloneOf { get; init; }

    /// <summary>WITH DATA, WITH NO DATA, WITH NO SCHEMA BINDING.</summary>
    public string? Tail { get; init; }

    public bool AsParenthesised { get; init; }
}

internal abstract record TableElement : Node;

internal sealed record ColumnDefinition(Identifier Name, DataType? Type) : TableElement
{
    public ColumnConstraint[] Constraints { get; init; } = [];

    public Expression[] Path { get; init; } = [];
}

/// <summary>A constraint by its words and parts; <see cref="Value"/> where it has an expression.</summary>
internal sealed record ColumnConstraint(string Kind) : Node
{
    public Identifier? Name { get; init; }

    public Expression? Value { get; init; }

    public Expression[] Items { get; init; } = [];

    public string? Text { get; init; }
}

internal sealed record TableConstraint(ColumnConstraint Constraint) : TableElement;

/// <summary>LIKE t INCLUDING ALL within the parentheses.</summary>
internal sealed record LikeElement(Expression[] Table, string Tail) : TableElement;

/// <summary>Flink's and DeltaStream's WATERMARK FOR column AS expression.</summary>
internal sealed record WatermarkElement(Identifier Column, Expression Value) : TableElement;

/// <summary>A property of a table, view or function.</summary>
internal sealed record Property(string Kind) : Node
{
    public Expression? Value { get; init; }

    public Expression[] Items { get; init; } = [];

    public string? Text { get; init; }
}

internal sealed record Insert(Expression[] Table) : Statement
{
    public WithClause? With { get; init; }

    public bool Overwrite { get; init; }

    /// <summary>INTO was written, or the dialect wants it.</summary>
    public string? Alternative { get; init; }

    public Identifier? Alias { get; init; }

    public Expression[] Columns { get; init; } = [];

    public bool DefaultValues { get; init; }

    public Statement? Source { get; init; }

    public OnConflict? OnConflict { get; init; }

    public Expression[] Returning { get; init; } = [];

    public string? Partition { get; init; }

    public bool ByName { get; init; }
}

internal sealed record OnConflict : Node
{
    public Expression[] Target { get; init; } = [];

    public Expression? TargetWhere { get; init; }

    public Identifier? Constraint { get; init; }

    public bool DoNothing { get; init; }

    public Expression[] Set { get; init; } = [];

    public Expression? Where { get; init; }

    /// <summary>MySQL's ON DUPLICATE KEY UPDATE.</summary>
    public bool DuplicateKey { get; init; }
}

internal sealed record Update(TableExpression Table, Expression[] Set) : Statement
{
    public WithClause? With { get; init; }

    public Join[] Joins { get; init; } = [];

    public FromClause? From { get; init; }

    public Expression? Where { get; init; }

    public Expression[] Returning { get; init; } = [];

    public OrderItem[] OrderBy { get; init; } = [];

    public Expression? Limit { get; init; }
}

internal sealed record Delete(TableExpression? Table) : Statement
{
    /// <summary>FROM was left out (BigQuery).</summary>
    public bool NoFrom { get; init; }

    public WithClause? With { get; init; }

    public TableExpression[] Tables { get; init; } = [];

    public FromClause? Using { get; init; }

    public Join[] Joins { get; init; } = [];

    public Expression? Where { get; init; }

    public Expression[] Returning { get; init; } = [];

    public OrderItem[] OrderBy { get; init; } = [];

    public Expression? Limit { get; init; }
}

internal sealed record Merge(TableExpression Target, TableExpression Source) : Statement
{
    public WithClause? With { get; init; }

    public Expression? On { get; init; }

    public Expression[] Using { get; init; } = [];

    public MergeBranch[] Branches { get; init; } = [];

    public Expression[] Returning { get; init; } = [];
}

internal sealed record MergeBranch(bool Matched) : Node
{
    /// <summary>BY SOURCE (true), BY TARGET (false).</summary>
    public bool? BySource { get; init; }

    public Expression? Condition { get; init; }

    /// <summary>UPDATE, INSERT, DELETE, DO NOTHING, INSERT ROW, UPDATE *, INSERT *, INSERT BY NAME …</summary>
    public required string Action { get; init; }

    public Expression[] Set { get; init; } = [];

    public Expression[] Columns { get; init; } = [];

    public Expression[] Values { get; init; } = [];

    public Expression? Where { get; init; }
}

internal sealed record Drop(string Kind) : Statement
{
    public bool IfExists { get; init; }

    public Expression[][] Names { get; init; } = [];

    public string? Modifier { get; init; }

    public bool Concurrently { get; init; }

    public DataType[]? ArgumentTypes { get; init; }

    /// <summary>CASCADE, RESTRICT, PURGE.</summary>
    public string? Tail { get; init; }
}

internal sealed record AlterTable(string Kind, Expression[] Name) : Statement
{
    public bool IfExists { get; init; }

    public bool Only { get; init; }

    public AlterAction[] Actions { get; init; } = [];
}

internal sealed record AlterAction(string Kind) : Node
{
    public bool IfExists { get; init; }

    public ColumnDefinition? Column { get; init; }

    public Expression[] Names { get; init; } = [];

    public DataType? Type { get; init; }

    public Expression? Value { get; init; }

    public ColumnConstraint? Constraint { get; init; }

    public string? Text { get; init; }
}

internal sealed record Truncate(Expression[][] Names) : Statement
{
    public bool IfExists { get; init; }

    public bool Database { get; init; }

    public string? Tail { get; init; }
}

/// <summary>SET a = 1 and its kin.</summary>
internal sealed record SetStatement(Expression[] Items) : Statement
{
    public string? Scope { get; init; }

    public bool Unset { get; init; }
}

internal sealed record CreateFunction(Expression[] Name) : Statement
{
    public bool Replace { get; init; }

    public bool IfNotExists { get; init; }

    public string[] Modifiers { get; init; } = [];

    /// <summary>FUNCTION, PROCEDURE, TABLE FUNCTION, MACRO, AGGREGATE FUNCTION.</summary>
    public required string Kind { get; init; }

    public FunctionParameter[]? Parameters { get; init; }

    public Property[] Properties { get; init; } = [];

    public Property[] PropertiesBehind { get; init; } = [];

    /// <summary>AS expression, AS 'body', RETURN expression.</summary>
    public Node? Body { get; init; }

    public bool BodyIsTable { get; init; }

    public bool BodyIsReturn { get; init; }

    public bool BodyInParens { get; init; }
}

internal sealed record FunctionParameter(Identifier? Name, DataType? Type) : Node
{
    public string? Mode { get; init; }

    public Expression? Default { get; init; }

    public string DefaultSign { get; init; } = "=";
}

internal sealed record CreateIndex(Identifier? Name, Expression[] Table) : Statement
{
    public bool Unique { get; init; }

    public bool Concurrently { get; init; }

    public bool IfNotExists { get; init; }

    public bool Only { get; init; }

    public Identifier? Method { get; init; }

    public OrderItem[] Columns { get; init; } = [];

    public string?[] OperatorClasses { get; init; } = [];

    public Expression[] Include { get; init; } = [];

    public Expression[] With { get; init; } = [];

    public Expression? Where { get; init; }

    public string? Tail { get; init; }

    public string? Prefix { get; init; }
}

/// <summary>Several statements in one text.</summary>
internal sealed record Script(Statement[] Statements) : Statement;

/// <summary><c>COMMENT ON kind name IS 'text'</c>.</summary>
internal sealed record CommentOn(string Kind, Expression[] Name, Expression Text) : Statement;

/// <summary>Snowflake's <c>DESCRIBE TABLE name</c>, <c>DESC VIEW name</c>.</summary>
internal sealed record DescribeTable(string Kind, Expression[] Name) : Statement;

/// <summary><c>CREATE TYPE name AS ENUM (…)</c>, or of fields.</summary>
internal sealed record CreateType(Expression[] Name) : Statement
{
    public Expression[] Values { get; init; } = [];

    public TableElement[] Fields { get; init; } = [];
}
