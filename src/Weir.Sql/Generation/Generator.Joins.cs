using Weir.Sql.Ast;

namespace Weir.Sql.Generation;

internal partial class Generator
{
    protected virtual void WriteJoin(Join join)
    {
        GuardDepth(join);
        join = join with { Table = Path(join.Table) };
        if (!SameDialect && join.Word is { } hint && hint.EndsWith("DIRECTED", StringComparison.Ordinal))
        {
            join = join with { Word = hint.StartsWith("OUTER", StringComparison.Ordinal) ? "OUTER" : null };
        }
        if (!SameDialect && Source.Family == "snowflake"
            && join is
            {
                Comma: false,
                Kind: JoinKind.Inner or JoinKind.Plain or JoinKind.Left or JoinKind.Right or JoinKind.Full, Asof: false,
                On: null, Using.Length: 0, Natural: false, MatchCondition: null, Nested.Length: 0
            })
        {
            join = join with { Comma = true };
        }
        if (!SameDialect && Source.Family is "snowflake" or "bigquery")
        {
            join = Sane(join);
        }
        if (join.Comma)
        {
            if (Source.Family == "bigquery")
            {
                Sep();
                Out.Append("CROSS JOIN ");
            }
            else
            {
                Out.Append(", ");
            }
            WriteTable(join.Table);
            TrailingComments(join.Table);
            return;
        }
        if (join.Asof && !SameDialect && Rules.HasAsofJoin)
        {
            join = TranslateAsof(join);
        }
        Sep();
        if (join.Natural && Dialect.Family == "bigquery" && !SameDialect)
        {
            Refuse(join, "NATURAL JOIN", "name the columns: USING (…)");
        }
        if (join.Natural)
        {
            Out.Append("NATURAL ");
        }
        if (join.Global)
        {
            Out.Append("GLOBAL ");
        }
        if (join.Asof)
        {
            if (!Rules.HasAsofJoin)
            {
                Refuse(join, "ASOF JOIN", "join on the time's upper bound and keep the latest row by ROW_NUMBER");
            }
            Out.Append("ASOF ");
        }
        Out.Append(JoinWords(join));
        Out.Append(' ');
        WriteTable(join.Table);
        TrailingComments(join.Table);
        if (join is
            {
                Kind: JoinKind.Left or JoinKind.Inner or JoinKind.Plain or JoinKind.Right or JoinKind.Full,
                On: null, Using.Length: 0, Natural: false, MatchCondition: null, Nested.Length: 0
            }
            && Source.Family == "bigquery" && Dialect.Family != "bigquery")
        {
            Out.Append(" ON TRUE");
        }
        foreach (Join nested in join.Nested)
        {
            WriteJoin(nested);
        }
        WriteJoinCondition(join);
    }

    /// <summary>Conditions where other dialects take none: NATURAL JOIN … USING, CROSS JOIN … ON.</summary>
    private static Join Sane(Join join)
    {
        if (join.Natural && join.Using.Length > 0)
        {
            return join with { Using = [] };
        }
        bool crosses = join.Kind == JoinKind.Cross || join.Comma;
        return crosses && (join.On is not null || join.Using.Length > 0)
            ? join with { Kind = JoinKind.Plain, Comma = false } : join;
    }

    /// <summary>
    /// Snowflake's ASOF JOIN keeps rows without a match and has MATCH_CONDITION; DuckDB's drops them and has one ON.
    /// </summary>
    private Join TranslateAsof(Join join)
    {
        if (Source.Family == "snowflake" && Dialect.Family == "duckdb" && join.MatchCondition is not null)
        {
            Expression on = join.On is null ? join.MatchCondition
                : new Binary(BinaryOperator.And, join.On, join.MatchCondition);
            return join with { Kind = JoinKind.Left, MatchCondition = null, On = on };
        }
        if (Source.Family == "duckdb" && Dialect.Family == "snowflake")
        {
            if (join.Kind != JoinKind.Left)
            {
                Refuse(join, "an ASOF JOIN that drops rows without a match",
                    "write ASOF LEFT JOIN, and filter the unmatched rows");
            }
            Expression? match = null;
            Expression? equal = null;
            Expression? rest = join.On;
            while (rest is not null)
            {
                Expression part = rest is Binary { Operator: BinaryOperator.And } and ? and.Right : rest;
                rest = rest is Binary { Operator: BinaryOperator.And } more ? more.Left : null;
                if (part is Binary { Operator: BinaryOperator.Less or BinaryOperator.LessEqual or BinaryOperator.Greater or BinaryOperator.GreaterEqual })
                {
                    match = part;
                }
                else
                {
                    equal = equal is null ? part : new Binary(BinaryOperator.And, part, equal);
                }
            }
            return join with { Kind = JoinKind.Plain, MatchCondition = match, On = equal };
        }
        return join;
    }

