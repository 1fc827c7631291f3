using Weir.Sql.Ast;
using Weir.Sql.Rewriting;

namespace Weir.Sql.Generation;

/// <summary>
/// UPDATE, DELETE and MERGE with their tables in scope, so that their columns have types and spellings.
/// </summary>
internal partial class Generator
{
    private void WriteScoped(Update update)
    {
        Join[] from = update.From is { } clause ? [Beside(clause.First), .. clause.Joins] : [];
        Select scope = new(update.Set)
        {
            From = new FromClause(update.Table, [.. update.Joins, .. from]),
            Where = update.Where
        };
        Types.Names.Push(scope);
        Select exact = ExactConstants(scope with { Items = [] });
        Join[] joins = exact.From!.Joins;
        int own = update.Joins.Length;
        WriteUpdate(update with
        {
            Set = ExactAssignments(update.Set),
            Where = exact.Where,
            Joins = joins[..own],
            From = update.From is null ? null : update.From with { Joins = joins[(own + 1)..] }
        });
        Types.Names.Pop();
    }

    private void WriteScoped(Delete delete)
    {
        Join[] from = delete.Using is { } clause ? [Beside(clause.First), .. clause.Joins] : [];
        Select scope = new([])
        {
            From = delete.Table is null ? null : new FromClause(delete.Table, [.. delete.Joins, .. from]),
            Where = delete.Where
        };
        Types.Names.Push(scope);
        Select exact = ExactConstants(scope);
        int own = delete.Joins.Length;
        WriteDelete(exact.From is not { Joins: var joins } ? delete : delete with
        {
            Where = exact.Where,
            Joins = joins[..own],
            Using = delete.Using is null ? null : delete.Using with { Joins = joins[(own + 1)..] }
        });
        Types.Names.Pop();
    }

    private void WriteScoped(Merge merge)
    {
        Types.Names.Push(new Select([]) { From = new FromClause(merge.Target, [Beside(merge.Source)]) });
        WriteMerge(merge with
        {
            On = ExactCondition(merge.On),
            Branches = Array.ConvertAll(merge.Branches, branch => branch with
            {
                Condition = ExactCondition(branch.Condition),
                Set = ExactAssignments(branch.Set),
                Where = ExactCondition(branch.Where)
            })
        });
        Types.Names.Pop();
    }

    private static Join Beside(TableExpression table) => new(JoinKind.Plain, table) { Comma = true };

    private Expression? ExactCondition(Expression? condition) =>
        condition is null ? null : ExactConstants(new Select([]) { Where = condition }).Where;

    /// <summary>What columns are set to; what stands left of the sign is no comparison.</summary>
    private Expression[] ExactAssignments(Expression[] set) => !Types.HasSchema ? set : Array.ConvertAll(set, item =>
        item is Binary { Operator: BinaryOperator.Equal, Left: Column column } assignment
            ? assignment with { Right = ExactConstant(column, assignment.Right) } : item);

    private Expression ExactConstant(Column column, Expression value)
    {
        if (Types.Group(column) == TypeGroup.Wide && ExactNumber.Of(value) is { IsWhole: false })
        {
            return value;
        }
        Binary test = new(BinaryOperator.Equal, column, value) { Position = value.Position };
        return ExactConstants(new Select([]) { Where = test }).Where is Binary { Right: var exact } ? exact : value;
    }

    /// <summary>Assignments with commas.</summary>
    private void WriteAssignments(Expression[] set)
    {
        for (int index = 0; index < set.Length; index++)
        {
            Separate(index);
            if (SameDialect || set[index] is not Binary { Operator: BinaryOperator.Equal } assignment
                || assignment.Comments is not null)
            {
                Write(set[index]);
                continue;
            }
            Write(assignment.Left);
            Out.Append(" = ");
            Write(assignment.Right);
        }
    }
}
