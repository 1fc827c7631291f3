namespace Weir.Sql.Ast;

/// <summary>A piece of a statement, with the place it was read at.</summary>
internal abstract record Node
{
    /// <summary>Offset into the source text, in UTF-16 units.</summary>
    public int Position { get; init; }

    /// <summary>Comments that stand with this node, printed behind it (before it for statements).</summary>
    public string[]? Comments { get; set; }

    public T At<T>(T node)
        where T : Node => node with { Position = Position };
}

/// <summary>Something with a value.</summary>
internal abstract record Expression : Node;

/// <summary>Something a FROM clause can name.</summary>
internal abstract record TableExpression : Node
{
    public TableAlias? Alias { get; init; }

    public TableSample? Sample { get; init; }

    public Pivot[] Pivots { get; init; } = [];
}

/// <summary>A statement.</summary>
internal abstract record Statement : Node;

/// <summary>Anything that gives rows: a SELECT, a set operation, VALUES.</summary>
internal abstract record Query : Statement
{
    public WithClause? With { get; init; }

    public OrderItem[] OrderBy { get; init; } = [];

    public Expression? Limit { get; init; }

    public Expression? Offset { get; init; }

    public FetchClause? Fetch { get; init; }

    /// <summary>FOR UPDATE and the like, as written.</summary>
    public string? Locking { get; init; }
}
