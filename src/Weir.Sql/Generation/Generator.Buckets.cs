using System.Globalization;
using Weir.Sql.Ast;

namespace Weir.Sql.Generation;

/// <summary>
/// Buckets of time, parts of texts and first values that have no function of the same name elsewhere.
/// </summary>
internal partial class Generator
{
    /// <summary>True where it was written.</summary>
    private bool WriteBucketCall(Call call)
    {
        if (SameDialect)
        {
            return false;
        }
        switch (call)
        {
            case
            {
                Name: "DATE_BIN",
                Arguments: [StringLiteral { Value: var width }, var moment,
                    var origin]
            } when Dialect.Family is "bigquery" or "snowflake"
                    && Parsing.Parser.SplitInterval(width) is { } split:
                Interval read = new(
                    new StringLiteral(split.Number), split.Unit.ToUpperInvariant(), null)
                { Position = call.Position };
                if (Dialect.Family == "snowflake")
                {
                    return WriteSlice(read, moment, origin);
                }
                Write(call with { Arguments = [read, moment, origin] });
                return true;
            case
            {
                Name: "DATE_BIN",
                Arguments: [Interval interval, var moment, var origin]
            } when Dialect.Family == "snowflake":
                return WriteSlice(interval, moment, origin);
            case
            {
                Name: "TIME_BUCKET", Arguments: [Interval interval,
                var moment]
            } when Dialect.Family is "postgres" or "bigquery" && MonthsOf(interval) is { } months:
                WriteMonths(moment, months, call.Position);
                return true;
            case { Name: "TIME_BUCKET", Arguments: [Interval interval, var moment] } when Dialect.Family == "snowflake":
                return WriteSlice(interval, moment, null);
            case
            {
                Name: "TIMESTAMP_BUCKET" or "DATETIME_BUCKET" or "DATE_BUCKET",
                Arguments: [var moment, Interval width, .. { Length: <= 1 } from]
            } when Source.Family == "bigquery":
                return WriteBucket(call.Name, moment, width, from is [var start] ? start : null);
            case { Name: "FIRST" or "LAST", Arguments: [var value], OrderBy.Length: > 0 } when Source.Family == "duckdb"
                && Dialect.Family is "postgres" or "bigquery":
                WriteFirst(call, value);
                return true;
            default:
                return false;
        }
    }

    /// <summary>BigQuery's buckets, which count from 1950-01-01.</summary>
    // https://cloud.google.com/bigquery/docs/reference/standard-sql/time-series-functions#timestamp_bucket
    private bool WriteBucket(string name, Expression moment, Interval width, Expression? start)
    {
        TypeKind kind = name switch
        {
            "TIMESTAMP_BUCKET" => TypeKind.TimestampTz,
            "DATETIME_BUCKET" => TypeKind.Timestamp,
            _ => TypeKind.Date,
        };
        StringLiteral first = new(kind == TypeKind.TimestampTz ? "1950-01-01 00:00:00+00" : "1950-01-01");
        Expression origin = start ?? new Cast(first, DataType.Of(kind), CastKind.Strict) { Final = true };
        bool months = MonthsOf(width) is not null;
        if (Dialect.Family == "snowflake")
        {
            return start is null && WriteSlice(width, moment, null);
        }
        if (Dialect.Family == "duckdb")
        {
            WriteCall(Call.OfFinal("TIME_BUCKET", width, moment, origin));
            return true;
        }
        if (Dialect.Family != "postgres" || months || width.Unit is null)
        {
            return false;
        }
        Expression bin = Call.OfFinal("DATE_BIN", width, moment, origin);
        Write(kind == TypeKind.Date ? new Cast(bin, DataType.Of(kind), CastKind.Strict) { Final = true } : bin);
        return true;
    }

