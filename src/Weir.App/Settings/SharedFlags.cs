using System.CommandLine;
using Weir.Core.Errors;

namespace Weir.App.Settings;

/// <summary>Flags that many commands share.</summary>
internal static class SharedFlags
{
    public const string QuietName = "--quiet";

    public static Option<string?> Source() =>
        Flags.Text("--source", "where to read blocks: rpc:URL, files:PATH, sim:[seed=N,blocks=N,…]");

    public static Option<string?> To() =>
        Flags.Text("--to", $"where to write rows: {Warehouses.LoadForms}", WarehouseSpec.Default);

    public static Option<string?> Warehouse() =>
        Flags.Text("--warehouse", $"the warehouse: {Warehouses.Forms}", WarehouseSpec.Default);

    public static Option<string?> Tables() =>
        Flags.Text(
            "--tables", "tables and groups of them, comma-separated: base (blocks, transactions, logs, token_transfers, "
            + "withdrawals), defi (dex_trades, lending_events, …), traces, contracts, all", "base");

    public static Option<bool> Json() => Flags.Switch("--json", "write JSON lines");

    public static Option<bool> Quiet() => Flags.Switch(QuietName, "no progress");

    public static Option<string?> Memory() =>
        Flags.Text("--memory", "memory limit of the DuckDB engine", "1GB");

    /// <summary>
    /// Loading needs little: what the engine keeps beyond it are pages of the file that a load does not read again.
    /// </summary>
    public static Option<string?> LoadMemory() =>
        Flags.Text("--memory", "memory limit of the DuckDB engine", "80MB");

    /// <summary>Which chain of a warehouse that has several.</summary>
    public static Option<string?> ChainId() =>
        Flags.Text("--chain-id", "the chain, if the warehouse holds several and the columns do not say which");

    /// <summary>The chain that was named, or null.</summary>
    /// <exception cref="ConfigException">It is not a number above 0.</exception>
    public static long? ParseChainId(string? text) =>
        text is null ? null
        : long.TryParse(text, out long id) && id > 0 ? id
        : throw new ConfigException(ErrorCodes.BadFlag, $"--chain-id is '{text}'", "Write a whole number above 0.");
}
