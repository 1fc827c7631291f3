using Weir.Sql.Ast;

namespace Weir.Sql.Generation;

internal partial class Generator
{
    /// <summary>Date arithmetic, truncation and formats, by the dialect's way; true where it was written.</summary>
    protected bool WriteDateCall(Call call)
    {
        Expression[] a = call.Arguments;
        switch (call.Name)
        {
            case "DATE_ADD" or "DATE_SUB" or "TIMESTAMP_ADD" or "TIMESTAMP_SUB" or "DATETIME_ADD" or "DATETIME_SUB" or "TIME_ADD" or "TIME_SUB"
                when a is [_, _, WordExpression unit]:
                WriteDateAdd(call, a[0], WholeAmount(a[1]), unit.Word, call.Name.EndsWith("SUB", StringComparison.Ordinal));
                return true;
            case "DATE_DIFF" or "TIMESTAMP_DIFF" or "DATETIME_DIFF" or "TIME_DIFF" when a is [_, _,
                WordExpression unit]:
                WriteDateDiff(call, a[0], a[1], unit.Word);
                return true;
            case "DATE_TRUNC" or "TIMESTAMP_TRUNC" or "DATETIME_TRUNC" or "TIME_TRUNC" when a is [_,
                WordExpression unit, ..]:
                WriteDateTrunc(call, a[0], unit.Word, a.Length > 2 ? a[2] : null);
                return true;
            case "FORMAT_TIMESTAMP" or "PARSE_TIMESTAMP" when a.Length == 3 && !SameDialect
                && Source.Family == "bigquery":
                WriteInZone(call, a[2]);
                return true;
            case "TIME_TO_STR" or "STR_TO_TIME" or "STR_TO_DATE" or "FORMAT_DATE" or "FORMAT_TIMESTAMP" or "FORMAT_DATETIME" or "FORMAT_TIME"
                or "PARSE_TIMESTAMP" or "PARSE_DATETIME" or "PARSE_TIME" or "TRY_STR_TO_TIME" or "TRY_STR_TO_DATE" or "TRY_TO_TIME" when a.Length >= 2:
                return WriteFormatCall(call);
            default:
                return false;
        }
    }

    /// <summary>Snowflake rounds the amount of DATEADD to a whole number, halves away from nought.</summary>
    // https://docs.snowflake.com/en/sql-reference/functions/dateadd
    private Expression WholeAmount(Expression amount)
    {
        (bool minus, NumberLiteral? number) = amount switch
        {
            NumberLiteral plain => (false, plain),
            Unary { Operator: UnaryOperator.Minus, Operand: NumberLiteral negated } => (true, negated),
            _ => (false, null),
        };
        if (SameDialect || Source.Family != "snowflake" || number is not { IsInteger: false }
            || !decimal.TryParse(number.Text, System.Globalization.NumberStyles.Float,
                System.Globalization.CultureInfo.InvariantCulture, out decimal value))
        {
            return amount;
        }
        NumberLiteral whole = new(decimal.Round(value, MidpointRounding.AwayFromZero).ToString(
            "0", System.Globalization.CultureInfo.InvariantCulture));
        return minus ? new Unary(UnaryOperator.Minus, whole) : whole;
    }

