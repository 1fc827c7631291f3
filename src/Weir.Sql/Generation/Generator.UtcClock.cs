using System.Buffers;
using System.Globalization;
using Weir.Sql.Ast;

namespace Weir.Sql.Generation;

/// <summary>
/// BigQuery has no zone of the session: the day, hour or text of a TIMESTAMP is UTC's. PostgreSQL and DuckDB take the
/// session's zone, so that UTC must be said wherever a value is known to be an instant.
/// </summary>
// https://cloud.google.com/bigquery/docs/reference/standard-sql/data-types#time_zones
internal partial class Generator
{
    // Where the time begins in '2024-03-10 02:30:15+00'.
    private const int TimeAt = 11;

    private static readonly StringLiteral Utc = new("UTC");
    private static readonly SearchValues<char> ZoneMarks = SearchValues.Create("+-Zz/");

    private bool NeedsUtc => !SameDialect && Source.Family == "bigquery" && Dialect.Family is "postgres" or "duckdb";

    private bool IsInstant(Expression value) => NeedsUtc && Types.Group(value) == TypeGroup.TimestampTz
        && !IsOnSessionsClock(value);

    // A text without a zone is read on the session's clock there, and shown on the same.
    private static bool IsOnSessionsClock(Expression value) => value is Cast { Value: StringLiteral text }
        && (text.Value.Length <= TimeAt || !text.Value.AsSpan(TimeAt).ContainsAny(ZoneMarks));

    /// <summary>The clock that BigQuery reads: a time without zone, where the value is an instant.</summary>
    private Expression OnUtcClock(Expression value) =>
        IsInstant(value) ? new AtTimeZone(Wrap(value), Utc) { Position = value.Position } : value;

    private Cast OnUtcClock(Cast cast) => !cast.Final && cast.Format is null
        && cast.Type.Kind is TypeKind.Date or TypeKind.Time or TypeKind.Timestamp or TypeKind.TimestampNtz or TypeKind.DateTime
            ? cast with { Value = OnUtcClock(cast.Value) } : cast;

    // Seconds and less are the same on every clock, and so is where a minute begins.
    private Extract OnUtcClock(Extract extract) => !extract.Final
        && extract.Part is WordExpression { Word: not ("EPOCH" or "SECOND" or "MILLISECOND" or "MICROSECOND" or "NANOSECOND") }
            ? extract with { Value = OnUtcClock(extract.Value) } : extract;

    /// <summary>A day of BigQuery's instants is 24 hours; on the session's clock it may have 23 or 25.</summary>
    // https://cloud.google.com/bigquery/docs/reference/standard-sql/timestamp_functions#timestamp_add
    private Binary OnUtcClock(Binary binary) => NeedsUtc
        && binary is
        {
            Operator: BinaryOperator.Add or BinaryOperator.Subtract,
            Right: Interval { Unit: "DAY" or "DAYS", ToUnit: null, Value: { } days }
        }
        && IsInstant(binary.Left) ? binary with { Right = new Interval(InHours(days), "HOUR", null) } : binary;

    private static Expression InHours(Expression days) =>
        (days is StringLiteral text ? text.Value : (days as NumberLiteral)?.Text) is { } digits
        && int.TryParse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number)
            ? new StringLiteral((24L * number).ToString(CultureInfo.InvariantCulture))
            : new Binary(BinaryOperator.Multiply, Wrap(days), NumberLiteral.Of(24));

    private Call OnUtcClock(Call call) => !NeedsUtc ? call : call switch
    {
        { Name: "TIMESTAMP_ADD" or "TIMESTAMP_SUB", Arguments: [var value, var days, WordExpression { Word: "DAY" } unit] }
            when !IsOnSessionsClock(value) =>
            call with { Arguments = [value, InHours(days), unit with { Word = "HOUR" }] },
        { Name: "DATE" or "TIME" or "DATETIME" or "FORMAT_TIMESTAMP" or "TIME_TO_STR", Arguments: [var value, ..] }
            when call.Arguments.Length == (call.Name is "FORMAT_TIMESTAMP" or "TIME_TO_STR" ? 2 : 1) && IsInstant(value) =>
            call with { Arguments = [OnUtcClock(value), .. call.Arguments[1..]] },
        { Name: "TIMESTAMP_TRUNC" or "DATE_TRUNC", Arguments: [var value, WordExpression { Word: not ("MINUTE" or "SECOND" or "MILLISECOND" or "MICROSECOND") } unit] }
            when IsInstant(value) => call with { Arguments = [value, unit, Utc] },
        { Name: "CURRENT_DATE" or "CURRENT_TIME", Arguments: [] } => OfSession(call),
        _ => call,
    };

    private Call OfSession(Call call)
    {
        Warn(call, $"{call.Name} is UTC's in BigQuery, the session's in {Dialect.Name}: SET TimeZone = 'UTC', "
            + $"or write {call.Name}('UTC')");
        return call;
    }
}
