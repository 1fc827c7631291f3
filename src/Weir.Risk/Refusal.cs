using System.Globalization;
using Weir.Core.Errors;

namespace Weir.Risk;

/// <summary>The typed errors of the models: what, with which values, and what to do.</summary>
internal static class Refusal
{
    /// <summary>A request that does not say what a model needs.</summary>
    public static ConfigException Request(string what, string remedy) => new(ErrorCodes.BadRiskRequest, what, remedy);

    public static ModelInputException Input(string model, string what, string remedy) =>
        new(ErrorCodes.ModelInput, $"{model}: {what}", remedy);

    public static ModelInputException Input(string model, string field, double value, string allowed) =>
        new(ErrorCodes.ModelInput, $"{model}: {field} is {Text(value)}.", $"Give {field} {allowed}.");

    public static ModelInputException BadConfidence(string model, double ratio) =>
        new(
            ErrorCodes.ModelConfidence,
            $"{model}: the confidence is {Text(ratio)}.",
            "Give a ratio above 0 and below 1, 0.95 for 95 percent.");

    public static ModelInputException TooFew(string model, int observations, int needed) =>
        new(
            ErrorCodes.ModelTooFewObservations,
            string.Create(
                CultureInfo.InvariantCulture, $"{model}: {observations} observations; it needs at least {needed}."),
            "Give a longer series, or a shorter window.");

    public static ModelInputException NotFinite(string model, int index, double value) =>
        new(
            ErrorCodes.ModelNotFinite,
            string.Create(CultureInfo.InvariantCulture, $"{model}: observation {index} (counted from 0) is {value}."),
            "Remove the observation or mend its source; models take finite numbers only.");

    public static ModelInputException Constant(string model, int observations) =>
        new(
            ErrorCodes.ModelConstantSeries,
            string.Create(
                CultureInfo.InvariantCulture,
                $"{model}: all {observations} observations are the same, so there is no spread to fit."),
            "Check the series: a price that never moves has no risk that this model could measure.");

    public static ModelInputException Singular(string model, int asset) =>
        new(
            ErrorCodes.ModelSingularCovariance,
            string.Create(
                CultureInfo.InvariantCulture,
                $"{model}: the covariance is singular at asset {asset} (counted from 0)."),
            "Remove the asset that the others determine, or take a shrinkage estimator (ledoit-wolf).");

    public static ModelInputException BadPrice(string model, int index, double value) =>
        new(
            ErrorCodes.ModelBadPrice,
            string.Create(CultureInfo.InvariantCulture, $"{model}: price {index} (counted from 0) is {value}."),
            "Prices must be finite and above zero; remove or mend the observation.");

    public static ModelInputException Domain(string model, string what, string remedy) =>
        new(ErrorCodes.ModelDomain, $"{model}: {what}", remedy);

    public static ModelInputException NoConvergence(string model, string what) =>
        new(
            ErrorCodes.ModelNoConvergence,
            $"{model}: {what}",
            "Give a longer series or another start; a series with next to no movement cannot be fitted.");

    private static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
