namespace Weir.Risk.Backtests;

/// <summary>The three colours.</summary>
public enum TrafficLightZone
{
    Green,
    Yellow,
    Red,
}
