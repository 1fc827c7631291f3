using Weir.Sql.Ast;
using Weir.Sql.Generation;

namespace Weir.Sql.Dialects.BigQuery;

/// <summary>What BigQuery says in another way.</summary>
internal sealed class BigQueryGenerator(Dialect dialect, GenerationOptions options) : Generator(dialect, options)
{
    protected override bool UnnestAliasIsColumn => true;

    /// <summary>JSON is made by TO_JSON and PARSE_JSON, and a date's text has no time.</summary>
    protected override void WriteCast(Cast cast)
    {
        TypeGroup to = TypeInference.OfKind(cast.Type.Kind);
        TypeGroup from = SameDialect ? TypeGroup.Unknown : Types.Group(cast.Value);
        if (to == TypeGroup.Json && from is TypeGroup.Struct or TypeGroup.Array && cast.Type.Elements.Length == 0)
        {
            WriteCall(Call.OfFinal("TO_JSON", cast.Value));
            return;
        }
        if (to == TypeGroup.Json && from is TypeGroup.Text)
        {
            WriteCall(Call.OfFinal("PARSE_JSON", cast.Value));
            return;
        }
        if (to == TypeGroup.Interval && cast.Value is StringLiteral { Value: var words } && words.Split(' ') is [var count, var unitName] && long.TryParse(count, out _) && !SameDialect)
        {
            Write(new Interval(new StringLiteral(count), unitName.ToUpperInvariant(), null) { Position = cast.Position });
            return;
        }
        if (to == TypeGroup.Text && from == TypeGroup.Interval)
        {
            Refuse(cast, "an interval as text", "format its parts");
        }
        if (to == TypeGroup.Date && !SameDialect && cast.Value is StringLiteral { Value: { Length: > 10 } text } moment && text[4] == '-' && text[10] is ' ' or 'T')
        {
            cast = cast with { Value = moment with { Value = text[..10] } };
        }
        base.WriteCast(cast);
    }

    protected override void WriteArray(ArrayLiteral array)
    {
        if (!SameDialect && Array.Exists(array.Items, item => item is ArrayLiteral))
        {
            Refuse(array, "an array of arrays", "wrap the inner arrays in structs");
        }
        if (array.Type is not null)
        {
            WriteType(array.Type);
        }
        Out.Append('[');
        WriteArrayItems(array);
        Out.Append(']');
    }

    /// <summary>NUMERIC has 29 digits before and 9 behind the point; parameters are only allowed where columns are defined.</summary>
    protected override void WriteScalarType(DataType type)
    {
        if (type.Kind is TypeKind.Decimal && type.Parameters is [NumberLiteral precision, ..] && !SameDialect)
        {
            int digits = int.Parse(precision.Text, System.Globalization.CultureInfo.InvariantCulture);
            int scale = type.Parameters.Length > 1 && type.Parameters[1] is NumberLiteral s ? int.Parse(s.Text, System.Globalization.CultureInfo.InvariantCulture) : 0;
            bool big = digits - scale > 29 || scale > 9;
            Out.Append(big ? "BIGNUMERIC" : "NUMERIC");
            if (_definesColumns || scale < 9)
            {
                WriteTypeParameters(type.Parameters);
            }
            return;
        }
        if (!SameDialect && type.Parameters.Length > 0 && type.Kind is not (TypeKind.VarChar or TypeKind.Text or TypeKind.Char or TypeKind.Binary or TypeKind.VarBinary))
        {
            base.WriteScalarType(type with { Parameters = [] });
            return;
        }
        if (!SameDialect && !_definesColumns)
        {
            base.WriteScalarType(type with { Parameters = [] });
            return;
        }
        base.WriteScalarType(type);
    }

    private bool _definesColumns;

    protected override void WriteColumnDefinition(ColumnDefinition column)
    {
        _definesColumns = true;
        base.WriteColumnDefinition(column);
        _definesColumns = false;
    }