    /// <summary>A width in months, quarters or years; null for others.</summary>
    private static long? MonthsOf(Interval interval)
    {
        string? number =
            interval.Value switch { StringLiteral text => text.Value, NumberLiteral count => count.Text, _ => null };
        int size = interval.Unit is null ? 0
            : Singular(interval.Unit).ToUpperInvariant() switch { "MONTH" => 1, "QUARTER" => 3, "YEAR" => 12, _ => 0 };
        return size > 0 && interval.ToUnit is null && long.TryParse(number, NumberStyles.None,
            CultureInfo.InvariantCulture, out long count2) && count2 is > 0 and < 100_000 ? size * count2 : null;
    }

    /// <summary>DuckDB counts buckets of months from 2000-01-01.</summary>
    private void WriteMonths(Expression moment, long months, int position)
    {
        bool date = Types.Group(moment) == TypeGroup.Date;
        string elapsed = "((EXTRACT(YEAR FROM $1) - 2000) * 12 + EXTRACT(MONTH FROM $1) - 1)";
        string text = Dialect.Family == "postgres"
            ? $"CAST(CAST('2000-01-01' AS TIMESTAMP) + INTERVAL '{months} MONTH' * FLOOR({elapsed} / {months}.0) AS {(date ? "DATE" : Types.Group(moment) == TypeGroup.TimestampTz ? "TIMESTAMPTZ" : "TIMESTAMP")})"
            : $"DATE_ADD(DATE '2000-01-01', INTERVAL (CAST(FLOOR({elapsed} / {months}) AS INT64) * {months}) MONTH)";
        Expression bucket = Filled(text, position, moment);
        Write(date || Dialect.Family == "postgres" ? bucket
            : Call.OfFinal(Types.Group(moment) == TypeGroup.Timestamp ? "DATETIME" : "TIMESTAMP", bucket));
    }

    /// <summary>
    /// Snowflake's slices count from 1970: equal where a day holds a whole number of them and the origin is a midnight.
    /// </summary>
    private bool WriteSlice(Interval interval, Expression moment, Expression? origin)
    {
        bool midnight = origin is null || (Unwrap(origin) is Cast { Value: StringLiteral { Value: var from } } && (
            from.Length == 10 || from.AsSpan(10).TrimStart(" T").StartsWith("00:00:00", StringComparison.Ordinal)));
        if (!midnight || interval.Unit is null || interval.Value is not StringLiteral { Value: var number }
            || !long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out long count) || count == 0)
        {
            return false;
        }
        string unit = Singular(interval.Unit).ToUpperInvariant();
        int whole = unit switch { "SECOND" => 86400, "MINUTE" => 1440, "HOUR" => 24, "DAY" => 1, _ => 0 };
        if (whole == 0 || whole % count != 0)
        {
            return false;
        }
        Expression local = Types.Group(moment) == TypeGroup.Timestamp ? moment
            : new Cast(moment, DataType.Of(TypeKind.TimestampNtz), CastKind.Strict);
        WriteCall(Call.OfFinal("TIME_SLICE", local, Number(count), new StringLiteral(unit)));
        return true;
    }

    /// <summary>DuckDB's FIRST(x ORDER BY y), which keeps NULLs.</summary>
    private void WriteFirst(Call call, Expression value)
    {
        OrderItem[] order = call.Name == "FIRST" ? call.OrderBy : Array.ConvertAll(call.OrderBy, item => item with
        {
            Direction = item.Direction == SortDirection.Descending ? SortDirection.Ascending : SortDirection.Descending,
            Nulls = NullsFirst(item) ? NullOrder.Last : NullOrder.First,
        });
        Call all = Call.OfFinal("ARRAY_AGG", value) with { OrderBy = order, Distinct = call.Distinct };
        Write(Dialect.Family == "postgres"
            ? new Subscript(
                new Paren(all), [new NumberLiteral("1")], SubscriptKind.OneBased)
            { Position = call.Position }
            : new Subscript(all with { Limit = new NumberLiteral("1") }, [new NumberLiteral("0")],
                SubscriptKind.SafeZeroBased)
            { Position = call.Position });
    }

    private bool NullsFirst(OrderItem item) => item.Nulls == NullOrder.First || (item.Nulls == NullOrder.Unspecified
        && FirstByDefault(Source.Output.NullOrdering, item.Direction == SortDirection.Descending));
}
