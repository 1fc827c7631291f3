using Weir.Sql.Ast;
using Weir.Sql.Dialects.Flink;
using Weir.Sql.Generation;
using Weir.Sql.Rewriting;

namespace Weir.Sql.Dialects.DeltaStream;

/// <summary>
/// What DeltaStream says in another way: streams and changelogs, windows with SIZE, joins WITHIN a time.
/// </summary>
internal sealed class DeltaStreamGenerator(Dialect dialect, GenerationOptions options)
    : FlinkGenerator(dialect, options)
{
    /// <summary>The column of event times of the tables that are joined, by their names in the query.</summary>
    private readonly Dictionary<string, Identifier> _times = new(StringComparer.OrdinalIgnoreCase);

    // https://docs.deltastream.io/reference/sql-syntax/ddl/create-stream
    protected override void WriteCreateTable(CreateTable create)
    {
        if (SameDialect || create.Kind != "TABLE" || create.Modifiers.Length > 0)
        {
            base.WriteCreateTable(create);
            return;
        }
        TableElement[] elements = create.Elements ?? [];
        List<Expression> options =
            [.. create.Properties.Where(property => property.Kind == "WITH").SelectMany(property => property.Items)];
        if (create.Elements is not null)
        {
            string name = create.Name[^1] is Identifier last ? last.Name : string.Empty;
            AddOption(options, "topic", name);
            AddOption(options, "value.format", "json");
        }
        if (Array.Find(elements, element => element is WatermarkElement) is WatermarkElement watermark)
        {
            AddOption(options, "timestamp", watermark.Column.Name);
            if (watermark.Value is not Column)
            {
                Warn(watermark,
                    "how late a row may come is said by the query here: WITH ('source.allow.latency.millis' = …)");
            }
        }
        bool keyed =
            Array.Exists(elements,
                element =>
                    element is TableConstraint { Constraint.Kind: "PRIMARY KEY" } || (element is ColumnDefinition column
                        && Array.Exists(column.Constraints, constraint => constraint.Kind == "PRIMARY KEY")));
        base.WriteCreateTable(create with
        {
            Kind = keyed ? "CHANGELOG" : "STREAM",
            Elements = create.Elements is null ? null : [.. elements.Where(element => element is not WatermarkElement)],
            Properties = [.. create.Properties.Where(property => property.Kind != "WITH"),
                .. options.Count == 0 ? Array.Empty<Property>() : [new Property("WITH") { Items = [.. options] }]],
        });
    }

    private static void AddOption(List<Expression> options, string name, string value)
    {
        if (!options.Exists(option => option is Binary { Left: StringLiteral given } && given.Value == name))
        {
            options.Add(new Binary(BinaryOperator.Equal, new StringLiteral(name), new StringLiteral(value)));
        }
    }

    // https://docs.deltastream.io/reference/sql-syntax/query/select/from
    protected override void WriteTimeWindow(TableFunction function, TimeWindow window)
    {
        if (TimeWindow.Parts(window.Size) is not { } size
            || (window.Slide is not null && TimeWindow.Parts(window.Slide) is null))
        {
            Refuse(function, "a window of this size", "give SECOND, MINUTE, HOUR or DAY");
            return;
        }
        Out.Append(window.Slide is null ? "TUMBLE(" : "HOP(");
        WritePath(window.Table);
        Out.Append(", SIZE ");
        Out.Append(Span(size));
        if (TimeWindow.Parts(window.Slide) is { } slide)
        {
            Out.Append(", ADVANCE BY ");
            Out.Append(Span(slide));
        }
        Out.Append(')');
        WriteTableTail(function);
        Out.Append(" WITH (");
        WriteString("timestamp");
        Out.Append(" = ");
        WriteString(window.Time.Last.Name);
        Out.Append(')');
    }

    private static string Span((long Count, string Unit) span) =>
        $"{span.Count} {span.Unit}{(span.Count == 1 ? string.Empty : "S")}";

    /// <summary>
    /// ON takes one equality of two columns: a bound in time is WITHIN, what is left stands in WHERE.
    /// </summary>
    // https://docs.deltastream.io/reference/sql-syntax/query/select/join
    protected override Query PrepareSelect(Select select)
    {
        if (SameDialect || select.From is not { Joins.Length: > 0 } source)
        {
            return base.PrepareSelect(select);
        }
        Expression? where = select.Where;
        Join[] joins = new Join[source.Joins.Length];
        for (int index = 0; index < joins.Length; index++)
        {
            joins[index] = Split(source.Joins[index], ref where);
        }
        return base.PrepareSelect(select with { From = source with { Joins = joins }, Where = where });
    }

    private Join Split(Join join, ref Expression? where)
    {
        if (join is not
            {
                Kind: JoinKind.Plain or JoinKind.Inner or JoinKind.Left or JoinKind.Full, On: { } on,
                Comma: false, Asof: false, Natural: false
            })
        {
            Refuse(join, "a join without an equality of two columns",
                "write JOIN … ON a.x = b.x AND b.ts BETWEEN a.ts AND a.ts + INTERVAL …");
            return join;
        }
        List<Expression> parts = Conjunction.Parts(on);
        Expression? equality =
            parts.Find(part => part is Binary
            {
                Operator: BinaryOperator.Equal, Left: Column { Parts: [var left, _] },
                Right: Column { Parts: [var right, _] }
            } && left.Name != right.Name);
        TimeBound? bound = parts.Select(TimeBound.Of).FirstOrDefault(found => found is not null);
        if (equality is null)
        {
            Refuse(join, "a join without an equality of two columns", "add one: ON a.x = b.x");
            return join;
        }
        parts.Remove(equality);
        if (bound is null)
        {
            Warn(join,
                "a join without a bound in time keeps every row of a stream: add b.ts BETWEEN a.ts AND a.ts + INTERVAL …");
        }
        else
        {
            _times[bound.Left.Parts[0].Name] = bound.Left.Last;
            _times[bound.Right.Parts[0].Name] = bound.Right.Last;
            if (bound.IsSymmetric)
            {
                parts.Remove(bound.Condition);
            }
        }
        if (parts.Count > 0 && join.Kind is JoinKind.Left or JoinKind.Full)
        {
            Refuse(join, "further conditions of an outer join", "filter the tables in subqueries, or join inner");
        }
        where = Conjunction.All([.. Conjunction.Parts(where), .. parts]);
        return join with
        {
            On = bound is null ? equality : new Binary(
            BinaryOperator.Operator, new RawText($"WITHIN {Span(bound.Within)}"), equality)
            { Custom = "ON" }
        };
    }

    protected override void WriteJoinCondition(Join join)
    {
        if (SameDialect || join.On is not Binary { Left: RawText within, Custom: "ON", Right: var equality })
        {
            base.WriteJoinCondition(join);
            return;
        }
        Out.Append(' ');
        Out.Append(within.Text);
        base.WriteJoinCondition(join with { On = equality });
    }

    protected override void WriteTable(TableExpression table)
    {
        base.WriteTable(table);
        if (!SameDialect && (table.Alias?.Name ?? (table as TableName)?.Parts[^1] as Identifier) is { } name
            && _times.TryGetValue(name.Name, out Identifier? time))
        {
            Out.Append(" WITH (");
            WriteString("timestamp");
            Out.Append(" = ");
            WriteString(time.Name);
            Out.Append(')');
        }
    }
}