    protected virtual void WriteJoinCondition(Join join)
    {
        if (join.MatchCondition is not null)
        {
            Out.Append(" MATCH_CONDITION (");
            Write(join.MatchCondition);
            Out.Append(')');
        }
        if (join.On is not null)
        {
            if (_pretty)
            {
                Out.Append('\n');
                int start = Out.Length;
                Out.Append("ON ");
                Write(join.On);
                Out.Indent(start);
            }
            else
            {
                Out.Append(" ON ");
                Write(join.On);
            }
        }
        else if (join.Using.Length > 0)
        {
            if (_pretty)
            {
                Out.Append("\n  ");
            }
            else
            {
                Out.Append(' ');
            }
            Out.Append("USING (");
            WriteList([.. join.Using.Select(
                key => key is Column { Parts.Length: > 1 } column ? new Column([column.Last]) : key)], lines: false);
            Out.Append(')');
        }
    }

    protected string JoinWords(Join join)
    {
        string outer = join.Word == "OUTER" ? " OUTER" : string.Empty;
        string word = join.Word is null or "OUTER" ? string.Empty : join.Word + " ";
        switch (join.Kind)
        {
            case JoinKind.Plain: return word + "JOIN";
            case JoinKind.Inner:
                return word.Length > 0 && join.Word == "DIRECTED" ? "INNER DIRECTED JOIN"
                : word + "INNER JOIN";
            case JoinKind.Left:
                return join.Word is "DIRECTED" or "OUTER DIRECTED" ? "LEFT " + join.Word + " JOIN"
                : word + "LEFT" + outer + " JOIN";
            case JoinKind.Right:
                return join.Word is "DIRECTED" or "OUTER DIRECTED" ? "RIGHT " + join.Word + " JOIN"
                : word + "RIGHT" + outer + " JOIN";
            case JoinKind.Full:
                return join.Word is "DIRECTED" or "OUTER DIRECTED" ? "FULL " + join.Word + " JOIN"
                : word + "FULL" + outer + " JOIN";
            case JoinKind.Cross: return join.Word == "DIRECTED" ? "CROSS DIRECTED JOIN" : "CROSS JOIN";
            case JoinKind.Outer: return "OUTER JOIN";
            case JoinKind.Positional:
                if (Dialect.Family != "duckdb")
                {
                    Refuse(join, "POSITIONAL JOIN", "number the rows with ROW_NUMBER and join on the numbers");
                }
                return "POSITIONAL JOIN";
            case JoinKind.StraightJoin: return Dialect.Family == "mysql" ? "STRAIGHT_JOIN" : "JOIN";
            case JoinKind.CrossApply:
                if (Dialect.Family != "tsql")
                {
                    return "CROSS JOIN LATERAL";
                }
                return "CROSS APPLY";
            case JoinKind.OuterApply:
                if (Dialect.Family != "tsql")
                {
                    Refuse(join, "OUTER APPLY", "write LEFT JOIN LATERAL … ON TRUE");
                }
                return "OUTER APPLY";
            default:
                if (!Rules.HasSemiJoin)
                {
                    Refuse(join, "SEMI and ANTI joins", "write WHERE EXISTS or WHERE NOT EXISTS");
                }
                bool sided = Dialect.Family is "spark" or "clickhouse";
                return join.Kind switch
                {
                    JoinKind.LeftSemi => sided ? "LEFT SEMI JOIN" : "SEMI JOIN",
                    JoinKind.LeftAnti => sided ? "LEFT ANTI JOIN" : "ANTI JOIN",
                    JoinKind.RightSemi => "RIGHT SEMI JOIN",
                    JoinKind.RightAnti => "RIGHT ANTI JOIN",
                    JoinKind.Semi => "SEMI JOIN",
                    _ => "ANTI JOIN",
                };
        }
    }
}
