using System.Globalization;
using System.Text.Json.Nodes;
using Weir.Tests.App;

namespace Weir.IntegrationTests;

/// <summary>A node's whole chain loaded by the program: as it is, and once more with traces in the place of logs.</summary>
internal static class AnvilWarehouse
{
    /// <summary>Loads every table; each block proves itself.</summary>
    public static async Task<string> LoadAsync(CommandLine weir, Anvil anvil)
    {
        string warehouse = $"duckdb:{weir.Path("anvil.duckdb")}";
        await RunAsync(weir, "backfill", "--source", $"rpc:{anvil.Url}", "--blocks", "0:", "--verify", "roots",
            "--strict", "--to", warehouse, "--tables", "all", "--quiet");
        return warehouse;
    }

    /// <summary>Loads the same blocks with their traces and without their logs.</summary>
    public static async Task<string> LoadTracedAsync(CommandLine weir, Anvil anvil)
    {
        Directory.CreateDirectory(weir.Path("blocks"));
        await WriteWithoutLogsAsync(anvil, weir.Path("blocks"));
        string warehouse = $"duckdb:{weir.Path("traced.duckdb")}";
        await RunAsync(weir, "backfill", "--source", $"files:{weir.Path("blocks")}", "--to", warehouse, "--tables", "all",
            "--quiet", "--chain-id", "31337");
        return warehouse;
    }

    /// <summary>The column line of an answer.</summary>
    public static async Task<string[]> QueryAsync(CommandLine weir, string warehouse, string sql)
    {
        await RunAsync(weir, "query", "--warehouse", warehouse, "--json", sql);
        return [.. weir.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(
            line => (string)JsonNode.Parse(line)!["line"]!)];
    }

    /// <summary>Runs a command, which must succeed.</summary>
    public static async Task RunAsync(CommandLine weir, params string[] args)
    {
        int code = await weir.RunAsync(args);
        Assert.True(code == 0, $"{string.Join(' ', args)}: {code}\n{weir.Output}\n{weir.Error}");
    }

    private static async Task WriteWithoutLogsAsync(Anvil anvil, string folder)
    {
        long head = Convert.ToInt64((string)(await anvil.CallAsync("eth_blockNumber"))!, 16);
        for (long number = 1; number <= head; number++)
        {
            string tag = "0x" + number.ToString("x", CultureInfo.InvariantCulture);
            JsonArray receipts = (await anvil.CallAsync("eth_getBlockReceipts", tag))!.AsArray();
            foreach (JsonNode? receipt in receipts)
            {
                receipt!.AsObject().Remove("logs");
            }

            JsonObject file = new()
            {
                ["block"] = (await anvil.CallAsync("eth_getBlockByNumber", tag, true))!.DeepClone(),
                ["receipts"] = receipts.DeepClone(),
                ["traces"] = (await anvil.CallAsync("trace_block", tag))!.DeepClone(),
            };
            await File.WriteAllTextAsync(Path.Combine(folder, $"{number}.json"), file.ToJsonString());
        }
    }
}
