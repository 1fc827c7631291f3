namespace Weir.Risk.Backtests;

/// <summary>Every verdict on one row of forecasts.</summary>
public sealed record BacktestReport
{
    public required string Model { get; init; }

    public required double ConfidenceRatio { get; init; }

    /// <summary>Forecasts that were made and judged.</summary>
    public required int Observations { get; init; }

    /// <summary>Steps on which the model refused to forecast; they are left out of every test.</summary>
    public required int Refused { get; init; }

    public required int Exceedances { get; init; }

    public required double ExpectedExceedances { get; init; }

    public required TrafficLightVerdict TrafficLight { get; init; }

    public required IReadOnlyList<TestVerdict> Tests { get; init; }

    /// <summary>The verdict of this name.</summary>
    public TestVerdict this[string test]
    {
        get
        {
            foreach (TestVerdict verdict in Tests)
            {
                if (verdict.Test == test)
                {
                    return verdict;
                }
            }

            throw new ArgumentOutOfRangeException(nameof(test), test, "The report has no such test.");
        }
    }
}
