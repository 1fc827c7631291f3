using Weir.Sql.Ast;
using Weir.Sql.Functions;

namespace Weir.Sql.Generation;

internal partial class Generator
{
    protected void WriteCall(Call call)
    {
        _within = 0;
        if (call.Final)
        {
            WritePlainCall(call, call.Name);
            return;
        }
        if (call.Verbatim)
        {
            WritePlainCall(call, call.Name);
            return;
        }
        if (WriteSpecialCall(call))
        {
            return;
        }
        string? text = Dialect.Writes.Find(call.Name)?.For(call, Source, Types);
        if (SameDialect && text is not null && !FunctionRule.IsName(text) && Rules.Functions.Contains(call.Name))
        {
            text = null;
        }
        if (text is null)
        {
            WriteUnmapped(call);
            return;
        }
        if (text[0] == '!')
        {
            Refuse(call, call.Name, text[1..]);
            WritePlainCall(call, call.Name);
            return;
        }
        if (FunctionRule.IsName(text))
        {
            WritePlainCall(call, text);
            return;
        }
        Expression filled = Template.Fill(Dialect.Writes.Tree(text), call.Arguments, true, call.Position);
        if (filled is Call inner)
        {
            WritePlainCall(inner with
            {
                Distinct = inner.Distinct || call.Distinct,
                OrderBy = call.OrderBy.Length > 0 ? call.OrderBy : inner.OrderBy,
                Limit = inner.Limit ?? call.Limit,
                IgnoreNulls = call.IgnoreNulls,
                Safe = call.Safe,
            }, inner.Name);
            return;
        }
        WriteOperation(filled);
    }

    /// <summary>What a call became, in parentheses where the operator around it binds tighter.</summary>
    protected void WriteOperation(Expression operation)
    {
        _within = 0;
        Write(Binding.NeedsParens(operation, _outer) ? new Paren(operation) : operation);
    }

    /// <summary>Calls whose text no table can say; true where it was written.</summary>
    protected virtual bool WriteSpecialCall(Call call)
    {
        if (call is { Name: "CURRENT_TIMESTAMP", Arguments.Length: 0 } && !Rules.CurrentTimestampCall)
        {
            Out.Append("CURRENT_TIMESTAMP");
            return true;
        }
        if (call is { Name: "CURRENT_TIMESTAMP", Arguments.Length: 0 })
        {
            Out.Append("CURRENT_TIMESTAMP()");
            return true;
        }
        if (call is { Name: "CONCAT", Arguments.Length: > 1 } && !SameDialect && !call.Verbatim && Source.Name.Length > 0)
        {
            bool sourceIgnores = Source.Family is "postgres" or "duckdb";
            bool targetIgnores = Dialect.Family is "postgres" or "duckdb";
            if (targetIgnores && !sourceIgnores)
            {
                Expression joined = Wrap(call.Arguments[0]);
                foreach (Expression next in call.Arguments[1..])
                {
                    joined = new Binary(BinaryOperator.Concat, joined, Wrap(next));
                }
                Write(joined);
                return true;
            }
            if (sourceIgnores && !targetIgnores)
            {
                Expression[] parts = Array.ConvertAll(call.Arguments, part => part is StringLiteral or NumberLiteral ? part : Call.OfFinal("COALESCE", part, new StringLiteral(string.Empty)));
                WritePlainCall(call with { Arguments = parts }, "CONCAT");
                return true;
            }
        }
        if (!SameDialect && call is { Name: "LOWER" or "UPPER", Arguments: [Call { Name: "HEX" or "LOWER_HEX" } digits] })
        {
            WriteCall(digits with { Name = call.Name == "LOWER" ? "LOWER_HEX" : "HEX" });
            return true;
        }
        if (!SameDialect && Source.Name.Length > 0 && WriteNullSensitive(call))
        {
            return true;
        }
        if (Source.Family is "snowflake" or "redshift" && Dialect.Family is not ("snowflake" or "redshift") && call is { Name: "DECODE", Arguments.Length: >= 3 })
        {
            WriteDecode(call.Arguments);
            return true;
        }
        if (!SameDialect && call is { Name: "ARRAY_AGG", IgnoreNulls: true, Arguments: [var element], Limit: null, Having: null } && Dialect.Family is "duckdb" or "postgres")
        {
            Write(new FilterClause(Call.OfFinal("ARRAY_AGG", element) with { Distinct = call.Distinct, OrderBy = call.OrderBy }, new IsTest(element, new NullLiteral(), true) { Postfix = true }));
            return true;
        }
        if (call is { Name: "TRIM", Limit: WordExpression side })
        {
            WriteCall(call with { Name = side.Word switch { "LEADING" => "LTRIM", "TRAILING" => "RTRIM", _ => "TRIM" }, Limit = null });
            return true;
        }
        return WriteDateCall(call);
    }

