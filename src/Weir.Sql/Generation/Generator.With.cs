using Weir.Sql.Ast;

namespace Weir.Sql.Generation;

internal partial class Generator
{
    protected void WriteWith(WithClause with)
    {
        LeadingComments(with);
        bool recursive = with.Recursive
            || (!SameDialect && Array.Exists(with.Tables, table => Types.Names.SeesItself(with, table)));
        Out.Append(recursive ? "WITH RECURSIVE " : "WITH ");
        for (int index = 0; index < with.Tables.Length; index++)
        {
            if (index > 0)
            {
                Out.Append(_pretty ? ", " : ", ");
            }
            CommonTable table = with.Tables[index];
            bool seesItself = Types.Names.SeesItself(with, table);
            if (seesItself)
            {
                Types.Names.Define(table, seesItself);
            }
            WriteCommonTable(table);
            if (!seesItself)
            {
                Types.Names.Define(table, seesItself);
            }
        }
    }

    private void WriteCommonTable(CommonTable table)
    {
        if (table.Scalar is not null)
        {
            Write(table.Scalar);
            Out.Append(" AS ");
            WriteName(table.Name);
            return;
        }
        if (!SameDialect)
        {
            CheckCommonTable(table);
        }
        Statement query = table.Query;
        bool columns = table.Columns.Length > 0;
        if (columns && !Rules.HasCteColumns)
        {
            query = PushDownColumns(table);
            columns = false;
        }
        WriteName(table.Name);
        TrailingComments(table.Name);
        if (columns)
        {
            WriteBracketed(table.Columns);
        }
        if (table.KeyExpressions.Length > 0)
        {
            if (Dialect.Family != "duckdb")
            {
                Refuse(table, "a common table USING KEY", "keep the latest row of each key with ROW_NUMBER");
            }
            Out.Append(" USING KEY (");
            WriteList(table.KeyExpressions, lines: false);
            Out.Append(')');
        }
        Out.Append(" AS ");
        if (table.Materialized is { } materialized && Dialect.Family is "postgres" or "duckdb" or "sqlite")
        {
            Out.Append(materialized ? "MATERIALIZED " : "NOT MATERIALIZED ");
        }
        Out.Append('(');
        if (_pretty)
        {
            Out.Append('\n');
        }
        int start = Out.Length;
        if (query is Query select)
        {
            WriteQuery(select);
        }
        else
        {
            WriteStatement(query);
        }
        if (_pretty)
        {
            Out.Indent(start);
            Out.Append('\n');
        }
        Out.Append(')');
        if (table.Tail is not null)
        {
            Out.Append(' ');
            Out.Append(table.Tail);
        }
        TrailingComments(table);
    }

    /// <summary>WITH t(a) AS (SELECT 1) as WITH t AS (SELECT 1 AS a).</summary>
    private Statement PushDownColumns(CommonTable table)
    {
        Query? pushed = table.Query is Query query ? Aliased(query, table.Columns) : null;
        if (pushed is null)
        {
            Refuse(table, "column names of a common table over *", "name the columns in its SELECT");
            return table.Query;
        }
        return pushed;
    }

    /// <summary>The query with its output columns renamed; null where they cannot be counted.</summary>
    protected static Query? Aliased(Query query, Identifier[] names)
    {
        switch (query)
        {
            case SetOperation operation:
                return Aliased(operation.Left, names) is { } left ? operation with { Left = left } : null;
            case ParenQuery paren:
                return Aliased(paren.Inner, names) is { } inner ? paren with { Inner = inner } : null;
            case Select select when select.Items.Length >= names.Length
                && !Array.Exists(select.Items, item => item is Star or DotAccess { Field: Star }):
                Expression[] items = [.. select.Items];
                for (int index = 0; index < names.Length; index++)
                {
                    Expression value = items[index] is Alias alias ? alias.Value : items[index];
                    items[index] = new Alias(value, names[index]) { Comments = items[index].Comments };
                }
                return select with { Items = items };
            case Values values when values.Rows is [TupleExpression first, ..] && first.Items.Length == names.Length:
                Expression[] columns = new Expression[names.Length];
                for (int index = 0; index < names.Length; index++)
                {
                    columns[index] = new Alias(first.Items[index], names[index]);
                }
                Query result = new Select(columns);
                for (int row = 1; row < values.Rows.Length; row++)
                {
                    result = new SetOperation("UNION", true, result,
                        new Select(values.Rows[row] is TupleExpression tuple ? tuple.Items : [values.Rows[row]]));
                }
                return result;
            default:
                return null;
        }
    }
}