    protected override bool TimeTravelBehindAlias => true;

    protected override bool SampleIsPercent => false;

    /// <summary>Quoted parts stand in one pair of backquotes: <c>`a.b.c`</c>.</summary>
    protected override void WritePath(Expression[] parts)
    {
        bool quoted = Source.Family == "bigquery" && parts.Length > 1 && Array.Exists(parts, part => part is Identifier { Quoted: true });
        if (!quoted || !Array.TrueForAll(parts, part => part is Identifier))
        {
            base.WritePath(parts);
            return;
        }
        Out.Append('`');
        for (int index = 0; index < parts.Length; index++)
        {
            if (index > 0)
            {
                Out.Append('.');
            }
            Out.Append(((Identifier)parts[index]).Name);
        }
        Out.Append('`');
    }

    /// <summary>Views of INFORMATION_SCHEMA are named together with it.</summary>
    protected override void WriteTablePath(TableName name)
    {
        if (name.Parts is not [.., Identifier { Quoted: false } schema, Identifier { Quoted: false } view] || name.Parts.Length < 3 - (SameDialect ? 0 : 1)
            || !schema.Name.Equals("INFORMATION_SCHEMA", StringComparison.OrdinalIgnoreCase))
        {
            base.WriteTablePath(name);
            return;
        }
        base.WriteTablePath(name with { Parts = [.. name.Parts[..^2], new Identifier(schema.Name + "." + view.Name, true)] });
        if (name.Alias is null)
        {
            WriteTableAlias(new TableAlias(view, []));
        }
    }

    protected override void WriteTimeTravel(TimeTravel travel)
    {
        Out.Append(" FOR SYSTEM_TIME AS OF ");
        Write(travel.Value);
    }

    protected override void WriteUnnest(Unnest unnest)
    {
        Out.Append("UNNEST");
        WriteArguments(unnest.Arrays);
        Identifier? column = unnest.AliasIsColumn ? unnest.Alias?.Name : unnest.Alias?.Columns is [var first, ..] ? first : unnest.Alias?.Name;
        if (column is not null)
        {
            Out.Append(" AS ");
            WriteName(column);
        }
        Identifier? offset = unnest.Offset ?? (unnest.WithOrdinality ? unnest.Alias?.Columns is [_, var second, ..] ? second : Identifier.Plain("offset") : null);
        if (offset is not null)
        {
            Out.Append(" WITH OFFSET AS ");
            WriteName(offset);
        }
        foreach (Pivot pivot in unnest.Pivots)
        {
            WritePivot(pivot);
        }
    }

    protected override void WriteTableAlias(TableAlias alias)
    {
        if (alias.Name is null)
        {
            return;
        }
        Out.Append(" AS ");
        WriteName(alias.Name);
    }

    protected override void WriteTableFunction(TableFunction function)
    {
        if (!SameDialect && function.RowsFrom)
        {
            Refuse(function, "ROWS FROM", "join the functions' rows by their position");
        }
        if (!SameDialect && function.Lateral)
        {
            Refuse(function, "LATERAL", "write a correlated UNNEST or a subquery");
        }
        if (!SameDialect && SeriesAsUnnest(function) is Unnest series)
        {
            WriteUnnest(series);
            return;
        }
        base.WriteTableFunction(function);
    }

    protected override void WriteLimits(Query query, Expression? limit) =>
        base.WriteLimits(query, limit is null && query is { Offset: not null, Fetch: null } && !SameDialect ? new NumberLiteral("9223372036854775807") : limit);

    protected override void WriteMap(MapLiteral map)
    {
        Refuse(map, "MAP", "write JSON_OBJECT, or an array of structs");
        base.WriteMap(map);
    }

