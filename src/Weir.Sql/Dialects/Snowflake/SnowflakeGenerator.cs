using Weir.Sql.Ast;
using Weir.Sql.Generation;
using Weir.Sql.Rewriting;

namespace Weir.Sql.Dialects.Snowflake;

/// <summary>What Snowflake says in another way.</summary>
internal sealed partial class SnowflakeGenerator(Dialect dialect, GenerationOptions options)
    : Generator(dialect, options)
{
    protected override bool HasWindowClause => SameDialect;

    protected override string SeedWord => " SEED (";

    protected override string AddColumnWords => "ADD ";

    protected override string OverwriteWords => "INSERT OVERWRITE INTO ";

    protected override string? DefaultSampleMethod(TableSample sample) => sample.Rows ? null : "BERNOULLI";

    protected override void WriteUnnest(Unnest unnest)
    {
        Out.Append("TABLE(FLATTEN(INPUT => ");
        Write(unnest.Arrays[0]);
        Out.Append("))");
        Identifier value = unnest.AliasIsColumn ? unnest.Alias?.Name ?? Identifier.Plain("value")
            : unnest.Alias?.Columns is [var first, ..] ? first : Identifier.Plain("value");
        Identifier index = unnest.Offset
            ?? (unnest.Alias?.Columns is [_, var second, ..] ? second : Identifier.Plain("index"));
        Identifier table = unnest.AliasIsColumn || unnest.Alias?.Name is null ? FreshTable() : unnest.Alias.Name;
        WriteTableAlias(new TableAlias(table, [Identifier.Plain("seq"), Identifier.Plain("key"),
            Identifier.Plain("path"), index, value, Identifier.Plain("this")]));
    }

    protected override void WriteTableFunction(TableFunction function)
    {
        if (!SameDialect && SeriesAsUnnest(function) is Unnest series)
        {
            WriteUnnest(series);
            return;
        }
        base.WriteTableFunction(function);
    }

    protected override void WriteArrayQuery(ArrayQuery query)
    {
        if (!SameDialect && query.Query is Select
            {
                Kind: "AS STRUCT", GroupBy: null, Distinct: false, Limit: null,
                Qualify: null
            } rows)
        {
            WriteCollected(rows, new StructLiteral(rows.Items, null));
            return;
        }
        if (SameDialect || query.Query is not Select
            {
                Items: [var item], GroupBy: null, Distinct: false, Limit: null,
                Qualify: null
            } select)
        {
            base.WriteArrayQuery(query);
            return;
        }
        WriteCollected(select, item is Alias alias ? alias.Value : item);
    }

    /// <summary>A subquery's rows as one array.</summary>
    private void WriteCollected(Select select, Expression value)
    {
        Expression collected = Call.OfFinal("ARRAY_AGG", value);
        if (select.OrderBy.Length > 0)
        {
            collected = new WithinGroup(collected, select.OrderBy);
        }
        WriteSubquery(select with { Items = [collected], Kind = null, OrderBy = [] });
    }

    protected override void WriteValues(Values values)
    {
        if (SameDialect || !HasObject(values))
        {
            base.WriteValues(values);
            return;
        }
        for (int index = 0; index < values.Rows.Length; index++)
        {
            Out.Append(index > 0 ? " UNION ALL SELECT " : "SELECT ");
            WriteList(Values.ItemsOf(values.Rows[index]), lines: false);
        }
    }

    protected override void WriteArray(ArrayLiteral array)
    {
        Out.Append('[');
        WriteArrayItems(array);
        Out.Append(']');
    }

    protected override void WriteStruct(StructLiteral literal)
    {
        List<Expression> arguments = [];
        for (int index = 0; index < literal.Fields.Length; index++)
        {
            (string name, Expression value) = literal.Fields[index] switch
            {
                NamedArgument named => (named.Name.Name, named.Value),
                Alias alias => (alias.Name.Name, alias.Value),
                Column column => (column.Last.Name, column),
                var other => ("_" + index.ToString(System.Globalization.CultureInfo.InvariantCulture), other),
            };
            if (literal.Fields[index] is Star)
            {
                arguments.Add(literal.Fields[index]);
                continue;
            }
            arguments.Add(new StringLiteral(name));
            arguments.Add(value);
        }
        WriteCall(Call.OfFinal("OBJECT_CONSTRUCT", [.. arguments]));
    }

    protected override void WriteBitOperator(Binary binary)
    {
        string name = binary.Operator switch
        {
            BinaryOperator.BitAnd => "BITAND",
            BinaryOperator.BitOr => "BITOR",
            BinaryOperator.BitXor => "BITXOR",
            BinaryOperator.ShiftLeft => "BITSHIFTLEFT",
            _ => "BITSHIFTRIGHT",
        };
        WriteCall(Call.OfFinal(name, Unwrap(binary.Left), Unwrap(binary.Right)));
    }

    protected override void WriteBitNot(Expression operand) => WriteCall(Call.OfFinal("BITNOT", operand));

    protected override void WriteExtract(Extract extract)
    {
        bool alike = !SameDialect && extract is { Written: { } written, Part: WordExpression { Word: var word } }
            && written.Equals(word, StringComparison.OrdinalIgnoreCase);
        WriteCall(
            Call.OfFinal("DATE_PART", alike ? new WordExpression(extract.Written!) : extract.Part, extract.Value));
    }

    protected override void WriteDateAdd(Call call, Expression value, Expression amount, string unit, bool subtract)
    {
        string name = call.Name.StartsWith("TIMESTAMP", StringComparison.Ordinal)
            || call.Name.StartsWith("DATETIME", StringComparison.Ordinal) ? "TIMESTAMPADD" : call.Name is "TIME_ADD"
            && SameDialect ? "TIMEADD" : "DATEADD";
        Expression signed = !subtract ? amount : amount is not (Binary or Unary)
            ? new Binary(BinaryOperator.Multiply, amount, new Unary(UnaryOperator.Minus, new NumberLiteral("1")))
            : new Binary(
                BinaryOperator.Multiply, new Paren(amount), new Unary(UnaryOperator.Minus, new NumberLiteral("1")));
        WriteCall(Call.OfFinal(name, new WordExpression(unit), signed, value));
    }

    protected override bool WriteFormatCall(Call call)
    {
        Expression[] a = call.Arguments;
        switch (call.Name)
        {
            case "TIME_TO_STR" or "FORMAT_DATE" or "FORMAT_TIMESTAMP" or "FORMAT_DATETIME":
                Expression value = call.Name == "TIME_TO_STR" || a[0] is Cast ? a[0] : new Cast(a[0],
                    DataType.Of(call.Name == "FORMAT_DATE" ? TypeKind.Date : TypeKind.Timestamp), CastKind.Strict);
                if (a[1] is StringLiteral elements && FormattedInPieces(value, elements,
                    (moment, own) => Call.OfFinal("TO_CHAR", moment, new StringLiteral(own))) is { } pieces)
                {
                    WriteOperation(pieces);
                    return true;
                }
                WriteCall(Call.OfFinal("TO_CHAR", value, FormatOut(call, a[1])));
                return true;
            case "STR_TO_TIME" or "PARSE_TIMESTAMP" or "PARSE_DATETIME":
                WriteCall(Call.OfFinal("TO_TIMESTAMP", a[0], FormatOut(call, a[1])));
                return true;
            case "TRY_STR_TO_DATE":
                WriteCall(Call.OfFinal("TRY_TO_DATE", a[0], FormatOut(call, a[1])));
                return true;
            case "TRY_STR_TO_TIME":
                WriteCall(Call.OfFinal("TRY_TO_TIMESTAMP", a[0], FormatOut(call, a[1])));
                return true;
            case "PARSE_TIME":
                WriteCall(Call.OfFinal("TO_TIME", a[0], FormatOut(call, a[1])));
                return true;
            case "TRY_TO_TIME":
                WriteCall(Call.OfFinal("TRY_TO_TIME", a[0], FormatOut(call, a[1])));
                return true;
            case "STR_TO_DATE":
                WriteCall(Call.OfFinal("TO_DATE", a[0], FormatOut(call, a[1])));
                return true;
            default:
                return false;
        }
    }

    protected override void WriteJsonAccess(JsonAccess access)
    {
        if (!SameDialect && access.Path is ArrayLiteral paths)
        {
            Write(new ArrayLiteral(
                Array.ConvertAll(paths.Items, item => (Expression)(access with
                {
                    Path = item is StringLiteral
                    {
                        Value: [
                    '$', ..]
                    } ? Parsing.JsonPaths.FromArgument(item) : item
                })), null));
            return;
        }
        Expression path = access.Path is JsonPath steps ? new StringLiteral(PlainPath(steps.Steps)) : access.Path;
        if (access.Path is JsonPath { Steps.Length: 0 })
        {
            Write(access.Value);
            return;
        }
        if (!SameDialect && Source.Family == "bigquery"
            && access is { Result: JsonResult.Value, Value: not Call { Name: "PARSE_JSON" } })
        {
            access = access with { Value = Call.OfFinal("PARSE_JSON", access.Value) };
        }
        if (!SameDialect && access.Result == JsonResult.Scalar)
        {
            Call found = Call.OfFinal("GET_PATH", access.Value is Call { Name: "PARSE_JSON" } || Types.Group(
                access.Value) == TypeGroup.Json ? access.Value : Call.OfFinal("PARSE_JSON", access.Value), path);
            Write(Filled("IFF(TYPEOF($1) IN ('OBJECT', 'ARRAY'), NULL, $2)", access.Position, found,
                Call.OfFinal("JSON_EXTRACT_PATH_TEXT", access.Value, path)));
            return;
        }
        WriteCall(Call.OfFinal(
            access.Result == JsonResult.Value ? "GET_PATH" : "JSON_EXTRACT_PATH_TEXT", access.Value, path));
    }

    protected override void WriteAtTimeZone(AtTimeZone zone)
    {
        if (!SameDialect && Types.Group(zone.Value) == TypeGroup.Timestamp)
        {
            Refuse(zone, "a clock read in a time zone, which CONVERT_TIMEZONE reads in the session's",
                "write CONVERT_TIMEZONE(zone, 'UTC', time), a time without zone");
        }
        WriteCall(Call.OfFinal("CONVERT_TIMEZONE", zone.Zone, zone.Value));
    }

    protected override void WriteIs(IsTest test)
    {
        if (test is { Value: BooleanLiteral written, Test: BooleanLiteral wanted })
        {
            Write(new BooleanLiteral((written.Value == wanted.Value) != test.Not));
            return;
        }
        if (test.Test is BooleanLiteral truth)
        {
            Expression equal = new Binary(BinaryOperator.Equal, test.Value, truth);
            Write(test.Not ? new Unary(UnaryOperator.Not, equal) : equal);
            return;
        }
        base.WriteIs(test);
    }

    protected override bool WriteSpecialCall(Call call)
    {
        if (!SameDialect && WriteForeignCall(call))
        {
            return true;
        }
        if (call.Name is "ARRAY_CONTAINS" && call.Arguments.Length == 2)
        {
            Expression item = call.Arguments[1] is Cast { Type.Kind: TypeKind.Variant } || SameDialect
                ? call.Arguments[1] : new Cast(call.Arguments[1], DataType.Of(TypeKind.Variant), CastKind.Strict);
            WriteCall(Call.OfFinal("ARRAY_CONTAINS", item, call.Arguments[0]));
            return true;
        }
        if (call.Name is "CURRENT_TIMESTAMP" && call.Arguments.Length == 0)
        {
            Out.Append("CURRENT_TIMESTAMP()");
            return true;
        }
        return base.WriteSpecialCall(call);
    }

    private static bool Groups(string pattern) =>
        pattern.Replace("\\(", string.Empty, StringComparison.Ordinal).Replace(
            "(?:", string.Empty, StringComparison.Ordinal).Contains('(', StringComparison.Ordinal);

    protected override void WriteInArray(InExpression test) =>
        WriteCall(Call.OfFinal(
            "ARRAY_CONTAINS", new Cast(test.Value, DataType.Of(TypeKind.Variant), CastKind.Strict), test.Array!));

    protected override void WriteHex(HexLiteral hex)
    {
        Out.Append("x'");
        Out.Append(hex.Digits);
        Out.Append('\'');
    }

    /// <summary>
    /// The whole partition is the frame of these functions anyway; NULLs are named behind the parentheses.
    /// </summary>
    protected override void WriteOver(Over over)
    {
        Expression function = over.Function is NullTreatment outside ? outside.Function : over.Function;
        if (function is Call { Name: "FIRST_VALUE" or "LAST_VALUE" or "NTH_VALUE" } call)
        {
            if (call.IgnoreNulls is { } ignore)
            {
                over = over with { Function = new NullTreatment(call with { IgnoreNulls = null }, ignore) };
            }
            if (over.Window is
                {
                    Frame:
                    {
                        Unit: "ROWS", Start: { Value: null, Side: "PRECEDING" },
                        End: { Value: null, Side: "FOLLOWING" }, Exclude: null
                    }
                } window)
            {
                over = over with { Window = window with { Frame = null } };
            }
        }
        base.WriteOver(over);
    }

    protected override Select PrepareForeign(Select select)
    {
        select = base.PrepareForeign(select);
        if (Source.Family is "postgres" or "duckdb")
        {
            select = SelectedUnnest.Rewrite(
                Source.Family == "postgres" ? SelectedUnnest.OfSeries(select) : select, aliasIsColumn: false);
        }
        return Source.Family == "bigquery" ? StructFieldsByKey.Rewrite(select) : select;
    }

    /// <summary>VALUES takes no objects: SELECTs, whose first names the columns.</summary>
    protected override void WriteSubqueryTable(SubqueryTable subquery)
    {
        if (!SameDialect && subquery is
            {
                Query: Values { Rows: [var first, ..] } values,
                Alias: { Columns.Length: > 0 } alias
            } && HasObject(values))
        {
            Expression[] items = Values.ItemsOf(first);
            Expression[] named = [.. items.Select((item, index) => index < alias.Columns.Length
                ? new Alias(item, alias.Columns[index]) : item)];
            subquery = subquery with
            {
                Query = values with { Rows = [new TupleExpression(named), .. values.Rows[1..]] },
                Alias = alias with { Columns = [] }
            };
        }
        base.WriteSubqueryTable(subquery);
    }

    private static bool HasObject(Values values) => Array.Exists(values.Rows, row => row switch
    {
        TupleExpression tuple =>
            Array.Exists(tuple.Items, item => item is StructLiteral or Alias { Value: StructLiteral }),
        _ => row is StructLiteral or Paren { Inner: StructLiteral },
    });

    protected override void WriteWithinGroup(WithinGroup within)
    {
        if (!SameDialect && within is { Function: Call { Name: "MODE", Arguments.Length: 0 }, OrderBy: [var key] })
        {
            WriteCall(Call.OfFinal("MODE", key.Value));
            return;
        }
        base.WriteWithinGroup(within);
    }
}
