using Weir.Risk.Models;

namespace Weir.Risk.Rolling;

/// <summary>One-step forecasts at one confidence: the forecast i is for return First + i, made from the returns before
/// it.</summary>
public sealed record ForecastSeries
{
    public required ForecastModel Model { get; init; }

    public required double ConfidenceRatio { get; init; }

    /// <summary>Index of the first return that was forecast.</summary>
    public required int First { get; init; }

    public required double[] ValuesAtRisk { get; init; }

    public required double[] Shortfalls { get; init; }

    /// <summary>Whether the model made the forecast; where it refused, the two numbers are zero and mean
    /// nothing.</summary>
    public required bool[] IsMade { get; init; }

    /// <summary>The returns, VaR and ES of the forecasts that were made.</summary>
    public (double[] Returns, double[] ValuesAtRisk, double[] Shortfalls) Made(ReadOnlySpan<double> returns)
    {
        List<double> happened = [];
        List<double> values = [];
        List<double> shortfalls = [];
        for (int i = 0; i < IsMade.Length; i++)
        {
            if (IsMade[i])
            {
                happened.Add(returns[First + i]);
                values.Add(ValuesAtRisk[i]);
                shortfalls.Add(Shortfalls[i]);
            }
        }

        return ([.. happened], [.. values], [.. shortfalls]);
    }
}