    protected override void WriteSubscript(Subscript subscript)
    {
        if (!SameDialect && Source.Family == "duckdb" && subscript.Indexes is [StringLiteral { Value: var field }] && Types.Group(subscript.Base) is not (TypeGroup.Json or TypeGroup.Map))
        {
            Write(new DotAccess(subscript.Base, new Identifier(field, !IsPlainName(field))));
            return;
        }
        Write(subscript.Base);
        Out.Append('[');
        Expression index = subscript.Indexes[0];
        switch (subscript.Kind)
        {
            case SubscriptKind.Offset:
                Named("OFFSET", index);
                break;
            case SubscriptKind.Ordinal:
                Named("ORDINAL", index);
                break;
            case SubscriptKind.SafeZeroBased:
                Named("SAFE_OFFSET", index);
                break;
            case SubscriptKind.SafeOneBased:
                Named("SAFE_ORDINAL", index);
                break;
            case SubscriptKind.OneBased:
                Named("SAFE_ORDINAL", index);
                break;
            case SubscriptKind.ZeroBased when !SameDialect && (Source.Family != "snowflake" || Types.Group(subscript.Base) == TypeGroup.Array):
                Named("SAFE_OFFSET", index);
                break;
            default:
                Write(index);
                break;
        }
        Out.Append(']');
    }

    /// <summary>A lambda over an array as a subquery over its items, in their order.</summary>
    private void WriteOverItems(Expression array, Identifier item, Expression body, bool filters)
    {
        Unnest items = new([array]) { Alias = new TableAlias(item, []), AliasIsColumn = true, Offset = Identifier.Plain("_o") };
        Out.Append("ARRAY");
        WriteSubquery(new Select([filters ? new Column([item]) : body])
        {
            From = new FromClause(items, []),
            Where = filters ? body : null,
            OrderBy = [new OrderItem(Column.Of("_o"), SortDirection.Unspecified, NullOrder.First)],
        });
    }

    private static string PlainUnit(string unit) => unit == "WEEK(SUNDAY)" ? "WEEK" : unit;

    private void Named(string word, Expression index)
    {
        Out.Append(word);
        Out.Append('(');
        Write(index);
        Out.Append(')');
    }

    // https://cloud.google.com/bigquery/docs/reference/standard-sql/date_functions#extract
    protected override void WriteExtract(Extract extract)
    {
        string part = extract.Part is WordExpression word ? word.Word.ToUpperInvariant() : string.Empty;
        if (SameDialect || extract.Final)
        {
            base.WriteExtract(extract);
            return;
        }
        switch (part)
        {
            case "DOW" or "DAYOFWEEK" when Source.Family is not "mysql":
                Write(new Paren(new Binary(BinaryOperator.Subtract, extract with { Part = new StringLiteral("\u0001DAYOFWEEK") }, new NumberLiteral("1"))));
                return;
            case "ISODOW" or "DAYOFWEEKISO":
                Write(new Paren(new Binary(BinaryOperator.Add, Call.OfFinal("MOD", new Binary(BinaryOperator.Add, extract with { Part = new StringLiteral("\u0001DAYOFWEEK") }, new NumberLiteral("5")), new NumberLiteral("7")), new NumberLiteral("1"))));
                return;
            case "DOY":
                base.WriteExtract(extract with { Part = new WordExpression("DAYOFYEAR") });
                return;
            case "WEEK" or "WEEKISO":
                base.WriteExtract(extract with { Part = new WordExpression("ISOWEEK") });
                return;
            case "EPOCH" or "EPOCH_SECOND":
                WriteCall(Call.OfFinal("UNIX_SECONDS", new Cast(extract.Value, DataType.Of(TypeKind.TimestampTz), CastKind.Strict)));
                return;
            case "YEAROFWEEK" or "YEAROFWEEKISO":
                base.WriteExtract(extract with { Part = new WordExpression("ISOYEAR") });
                return;
            case "MICROSECOND" or "MILLISECOND" or "SECOND" or "MINUTE" or "HOUR" or "DAY" or "MONTH" or "QUARTER" or "YEAR" or "ISOYEAR" or "ISOWEEK" or "DAYOFYEAR" or "DATE" or "TIME":
                base.WriteExtract(extract with { Part = new WordExpression(part) });
                return;
            default:
                if (extract.Part is StringLiteral { Value: ['\u0001', ..] } own)
                {
                    base.WriteExtract(extract with { Part = new WordExpression(own.Value[1..]) });
                    return;
                }
                Refuse(extract, "EXTRACT of " + part, "compute it from the parts that there are");
                base.WriteExtract(extract);
                return;
        }
    }

