using System.CommandLine;
using Weir.Core.Errors;

namespace Weir.App.Settings;

/// <summary>Flags that many commands share.</summary>
internal static class SharedFlags
{
    public const string QuietName = "--quiet";

    public static Option<string?> Source() =>
        Flags.Text("--source", "where to read blocks: rpc:URL, firehose:URL, files:PATH, sim:[seed=N,blocks=N,…]");

    /// <summary>A source, or the nodes of a chain, the preferred one first.</summary>
    public static Option<string[]> Sources()
    {
        const string Variable = "WEIR_SOURCE";
        return new Option<string[]>("--source")
        {
            Description =
                $"where to read blocks: rpc:URL, firehose:URL, files:PATH, sim:[seed=N,blocks=N,…]; rpc: may be given more than once, nodes that stand in for each other, each with 'rate=N' calls or 'units=N' compute units a second after its URL [env: {Variable}, comma-separated]",
            Arity = ArgumentArity.OneOrMore,
            AllowMultipleArgumentsPerToken = false,
            DefaultValueFactory = _ => Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } value
                ? value.StartsWith("rpc:", StringComparison.Ordinal)
                    ? value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) : [value]
                : [],
        };
    }

    public static Option<string?> To() =>
        Flags.Text("--to", $"where to write rows: {Warehouses.LoadForms}", WarehouseSpec.Default);

    public static Option<string?> Warehouse() =>
        Flags.Text("--warehouse", $"the warehouse: {Warehouses.Forms}", WarehouseSpec.Default);

    public static Option<string?> Tables() =>
        Flags.Text(
            "--tables", "tables and groups of them, comma-separated: base (blocks, transactions, logs, token_transfers, "
            + "withdrawals), defi (dex_trades, lending_events, …), mev (mev, prices, pool_features, "
            + "address_features), traces, contracts, uncles, tokens, all; with run also pending_transactions, mempool_data",
            TableNames.Base);

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
