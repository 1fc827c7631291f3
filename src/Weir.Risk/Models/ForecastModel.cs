using Weir.Risk.Rolling;

namespace Weir.Risk.Models;

/// <summary>Who forecasts in a back-test: a risk model with the choices its name stands for.</summary>
public sealed record ForecastModel
{
    internal ForecastModel(string name, Func<ForecastSetup, Forecaster> make)
    {
        Name = name;
        Make = make;
    }

    /// <summary>Its name in docs/risk.md.</summary>
    public string Name { get; }

    /// <summary>Whether it looks at the assets' joint returns instead of the portfolio's own.</summary>
    public bool IsJoint { get; init; }

    /// <summary>Whether it differs from another by how assets move together only, so that one series has no use for
    /// it.</summary>
    public bool IsOfSeveralAssets { get; init; }

    internal Func<ForecastSetup, Forecaster> Make { get; }
}
