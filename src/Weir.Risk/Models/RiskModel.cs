namespace Weir.Risk.Models;

/// <summary>A risk model as every front end sees it: name, parameters, the estimate, and how it forecasts along a
/// series.</summary>
/// <param name="Name">Its name in docs/risk.md.</param>
public sealed record RiskModel(string Name)
{
    private static readonly string[] UnfollowedHorizon = ["horizonSteps", "horizonMethod"];

    /// <summary>Parameters of its own, by their names in docs/risk.md.</summary>
    public IReadOnlyList<string> Own { get; init; } = [];

    /// <summary>All that it takes: its own, the confidence and the horizon's.</summary>
    public IReadOnlyList<string> Parameters => ["confidence", .. Own, .. Choices.Horizon];

    /// <summary>The estimate of one series; null for a model that is seen in back-tests only.</summary>
    /// <exception cref="Core.Errors.ModelInputException">The series is one that the model does not take.</exception>
    /// <exception cref="Core.Errors.ConfigException">A parameter is not what it must be.</exception>
    public Func<Parameters, double[], RiskEstimate>? Estimate { get; init; }

    /// <summary>The forecast models that stand for it in a back-test.</summary>
    public IReadOnlyList<ForecastModel> Forecasts { get; init; } = [];

    /// <summary>The forecast model that follows these parameters; null where none does.</summary>
    internal Func<Parameters, ForecastModel?>? Following { get; init; }

    /// <summary>Parameters of its own that its forecasts do not follow: a figure with one of them stays
    /// ungraded.</summary>
    internal IReadOnlyList<string> Unfollowed { get; init; } = [];

    /// <summary>Those of these parameters that rolling forecasts do not follow.</summary>
    public IEnumerable<string> UnfollowedOf(Parameters parameters) =>
        (parameters.Whole("horizonSteps", 1) > 1 ? UnfollowedHorizon : []).Concat(Unfollowed).Where(parameters.Has);

    /// <summary>The one-step forecasts that these parameters ask for; null where rolling forecasts do not follow one of
    /// them.</summary>
    public ForecastModel? ForecastOf(Parameters parameters) =>
        UnfollowedOf(parameters).Any() ? null
            : Following is not null ? Following(parameters)
            : Forecasts.Count > 0 ? Forecasts[0] : null;
}
