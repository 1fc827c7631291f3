namespace Weir.Sql.Tests;

/// <summary>What BigQuery says of an instant, whose days and hours it reads on UTC's clock.</summary>
internal static class UtcClockQuestions
{
    private const string Instant = "TIMESTAMP '2024-03-10 02:30:15+00'";

    /// <summary>Zones behind and before UTC, one with half an hour; in the second clocks change on that day.</summary>
    public static IReadOnlyList<string> Zones { get; } =
        ["UTC", "America/New_York", "Asia/Kolkata", "Pacific/Kiritimati"];

    public static IReadOnlyList<Question> All { get; } =
    [
        new($"SELECT CAST(DATE({Instant}) AS STRING)", "2024-03-10"),
        new($"SELECT CAST(CAST({Instant} AS DATE) AS STRING)", "2024-03-10"),
        new($"SELECT EXTRACT(HOUR FROM {Instant})", "2"),
        new($"SELECT EXTRACT(DAY FROM {Instant})", "10"),
        new($"SELECT EXTRACT(MINUTE FROM {Instant})", "30"),
        new($"SELECT UNIX_SECONDS(TIMESTAMP_TRUNC({Instant}, DAY))", "1710028800"),
        new($"SELECT UNIX_SECONDS(TIMESTAMP_TRUNC({Instant}, HOUR))", "1710036000"),
        new($"SELECT UNIX_SECONDS(TIMESTAMP_TRUNC({Instant}, WEEK))", "1710028800"),
        new($"SELECT UNIX_SECONDS(TIMESTAMP_TRUNC({Instant}, WEEK(MONDAY)))", "1709510400"),
        new($"SELECT UNIX_SECONDS(TIMESTAMP_TRUNC({Instant}, MINUTE))", "1710037800"),
        new($"SELECT FORMAT_TIMESTAMP('%Y-%m-%d %H:%M', {Instant})", "2024-03-10 02:30"),
        new($"SELECT CAST(DATETIME({Instant}) AS STRING)", "2024-03-10 02:30:15"),
        new($"SELECT TIMESTAMP_DIFF(TIMESTAMP '2024-03-10 02:30:27+00', {Instant}, SECOND)", "12"),
        new("SELECT UNIX_SECONDS(TIMESTAMP_ADD(TIMESTAMP '2024-03-09 17:30:00+00', INTERVAL 1 DAY))", "1710091800"),
        new("SELECT UNIX_SECONDS(TIMESTAMP_SUB(TIMESTAMP '2024-03-10 17:30:00+00', INTERVAL (3 - 2) DAY))", "1710005400"),
        new("SELECT UNIX_SECONDS(TIMESTAMP '2024-03-09 17:30:00+00' + INTERVAL 2 DAY)", "1710178200"),
        new($"SELECT DATE_DIFF(DATE({Instant}), DATE '2024-03-01', DAY)", "9"),
    ];

    /// <summary>A statement of BigQuery and its one value as text.</summary>
    internal sealed record Question(string Sql, string Answer);
}
