using Weir.Sql.Ast;
using Weir.Sql.Generation;

namespace Weir.Sql.Dialects.Snowflake;

internal sealed partial class SnowflakeGenerator
{
    private static bool IsOneDay(Expression step) => step switch
    {
        Cast { Type.Kind: TypeKind.Interval } cast => IsOneDay(cast.Value),
        StringLiteral { Value: var words } => words.Equals("1 day", StringComparison.OrdinalIgnoreCase),
        Interval { Value: StringLiteral { Value: "1" } or NumberLiteral { Text: "1" }, Unit: var unit } =>
            unit?.Equals("DAY", StringComparison.OrdinalIgnoreCase) == true,
        Interval { Value: StringLiteral words, Unit: null } => IsOneDay(words),
        _ => false,
    };

    private bool WriteForeignCall(Call call)
    {
        Expression[] a = call.Arguments;

        // https://docs.snowflake.com/en/sql-reference/functions/array_agg
        if (call is { Name: "ARRAY_AGG", IgnoreNulls: null, Arguments: [Column or Call or Cast or CaseExpression] }
            && Source.Family is "postgres" or "duckdb")
        {
            Warn(call, $"Snowflake's ARRAY_AGG leaves out NULLs, which {Source.Name} keeps");
        }
        switch (call.Name)
        {
            case "GENERATE_SERIES" when a is [_, _, var step]
                && Types.Group(step) is TypeGroup.Interval or TypeGroup.Text:
                if (Types.Group(a[0]) == TypeGroup.Date && IsOneDay(step))
                {
                    WriteCall(Call.Of("GENERATE_DATE_ARRAY", a[0], a[1]));
                    return true;
                }
                if (WriteSeriesOfTimes(a[0], a[1], step, Types.Group(a[0]) == TypeGroup.Date))
                {
                    return true;
                }
                Refuse(call, "a series of times", "write DATEADD over ARRAY_GENERATE_RANGE");
                return false;
            case "GENERATE_DATE_ARRAY" when a is [var start, var end, var between]:
                return WriteSeriesOfTimes(start, end, between, dates: true);
            case "GENERATE_TIMESTAMP_ARRAY" when a is [var begin, var finish, var apart]:
                return WriteSeriesOfTimes(AsTimestamp(begin, TypeKind.TimestampTz),
                    AsTimestamp(finish, TypeKind.TimestampTz), apart, dates: false);
            case "TRY" when Source.Family == "duckdb" && a is [var tried]:
                return WriteTried(tried);
            case "MAP_FROM_ENTRIES" when a is [var entries]:
                return WriteFilteredMap(entries);
            case "JSON_KEYS" when a is [var keyed, StringLiteral { Value: ['$', ..] }]
                && Parsing.JsonPaths.FromArgument(a[1]) is JsonPath { Steps.Length: > 0 } within:
                WriteCall(Call.OfFinal("OBJECT_KEYS", new JsonAccess(keyed, within, JsonResult.Value)));
                return true;
            case "JUSTIFY_HOURS" or "JUSTIFY_DAYS" or "JUSTIFY_INTERVAL"
                when a is [Interval { ToUnit: null, Value: StringLiteral { Value: var amount } } interval]
                && Parsing.IntervalText.Parse(amount + " " + interval.Unit) is { } parts:
                parts = parts.Justified(call.Name != "JUSTIFY_DAYS", call.Name != "JUSTIFY_HOURS");
                Write(new Interval(new StringLiteral(parts.InParts()), null, null));
                return true;
            case "ANY_VALUE" when call.Having is { } having:
                WriteCall(Call.OfFinal(having.Max ? "MAX_BY" : "MIN_BY", a[0], having.Value));
                return true;
            case "ARRAY_AGG" or "STRING_AGG" or "ARRAY_CONCAT_AGG" when Source.Family == "bigquery" && a.Length > 0
                && call is { Limit: NumberLiteral limit, Having: null }:
                Expression all = Call.OfFinal("ARRAY_AGG", a[0]) with { Distinct = call.Distinct };
                Call first = Call.OfFinal("ARRAY_SLICE",
                    call.OrderBy.Length > 0 ? new WithinGroup(all, call.OrderBy) : all, new NumberLiteral("0"), limit);
                WriteCall(call.Name switch
                {
                    "ARRAY_AGG" => first,
                    "STRING_AGG" => Call.OfFinal("ARRAY_TO_STRING", first, a.Length > 1 ? a[1] : new StringLiteral(",")),
                    _ => Call.OfFinal("ARRAY_FLATTEN", first),
                });
                return true;
            case "ARRAY_AGG" when call is { Limit: null, Having: null }
                && (call.OrderBy.Length > 0 || call.IgnoreNulls is not null):
                Call collected = Call.OfFinal("ARRAY_AGG", a) with { Distinct = call.Distinct };
                Write(call.OrderBy.Length > 0 ? new WithinGroup(collected, call.OrderBy) : collected);
                return true;
            case "STRING_AGG" when call.OrderBy.Length > 0:
                Write(new WithinGroup(Call.OfFinal("LISTAGG", a) with { Distinct = call.Distinct }, call.OrderBy));
                return true;
            case "REGEXP_EXTRACT" or "REGEXP_SUBSTR" when Source.Family == "bigquery"
                && a is [_, StringLiteral { Value: var regex }, ..] && Groups(regex):
                WriteCall(Call.OfFinal("REGEXP_SUBSTR", a[0], a[1], a.Length > 2 ? a[2] : new NumberLiteral("1"),
                    a.Length > 3 ? a[3] : new NumberLiteral("1"), new StringLiteral("c"), new NumberLiteral("1")));
                return true;
            case "REGEXP_EXTRACT" when Source.Family == "bigquery" && a.Length >= 2:
                WriteCall(Call.OfFinal("REGEXP_SUBSTR", a));
                return true;
            case "REGEXP_EXTRACT" when Source.Family == "duckdb" && a.Length == 3:
                WriteCall(Call.OfFinal("REGEXP_SUBSTR", a[0], a[1], new NumberLiteral("1"), new NumberLiteral("1"),
                    new StringLiteral("c"), a[2]));
                return true;
            case "JSON_OBJECT" when a is [ArrayLiteral keys, ArrayLiteral values]
                && keys.Items.Length == values.Items.Length:
                WriteCall(Call.OfFinal("OBJECT_CONSTRUCT_KEEP_NULL",
                    [.. keys.Items.Zip(values.Items).SelectMany(pair => (Expression[])[pair.First, pair.Second])]));
                return true;
            case "JSON_EXTRACT_ARRAY" or "JSON_QUERY_ARRAY" or "JSON_VALUE_ARRAY" when a is [var json,
                StringLiteral { Value: ['$', ..] }] && Parsing.JsonPaths.FromArgument(a[1]) is JsonPath path:
                WriteCall(call with { Arguments = [json, new StringLiteral(PlainPath(path.Steps))] });
                return true;
            case "REGEXP_EXTRACT_ALL" when a is [var text, StringLiteral pattern]
                && pattern.Value.Contains('(', StringComparison.Ordinal)
                && !pattern.Value.Contains("(?:", StringComparison.Ordinal) && Source.Family == "bigquery":
                WriteCall(Call.OfFinal("REGEXP_SUBSTR_ALL", text, pattern, new NumberLiteral("1"),
                    new NumberLiteral("1"), new StringLiteral("c"), new NumberLiteral("1")));
                return true;
            case "REGEXP_EXTRACT" when Source.Family == "duckdb"
                && a is [var searched, var sought, var group, StringLiteral flags]:
                Call found = Call.OfFinal("REGEXP_SUBSTR", searched, sought, new NumberLiteral("1"),
                    new NumberLiteral("1"), new StringLiteral(flags.Value + "e"), group);
                WriteCall(Call.OfFinal("IFF", new IsTest(searched, new NullLiteral(), false), new NullLiteral(),
                    Call.OfFinal("COALESCE", found, new StringLiteral(string.Empty))));
                return true;
            case "FILTER_ARRAY" when a is [ArrayLiteral { Type: null } made, Lambda
            {
                Parameters: [var item],
                Body: Unary
                {
                    Operator: UnaryOperator.Not, Operand: IsTest
                    { Value: Column { Parts: [var seen] }, Test: NullLiteral, Not: false }
                }
            }]
                && seen.Name == item.Name:
                WriteCall(Call.OfFinal("ARRAY_CONSTRUCT_COMPACT", made.Items));
                return true;
            case "TRANSFORM" when a is [var list, Lambda { Parameters: [var each, var place] } numbered]:
                WriteNumberedItems(list, each, place, numbered.Body);
                return true;
            case "TRANSFORM" or "FILTER_ARRAY" when a is [_, Lambda { Parameters.Length: > 1 }]:
                Refuse(call, "a lambda with a position",
                    "transform ARRAY_GENERATE_RANGE(0, ARRAY_SIZE(array)) and read the items at it");
                return false;
            case "APPROX_QUANTILES" when !call.Distinct && call.IgnoreNulls != false
                && a is [var measured, NumberLiteral { IsInteger: true } parts]
                && int.TryParse(parts.Text, out int number) && number is > 0 and <= 100:
                Write(new ArrayLiteral(
                    [.. Enumerable.Range(0, number + 1).Select(part => Quantile(measured, part, number))], null));
                return true;
            default:
                return false;
        }
    }

