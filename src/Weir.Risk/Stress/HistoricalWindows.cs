namespace Weir.Risk.Stress;

/// <summary>Days that crypto markets remember, as first and last date of daily prices (UTC).</summary>
public static class HistoricalWindows
{
    /// <summary>Name, first day (the price before the fall) and last day, both ISO 8601.</summary>
    public static IReadOnlyList<(string Name, string First, string Last)> Known { get; } =
    [
        ("january 2018", "2018-01-06", "2018-02-05"),
        ("november 2018", "2018-11-13", "2018-11-25"),
        ("march 2020", "2020-03-07", "2020-03-12"),
        ("may 2021", "2021-05-11", "2021-05-23"),
        ("terra 2022", "2022-05-04", "2022-05-12"),
        ("ftx 2022", "2022-11-05", "2022-11-09"),
    ];
}
