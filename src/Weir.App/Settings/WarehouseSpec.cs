using Weir.Core.Errors;

namespace Weir.App.Settings;

/// <summary>A warehouse or another destination of rows as a user names it: <c>kind:rest</c>.</summary>
internal sealed record WarehouseSpec(string Kind, string Rest)
{
    /// <summary>Where rows go unless said otherwise.</summary>
    public const string Default = "duckdb:weir.duckdb";

    /// <exception cref="ConfigException">Nothing follows the kind, or there is none.</exception>
    public static WarehouseSpec Parse(string text)
    {
        int colon = text.IndexOf(':', StringComparison.Ordinal);
        return colon > 0 && colon < text.Length - 1
            ? new WarehouseSpec(text[..colon], text[(colon + 1)..])
            : throw new ConfigException(
                ErrorCodes.BadDestination, $"'{text}' is not a warehouse", $"Write {Warehouses.Forms}.");
    }
}
