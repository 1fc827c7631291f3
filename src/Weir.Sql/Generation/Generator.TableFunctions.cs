using Weir.Sql.Ast;

namespace Weir.Sql.Generation;

internal partial class Generator
{
    protected virtual void WriteUnnest(Unnest unnest)
    {
        if (unnest.Lateral)
        {
            Out.Append("LATERAL ");
        }
        WriteUnnested(unnest.Arrays);
        if (unnest.WithOrdinality || unnest.Offset is not null)
        {
            Out.Append(" WITH ORDINALITY");
        }
        TableAlias? alias = unnest.Alias;
        if (unnest.AliasIsColumn && !UnnestAliasIsColumn)
        {
            Identifier? column = alias?.Name;
            if (column is null && unnest.Offset is null)
            {
                alias = null;
            }
            else
            {
                Identifier[] columns = unnest.Offset is null ? [column!]
                    : [column ?? Identifier.Plain("_c"), unnest.Offset];
                alias = new TableAlias(FreshTable(), columns);
            }
        }
        if (alias is not null)
        {
            WriteTableAlias(alias);
        }
        if (unnest.Sample is not null)
        {
            Out.Append(' ');
            WriteSample(unnest.Sample);
        }
        foreach (Pivot pivot in unnest.Pivots)
        {
            WritePivot(pivot);
        }
    }

    protected virtual void WriteUnnested(Expression[] arrays)
    {
        Out.Append("UNNEST");
        WriteArguments(arrays);
    }

    protected virtual bool UnnestAliasIsColumn => false;

    private int _freshTables;

    /// <summary>_t0, _t1 …: names for tables that the target wants named.</summary>
    protected Identifier FreshTable() =>
        Identifier.Plain("_t" + (_freshTables++).ToString(System.Globalization.CultureInfo.InvariantCulture));

    protected virtual void WriteTableFunction(TableFunction function)
    {
        if ((!SameDialect || Dialect.Family == "postgres") && Rewriting.TimeWindow.Of(function) is { } window)
        {
            WriteTimeWindow(function, window);
            return;
        }
        if (!SameDialect && function.Call is Call { Name: "FLATTEN" or "flatten" or "Flatten" } flatten
            && Source.Family == "snowflake")
        {
            WriteFlatten(function, flatten);
            return;
        }
        if (function.Lateral)
        {
            Out.Append("LATERAL ");
        }
        if (!SameDialect && function is { InTable: true, Lateral: false, Call: StringLiteral { Value: var text } }
            && TableNameIn(text) is { } named)
        {
            // Snowflake's TABLE('a."B"') is the table of this name.
            WritePath(named);
            WriteTableTail(function);
            return;
        }
        if (function.RowsFrom && !SameDialect && Dialect.Family != "postgres")
        {
            Refuse(function, "ROWS FROM", "join the functions' rows by their position");
        }
        if (function.RowsFrom)
        {
            Out.Append("ROWS FROM ");
            Write(function.Call);
        }
        else if (function.InTable)
        {
            if (Dialect.Family is not ("snowflake" or "trino" or "flink"))
            {
                Refuse(function, function.Call is Call { Name: var name } ? $"TABLE({name}(…))" : "TABLE(…)",
                    "write UNNEST of the array, or name the function without TABLE");
            }
            Out.Append("TABLE(");
            Write(function.Call);
            Out.Append(')');
        }
        else
        {
            Write(function.Call);
        }
        if (function.WithOrdinality)
        {
            Out.Append(" WITH ORDINALITY");
        }
        WriteTableTail(function);
    }

    private static Expression[]? TableNameIn(string text)
    {
        List<Expression> parts = [];
        foreach (string part in text.Split('.', StringSplitOptions.TrimEntries))
        {
            bool quoted = part is ['"', _, .., '"'] && part.AsSpan(1, part.Length - 2).IndexOf('"') < 0;
            if (!quoted && (part.Length == 0 || !Array.TrueForAll(part.ToCharArray(),
                character => char.IsAsciiLetterOrDigit(character) || character == '_') || char.IsAsciiDigit(part[0])))
            {
                return null;
            }
            parts.Add(quoted ? new Identifier(part[1..^1], true) : Identifier.Plain(part));
        }
        return parts.Count <= 3 ? [.. parts] : null;
    }

