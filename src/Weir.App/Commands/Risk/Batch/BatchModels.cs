using Weir.Core.Errors;

namespace Weir.App.Commands.Risk.Batch;

/// <summary>Every model of the batch, by name. docs/risk.md explains each; a test compares the two.</summary>
internal static class BatchModels
{
    public static IReadOnlyList<BatchModel> All { get; } =
    [
        .. MarketModels.All, .. TestModels.All, .. PortfolioModels.All, .. LiquidityModels.All, .. OriginalModels.All,
    ];

    /// <summary>The model of this name.</summary>
    /// <exception cref="ConfigException">There is none.</exception>
    public static BatchModel Find(string name)
    {
        foreach (BatchModel model in All)
        {
            if (model.Name == name)
            {
                return model;
            }
        }

        throw new ConfigException(
            ErrorCodes.UnknownModel, $"there is no model '{name}'.",
            $"One of: {string.Join(", ", All.Select(model => model.Name))}.");
    }
}
