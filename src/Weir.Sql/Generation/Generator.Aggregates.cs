using Weir.Sql.Ast;

namespace Weir.Sql.Generation;

internal partial class Generator
{
    /// <summary>Functions over a window whose NULLs can be left out; other aggregates leave them out anyway.</summary>
    private static bool IsWindowValue(string name) =>
        name is "FIRST_VALUE" or "LAST_VALUE" or "NTH_VALUE" or "LAG" or "LEAD";

    /// <summary>What stands behind the arguments and is not everywhere.</summary>
    private Call CheckTail(Call call)
    {
        if (call.IgnoreNulls is { } treatment && !IsWindowValue(call.Name)
            && Dialect.Family is "duckdb" or "postgres" or "snowflake")
        {
            if (treatment && call.Name is "ARRAY_AGG" or "FIRST" or "LAST" or "ANY_VALUE"
                && Dialect.Family != "snowflake")
            {
                Refuse(call, $"IGNORE NULLS in {call.Name}", "write FILTER (WHERE x IS NOT NULL)");
            }
            call = call with { IgnoreNulls = null };
        }
        if (call.IgnoreNulls == false && Dialect.Family is "postgres" or "mysql" or "sqlite")
        {
            call = call with { IgnoreNulls = null };
        }
        if (call.IgnoreNulls == true && Dialect.Family is "postgres" or "mysql" or "sqlite")
        {
            Refuse(call, "IGNORE NULLS", "filter the NULLs in a subquery");
        }
        if (call.Having is not null && Dialect.Family != "bigquery")
        {
            Refuse(call, "HAVING MAX and HAVING MIN in an aggregate", "write MAX_BY or MIN_BY");
        }
        if (call.Limit is not null and not (RawText or WordExpression or PrefixWord) && Dialect.Family != "bigquery")
        {
            Refuse(call, "LIMIT in an aggregate", "take a slice of the array");
        }
        foreach (Expression argument in call.Arguments)
        {
            if (argument is PrefixWord { Value: TableReference })
            {
                Refuse(call, call.Name + " over a table or model", "the target has no such function");
            }
        }
        return call;
    }

    private void WriteArgumentsWithTail(Call call)
    {
        Out.Append('(');
        if (call.Distinct)
        {
            Out.Append("DISTINCT ");
        }
        for (int index = 0; index < call.Arguments.Length; index++)
        {
            Separate(index);
            WriteArgument(call.Arguments[index]);
        }
        if (call.IgnoreNulls is not null && !IgnoreNullsBehindOrder)
        {
            Out.Append(call.IgnoreNulls.Value ? " IGNORE NULLS" : " RESPECT NULLS");
        }
        if (call.Having is { } having)
        {
            Out.Append(having.Max ? " HAVING MAX " : " HAVING MIN ");
            Write(having.Value);
        }
        if (call.OrderBy.Length > 0)
        {
            Out.Append(" ORDER BY ");
            WriteOrderItems(call.OrderBy, inAggregate: true);
        }
        if (call.IgnoreNulls is not null && IgnoreNullsBehindOrder)
        {
            Out.Append(call.IgnoreNulls.Value ? " IGNORE NULLS" : " RESPECT NULLS");
        }
        if (call.Limit is RawText options)
        {
            Out.Append(' ');
            Out.Append(options.Text);
        }
        else if (call.Limit is PrefixWord separator)
        {
            Out.Append(" SEPARATOR ");
            Write(separator.Value);
        }
        else if (call.Limit is not null and not WordExpression)
        {
            Out.Append(" LIMIT ");
            Write(call.Limit);
        }
        Out.Append(')');
    }

    protected virtual bool IgnoreNullsBehindOrder => false;

    protected virtual void WriteFilter(FilterClause filter)
    {
        if (!Rules.HasFilter && Folded(filter) is { } folded)
        {
            Write(folded);
            return;
        }
        Write(filter.Function);
        Out.Append(" FILTER(WHERE ");
        Write(filter.Condition);
        Out.Append(')');
    }