    private static bool IgnoresNulls(string family) => family is "postgres" or "duckdb" or "spark";

    /// <summary>Functions of one name that treat NULLs, or matches behind the first, in another way.</summary>
    private bool WriteNullSensitive(Call call)
    {
        switch (call.Name.ToUpperInvariant())
        {
            case "GREATEST" or "LEAST" when call.Arguments.Length > 0 && IgnoresNulls(Source.Family) != IgnoresNulls(Dialect.Family):
                if (IgnoresNulls(Dialect.Family))
                {
                    Expression anyNull = new IsTest(call.Arguments[0], new NullLiteral(), false);
                    foreach (Expression argument in call.Arguments[1..])
                    {
                        anyNull = new Binary(BinaryOperator.Or, anyNull, new IsTest(argument, new NullLiteral(), false));
                    }
                    Write(new CaseExpression(null, [new WhenBranch(anyNull, new NullLiteral())], call with { Final = true, Name = call.Name.ToUpperInvariant() }));
                    return true;
                }
                if (Dialect.Family == "snowflake")
                {
                    WriteCall(call with { Final = true, Name = call.Name.ToUpperInvariant() + "_IGNORE_NULLS" });
                    return true;
                }
                if (Dialect.Family == "bigquery")
                {
                    Select select = new([Call.OfFinal(call.Name.Equals("LEAST", StringComparison.OrdinalIgnoreCase) ? "MIN" : "MAX", Column.Of("_v"))])
                    {
                        From = new FromClause(new Unnest([new ArrayLiteral(call.Arguments, null)]) { Alias = new TableAlias(Identifier.Plain("_v"), []), AliasIsColumn = true }, []),
                    };
                    WriteSubquery(select);
                    return true;
                }
                return false;
            case "GREATEST_IGNORE_NULLS" or "LEAST_IGNORE_NULLS" when IgnoresNulls(Dialect.Family):
                WriteCall(call with { Final = true, Name = call.Name.ToUpperInvariant()[..call.Name.IndexOf('_', StringComparison.Ordinal)] });
                return true;
            case "REGEXP_REPLACE":
                return WriteRegexReplace(call);
            case "FLOOR" or "CEIL" when call.Arguments.Length == 2 && Dialect.Family is "duckdb" or "postgres" or "bigquery":
                Expression scale = call.Arguments[1] is NumberLiteral { IsInteger: true } or Unary { Operand: NumberLiteral { IsInteger: true } } ? call.Arguments[1] : new Cast(call.Arguments[1], DataType.Of(TypeKind.Int), CastKind.Strict);
                Call power = Call.OfFinal("POWER", new NumberLiteral("10"), scale);
                Call scaled = Call.OfFinal(call.Name, new Binary(BinaryOperator.Multiply, Wrap(call.Arguments[0]), power));
                WriteCall(Call.OfFinal("ROUND", new Binary(BinaryOperator.Operator, scaled, power) { Custom = "/" }, scale));
                return true;
            case "ROUND" when call.Arguments is [var value, var digits, StringLiteral mode]:
                if (mode.Value.EndsWith("EVEN", StringComparison.Ordinal))
                {
                    if (Dialect.Family != "duckdb")
                    {
                        return false;
                    }
                    WriteCall(Call.OfFinal("ROUND_EVEN", value, digits));
                    return true;
                }
                WriteCall(Call.OfFinal("ROUND", value, digits));
                return true;
            default:
                return false;
        }
    }