    protected override void WriteInterval(Interval interval)
    {
        string? unit = interval.Unit is null ? null : Singular(interval.Unit) switch { "US" => "MICROSECOND", "MS" => "MILLISECOND", "MIN" or "MINS" => "MINUTE", "SEC" or "SECS" => "SECOND", "H" or "HR" => "HOUR", "MON" or "MONS" => "MONTH", "D" => "DAY", "DECADE" => null, var other => other };
        if (unit is null && !SameDialect)
        {
            Refuse(interval, "an interval of several or no units", "add intervals of one unit each");
        }
        if (!SameDialect && interval.Value is StringLiteral { Value: var text } && text.Contains('.', StringComparison.Ordinal) && unit is not ("SECOND" or null))
        {
            Refuse(interval, "an interval with a fraction", "write it in a smaller unit");
        }
        base.WriteInterval(interval with { Unit = unit ?? interval.Unit });
    }

    protected override void WriteSlice(Slice slice)
    {
        Refuse(slice, "slices", "write ARRAY_SLICE or SUBSTR");
        base.WriteSlice(slice);
    }

    /// <summary>VALUES as an array of structs in FROM, as SELECTs elsewhere.</summary>
    protected override void WriteSubqueryTable(SubqueryTable subquery)
    {
        if (subquery.Query is not Values { Rows: [TupleExpression, ..] } values || SameDialect)
        {
            if (subquery.Alias is { Columns.Length: > 0 } alias && !SameDialect && Aliased(subquery.Query, alias.Columns) is { } renamed)
            {
                base.WriteSubqueryTable(subquery with { Query = renamed, Alias = alias with { Columns = [] } });
                return;
            }
            base.WriteSubqueryTable(subquery);
            return;
        }
        Identifier[] names = subquery.Alias?.Columns ?? [];
        Expression[] rows = Array.ConvertAll(values.Rows, row => (Expression)new StructLiteral(Named(row is TupleExpression tuple ? tuple.Items : [row], names), null) { Comments = row.Comments });
        Out.Append("UNNEST(");
        Write(new ArrayLiteral(rows, null));
        Out.Append(')');
        WriteTableTail(subquery with { Alias = subquery.Alias is { Name: { } name } ? new TableAlias(name, []) : null });
    }

    private static Expression[] Named(Expression[] items, Identifier[] names)
    {
        Expression[] fields = new Expression[items.Length];
        for (int index = 0; index < items.Length; index++)
        {
            Identifier name = index < names.Length ? names[index] : Identifier.Plain("_c" + index.ToString(System.Globalization.CultureInfo.InvariantCulture));
            fields[index] = new Alias(items[index], name);
        }
        return fields;
    }

    protected override void WriteValues(Values values)
    {
        for (int index = 0; index < values.Rows.Length; index++)
        {
            Out.Append(index > 0 ? " UNION ALL SELECT " : "SELECT ");
            WriteList(values.Rows[index] is TupleExpression row ? row.Items : [values.Rows[index]], lines: false);
        }
    }

    protected override void WriteInsertSource(Query query)
    {
        if (query is Values values)
        {
            base.WriteValues(values);
            return;
        }
        base.WriteInsertSource(query);
    }

    protected override void WriteBinary(Binary binary)
    {
        if (binary is { Operator: BinaryOperator.Equal, Right: Quantified { Quantifier: "ANY", Operand: Paren { Inner: not SubqueryExpression } paren } } && !SameDialect)
        {
            Write(new InExpression(binary.Left, [], null, paren.Inner));
            return;
        }
        base.WriteBinary(binary);
    }