    /// <summary>BigQuery's FORMAT_TIMESTAMP and PARSE_TIMESTAMP with the zone whose clock the text shows.</summary>
    private void WriteInZone(Call call, Expression zone)
    {
        Call plain = call with { Arguments = call.Arguments[..2] };
        Expression value = call.Arguments[0];
        bool shows = call.Name == "FORMAT_TIMESTAMP";
        bool named = call.Arguments[1] is StringLiteral { Value: var format }
            && format.Contains('z', StringComparison.OrdinalIgnoreCase);
        if (zone is StringLiteral { Value: "UTC" } || (named && !shows))
        {
            Write(plain);
            return;
        }
        Cast moment = new(value, DataType.Of(TypeKind.TimestampTz), CastKind.Strict);
        switch (Dialect.Family)
        {
            case "postgres" or "duckdb" when shows && !named:
                Write(plain with
                {
                    Name = "TIME_TO_STR",
                    Arguments = [new AtTimeZone(moment, zone), plain.Arguments[1]]
                });
                return;
            case "snowflake" when shows:
                Write(plain with
                {
                    Name = "TIME_TO_STR",
                    Arguments = [Call.OfFinal("CONVERT_TIMEZONE", zone, moment), plain.Arguments[1]]
                });
                return;
            case "postgres" or "duckdb" when !shows:
                Expression clock = Dialect.Family == "postgres"
                    ? new Cast(plain, DataType.Of(TypeKind.TimestampNtz), CastKind.Strict) { Final = true } : plain;
                Write(new AtTimeZone(clock, zone));
                return;
            default:
                Refuse(call, call.Name + " with a time zone", "move the time to the zone first");
                Write(plain);
                return;
        }
    }

    protected virtual void WriteDateAdd(Call call, Expression value, Expression amount, string unit, bool subtract)
    {
        WriteOperation(new Binary(subtract ? BinaryOperator.Subtract : BinaryOperator.Add, WrapOperand(value),
            new Interval(amount, unit, null)));
    }

    protected static Expression WrapOperand(Expression value) => Wrap(value);

    protected virtual void WriteDateDiff(Call call, Expression end, Expression start, string unit) =>
        WritePlainCall(Call.OfFinal("DATE_DIFF", new StringLiteral(unit), start, end), "DATE_DIFF");

    protected virtual void WriteDateTrunc(Call call, Expression value, string unit, Expression? zone) =>
        WritePlainCall(Call.OfFinal("DATE_TRUNC", new StringLiteral(unit), value), "DATE_TRUNC");

    /// <summary>Formatting and parsing with a format string.</summary>
    protected virtual bool WriteFormatCall(Call call) => false;

    /// <summary>A format in the target's letters.</summary>
    /// <param name="call">The call that writes or reads a text by it.</param>
    /// <param name="format">A canonical format, or a value that gives one.</param>
    protected Expression FormatOut(Call call, Expression format)
    {
        if (format is not StringLiteral text)
        {
            if (!ReferenceEquals(Rules.TimeFormat, Source.Output.TimeFormat))
            {
                Refuse(call, "a format that is not written out", "write the format as a text");
            }
            return format;
        }
        if (SameDialect && Dialect.Family == "postgres" && text.Written is { } written)
        {
            return new StringLiteral(written) { Position = format.Position };
        }
        bool reads = !SameDialect
            && !(call.Name == "TIME_TO_STR" || call.Name.StartsWith("FORMAT", StringComparison.Ordinal));
        string? own = Rules.TimeFormat.FromCanonical(text.Value, reads, out string? missing);
        if (own is null && !SameDialect)
        {
            Refuse(call, $"the format element {missing}",
                "use elements that both have, or put the text together from its parts");
        }
        return new StringLiteral(own ?? text.Written ?? text.Value) { Position = text.Position };
    }

    /// <summary>A text literal as a timestamp, so that the target does not guess.</summary>
    protected static Expression AsTimestamp(Expression value, TypeKind kind) =>
        value is StringLiteral ? new Cast(value, DataType.Of(kind), CastKind.Strict) { Position = value.Position }
            : value;

    /// <summary>WEEK(MONDAY) and ISOWEEK as the day a week begins with; null for other parts.</summary>
    protected static string? WeekStart(string unit, string plainWeek) => unit switch
    {
        "WEEK" => plainWeek,
        "ISOWEEK" or "WEEKISO" or "WEEK_ISO" => "MONDAY",
        _ when unit.StartsWith("WEEK(", StringComparison.Ordinal) => unit[5..^1],
        _ => null,
    };
}