    /// <summary>A star that would show FLATTEN's six columns, of which two are written.</summary>
    private static Star? FlattenedStar(Select select)
    {
        foreach (Expression item in select.Items)
        {
            if (item is Star star && (Flattens(select.From!.First, star)
                || Array.Exists(select.From.Joins, join => Flattens(join.Table, star))))
            {
                return star;
            }
        }
        return null;
    }

    private static bool Flattens(TableExpression table, Star star) =>
        table is TableFunction { Call: Call { Name: "FLATTEN" or "flatten" or "Flatten" } }
        && (star.Qualifier is not [.., var last]
            || last.Name.Equals(table.Alias?.Name?.Name, StringComparison.OrdinalIgnoreCase));

    /// <summary>Snowflake's FLATTEN of an array: its value and its index from 0.</summary>
    private void WriteFlatten(TableFunction function, Call flatten)
    {
        if (FlattenedJson(function) is { } items)
        {
            WriteSubqueryTable(items);
            return;
        }
        if (Dialect.Family == "bigquery"
            && flatten.Arguments is [NamedArgument { Value: ArrayLiteral { Items: [StructLiteral, ..] } objects } named])
        {
            // Objects within VARIANT are JSON.
            objects = objects with { Items = Array.ConvertAll(objects.Items, JsonOfObject) };
            flatten = flatten with { Arguments = [named with { Value = objects }] };
        }
        if (Dialect.Family is not ("duckdb" or "postgres" or "bigquery")
            || flatten.Arguments.Length != 1
            || InputOf(flatten) is not (
                Column or DotAccess or ArrayLiteral or Call { Name: "SPLIT" or "ARRAY_AGG" or "ARRAY_GENERATE_RANGE" or "ARRAY_CONCAT" or "ARRAY_DISTINCT" }) || InputOf(flatten) is not { } input)
        {
            Refuse(function, "FLATTEN", "write CROSS JOIN UNNEST(array), or the target's JSON functions for an object");
        }
        else
        {
            Identifier value = function.Alias?.Columns is { Length: > 4 } five ? five[4] : Identifier.Plain("value");
            Identifier index = function.Alias?.Columns is { Length: > 3 } four ? four[3] : Identifier.Plain("index");
            Identifier name = function.Alias?.Name ?? FreshTable();
            Identifier position = Identifier.Plain("_position");
            // BigQuery's WITH OFFSET counts from 0 as well.
            bool offset = Dialect.Family == "bigquery";
            Expression place = offset ? new Column([position])
                : new Binary(BinaryOperator.Subtract, new Column([position]), new NumberLiteral("1"));
            Select rows = new([new Column([value]), new Alias(place, index)])
            {
                From = new FromClause(new Unnest([input])
                {
                    WithOrdinality = true,
                    Alias = new TableAlias(Identifier.Plain("_u"), [value, position])
                }, []),
            };
            WriteSubqueryTable(new SubqueryTable(rows) { Lateral = true, Alias = new TableAlias(name, []) });
            return;
        }
        Write(function.Call);
        WriteTableTail(function);
    }

    private static Expression JsonOfObject(Expression item) =>
        item is StructLiteral { Fields: var fields } && Array.TrueForAll(fields, field => field is NamedArgument)
            ? Call.OfFinal("JSON_OBJECT", [.. fields.Cast<NamedArgument>().SelectMany(field =>
                (Expression[])[new StringLiteral(field.Name.Name), JsonOfObject(field.Value)])]) : item;

    private void WriteLateralView(LateralView view)
    {
        if (Dialect.Family != "spark")
        {
            Refuse(view, "LATERAL VIEW", "write CROSS JOIN UNNEST");
        }
        WriteTable(view.Source);
        Sep();
        Out.Append(view.Outer ? "LATERAL VIEW OUTER " : "LATERAL VIEW ");
        Write(view.Call);
        if (view.Table is not null)
        {
            Out.Append(' ');
            WriteName(view.Table);
        }
        if (view.Columns.Length > 0)
        {
            Out.Append(" AS ");
            WriteNames(view.Columns);
        }
    }
}
