using Weir.Sql.Ast;

namespace Weir.Sql.Generation;

internal partial class Generator
{
    protected virtual void WriteInsert(Insert insert)
    {
        if (!SameDialect && insert.OnConflict is not null && Dialect.Family is "bigquery" or "snowflake"
            && Rewriting.ConflictToMerge.Rewrite(insert) is { } merge)
        {
            WriteStatement(merge);
            return;
        }
        if (insert.With is not null)
        {
            WriteWith(insert.With);
            Sep();
        }
        if (insert.Alternative is not null && !SameDialect)
        {
            Refuse(insert, "INSERT " + insert.Alternative, "write MERGE or ON CONFLICT");
        }
        Out.Append(insert.Alternative is "REPLACE" ? "REPLACE INTO " : insert.Alternative is not null
            ? $"INSERT {insert.Alternative} INTO "
            : insert.Overwrite ? OverwriteWords : "INSERT INTO ");
        insert = Spelled(insert);
        WritePath(insert.Table);
        if (insert.Partition is not null)
        {
            Out.Append(' ');
            Out.Append(insert.Partition);
        }
        if (insert.Alias is not null)
        {
            Out.Append(" AS ");
            WriteName(insert.Alias);
        }
        if (insert.Columns.Length > 0)
        {
            Out.Append(insert.Alias is not null && Dialect.Family == "postgres" ? "(" : " (");
            WriteList(insert.Columns, lines: false);
            Out.Append(')');
        }
        if (insert is { ByName: true, Columns.Length: 0, Source: Query selected } && Dialect.Family != "duckdb"
            && Types.Names.Of(selected).Names is { } names)
        {
            Out.Append(" (");
            WriteNames(names);
            Out.Append(')');
            insert = insert with { ByName = false };
        }
        if (insert.ByName && Dialect.Family != "duckdb")
        {
            Refuse(insert, "INSERT … BY NAME", "name the columns in their order");
        }
        if (insert.ByName)
        {
            Out.Append(" BY NAME");
        }
        if (insert.DefaultValues)
        {
            Out.Append(" DEFAULT VALUES");
        }
        if (insert.Source is Query query)
        {
            Sep();
            WriteInsertSource(query);
        }
        if (insert.OnConflict is not null)
        {
            WriteOnConflict(insert.OnConflict);
        }
        WriteReturning(insert.Returning, insert);
    }

    protected virtual string OverwriteWords => "INSERT OVERWRITE TABLE ";

    protected virtual void WriteInsertSource(Query query) => WriteQuery(query);

    protected virtual void WriteOnConflict(OnConflict conflict)
    {
        if (conflict.DuplicateKey)
        {
            if (Dialect.Family != "mysql")
            {
                Refuse(conflict, "ON DUPLICATE KEY UPDATE", "write ON CONFLICT or MERGE with the key");
            }
            Sep();
            Out.Append("ON DUPLICATE KEY UPDATE ");
            WriteList(conflict.Set, lines: false);
            return;
        }
        if (Dialect.Family is not ("postgres" or "duckdb" or "sqlite"))
        {
            Refuse(conflict, "INSERT … ON CONFLICT", "write MERGE with the key in its ON");
        }
        Sep();
        Out.Append("ON CONFLICT");
        if (conflict.Constraint is not null)
        {
            Out.Append(" ON CONSTRAINT ");
            WriteName(conflict.Constraint);
        }
        else if (conflict.Target.Length > 0)
        {
            WriteBracketed(conflict.Target);
            if (conflict.TargetWhere is not null)
            {
                Out.Append(" WHERE ");
                Write(conflict.TargetWhere);
            }
        }
        if (conflict.DoNothing)
        {
            Out.Append(" DO NOTHING");
            return;
        }
        Out.Append(" DO UPDATE SET ");
        WriteList(SameDialect ? conflict.Set
            : Array.ConvertAll(conflict.Set,
                item => item is Binary { Left: Column { Parts.Length: > 1 } target } set
                ? set with { Left = new Column([target.Last]) } : item), lines: false);
        if (conflict.Where is not null)
        {
            Out.Append(" WHERE ");
            Write(conflict.Where);
        }
    }

    protected void WriteReturning(Expression[] items, Node node)
    {
        if (items.Length == 0)
        {
            return;
        }
        if (Dialect.Family is not ("postgres" or "duckdb" or "sqlite"))
        {
            Refuse(node, "RETURNING", "read the rows with a SELECT");
        }
        Sep();
        Out.Append("RETURNING ");
        WriteList(items, lines: false);
    }

    protected virtual void WriteUpdate(Update update)
    {
        Out.Append("UPDATE ");
        WriteTable(update.Table);
        foreach (Join join in update.Joins)
        {
            WriteJoin(join);
        }
        Out.Append(" SET ");
        WriteAssignments(update.Set);
        if (update.From is not null)
        {
            Sep();
            WriteFrom(update.From);
        }
        if (update.Where is not null)
        {
            WriteClause("WHERE", update.Where);
        }
        else if (!SameDialect && Dialect.Family == "bigquery")
        {
            WriteClause("WHERE", new BooleanLiteral(true));
        }
        WriteDmlTail(update.OrderBy, update.Limit, update);
        WriteReturning(update.Returning, update);
    }

