using Weir.Sql.Ast;

namespace Weir.Sql.Rewriting;

/// <summary>
/// INSERT … ON CONFLICT (key) as MERGE, for targets without it: the row that is there is found by the key.
/// </summary>
internal static class ConflictToMerge
{
    private static readonly Identifier Source = Identifier.Plain("_s");

    /// <summary>Null where the key or the columns are not said.</summary>
    public static Merge? Rewrite(Insert insert)
    {
        if (insert is not
            {
                OnConflict:
                {
                    DuplicateKey: false, Constraint: null, TargetWhere: null,
                    Target.Length: > 0
                } conflict, Columns.Length: > 0, Source: Query query, Returning.Length: 0, With: null
            }
            || !Array.TrueForAll(insert.Columns, column => NameOf(column) is not null)
            || !Array.TrueForAll(conflict.Target, key => NameOf(key) is not null))
        {
            return null;
        }
        Identifier table = insert.Alias ?? (insert.Table[^1] as Identifier ?? Source);
        Identifier[] columns = Array.ConvertAll(insert.Columns, column => NameOf(column)!);
        Expression on =
            conflict.Target.Select(
                key => (Expression)new Binary(BinaryOperator.Equal, new Column([table, NameOf(key)!]), new Column(
                    [Source, NameOf(key)!]))).Aggregate((all, one) => new Binary(BinaryOperator.And, all, one));
        Expression R(Expression node) => TreeRewriter.Rewrite(node, inner => inner switch
        {
            Column { Parts: [Identifier excluded, Identifier name] } when excluded.Name.Equals(
                "excluded", StringComparison.OrdinalIgnoreCase) => new Column([Source, name]),
            Column { Parts: [Identifier name] } => new Column([table, name]),
            _ => null,
        });
        MergeBranch insertion = new(false)
        {
            Action = "INSERT",
            Columns = insert.Columns,
            Values = [.. columns.Select(column => (Expression)new Column([Source, column]))]
        };
        MergeBranch[] branches = conflict.DoNothing ? [insertion] :
        [
            new(true)
            {
                Action = "UPDATE",
                Condition = conflict.Where is null ? null : R(conflict.Where),
                Set = Array.ConvertAll(conflict.Set,
                    assignment => assignment is Binary { Operator: BinaryOperator.Equal } binary
                    ? binary with { Right = R(binary.Right) } : assignment),
            },
            insertion,
        ];
        return new Merge(new TableName(insert.Table)
        {
            Alias = insert.Alias is null ? null
            : new TableAlias(insert.Alias, [])
        }, new SubqueryTable(query) { Alias = new TableAlias(Source, columns) })
        {
            On = on,
            Branches = branches,
            Position = insert.Position,
        };
    }

    private static Identifier? NameOf(Expression expression) => expression switch
    {
        Column { Parts: [var only] } => only,
        Identifier name => name,
        _ => null,
    };
}