    /// <summary>PostgreSQL and DuckDB replace the first match unless told 'g', the others all.</summary>
    private bool WriteRegexReplace(Call call)
    {
        bool sourceFirst = Source.Family is "postgres" or "duckdb";
        bool targetFirst = Dialect.Family is "postgres" or "duckdb";
        if (sourceFirst == targetFirst || call.Arguments.Length < 3)
        {
            return false;
        }
        if (targetFirst && call.Arguments.Length == 3)
        {
            WriteCall(Call.OfFinal("REGEXP_REPLACE", [.. call.Arguments, new StringLiteral("g")]));
            return true;
        }
        if (sourceFirst && call.Arguments is [_, _, _, StringLiteral { Value: "g" }])
        {
            WriteCall(Call.OfFinal("REGEXP_REPLACE", call.Arguments[..3]));
            return true;
        }
        if (sourceFirst && call.Arguments.Length == 3 && Dialect.Family == "snowflake")
        {
            WriteCall(Call.OfFinal("REGEXP_REPLACE", [.. call.Arguments, new NumberLiteral("1"), new NumberLiteral("1")]));
            return true;
        }
        Refuse(call, "REGEXP_REPLACE of the first match or with a position", "give the flag 'g', or cut the text at the match");
        return false;
    }

    /// <summary>A function without a rule: kept in its own dialect, else only where the target lists the name.</summary>
    protected virtual void WriteUnmapped(Call call)
    {
        if (!SameDialect && call.Known && Source.Name.Length > 0 && Rules.Functions.Count > 0 && !Rules.Functions.Contains(call.Name))
        {
            Refuse(call, $"the function {call.Name}", "the target has none of this name; write it with the target's own functions");
        }
        WritePlainCall(call, call.Name);
    }

    protected void WritePlainCall(Call call, string name)
    {
        if (!SameDialect)
        {
            call = CheckTail(call);
        }
        if (call.Safe)
        {
            WriteSafePrefix(call);
        }
        if (name.Length > 0 && name[0] == '\u0001')
        {
            Out.Append(Dialect.Quote(name[1..]));
        }
        else if (SameDialect && call.Written is not null && name != "IF" && call.Written.Equals(name, StringComparison.OrdinalIgnoreCase))
        {
            Out.Append(call.Written);
        }
        else if (call.Verbatim || call.Final || Rules.KeepsFunctionCase && !call.Known)
        {
            Out.Append(name);
        }
        else
        {
            AppendUpper(name);
        }
        if (call.Bare && call.Arguments.Length == 0)
        {
            return;
        }
        if (call.Parameters is not null)
        {
            WriteArguments(call.Parameters);
        }
        bool tail = call.Distinct || call.OrderBy.Length > 0 || call.Limit is not null || call.IgnoreNulls is not null || call.Having is not null;
        if (!tail)
        {
            WriteArguments(call.Arguments);
            return;
        }
        WriteArgumentsWithTail(call);
    }

    /// <summary>Functions over a window whose NULLs can be left out; other aggregates leave them out anyway.</summary>
    private static bool IsWindowValue(string name) => name is "FIRST_VALUE" or "LAST_VALUE" or "NTH_VALUE" or "LAG" or "LEAD";