    /// <summary>An aggregate's FILTER as a condition on its argument; null where NULLs count.</summary>
    protected virtual Expression? Folded(FilterClause filter)
    {
        if (filter.Function is WithinGroup within && within.OrderBy is [var key])
        {
            return within with
            {
                OrderBy = [
                key with { Value = Call.Of("IF", filter.Condition, key.Value, new NullLiteral()) }]
            };
        }
        if (filter.Function is not Call call)
        {
            return null;
        }
        if (call is { Name: "COUNT", Arguments: [Star], Distinct: false })
        {
            return Call.Of("COUNT_IF", filter.Condition);
        }
        if (call.Name is "ARRAY_AGG" or "JSON_AGG" or "JSONB_AGG"
            || (call.Name is "JSON_OBJECT_AGG" or "JSONB_OBJECT_AGG" && Dialect.Family == "bigquery")
            || call.Arguments.Length == 0)
        {
            if (call.Name == "ARRAY_AGG" && call.IgnoreNulls is null && Dialect.Family == "bigquery")
            {
                return call with
                {
                    Arguments = [Call.Of("IF", filter.Condition, call.Arguments[0], new NullLiteral()),
                    .. call.Arguments[1..]],
                    IgnoreNulls = true
                };
            }
            Refuse(filter, $"FILTER behind {call.Name}", "filter the rows in a subquery");
            return null;
        }
        return call with
        {
            Arguments = [Call.Of("IF", filter.Condition, call.Arguments[0], new NullLiteral()),
            .. call.Arguments[1..]]
        };
    }

    protected virtual void WriteWithinGroup(WithinGroup within)
    {
        if (!SameDialect && within.Function is Call { Name: "STRING_AGG" or "LISTAGG" } list
            && Dialect.Family is "postgres" or "bigquery")
        {
            Write(list with { Name = "STRING_AGG", OrderBy = within.OrderBy });
            return;
        }
        if (!SameDialect && within.Function is Call { Name: "ARRAY_AGG_NOT_NULL", Arguments: [var element] } collected
            && Dialect.Family is "postgres")
        {
            Call ordered =
                Call.OfFinal("ARRAY_AGG", element) with { OrderBy = within.OrderBy, Distinct = collected.Distinct };
            Write(new FilterClause(ordered, new IsTest(element, new NullLiteral(), true) { Postfix = true }));
            return;
        }
        if (!SameDialect && within.Function is Call { Name: "ARRAY_AGG_NOT_NULL" } array
            && Dialect.Family is "bigquery")
        {
            Write(array with { Name = "ARRAY_AGG", OrderBy = within.OrderBy, IgnoreNulls = true });
            return;
        }
        if (WritePercentile(within))
        {
            return;
        }
        if (!SameDialect && Dialect.Family is "bigquery")
        {
            Refuse(within, "WITHIN GROUP", "write PERCENTILE_CONT(x, fraction) OVER (…)");
        }
        Write(within.Function);
        Out.Append(" WITHIN GROUP (ORDER BY ");
        WriteOrderItems(within.OrderBy, inAggregate: true);
        Out.Append(')');
    }

    protected virtual void WriteNullTreatment(NullTreatment treatment)
    {
        bool leavesOut = treatment.Function is Call { Name: "SUM" or "AVG" or "MIN" or "MAX", Arguments.Length: 1 };
        if (!SameDialect && (leavesOut || !treatment.Ignore) && Dialect.Family is "postgres" or "mysql" or "sqlite")
        {
            Write(treatment.Function);
            return;
        }
        if (!SameDialect && Dialect.Family is "postgres" or "mysql" or "sqlite")
        {
            Refuse(treatment, "IGNORE NULLS", "filter the NULLs in a subquery");
        }
        if (Rules.IgnoreNullsInside && treatment.Function is Call call)
        {
            Write(call with { IgnoreNulls = treatment.Ignore });
            return;
        }
        Write(treatment.Function);
        Out.Append(treatment.Ignore ? " IGNORE NULLS" : " RESPECT NULLS");
    }
}