    /// <summary>ANY and ALL take queries and lists here, no arrays.</summary>
    protected override void WriteBinary(Binary binary)
    {
        if (!SameDialect
            && binary.Right is Quantified
            {
                Operand: not (
                SubqueryExpression or TupleExpression or Paren { Inner: SubqueryExpression })
            } quantified
                && Unwrap(quantified.Operand) is var array && array is not StringLiteral)
        {
            if (binary.Operator == BinaryOperator.Equal && quantified.Quantifier != "ALL")
            {
                WriteCall(Call.OfFinal(
                    "ARRAY_CONTAINS", new Cast(binary.Left, DataType.Of(TypeKind.Variant), CastKind.Strict), array));
                return;
            }
            if (WriteComparedItems(binary, array, quantified.Quantifier == "ALL"))
            {
                return;
            }
            Refuse(quantified, quantified.Quantifier + " over an array",
                "write ARRAY_CONTAINS, or FILTER the array and count");
        }
        base.WriteBinary(binary);
    }

    /// <summary>The ends are exact, as BigQuery's are.</summary>
    private static Call Quantile(Expression value, int part, int parts) =>
        part == 0 ? Call.OfFinal("MIN", value) : part == parts ? Call.OfFinal("MAX", value)
        : Call.OfFinal("APPROX_PERCENTILE", value, new NumberLiteral(((decimal)part / parts).ToString(
            "0.######", System.Globalization.CultureInfo.InvariantCulture)));