    /// <summary>PostgreSQL's one set-returning function among the columns, moved to FROM.</summary>
    protected override Select PrepareForeign(Select select)
    {
        select = base.PrepareForeign(select);
        if (select.Where is SubqueryExpression or Paren { Inner: SubqueryExpression })
        {
            select = select with { Where = new Cast(select.Where, DataType.Of(TypeKind.Boolean), CastKind.Strict) };
        }
        if (Source.Family != "postgres" || Array.FindAll(select.Items, IsSeries) is not [var item])
        {
            return select;
        }
        Identifier name = item is Alias alias ? alias.Name : Identifier.Plain("_gen_series_value");
        Unnest series = new([item is Alias { Value: var value } ? value : item]) { Alias = new TableAlias(name, []), AliasIsColumn = true };
        return select with
        {
            Items = Array.ConvertAll(select.Items, other => ReferenceEquals(other, item) ? new Column([name]) : other),
            From = select.From is null ? new FromClause(series, []) : select.From with { Joins = [.. select.From.Joins, new Join(JoinKind.Cross, series)] },
        };
    }

    private static bool IsSeries(Expression item) => item is Call { Name: "GENERATE_SERIES" } or Alias { Value: Call { Name: "GENERATE_SERIES" } };

    protected override void WriteSelectItems(Select select)
    {
        if (!SameDialect)
        {
            foreach (Expression item in select.Items)
            {
                if ((item is Alias alias ? alias.Value : item) is Call { Name: "UNNEST" or "unnest" or "GENERATE_SERIES" or "EXPLODE" } call)
                {
                    Refuse(call, call.Name.ToUpperInvariant() + " among the selected columns", "write CROSS JOIN UNNEST in FROM");
                }
            }
        }
        base.WriteSelectItems(select);
    }

    public override void WriteType(DataType type)
    {
        if (!SameDialect && (type.Kind == TypeKind.TimeTz || (type.Kind is not TypeKind.UserDefined && !Known.Contains(type.Kind))))
        {
            Refuse(type, "the type " + TypeName(type.Kind), "store it as STRING or JSON");
        }
        if (!SameDialect && type is { Kind: TypeKind.Array or TypeKind.List, Elements: [{ Kind: TypeKind.Array or TypeKind.List }] })
        {
            Refuse(type, "an array of arrays", "wrap the inner arrays in structs");
        }
        if (!SameDialect && type.Kind is TypeKind.Object or TypeKind.Map && type.Elements.Length > 0)
        {
            Out.Append("JSON");
            return;
        }
        base.WriteType(type);
    }

    private static readonly System.Collections.Frozen.FrozenSet<TypeKind> Known = System.Collections.Frozen.FrozenSet.ToFrozenSet<TypeKind>(
        [.. BigQueryTypes.Names.Keys, TypeKind.Array, TypeKind.List, TypeKind.Struct, TypeKind.Map, TypeKind.Date, TypeKind.Time, TypeKind.Interval, TypeKind.Json, TypeKind.Geography, TypeKind.Unknown]);

    protected override void WriteCollate(Collate collate)
    {
        if (!SameDialect)
        {
            Refuse(collate, "COLLATE behind a value", "write COLLATE(value, 'und:ci')");
        }
        base.WriteCollate(collate);
    }

    protected override void WriteBytes(BytesLiteral bytes)
    {
        Out.Append('b');
        WriteString(bytes.Value);
    }

    protected override void WriteHex(HexLiteral hex)
    {
        if (hex.IsNumber)
        {
            Out.Append("0x");
            Out.Append(hex.Digits);
            return;
        }
        if (Source.Family == "duckdb")
        {
            Refuse(hex, "0x digits, which DuckDB reads as 0 with an alias", "write UNHEX('…'), or the number in decimals");
        }
        WriteCall(Call.OfFinal("FROM_HEX", new StringLiteral(hex.Digits)));
    }