    private void WriteDmlTail(OrderItem[] order, Expression? limit, Node node)
    {
        if ((order.Length > 0 || limit is not null) && Dialect.Family is not ("mysql" or "sqlite" or "clickhouse")
            && !SameDialect)
        {
            Refuse(node, "LIMIT in UPDATE and DELETE", "choose the rows by key in WHERE");
        }
        if (order.Length > 0)
        {
            Out.Append(" ORDER BY ");
            WriteOrderItems(order);
        }
        if (limit is not null)
        {
            Out.Append(" LIMIT ");
            Write(limit);
        }
    }

    protected virtual void WriteDelete(Delete delete)
    {
        Out.Append("DELETE");
        for (int index = 0; index < delete.Tables.Length; index++)
        {
            Out.Append(index > 0 ? ", " : " ");
            WriteTable(delete.Tables[index]);
        }
        Out.Append(delete.NoFrom && Dialect.Family == "bigquery" ? " " : " FROM ");
        WriteTable(delete.Table!);
        foreach (Join join in delete.Joins)
        {
            WriteJoin(join);
        }
        if (delete.Using is not null)
        {
            if (!SameDialect && Dialect.Family is "bigquery")
            {
                Refuse(delete, "DELETE … USING", "write WHERE EXISTS (SELECT …)");
            }
            Out.Append(" USING ");
            WriteFromBody(delete.Using);
        }
        if (delete.Where is not null)
        {
            WriteClause("WHERE", delete.Where);
        }
        else if (!SameDialect && Dialect.Family == "bigquery")
        {
            WriteClause("WHERE", new BooleanLiteral(true));
        }
        WriteDmlTail(delete.OrderBy, delete.Limit, delete);
        WriteReturning(delete.Returning, delete);
    }

    protected virtual void WriteMerge(Merge merge)
    {
        Out.Append("MERGE INTO ");
        WriteTable(merge.Target);
        Out.Append(" USING ");
        WriteTable(merge.Source);
        if (merge.Using.Length > 0)
        {
            if (Dialect.Family != "duckdb")
            {
                Refuse(merge, "MERGE … USING (columns)", "write the keys' equality in ON");
            }
            Out.Append(" USING (");
            WriteList(merge.Using, lines: false);
            Out.Append(')');
        }
        else
        {
            Out.Append(" ON ");
            Write(merge.On!);
        }
        string? target = (merge.Target.Alias?.Name ?? (merge.Target as TableName)?.Parts[^1] as Identifier)?.Name;
        foreach (MergeBranch branch in merge.Branches)
        {
            Sep();
            WriteMergeBranch(branch, target);
        }
        WriteReturning(merge.Returning, merge);
    }

    /// <summary>Whether an assignment's target loses the table's name in front (PostgreSQL, DuckDB).</summary>
    protected virtual bool MergeTargetsBare => false;

    private void WriteMergeBranch(MergeBranch branch, string? target)
    {
        Out.Append(branch.Matched ? "WHEN MATCHED" : "WHEN NOT MATCHED");
        if (branch.BySource is { } bySource)
        {
            if (bySource && !SameDialect && Dialect.Family is "snowflake" or "postgres")
            {
                Refuse(branch, "WHEN NOT MATCHED BY SOURCE", "delete or update those rows with a statement of its own");
            }
            Out.Append(bySource ? " BY SOURCE" : string.Empty);
        }
        if (branch.Condition is not null)
        {
            Out.Append(" AND ");
            Write(branch.Condition);
        }
        Out.Append(" THEN ");
        switch (branch.Action)
        {
            case "UPDATE":
                Out.Append("UPDATE SET ");
                Expression[] set = branch.Set;
                if (MergeTargetsBare)
                {
                    set = [.. set.Select(
                        item => item is Binary { Left: Column { Parts: [var table, var column] } } assignment
                        && table.Name.Equals(target, StringComparison.OrdinalIgnoreCase)
                        ? assignment with { Left = new Column([column]) } : item)];
                }
                WriteAssignments(set);
                break;
            case "INSERT":
                Out.Append("INSERT ");
                if (branch.Columns.Length > 0)
                {
                    Out.Append('(');
                    WriteList(MergeTargetsBare ? [.. branch.Columns.Select(item => item is Column { Parts: [_,
                        var column] } ? new Column([column]) : item)] : branch.Columns, lines: false);
                    Out.Append(") ");
                }
                Out.Append("VALUES (");
                WriteList(branch.Values, lines: false);
                Out.Append(')');
                break;
            default:
                Out.Append(branch.Action.Replace(" BARE", string.Empty, StringComparison.Ordinal));
                break;
        }
    }
}
