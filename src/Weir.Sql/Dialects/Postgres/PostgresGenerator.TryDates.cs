using System.Globalization;
using Weir.Sql.Ast;

namespace Weir.Sql.Dialects.Postgres;

/// <summary>
/// Dates, times and JSON that give NULL for what cannot be read: PostgreSQL 15 has no such function, so that constants
/// alone are read, while translating.
/// </summary>
internal partial class PostgresGenerator
{
    /// <summary>A constant by a format; true where it was written.</summary>
    private bool WriteTryFormat(Call call)
    {
        if (Source.Family == "bigquery"
            && call is { Name: "TRY_STR_TO_DATE", Arguments: [var date, StringLiteral { Value: var way }] }
            && SafeDate(date, way) is { } read)
        {
            Write(read);
            return true;
        }
        if (Source.Family is not ("snowflake" or "duckdb")
            || call.Arguments is not [StringLiteral text, StringLiteral format])
        {
            return false;
        }
        TypeKind kind = call.Name switch
        {
            "TRY_STR_TO_DATE" => TypeKind.Date,
            "TRY_TO_TIME" => TypeKind.Time,
            _ => TypeKind.Timestamp,
        };
        if ("AUTO".Equals(format.Written, StringComparison.OrdinalIgnoreCase) && Source.Family == "snowflake")
        {
            Write(new Cast(text, DataType.Of(kind), CastKind.Try) { Position = call.Position });
            return true;
        }
        if (Moment(text.Value, format.Value) is not { } moment
            || (moment.Zone is not null && (kind != TypeKind.Timestamp || Source.Family == "snowflake")))
        {
            return false;
        }
        string written = moment.Time.ToString(kind switch
        {
            TypeKind.Date => "yyyy-MM-dd",
            TypeKind.Time => "HH:mm:ss.FFFFFFF",
            _ => "yyyy-MM-dd HH:mm:ss.FFFFFFF",
        }, CultureInfo.InvariantCulture);
        kind = moment.Zone is null ? kind : TypeKind.TimestampTz;
        Write(new Cast(new StringLiteral(written + moment.Zone), DataType.Of(kind), CastKind.Strict) { Final = true });
        return true;
    }

    /// <summary>
    /// The moment in a text by a canonical format (see <see cref="TimeFormat"/>), digit by digit; null where the two do
    /// not fit for sure, which the source may yet read.
    /// </summary>
    private static (DateTime Time, string? Zone)? Moment(string text, string format)
    {
        Dictionary<char, int> parts = new() { ['Y'] = 1970, ['m'] = 1, ['d'] = 1, ['H'] = 0, ['M'] = 0, ['S'] = 0 };
        long fraction = 0;
        string? zone = null;
        int at = 0;
        for (int index = 0; index < format.Length; index++)
        {
            if (format[index] != '%')
            {
                if (at >= text.Length || text[at++] != format[index])
                {
                    return null;
                }
                continue;
            }
            char element = ++index < format.Length ? format[index] : '%';
            if (element is ':' or '-' && index + 1 < format.Length && format[index + 1] == 'z' || element == 'z')
            {
                index += element == 'z' ? 0 : 1;
                zone = text[at..];
                if (zone is not (['+' or '-', _, _, ':', _, _] or ['+' or '-', _, _, _, _])
                    || !zone[1..].All(letter => char.IsAsciiDigit(letter) || letter == ':'))
                {
                    return null;
                }
                at = text.Length;
                continue;
            }
            int places = 2;
            if (element is >= '1' and <= '9' && index + 1 < format.Length && format[index + 1] == 'n')
            {
                index++;
                places = element - '0';
                element = 'f';
            }
            else if (element is 'Y' or 'f')
            {
                places = element == 'Y' ? 4 : 6;
            }
            if ((element != 'f' && !parts.ContainsKey(element)) || at + places > text.Length || !int.TryParse(
                text.AsSpan(at, places), NumberStyles.None, CultureInfo.InvariantCulture, out int value))
            {
                return null;
            }
            at += places;
            if (element == 'f')
            {
                fraction = value * (long)Math.Pow(10, 9 - places);
                continue;
            }
            parts[element] = value;
        }
        if (at != text.Length || parts['Y'] < 1 || parts['m'] is < 1 or > 12 || parts['d'] < 1
            || parts['d'] > DateTime.DaysInMonth(parts['Y'], parts['m']) || parts['H'] > 23 || parts['M'] > 59
            || parts['S'] > 59)
        {
            return null;
        }
        // PostgreSQL keeps microseconds.
        long ticks = (fraction + 500) / 1000 * TimeSpan.TicksPerMicrosecond;
        return (new DateTime(parts['Y'], parts['m'], parts['d'], parts['H'], parts['M'], parts['S']).AddTicks(ticks),
            zone);
    }

    /// <summary>Constants whose reading gives NULL or a value for sure; true where it was written.</summary>
    private bool WriteTryConstant(Call call)
    {
        if (call.Arguments is not [StringLiteral { Value: var text } literal])
        {
            return false;
        }
        switch (call.Name)
        {
            case "TRY_TO_TIMESTAMP" when SecondsOf(literal) is { } seconds:
                WriteOperation(Filled("TO_TIMESTAMP($1) AT TIME ZONE 'UTC'", seconds));
                return true;
            case "TRY_PARSE_JSON" when IsJson(text) is { } valid:
                Write(new Cast(valid ? literal : new NullLiteral(), DataType.Of(TypeKind.Json), CastKind.Strict)
                {
                    Final = true,
                });
                return true;
            case "CHECK_JSON" when IsJson(text) == true:
                Write(new Cast(new NullLiteral(), DataType.Of(TypeKind.Text), CastKind.Strict));
                return true;
            case "TRY_TO_DECFLOAT" when decimal.TryParse(text,
                NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out _):
                Write(new Cast(literal, DataType.Of(TypeKind.Decimal), CastKind.Strict) { Final = true });
                return true;
            default:
                return false;
        }
    }

    /// <summary>
    /// False where a quotation mark has no partner; null where Snowflake may read what the standard does not.
    /// </summary>
    private static bool? IsJson(string text)
    {
        try
        {
            using System.Text.Json.JsonDocument document = System.Text.Json.JsonDocument.Parse(text);
            return true;
        }
        catch (System.Text.Json.JsonException)
        {
            bool odd = text.Count(letter => letter == '"') % 2 == 1;
            return odd && !text.Contains('\\', StringComparison.Ordinal) ? false : null;
        }
    }
}
