using Weir.Core.Errors;

namespace Weir.App.Commands.Risk;

/// <summary>Stands where no warehouse is connected: says so.</summary>
internal sealed class NoPriceQuery : IPriceQuery
{
    /// <inheritdoc/>
    public Task<PriceTable> QueryAsync(string sql, string warehouse, CancellationToken cancellationToken) =>
        throw new ConfigException(
            ErrorCodes.PriceQueryUnavailable,
            $"this build cannot take prices from {warehouse}",
            "Export the prices to a CSV and give it with --prices.");
}