    /// <summary>A moment's clock in a zone is a DATETIME; a clock read in a zone is a moment.</summary>
    protected override void WriteAtTimeZone(AtTimeZone zone)
    {
        TypeGroup group = Types.Group(zone.Value);
        if (SameDialect)
        {
            base.WriteAtTimeZone(zone);
            return;
        }
        if (zone.Value is AtTimeZone)
        {
            WriteCall(Call.OfFinal(zone.Value is AtTimeZone { Value: var inner } && Types.Group(inner) == TypeGroup.TimestampTz ? "TIMESTAMP" : "DATETIME", zone.Value, zone.Zone));
            return;
        }
        Call local = Call.OfFinal(group == TypeGroup.Timestamp ? "TIMESTAMP" : "DATETIME", zone.Value, zone.Zone);
        WriteCall(group is TypeGroup.Timestamp or TypeGroup.TimestampTz ? local : Call.OfFinal("TIMESTAMP", local));
    }

    protected override void WriteSafePrefix(Call call) => Out.Append("SAFE.");

    protected override void WriteDateAdd(Call call, Expression value, Expression amount, string unit, bool subtract)
    {
        string name = call.Name;
        WriteCall(Call.OfFinal(name, value, new Interval(amount, unit, null)));
    }

    protected override void WriteDateDiff(Call call, Expression end, Expression start, string unit)
    {
        if (Source.Family != "bigquery" && unit is "HOUR" or "MINUTE" or "SECOND" or "MILLISECOND" or "MICROSECOND")
        {
            WriteCall(Call.OfFinal("DATETIME_DIFF", AsDateTime(end), AsDateTime(start), new WordExpression(unit)));
            return;
        }
        string part = Source.Family != "bigquery" && unit == "WEEK" ? "WEEK(MONDAY)" : PlainUnit(unit);
        WriteCall(Call.OfFinal(call.Name, end, start, new WordExpression(part)));
    }

    private Expression AsDateTime(Expression value) =>
        Types.Group(value) == TypeGroup.Date ? Call.OfFinal("DATETIME", value) :
        value is Cast { Type.Kind: TypeKind.Timestamp or TypeKind.DateTime or TypeKind.TimestampNtz } ? value : new Cast(value, DataType.Of(TypeKind.Timestamp), CastKind.Strict);

    protected override void WriteDateTrunc(Call call, Expression value, string unit, Expression? zone)
    {
        string part = unit == "WEEK" && Source.Family != "bigquery" ? "WEEK(MONDAY)" : PlainUnit(unit);
        string name = call.Name;
        WriteCall(zone is null ? Call.OfFinal(name, value, new WordExpression(part)) : Call.OfFinal(name, value, new WordExpression(part), zone));
    }

    protected override bool WriteFormatCall(Call call)
    {
        Expression[] a = call.Arguments;
        bool parses = call.Name.Contains("STR_TO", StringComparison.Ordinal) || call.Name.StartsWith("PARSE", StringComparison.Ordinal);
        if (!SameDialect && parses && a[1] is StringLiteral { Value: var letters } && (letters.Contains("%n", StringComparison.Ordinal) || letters.Contains("%9n", StringComparison.Ordinal)))
        {
            Refuse(call, "reading nanoseconds", "cut the text to microseconds");
        }
        string name = call.Name switch
        {
            "TIME_TO_STR" => Types.Group(a[0]) == TypeGroup.Date ? "FORMAT_DATE" : "FORMAT_TIMESTAMP",
            "STR_TO_TIME" => "PARSE_TIMESTAMP",
            "STR_TO_DATE" => "PARSE_DATE",
            "TRY_STR_TO_DATE" => "SAFE.PARSE_DATE",
            "TRY_STR_TO_TIME" => "SAFE.PARSE_TIMESTAMP",
            "TRY_TO_TIME" => "SAFE.PARSE_TIME",
            _ => call.Name,
        };
        WriteCall(Call.OfFinal(name, [FormatOut(a[1]), a[0], .. a[2..]]));
        return true;
    }

