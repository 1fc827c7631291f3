using Weir.Sql.Ast;
using Weir.Sql.Generation;

namespace Weir.Sql.Dialects.Postgres;

/// <summary>
/// BigQuery's SAFE_CAST of texts to DATE, DATETIME and TIMESTAMP, and SAFE.PARSE_DATE: the parts by a regular
/// expression, which are put together where there is such a day.
/// </summary>
// https://cloud.google.com/bigquery/docs/reference/standard-sql/lexical#date_literals; the spellings are those that
// GoogleSQL's reference engine takes.
internal partial class PostgresGenerator
{
    private const string DayPattern = @"(\d{4})-(\d{1,2})-(\d{1,2})";
    private const string ClockPattern = @"[ Tt](\d{1,2}):(\d{1,2}):(\d{1,2}(?:\.\d{1,6})?)";
    private const string ZonePattern = @"[Zz]| UTC|([+-]\d{1,2}):?(\d{2})?";

    /// <summary>The cast as an expression; null for other types.</summary>
    private Expression? SafeMoment(Cast cast)
    {
        TypeGroup to = TypeInference.OfKind(cast.Type.Kind);
        if (Source.Family != "bigquery" || cast.Format is not null
            || to is not (TypeGroup.Date or TypeGroup.Timestamp or TypeGroup.TimestampTz))
        {
            return null;
        }
        TypeGroup of = Types.Group(cast.Value);
        if (of is TypeGroup.Date or TypeGroup.Timestamp or TypeGroup.TimestampTz)
        {
            return cast with { Kind = CastKind.Strict };
        }
        if (of is not (TypeGroup.Text or TypeGroup.Unknown))
        {
            return null;
        }
        if (of == TypeGroup.Unknown)
        {
            Warn(cast, "the value is taken for a text: give the columns' types (--schema)");
        }
        if (to == TypeGroup.TimestampTz)
        {
            Warn(cast, "a text with a time zone's name other than UTC gives NULL");
        }
        string pattern = to switch
        {
            TypeGroup.Date => DayPattern,
            TypeGroup.Timestamp => $"{DayPattern}(?:{ClockPattern})?",
            _ => $"{DayPattern}(?:{ClockPattern}(?:{ZonePattern})?)?",
        };
        string clock = "COALESCE(CAST(_p[4] AS INT), 0) < 24 AND COALESCE(CAST(_p[5] AS INT), 0) < 60 "
            + "AND COALESCE(CAST(_p[6] AS DOUBLE PRECISION), 0) < 61";
        string moment = $"MAKE_TIMESTAMP({Part(1)}, {Part(2)}, {Part(3)}, COALESCE(CAST(_p[4] AS INT), 0), "
            + "COALESCE(CAST(_p[5] AS INT), 0), COALESCE(CAST(_p[6] AS DOUBLE PRECISION), 0))";
        string offset = "CAST(COALESCE(_p[7] || ':' || COALESCE(_p[8], '00'), '0') AS INTERVAL)";
        return to switch
        {
            TypeGroup.Date => Moment($"^{pattern}$", (1, 2, 3), "TRUE", DateOf((1, 2, 3)), cast.Value),
            TypeGroup.Timestamp => Moment($"^{pattern}$", (1, 2, 3), clock, moment, cast.Value),
            _ => Moment($"^{pattern}$", (1, 2, 3), clock, $"{moment} AT TIME ZONE 'UTC' - {offset}", cast.Value),
        };
    }

    /// <summary>A text by a format of year, month and day with marks between them; null for other formats.</summary>
    private Expression? SafeDate(Expression text, string format)
    {
        string[] elements = format.Split(['-', '/', '.']);
        (int Year, int Month, int Day) at = (Array.IndexOf(elements, "%Y") + 1, Array.IndexOf(elements, "%m") + 1,
            Array.IndexOf(elements, "%d") + 1);
        if (elements.Length != 3 || at.Year == 0 || at.Month == 0 || at.Day == 0)
        {
            return null;
        }
        string pattern = format.Replace(".", "\\.", StringComparison.Ordinal)
            .Replace("%Y", @"(0?\d{1,4})", StringComparison.Ordinal)
            .Replace("%m", @"(\d{1,2})", StringComparison.Ordinal)
            .Replace("%d", @"(\d{1,2})", StringComparison.Ordinal);
        return Moment($@"^\s*{pattern}\s*$", at, "TRUE", DateOf(at), text);
    }

    /// <summary>The moment where a pattern's groups give a day that there is.</summary>
    private Expression Moment(
        string pattern, (int Year, int Month, int Day) at, string clock, string moment, Expression text)
    {
        string last = $"EXTRACT(DAY FROM MAKE_DATE({Part(at.Year)}, {Part(at.Month)}, 1) + INTERVAL '1 MONTH -1 DAY')";
        string day = $"{Part(at.Day)} BETWEEN 1 AND {last}" + (clock == "TRUE" ? string.Empty : $" AND {clock}");
        return Filled(
            $"(SELECT CASE WHEN {Part(at.Year)} BETWEEN 1 AND 9999 AND {Part(at.Month)} BETWEEN 1 AND 12 THEN "
            + $"CASE WHEN {day} THEN {moment} END END FROM REGEXP_MATCH($1, $2) AS _p)",
            Types.Group(text) == TypeGroup.Text ? text : new Cast(text, DataType.Of(TypeKind.Text), CastKind.Strict),
            new StringLiteral(pattern));
    }

    private static string Part(int place) => $"CAST(_p[{place}] AS INT)";

    private static string DateOf((int Year, int Month, int Day) at) =>
        $"MAKE_DATE({Part(at.Year)}, {Part(at.Month)}, {Part(at.Day)})";
}