    /// <summary>What stands behind the arguments and is not everywhere.</summary>
    private Call CheckTail(Call call)
    {
        if (call.IgnoreNulls is { } treatment && !IsWindowValue(call.Name) && Dialect.Family is "duckdb" or "postgres" or "snowflake")
        {
            if (treatment && call.Name is "ARRAY_AGG" or "FIRST" or "LAST" or "ANY_VALUE" && Dialect.Family != "snowflake")
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

    protected virtual void WriteSafePrefix(Call call)
    {
        Refuse(call, "the prefix SAFE.", "guard the call with CASE");
        Out.Append("SAFE.");
    }

    private void AppendUpper(string name)
    {
        foreach (char character in name)
        {
            if (char.IsAsciiLetterLower(character))
            {
                Out.Append(name.ToUpperInvariant());
                return;
            }
        }
        Out.Append(name);
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
            if (index > 0)
            {
                Out.Append(", ");
            }
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

    protected virtual void WriteOver(Over over)
    {
        if (over.Function is Call { Final: false } aggregate && !SameDialect && Dialect.Writes.Find(aggregate.Name)?.For(aggregate, Source, Types) is { } text
            && text[0] != '!' && !FunctionRule.IsName(text) && Dialect.Writes.Tree(text) is not Call)
        {
            Expression filled = Template.Fill(Dialect.Writes.Tree(text), aggregate.Arguments, true, aggregate.Position);
            WriteOperation(Rewriting.TreeRewriter.Rewrite(filled, node => node is Call inner && inner.Name.Equals(aggregate.Name, StringComparison.OrdinalIgnoreCase) ? over with { Function = inner } : null));
            return;
        }
        if (over.Function is NullTreatment treatment && Rules.IgnoreNullsInside && treatment.Function is Call inner)
        {
            Write(inner with { IgnoreNulls = treatment.Ignore });
        }
        else
        {
            Write(over.Function);
        }
        Out.Append(" OVER ");
        if (over.Name is not null)
        {
            WriteName(over.Name);
            return;
        }
        WriteWindow(over.Window!);
    }

    protected void WriteWindow(WindowSpecification window)
    {
        Out.Append('(');
        int start = Out.Length;
        if (window.Base is not null)
        {
            WriteName(window.Base);
        }
        if (window.PartitionBy.Length > 0)
        {
            Space(start);
            Out.Append("PARTITION BY ");
            WriteList(window.PartitionBy, lines: false);
        }
        if (window.OrderBy.Length > 0)
        {
            Space(start);
            Out.Append("ORDER BY ");
            OrderItem[] order = Dialect.Family == "bigquery" && !SameDialect && window.Frame is { Unit: "RANGE" } frame && (frame.Start.Value is not null || frame.End?.Value is not null)
                ? Array.ConvertAll(window.OrderBy, item => item with { Nulls = item.Direction == SortDirection.Descending ? NullOrder.Last : NullOrder.First }) : window.OrderBy;
            WriteOrderItems(order, inWindow: true, hasFrame: window.Frame is not null);
        }
        if (window.Frame is not null)
        {
            Space(start);
            WriteFrame(window.Frame);
        }
        Out.Append(')');
    }

    private void Space(int start)
    {
        if (Out.Length > start)
        {
            Out.Append(' ');
        }
    }

    private void WriteFrame(WindowFrame frame)
    {
        Out.Append(frame.Unit);
        Out.Append(' ');
        Out.Append("BETWEEN ");
        WriteBound(frame.Start);
        Out.Append(" AND ");
        WriteBound(frame.End ?? new FrameBound(null, null));
        if (frame.Exclude is not null)
        {
            if (Dialect.Family is "bigquery" or "snowflake")
            {
                Refuse(frame, "EXCLUDE in a window frame", "subtract the row's own value");
            }
            Out.Append(" EXCLUDE ");
            Out.Append(frame.Exclude);
        }
    }

    private void WriteBound(FrameBound bound)
    {
        if (bound.Side is null)
        {
            Out.Append("CURRENT ROW");
            return;
        }
        if (bound.Value is null)
        {
            Out.Append("UNBOUNDED");
        }
        else
        {
            Write(bound.Value);
        }
        Out.Append(' ');
        Out.Append(bound.Side);
    }

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
            return within with { OrderBy = [key with { Value = Call.Of("IF", filter.Condition, key.Value, new NullLiteral()) }] };
        }
        if (filter.Function is not Call call)
        {
            return null;
        }
        if (call is { Name: "COUNT", Arguments: [Star], Distinct: false })
        {
            return Call.Of("COUNT_IF", filter.Condition);
        }
        if (call.Name is "ARRAY_AGG" or "JSON_AGG" or "JSONB_AGG" || call.Arguments.Length == 0)
        {
            if (call.Name == "ARRAY_AGG" && call.IgnoreNulls is null && Dialect.Family == "bigquery")
            {
                return call with { Arguments = [Call.Of("IF", filter.Condition, call.Arguments[0], new NullLiteral()), .. call.Arguments[1..]], IgnoreNulls = true };
            }
            Refuse(filter, $"FILTER behind {call.Name}", "filter the rows in a subquery");
            return null;
        }
        return call with { Arguments = [Call.Of("IF", filter.Condition, call.Arguments[0], new NullLiteral()), .. call.Arguments[1..]] };
    }

    protected virtual void WriteWithinGroup(WithinGroup within)
    {
        if (!SameDialect && within.Function is Call { Name: "STRING_AGG" or "LISTAGG" } list && Dialect.Family is "postgres" or "bigquery")
        {
            Write(list with { Name = "STRING_AGG", OrderBy = within.OrderBy });
            return;
        }
        if (!SameDialect && within.Function is Call { Name: "ARRAY_AGG_NOT_NULL", Arguments: [var element] } collected && Dialect.Family is "postgres")
        {
            Call ordered = Call.OfFinal("ARRAY_AGG", element) with { OrderBy = within.OrderBy, Distinct = collected.Distinct };
            Write(new FilterClause(ordered, new IsTest(element, new NullLiteral(), true) { Postfix = true }));
            return;
        }
        if (!SameDialect && within.Function is Call { Name: "ARRAY_AGG_NOT_NULL" } array && Dialect.Family is "bigquery")
        {
            Write(array with { Name = "ARRAY_AGG", OrderBy = within.OrderBy, IgnoreNulls = true });
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
        if (!SameDialect && !treatment.Ignore && Dialect.Family is "postgres" or "mysql" or "sqlite")
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

    protected void WriteOrderItems(OrderItem[] items, bool inWindow = false, bool inAggregate = false, bool hasFrame = false, bool lines = false)
    {
        for (int index = 0; index < items.Length; index++)
        {
            if (index > 0)
            {
                Out.Append(',');
                Out.Append(lines && _pretty ? '\n' : ' ');
            }
            WriteOrderItem(items[index], inWindow, inAggregate, hasFrame);
        }
    }

    protected virtual void WriteOrderItem(OrderItem item, bool inWindow, bool inAggregate, bool hasFrame)
    {
        NullOrder change = NullOrderToWrite(item);
        if (change != NullOrder.Unspecified && !Rules.HasNullsFirst)
        {
            if (item.Value is NumberLiteral)
            {
                change = NullOrder.Unspecified;
            }
            else
            {
                Out.Append("CASE WHEN ");
                Write(item.Value);
                Out.Append(" IS NULL THEN 1 ELSE 0 END");
                Out.Append(change == NullOrder.First ? " DESC, " : ", ");
            }
        }
        Write(item.Value);
        if (item.Direction != SortDirection.Unspecified)
        {
            Out.Append(item.Direction == SortDirection.Descending ? " DESC" : " ASC");
        }
        if (item.Tail is not null)
        {
            Out.Append(item.Tail);
        }
        if (change != NullOrder.Unspecified && Rules.HasNullsFirst)
        {
            Out.Append(change == NullOrder.First ? " NULLS FIRST" : " NULLS LAST");
        }
        if (item.Comments is not null)
        {
            TrailingComments(item);
        }
    }

    /// <summary>Where NULLs go by the source's rules, if the target would put them elsewhere.</summary>
    protected NullOrder NullOrderToWrite(OrderItem item)
    {
        bool descending = item.Direction == SortDirection.Descending;
        bool first = item.Nulls == NullOrder.First
            || (item.Nulls == NullOrder.Unspecified && FirstByDefault(Source.Output.NullOrdering, descending));
        bool defaultFirst = FirstByDefault(Rules.NullOrdering, descending);
        return first == defaultFirst ? NullOrder.Unspecified : first ? NullOrder.First : NullOrder.Last;
    }

    private static bool FirstByDefault(Dialects.NullOrdering ordering, bool descending) => ordering switch
    {
        Dialects.NullOrdering.Small => !descending,
        Dialects.NullOrdering.Large => descending,
        _ => false,
    };
}
