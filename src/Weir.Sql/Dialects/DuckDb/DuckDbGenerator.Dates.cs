using Weir.Sql.Ast;
using Weir.Sql.Generation;

namespace Weir.Sql.Dialects.DuckDb;

internal sealed partial class DuckDbGenerator
{
    protected override void WriteDateAdd(Call call, Expression value, Expression amount, string unit, bool subtract)
    {
        if (Source.Family == "snowflake" && unit == "NANOSECOND")
        {
            WriteFilled("MAKE_TIMESTAMP_NS(EPOCH_NS(CAST($1 AS TIMESTAMP_NS)) + $2)", value, amount);
            return;
        }
        if (Source.Family == "snowflake" && value is StringLiteral { Value.Length: > 10 } moment)
        {
            value = new Cast(moment, DataType.Of(TypeKind.Timestamp), CastKind.Strict);
        }
        Expression from = WrapOperand(value is StringLiteral ? new Cast(value, DataType.Of(call.Name.StartsWith(
            "DATE_", StringComparison.Ordinal) ? TypeKind.Date : TypeKind.Timestamp), CastKind.Strict) : value);
        WriteOperation(new Binary(
            subtract ? BinaryOperator.Subtract : BinaryOperator.Add, from, new Interval(amount, unit, null)));
    }

    /// <summary>A clock without its minutes is none here.</summary>
    protected override void WriteInterval(Interval interval)
    {
        if (!SameDialect && interval is { Unit: null, Value: StringLiteral { Value: [.., ':'] text } }
            && Parsing.IntervalText.Parse(text) is { } parts)
        {
            interval = interval with
            {
                Value = new StringLiteral(parts.InParts().Replace(",", string.Empty, StringComparison.Ordinal))
            };
        }
        base.WriteInterval(interval);
    }

    protected override void WriteIntervalValue(Interval interval)
    {
        if (interval.Value is StringLiteral or NumberLiteral or Paren)
        {
            Write(interval.Value);
            return;
        }
        Out.Append('(');
        Write(interval.Value!);
        Out.Append(')');
    }

    /// <summary>Elements of time formats that STRFTIME does not have.</summary>
    protected override string? FormatElement(string element) => element switch
    {
        "%^A" or "%{DAY}" => "UPPER(STRFTIME($1, '%A'))",
        "%^B" or "%{MONTH}" => "UPPER(STRFTIME($1, '%B'))",
        "%^a" => "UPPER(STRFTIME($1, '%a'))",
        "%^b" => "UPPER(STRFTIME($1, '%b'))",
        "%e" => "LPAD(STRFTIME($1, '%-d'), 2, ' ')",
        _ => null,
    };

    /// <summary>BigQuery fills what a format leaves out from 1970, DuckDB from 1900.</summary>
    private void WriteYearSafe(Call call) => WriteCall(Call.OfFinal("STRPTIME",
        new Binary(BinaryOperator.Concat, new StringLiteral("1970 "), Wrap(call.Arguments[0])),
        new Binary(BinaryOperator.Concat, new StringLiteral("%Y "), FormatOut(call, call.Arguments[1]))));

    private static Call WeekOf(Expression value, int shift) =>
        Call.OfFinal("DATE_TRUNC", new StringLiteral("WEEK"),
            shift == 0 ? value : new Binary(BinaryOperator.Add, Wrap(value), Days(shift)));

    private static Interval Less(Expression value, string unit) =>
        new(new Paren(new Binary(BinaryOperator.Subtract, Wrap(value), new NumberLiteral("1"))), unit, null);

    protected override void WriteExtract(Extract extract)
    {
        string part = extract.Part is WordExpression word ? word.Word : string.Empty;
        if (Source.Family == "snowflake" && !extract.Final && PartTemplate(part) is { } template)
        {
            WriteFilled(template, extract.Value);
            return;
        }
        string? own = SameDialect || extract.Final ? null : part switch
        {
            "DAYOFWEEKISO" => "ISODOW",
            "WEEKISO" or "ISOWEEK" => "WEEK",
            "YEAROFWEEK" or "YEAROFWEEKISO" => "ISOYEAR",
            _ => null,
        };
        base.WriteExtract(own is null ? extract : extract with { Part = new WordExpression(own) });
    }

    /// <summary>Parts that DuckDB's EXTRACT does not have, or gives as a fraction.</summary>
    private static string? PartTemplate(string part) => part switch
    {
        "WEEKISO" => "CAST(STRFTIME($1, '%V') AS INT)",
        "YEAROFWEEK" or "YEAROFWEEKISO" => "CAST(STRFTIME($1, '%G') AS INT)",
        "EPOCH_SECOND" or "EPOCH" => "CAST(EPOCH($1) AS BIGINT)",
        "EPOCH_MILLISECOND" => "EPOCH_MS($1)",
        "EPOCH_MICROSECOND" => "EPOCH_US($1)",
        "EPOCH_NANOSECOND" => "EPOCH_NS($1)",
        "NANOSECOND" => "CAST(STRFTIME(CAST($1 AS TIMESTAMP_NS), '%n') AS BIGINT)",
        _ => null,
    };

