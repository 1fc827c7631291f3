using Weir.Sql.Ast;
using Weir.Sql.Dialects;

namespace Weir.Sql.Parsing;

/// <summary>Names of date parts: DAY, WEEK(MONDAY), EPOCH, with the abbreviations that dialects allow.</summary>
internal static class DateParts
{
    /// <summary>The part that an argument names: a bare word, a string, or WEEK(day).</summary>
    public static string Name(Expression part) => part switch
    {
        StringLiteral text => text.Value.ToUpperInvariant(),
        Column { Parts: [var only] } => only.Name.ToUpperInvariant(),
        Call { Arguments: [Column { Parts: [var day] }] } week =>
            week.Name.ToUpperInvariant() + "(" + day.Name.ToUpperInvariant() + ")",
        Call { Arguments: [] } call => call.Name.ToUpperInvariant(),
        WordExpression word => word.Word,
        _ => string.Empty,
    };

    public static Expression Node(string unit, Expression original) =>
        unit.Length == 0 ? original : new WordExpression(unit) { Position = original.Position };

    /// <summary>The full name of an abbreviation, in the dialects that have them.</summary>
    public static string Canonical(string unit, Dialect dialect) =>
        dialect.DateParts.TryGetValue(unit, out string? full) ? full : unit;

    public static bool IsUnit(Keyword keyword) =>
        keyword is Keyword.YEAR or Keyword.YEARS or Keyword.QUARTER or Keyword.QUARTERS
        or Keyword.MONTH or Keyword.MONTHS or Keyword.WEEK or Keyword.WEEKS or Keyword.DAY or Keyword.DAYS or Keyword.HOUR
        or Keyword.HOURS or Keyword.MINUTE or Keyword.MINUTES or Keyword.SECOND or Keyword.SECONDS or Keyword.MILLISECOND
        or Keyword.MILLISECONDS or Keyword.MICROSECOND or Keyword.MICROSECONDS or Keyword.NANOSECOND or Keyword.NANOSECONDS
        or Keyword.DECADE or Keyword.DECADES or Keyword.CENTURY or Keyword.CENTURIES or Keyword.MILLENNIUM or Keyword.DAYOFWEEK
        or Keyword.DAYOFYEAR or Keyword.ISOWEEK or Keyword.ISOYEAR or Keyword.EPOCH or Keyword.MILLENNIA
        or Keyword.YEAR_MONTH or Keyword.DAY_HOUR or Keyword.DAY_MINUTE or Keyword.DAY_SECOND or Keyword.HOUR_MINUTE
        or Keyword.HOUR_SECOND or Keyword.MINUTE_SECOND or Keyword.DAY_MICROSECOND or Keyword.D or Keyword.H or Keyword.M
        or Keyword.S or Keyword.Y or Keyword.MS or Keyword.US or Keyword.MON or Keyword.MIN or Keyword.MINS or Keyword.SEC or Keyword.SECS or Keyword.HRS or Keyword.HR;
}
