namespace Weir.Sql.Ast;

/// <summary>CREATE SEQUENCE with its options in the order they are written in.</summary>
internal sealed record CreateSequence(Expression[] Name) : Statement
{
    public bool Replace { get; init; }

    public bool IfNotExists { get; init; }

    public string[] Modifiers { get; init; } = [];

    /// <summary>Words and values: START WITH 1, INCREMENT BY 2, NO CYCLE.</summary>
    public (string Words, Expression? Value)[] Options { get; init; } = [];
}
