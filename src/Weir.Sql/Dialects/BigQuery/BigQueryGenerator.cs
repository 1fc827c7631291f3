using Weir.Sql.Ast;
using Weir.Sql.Generation;

namespace Weir.Sql.Dialects.BigQuery;

/// <summary>What BigQuery says in another way.</summary>
internal sealed class BigQueryGenerator(Dialect dialect, GenerationOptions options) : Generator(dialect, options)
{
    protected override bool UnnestAliasIsColumn => true;

    protected override void WriteArray(ArrayLiteral array)
    {
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
            if (_definesColumns)
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
        bool quoted = parts.Length > 1 && Array.Exists(parts, part => part is Identifier { Quoted: true });
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

    protected override void WriteSubscript(Subscript subscript)
    {
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
            case SubscriptKind.ZeroBased when !SameDialect:
                Named("SAFE_OFFSET", index);
                break;
            default:
                Write(index);
                break;
        }
        Out.Append(']');
    }

    private static string PlainUnit(string unit) => unit == "WEEK(SUNDAY)" ? "WEEK" : unit;

    private void Named(string word, Expression index)
    {
        Out.Append(word);
        Out.Append('(');
        Write(index);
        Out.Append(')');
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
        WriteCall(Call.OfFinal("FROM_HEX", new StringLiteral(hex.Digits)));
    }

    protected override void WriteSafePrefix(Call call) => Out.Append("SAFE.");

    protected override void WriteDateAdd(Call call, Expression value, Expression amount, string unit, bool subtract)
    {
        string name = call.Name;
        WriteCall(Call.OfFinal(name, value, new Interval(amount, unit, null)));
    }

    protected override void WriteDateDiff(Call call, Expression end, Expression start, string unit) =>
        WriteCall(Call.OfFinal(call.Name, end, start, new WordExpression(PlainUnit(unit))));

    protected override void WriteDateTrunc(Call call, Expression value, string unit, Expression? zone)
    {
        string part = unit == "WEEK" && Source.Family != "bigquery" ? "WEEK(MONDAY)" : PlainUnit(unit);
        string name = call.Name;
        WriteCall(zone is null ? Call.OfFinal(name, value, new WordExpression(part)) : Call.OfFinal(name, value, new WordExpression(part), zone));
    }

    protected override bool WriteFormatCall(Call call)
    {
        Expression[] a = call.Arguments;
        string name = call.Name switch
        {
            "TIME_TO_STR" => Types.Group(a[0]) == TypeGroup.Date ? "FORMAT_DATE" : "FORMAT_TIMESTAMP",
            "STR_TO_TIME" => "PARSE_TIMESTAMP",
            "STR_TO_DATE" => "PARSE_DATE",
            _ => call.Name,
        };
        WriteCall(Call.OfFinal(name, [FormatOut(a[1]), a[0], .. a[2..]]));
        return true;
    }

    protected override void WriteJsonAccess(JsonAccess access)
    {
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
