using Weir.Sql.Ast;
using Weir.Sql.Generation;

namespace Weir.Sql.Dialects.BigQuery;

internal sealed partial class BigQueryGenerator
{
    private static string PlainUnit(string unit) => unit == "WEEK(SUNDAY)" ? "WEEK" : unit;

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
                Write(new Paren(new Binary(BinaryOperator.Subtract,
                    extract with { Part = new StringLiteral("\u0001DAYOFWEEK") }, new NumberLiteral("1"))));
                return;
            case "ISODOW" or "DAYOFWEEKISO":
                Write(new Paren(
                    new Binary(BinaryOperator.Add,
                        Call.OfFinal("MOD",
                            new Binary(BinaryOperator.Add, extract with { Part = new StringLiteral("\u0001DAYOFWEEK") },
                                new NumberLiteral("5")), new NumberLiteral("7")), new NumberLiteral("1"))));
                return;
            case "DOY":
                base.WriteExtract(extract with { Part = new WordExpression("DAYOFYEAR") });
                return;
            case "WEEK" or "WEEKISO":
                base.WriteExtract(extract with { Part = new WordExpression("ISOWEEK") });
                return;
            case "EPOCH" or "EPOCH_SECOND" when Types.Group(extract.Value) == TypeGroup.Interval:
                Refuse(extract, "the seconds of an interval", "take the difference of two times in seconds");
                base.WriteExtract(extract);
                return;
            case "EPOCH" or "EPOCH_SECOND":
                WriteCall(Call.OfFinal(
                    "UNIX_SECONDS", new Cast(extract.Value, DataType.Of(TypeKind.TimestampTz), CastKind.Strict)));
                return;
            case "NANOSECOND":
                WriteOperation(new Binary(BinaryOperator.Multiply,
                    extract with { Part = new StringLiteral("\u0001MICROSECOND") }, new NumberLiteral("1000")));
                return;
            case "EPOCH_MILLISECOND":
                WriteCall(Call.OfFinal(
                    "UNIX_MILLIS", new Cast(extract.Value, DataType.Of(TypeKind.TimestampTz), CastKind.Strict)));
                return;
            case "EPOCH_MICROSECOND":
                WriteCall(Call.OfFinal(
                    "UNIX_MICROS", new Cast(extract.Value, DataType.Of(TypeKind.TimestampTz), CastKind.Strict)));
                return;
            case "WEEKOFYEAR":
                base.WriteExtract(extract with { Part = new WordExpression("ISOWEEK") });
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
        string? unit = interval.Unit is null ? null
            : Singular(interval.Unit) switch
            {
                "US" => "MICROSECOND",
                "MS" => "MILLISECOND",
                "MIN" or "MINS" => "MINUTE",
                "SEC" or "SECS" => "SECOND",
                "H" or "HR" => "HOUR",
                "MON" or "MONS" => "MONTH",
                "D" => "DAY",
                "DECADE" => null,
                var other => other
            };
        bool fraction = interval.Value is StringLiteral { Value: var amount }
            && amount.Contains('.', StringComparison.Ordinal) && unit is not "SECOND";
        if (!SameDialect && interval is { ToUnit: null, Value: StringLiteral { Value: var words } }
            && (unit is null || fraction) && WriteMixedInterval(unit is null ? words : $"{words} {unit}"))
        {
            return;
        }
        if (unit is null && !SameDialect)
        {
            Refuse(interval, "an interval of several or no units", "add intervals of one unit each");
        }
        if (!SameDialect && interval.Value is StringLiteral { Value: var text }
            && text.Contains('.', StringComparison.Ordinal) && unit is not ("SECOND" or null))
        {
            Refuse(interval, "an interval with a fraction", "write it in a smaller unit");
        }
        base.WriteInterval(interval with { Unit = unit ?? interval.Unit });
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
            WriteCall(Call.OfFinal(zone.Value is AtTimeZone { Value: var inner }
                && Types.Group(inner) == TypeGroup.TimestampTz ? "TIMESTAMP" : "DATETIME", zone.Value, zone.Zone));
            return;
        }
        Call local = Call.OfFinal(group == TypeGroup.Timestamp ? "TIMESTAMP" : "DATETIME", zone.Value, zone.Zone);
        WriteCall(group is TypeGroup.Timestamp or TypeGroup.TimestampTz ? local : Call.OfFinal("TIMESTAMP", local));
    }

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
        if (Source.Family == "duckdb" && unit == "WEEK")
        {
            // DuckDB counts whole weeks.
            WriteCall(Call.OfFinal("DIV", Call.OfFinal("DATE_DIFF", end, start, new WordExpression("DAY")), Number(7)));
            return;
        }
        string part = Source.Family != "bigquery" && unit == "WEEK" ? "WEEK(MONDAY)" : PlainUnit(unit);
        WriteCall(Call.OfFinal(call.Name, end, start, new WordExpression(part)));
    }

    private Expression AsDateTime(Expression value) =>
        Types.Group(value) == TypeGroup.Date ? Call.OfFinal("DATETIME", value) :
        value is Cast { Type.Kind: TypeKind.Timestamp or TypeKind.DateTime or TypeKind.TimestampNtz } ? value
            : new Cast(value, DataType.Of(TypeKind.Timestamp), CastKind.Strict);

    protected override void WriteDateTrunc(Call call, Expression value, string unit, Expression? zone)
    {
        if (unit is "DECADE" or "CENTURY" or "MILLENNIUM")
        {
            Refuse(call, "truncation to a " + unit.ToLowerInvariant(), "compute it from the year");
        }
        string part = unit == "WEEK" && Source.Family != "bigquery" ? "WEEK(MONDAY)" : PlainUnit(unit);
        string name = call.Name == "TIMESTAMP_TRUNC" && Source.Family != "bigquery"
            && Types.Group(value) == TypeGroup.Date ? "DATE_TRUNC" : call.Name;
        WriteCall(zone is null ? Call.OfFinal(name, value, new WordExpression(part))
            : Call.OfFinal(name, value, new WordExpression(part), zone));
    }

    protected override bool WriteFormatCall(Call call)
    {
        Expression[] a = call.Arguments;
        bool parses = call.Name.Contains("STR_TO", StringComparison.Ordinal)
            || call.Name.StartsWith("PARSE", StringComparison.Ordinal);
        if (!SameDialect && parses && a[1] is StringLiteral { Value: var letters }
            && (letters.Contains("%n", StringComparison.Ordinal) || letters.Contains("%9n", StringComparison.Ordinal)))
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
        WriteCall(Call.OfFinal(name, [FormatOut(call, a[1]), a[0], .. a[2..]]));
        return true;
    }
}