    protected override void WriteJsonAccess(JsonAccess access)
    {
        if (!SameDialect && access.Path is ArrayLiteral)
        {
            Refuse(access, "several JSON paths at once", "write one access for each path");
        }
        string name = SameDialect && access.Function is not null ? access.Function : access.Result switch
        {
            JsonResult.Value => "JSON_EXTRACT",
            _ => "JSON_EXTRACT_SCALAR",
        };
        WriteCall(access.Path is JsonPath { Steps.Length: 0 } && access.FromColon
            ? Call.OfFinal(name, access.Value) : Call.OfFinal(name, access.Value, access.Path));
    }

    protected override void WriteLikeEscape(Like like) => Refuse(like, "LIKE … ESCAPE", "escape with a backslash");

    protected override bool WriteSpecialCall(Call call)
    {
        if (Source.Family == "snowflake" && call is { Name: "DATE_FROM_PARTS", Arguments: [var year, NumberLiteral month, NumberLiteral day] }
            && !(int.TryParse(month.Text, out int m) && m is >= 1 and <= 12 && int.TryParse(day.Text, out int d) && d is >= 1 and <= 28))
        {
            Expression first = Call.OfFinal("DATE", year, new NumberLiteral("1"), new NumberLiteral("1"));
            Expression begun = Call.OfFinal("DATE_ADD", first, new Interval(new Paren(new Binary(BinaryOperator.Subtract, month, new NumberLiteral("1"))), "MONTH", null));
            WriteCall(Call.OfFinal("DATE_ADD", begun, new Interval(new Paren(new Binary(BinaryOperator.Subtract, day, new NumberLiteral("1"))), "DAY", null)));
            return true;
        }
        if (!SameDialect && call is { Name: "CONCAT", Arguments: [var list, ..] } && Types.Group(list) == TypeGroup.Array)
        {
            WriteCall(Call.OfFinal("ARRAY_CONCAT", call.Arguments));
            return true;
        }
        if (!SameDialect && call is { Name: "TRANSFORM" or "FILTER_ARRAY", Arguments: [var array, Lambda { Parameters: [var item] } lambda] })
        {
            WriteOverItems(array, item, lambda.Body, call.Name == "FILTER_ARRAY");
            return true;
        }
        if (SameDialect && call is { Name: "LAST_DAY", Arguments: [var date, WordExpression { Word: "WEEK(SUNDAY)" }] })
        {
            WriteCall(Call.OfFinal("LAST_DAY", date, new WordExpression("WEEK")));
            return true;
        }
        if (SameDialect && call is { Name: "LOWER", Arguments: [Call { Name: "LOWER_HEX" } digits] })
        {
            WriteCall(digits);
            return true;
        }
        if (SameDialect && call is { Name: "JSON_OBJECT", Arguments: [ArrayLiteral keys, ArrayLiteral values] } && keys.Items.Length == values.Items.Length)
        {
            WriteCall(Call.OfFinal("JSON_OBJECT", [.. keys.Items.Zip(values.Items).SelectMany(pair => (Expression[])[pair.First, pair.Second])]));
            return true;
        }
        if (SameDialect && call is { Name: "SUBSTRING", Safe: true })
        {
            WritePlainCall(call with { Name = "SUBSTR", Final = true }, "SUBSTR");
            return true;
        }
        if (call.Name is "CURRENT_DATE" && call.Arguments.Length == 0)
        {
            Out.Append("CURRENT_DATE");
            return true;
        }
        if (call.Name is "CURRENT_TIMESTAMP" or "CURRENT_DATETIME" or "CURRENT_TIME" && call.Arguments.Length == 0)
        {
            Out.Append(call.Name);
            Out.Append("()");
            return true;
        }
        return base.WriteSpecialCall(call);
    }
}