    /// <summary>Parts of an interval stand with commas between them and are whole.</summary>
    // https://docs.snowflake.com/en/sql-reference/data-types-datetime#interval-constants
    protected override void WriteInterval(Interval interval)
    {
        if (!SameDialect && interval is { Unit: null, Value: StringLiteral { Value: var text } })
        {
            string[] words = System.Text.RegularExpressions.Regex.Split(text.Trim(), "(?<=[A-Za-z])[\\s,]+(?=[-+0-9])");
            if (!Array.TrueForAll(
                words, word => System.Text.RegularExpressions.Regex.IsMatch(word, "^[-+]?[0-9]+\\s*[A-Za-z]*$")))
            {
                if (Parsing.IntervalText.Parse(text) is { } parts)
                {
                    words = [parts.InParts()];
                }
                else
                {
                    Refuse(interval, "an interval with a clock or a fraction",
                        "write whole parts with commas: '1 day, 2 hours'");
                }
            }
            interval = interval with { Value = new StringLiteral(string.Join(", ", words)) };
        }
        base.WriteInterval(interval);
    }

    protected override void WriteBytes(BytesLiteral bytes)
    {
        Out.Append("x'");
        Out.Append(Convert.ToHexString(System.Text.Encoding.Latin1.GetBytes(bytes.Value)));
        Out.Append('\'');
    }

    /// <summary>Days from a week's first day to Monday, where Snowflake's weeks begin; null for a plain week.</summary>
    private int? DaysToMonday(string unit) => SameDialect ? null : unit switch
    {
        "WEEK" when Source.Family == "bigquery" => 1,
        "WEEK(SUNDAY)" => 1,
        "WEEK(SATURDAY)" => 2,
        "WEEK(FRIDAY)" => 3,
        "WEEK(THURSDAY)" => 4,
        "WEEK(WEDNESDAY)" => 5,
        "WEEK(TUESDAY)" => 6,
        _ => null,
    };

    private static Call Moved(Expression value, int days) =>
        Call.OfFinal("DATEADD", new WordExpression("DAY"), Number(days), value);

    protected override void WriteDateTrunc(Call call, Expression value, string unit, Expression? zone)
    {
        if (DaysToMonday(unit) is { } days && zone is null)
        {
            WriteCall(Moved(Call.OfFinal("DATE_TRUNC", new StringLiteral("WEEK"), Moved(value, days)), -days));
            return;
        }
        if (DaysToMonday(unit) is not null)
        {
            Refuse(call, unit + " in a time zone", "convert the time zone first");
        }
        base.WriteDateTrunc(call, value, !SameDialect && unit == "WEEK(MONDAY)" ? "WEEK" : unit, zone);
    }

    protected override void WriteDateDiff(Call call, Expression end, Expression start, string unit)
    {
        if (DaysToMonday(unit) is { } days)
        {
            (end, start, unit) = (Moved(end, days), Moved(start, days), "WEEK");
        }
        unit = !SameDialect && unit == "WEEK(MONDAY)" ? "WEEK" : unit;
        WriteCall(Call.OfFinal(call.Name.StartsWith("DATE_", StringComparison.Ordinal) ? "DATEDIFF" : "TIMESTAMPDIFF",
            new WordExpression(unit), start, end));
    }
}