    /// <summary>DuckDB's weeks begin on Monday: other weeks are moved there and back.</summary>
    protected override void WriteDateTrunc(Call call, Expression value, string unit, Expression? zone)
    {
        string? start = SameDialect ? null : WeekStart(unit, Source.Family == "bigquery" ? "SUNDAY" : "MONDAY");
        bool date = call.Name == "DATE_TRUNC";
        if (zone is not null && !SameDialect)
        {
            AtTimeZone local = new(Wrap(value), zone);
            if (start is not (null or "MONDAY"))
            {
                int days = Shift(start);
                Binary weeks = new(BinaryOperator.Add, Call.OfFinal("DATE_TRUNC", new StringLiteral("WEEK"),
                    new Binary(BinaryOperator.Add, local, Days(days))), Days(-days));
                Write(new AtTimeZone(new Paren(weeks), zone));
                return;
            }
            Write(new AtTimeZone(
                Call.OfFinal("DATE_TRUNC", new StringLiteral(start is null ? unit : "WEEK"), local), zone));
            return;
        }
        if (Source.Family == "snowflake" && zone is null
            && Types.Group(value) is (TypeGroup.Date or TypeGroup.TimestampTz or TypeGroup.Time) and var group)
        {
            Expression based = group == TypeGroup.Time ? new Binary(BinaryOperator.Add, new Cast(
                new StringLiteral("1970-01-01"), DataType.Of(TypeKind.Date), CastKind.Strict), Wrap(value)) : value;
            TypeKind kind = group switch
            {
                TypeGroup.Date => TypeKind.Date,
                TypeGroup.Time => TypeKind.Time,
                _ => TypeKind.TimestampTz
            };
            Expression cut = Call.OfFinal("DATE_TRUNC", new StringLiteral(start is null ? unit : "WEEK"), based);
            Write(group == TypeGroup.Date && unit is not ("HOUR" or "MINUTE" or "SECOND") ? cut
                : new Cast(cut, DataType.Of(kind), CastKind.Strict));
            return;
        }
        if (start is null or "MONDAY")
        {
            Expression truncated = Call.OfFinal("DATE_TRUNC", new StringLiteral(start is null ? unit : "WEEK"), value);
            Write(date && Source.Family == "bigquery" ? new Cast(truncated, DataType.Of(TypeKind.Date), CastKind.Strict)
                : truncated);
            return;
        }
        int shift = Shift(start);
        if (call.Name == "DATETIME_TRUNC")
        {
            value = new Cast(value, DataType.Of(TypeKind.Timestamp), CastKind.Strict);
        }
        Expression moved = new Binary(BinaryOperator.Add, Call.OfFinal("DATE_TRUNC", new StringLiteral("WEEK"),
            new Binary(BinaryOperator.Add, Wrap(value), Days(shift))), Days(-shift));
        Write(date ? new Cast(moved, DataType.Of(TypeKind.Date), CastKind.Strict) : moved);
    }

    /// <summary>Days from the week's first day to the Monday behind it.</summary>
    private static int Shift(string start) => start switch
    {
        "SUNDAY" => 1,
        "SATURDAY" => -5,
        "FRIDAY" => -4,
        "THURSDAY" => -3,
        "WEDNESDAY" => -2,
        "TUESDAY" => -1,
        _ => 0,
    };

    private static Interval Days(int count) =>
        new(new StringLiteral(count.ToString(System.Globalization.CultureInfo.InvariantCulture)), "DAY", null);

