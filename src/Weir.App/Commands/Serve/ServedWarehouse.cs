using Weir.App.Api;
using Weir.App.Api.Answering;
using Weir.App.Commands.Risk.Series;
using Weir.App.Settings;

namespace Weir.App.Commands.Serve;

/// <summary>The server on a warehouse.</summary>
internal static class ServedWarehouse
{
    /// <summary>Starts it, and says where it is.</summary>
    /// <param name="host">Warehouses, clock and log.</param>
    /// <param name="warehouse">Which.</param>
    /// <param name="settings">Its limits.</param>
    /// <param name="options">Where it listens, and who may ask.</param>
    /// <param name="prices">Prices of a file; null for the warehouse's.</param>
    /// <param name="isOpen">Whether this process's pipeline has opened the warehouse; null where there is no pipeline.</param>
    /// <param name="cancellationToken">Stops the start.</param>
    public static async Task<ApiServer> StartAsync(
        WeirHost host, WarehouseSpec warehouse, WarehouseSettings settings, ApiOptions options, PriceTable? prices,
        Func<bool>? isOpen, CancellationToken cancellationToken)
    {
        ApiParts parts = Parts(host, warehouse, settings, options, prices, isOpen);
        if (isOpen is null)
        {
            try
            {
                await parts.Warehouse.OpenAsync(cancellationToken);
            }
            catch
            {
                await parts.Warehouse.DisposeAsync();
                throw;
            }
        }

        ApiServer server = await ApiServer.StartAsync(options, parts, host.Time, host.Logger, cancellationToken);
        Log.Serving(host.Logger, host.Warehouses.Show(warehouse), server.Url.ToString());
        return server;
    }

    /// <summary>What answers are made of, without a server.</summary>
    public static ApiParts Parts(
        WeirHost host, WarehouseSpec warehouse, WarehouseSettings settings, ApiOptions options, PriceTable? prices,
        Func<bool>? isOpen = null) =>
#pragma warning disable CA2000 // The server, or whoever asks without one, disposes of it.
        new(new ApiWarehouse(host.Warehouses, warehouse, settings, options.Limits, host.Time, isOpen), host.Meter)
#pragma warning restore CA2000
        {
            Prices = prices,
        };
}
