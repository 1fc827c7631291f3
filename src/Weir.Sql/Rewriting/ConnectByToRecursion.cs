using Weir.Sql.Ast;

namespace Weir.Sql.Rewriting;

/// <summary>
/// CONNECT BY over one table as a recursive common table: the roots, then the children of what there is, one level a
/// step.
/// </summary>
// https://docs.snowflake.com/en/sql-reference/constructs/connect-by
internal static class ConnectByToRecursion
{
    private static readonly Identifier Tree = Identifier.Plain("_tree");
    private static readonly Identifier Child = Identifier.Plain("_child");
    private static readonly Identifier Level = Identifier.Plain("level");

    /// <summary>
    /// Null for what a recursion does not say: joins, paths, NOCYCLE, all columns (of which the level would be one).
    /// </summary>
    public static Select? Rewrite(Select select)
    {
        if (select is not
            {
                ConnectBy: { NoCycle: false } connect,
                From: { First: TableName { Pivots.Length: 0, Sample: null, TimeTravel: null } table, Joins.Length: 0 }
            }
            || Array.Exists(select.Items, item => item is Star || Hierarchical(item)))
        {
            return null;
        }
        Identifier name = table.Alias?.Name ?? (table.Parts[^1] as Identifier ?? Tree);
        Select roots = new([new Star([]), new Alias(new NumberLiteral("1"), Level)])
        {
            From = new FromClause(table, []),
            Where = connect.Start
        };
        Expression condition = TreeRewriter.Rewrite(connect.Condition, node => node switch
        {
            PrefixWord { Word: "PRIOR", Value: Column prior } => new Column([Tree, prior.Last]),
            Column own => new Column([Child, own.Last]),
            _ => null,
        });
        Expression next = new Binary(BinaryOperator.Add, new Column([Tree, Level]), new NumberLiteral("1"));
        Join parents = new(JoinKind.Plain, new TableName([Tree])) { On = condition };
        Select children = new([new Star([Child]), next])
        {
            From = new FromClause(
            table with { Alias = new TableAlias(Child, []) }, [parents])
        };
        CommonTable recursion = new(Tree, [], new SetOperation("UNION", true, roots, children));
        Select rows = new([new Star([])])
        {
            From = new FromClause(new TableName([Tree]), []),
            With = new WithClause([recursion], true)
        };
        return select with
        {
            ConnectBy = null,
            From = new FromClause(new SubqueryTable(rows) { Alias = new TableAlias(name, []) }, [])
        };
    }

    private static bool Hierarchical(Expression item) => TreeSearch.Contains(item, node =>
        node is PrefixWord { Word: "PRIOR" or "CONNECT_BY_ROOT" }
        || (node is Call call && call.Name.Equals("SYS_CONNECT_BY_PATH", StringComparison.OrdinalIgnoreCase)));
}