    protected override void WriteDateDiff(Call call, Expression end, Expression start, string unit)
    {
        if (SameDialect)
        {
            base.WriteDateDiff(call, end, start, unit);
            return;
        }
        if (Source.Family == "snowflake" && unit == "NANOSECOND")
        {
            WriteFilled("EPOCH_NS(CAST($1 AS TIMESTAMP_NS)) - EPOCH_NS(CAST($2 AS TIMESTAMP_NS))", end, start);
            return;
        }
        TypeKind kind = call.Name.StartsWith("DATE_", StringComparison.Ordinal) ? TypeKind.Date : TypeKind.Timestamp;
        Expression later = AsTimestamp(end, end is StringLiteral { Value.Length: > 10 } ? TypeKind.Timestamp : kind);
        Expression earlier =
            AsTimestamp(start, start is StringLiteral { Value.Length: > 10 } ? TypeKind.Timestamp : kind);
        if (WeekStart(unit, Source.Family == "bigquery" ? "SUNDAY" : "MONDAY") is { } week)
        {
            WriteCall(Call.OfFinal(
                "DATE_DIFF", new StringLiteral("WEEK"), WeekOf(earlier, Shift(week)), WeekOf(later, Shift(week))));
            return;
        }
        if (call.Name == "TIMESTAMP_DIFF" && Source.Family == "bigquery"
            && unit is not ("MILLISECOND" or "MICROSECOND" or "SECOND"))
        {
            WriteCall(Call.OfFinal("DATE_SUB", new StringLiteral(unit), earlier, later));
            return;
        }
        base.WriteDateDiff(call, later, earlier, unit);
    }

    protected override bool WriteFormatCall(Call call)
    {
        Expression[] a = call.Arguments;
        switch (call.Name)
        {
            case "TRY_STR_TO_DATE":
                Expression moment = Call.OfFinal("TRY_STRPTIME", a[0], FormatOut(call, a[1]));
                Write(new Cast(Source.Family == "snowflake" ? new Cast(moment, DataType.Of(TypeKind.Timestamp),
                    CastKind.Strict) : moment, DataType.Of(TypeKind.Date), CastKind.Strict));
                return true;
            case "PARSE_DATETIME" or "PARSE_TIMESTAMP" when a.Length == 2:
                WriteYearSafe(call);
                return true;
            case "STR_TO_DATE" when Source.Family == "bigquery" && !call.Safe:
                Out.Append("CAST(");
                WriteYearSafe(call);
                Out.Append(" AS DATE)");
                return true;
            case "TIME_TO_STR" or "FORMAT_DATE" when a[1] is StringLiteral elements && FormattedInPieces(
                call.Name == "FORMAT_DATE" ? new Cast(a[0], DataType.Of(TypeKind.Date), CastKind.Strict) : a[0],
                elements, (moment, own) => Call.OfFinal("STRFTIME", moment, new StringLiteral(own))) is { } pieces:
                WriteOperation(pieces);
                return true;
            case "FORMAT_DATETIME" when a is [Cast, StringLiteral elements] && FormattedInPieces(
                a[0], elements, (moment, own) => Call.OfFinal("STRFTIME", moment, new StringLiteral(own))) is { } parts:
                WriteOperation(parts);
                return true;
            case "TIME_TO_STR":
                WriteCall(Call.OfFinal("STRFTIME", a[0], FormatOut(call, a[1])));
                return true;
            case "FORMAT_DATE":
                WriteCall(Call.OfFinal(
                    "STRFTIME", new Cast(a[0], DataType.Of(TypeKind.Date), CastKind.Strict), FormatOut(call, a[1])));
                return true;
            case "FORMAT_DATETIME" when a[0] is Cast { Type.Kind: TypeKind.Timestamp or TypeKind.DateTime }:
                WriteCall(Call.OfFinal("STRFTIME", a[0], FormatOut(call, a[1])));
                return true;
            case "FORMAT_TIME":
                WriteCall(Call.OfFinal(
                    "STRFTIME", new Cast(a[0], DataType.Of(TypeKind.Time), CastKind.Strict), FormatOut(call, a[1])));
                return true;
            case "PARSE_TIME":
                Write(new Cast(Call.OfFinal("STRPTIME", a[0], FormatOut(call, a[1])), DataType.Of(TypeKind.Time),
                    CastKind.Strict));
                return true;
            case "TRY_STR_TO_TIME" when Source.Family == "snowflake":
                Write(new Cast(Call.OfFinal("TRY_STRPTIME", a[0], FormatOut(call, a[1])),
                    DataType.Of(TypeKind.Timestamp), CastKind.Strict));
                return true;
            case "FORMAT_TIMESTAMP" or "FORMAT_DATETIME":
                WriteCall(Call.OfFinal("STRFTIME", new Cast(a[0], DataType.Of(TypeKind.Timestamp), CastKind.Strict),
                    FormatOut(call, a[1])));
                return true;
            case "STR_TO_TIME":
                WriteCall(Call.OfFinal("STRPTIME", a[0], FormatOut(call, a[1])));
                return true;
            case "TRY_STR_TO_TIME":
                WriteCall(Call.OfFinal("TRY_STRPTIME", a[0], FormatOut(call, a[1])));
                return true;
            case "STR_TO_DATE":
                Write(new Cast(Call.OfFinal("STRPTIME", a[0], FormatOut(call, a[1])), DataType.Of(TypeKind.Date),
                    CastKind.Strict));
                return true;
            default:
                return false;
        }
    }
}
