using System.Globalization;
using System.Text.Json.Nodes;
using Weir.Tests.App;

namespace Weir.IntegrationTests;

/// <summary>
/// A node's history goes another way, several times over: set back, grown otherwise, shorter than before, set back
/// while only some tables were loaded. After each load every stored block is the node's, asked by this test itself, and
/// the warehouse proves itself.
/// </summary>
public sealed class ReorganisationIntegrationTests
{
    [Fact]
    public async Task Whatever_the_chain_did_every_stored_block_is_the_nodes()
    {
        await using Anvil anvil = await Anvil.StartOrSkipAsync();
        string[] accounts = [.. (await anvil.CallAsync("eth_accounts"))!.AsArray().Select(account => (string)account!)];
        using CommandLine weir = new();
        string warehouse = $"duckdb:{weir.Path("anvil.duckdb")}";

        await GrowAsync(anvil, accounts, 15);
        JsonNode fifteen = (await anvil.CallAsync("evm_snapshot"))!;
        await GrowAsync(anvil, accounts, 5);
        await LoadAsync(weir, anvil, warehouse, "0:");
        await CheckAsync(weir, anvil, warehouse, 20);

        // Set back to 15 and grown otherwise, beyond what was asked for.
        await SetBackAsync(anvil, fifteen);
        await GrowAsync(anvil, accounts, 9);
        await LoadAsync(weir, anvil, warehouse, "0:22");
        Assert.Contains("blocks 16 to 20", weir.Error, StringComparison.Ordinal);
        Assert.Contains("the last common block is 15", weir.Error, StringComparison.Ordinal);
        await CheckAsync(weir, anvil, warehouse, 22);

        // What a light load finds dead is proven again as far as it was.
        JsonNode before = (await anvil.CallAsync("evm_snapshot"))!;
        await GrowAsync(anvil, accounts, 1);
        await LoadAsync(weir, anvil, warehouse, "0:25");
        await SetBackAsync(anvil, before);
        await GrowAsync(anvil, accounts, 1);
        await LoadAsync(weir, anvil, warehouse, "0:25", "--verify", "header");
        await SucceedAsync(
            weir, "query", "--warehouse", warehouse, "--json",
            "SELECT count(*) AS n FROM blocks WHERE proven <> 'header,transactions,receipts,withdrawals,senders'");
        Assert.Equal("{\"n\":0}", weir.Output.Trim());

        // A gap, and tables that only some blocks have.
        JsonNode middle = (await anvil.CallAsync("evm_snapshot"))!;
        await GrowAsync(anvil, accounts, 12);
        await LoadAsync(weir, anvil, warehouse, "28:36", "--tables", "transactions");
        await CheckAsync(weir, anvil, warehouse, null);

        // Shorter than before, and other: the whole upper run is dead, also beyond the head.
        await SetBackAsync(anvil, middle);
        await GrowAsync(anvil, accounts, 6);
        await LoadAsync(weir, anvil, warehouse, "0:10");
        Assert.Contains("blocks 28 to 36", weir.Error, StringComparison.Ordinal);
        await CheckAsync(weir, anvil, warehouse, null);
        await SucceedAsync(weir, "query", "--warehouse", warehouse, "--json", "SELECT max(number) AS n FROM blocks");
        Assert.Equal("{\"n\":31}", weir.Output.Trim());

        // Filled up, and healed by repair after one more turn.
        await LoadAsync(weir, anvil, warehouse, "0:");
        JsonNode filled = (await anvil.CallAsync("evm_snapshot"))!;
        await GrowAsync(anvil, accounts, 3);
        await LoadAsync(weir, anvil, warehouse, "0:");
        await SetBackAsync(anvil, filled);
        await GrowAsync(anvil, accounts, 4);
        Assert.True(await weir.RunAsync("repair", "--source", $"rpc:{anvil.Url}", "--warehouse", warehouse) == 0,
            weir.Error + weir.Output);
        await CheckAsync(weir, anvil, warehouse, 34);
    }

    [Fact]
    public async Task A_node_that_is_behind_reverts_nothing_and_another_chain_of_the_same_id_is_refused()
    {
        using CommandLine weir = new();
        string warehouse = $"duckdb:{weir.Path("anvil.duckdb")}";
        await using (Anvil anvil = await Anvil.StartOrSkipAsync())
        {
            string[] accounts =
                [.. (await anvil.CallAsync("eth_accounts"))!.AsArray().Select(account => (string)account!)];
            await GrowAsync(anvil, accounts, 6);
            JsonNode six = (await anvil.CallAsync("evm_snapshot"))!;
            await GrowAsync(anvil, accounts, 6);
            await LoadAsync(weir, anvil, warehouse, "0:");
            await anvil.CallAsync("evm_revert", six.DeepClone());
            await LoadAsync(weir, anvil, warehouse, "0:20");
            Assert.DoesNotContain("no longer on the chain", weir.Error, StringComparison.Ordinal);
            Assert.Contains("blocks 7 to 20 are left out", weir.Error, StringComparison.Ordinal);
            await SucceedAsync(weir, "query", "--warehouse", warehouse, "--json", "SELECT count(*) AS n FROM blocks");
            Assert.Equal("{\"n\":13}", weir.Output.Trim());
        }

        await using Anvil other = await Anvil.StartOrSkipAsync("--timestamp", "1700000000");
        Assert.Equal(1, await weir.RunAsync("backfill", "--source", $"rpc:{other.Url}", "--to", warehouse, "--quiet"));
        Assert.Contains("another chain with the id 31337", weir.Error, StringComparison.Ordinal);
        Assert.Equal(1, await weir.RunAsync("repair", "--source", $"rpc:{other.Url}", "--warehouse", warehouse));
        Assert.Contains("another chain with the id 31337", weir.Error, StringComparison.Ordinal);
        await SucceedAsync(weir, "query", "--warehouse", warehouse, "--json", "SELECT count(*) AS n FROM blocks");
        Assert.Equal("{\"n\":13}", weir.Output.Trim());
    }

    private static async Task GrowAsync(Anvil anvil, string[] accounts, int blocks)
    {
        for (int i = 0; i < blocks; i++)
        {
            await anvil.SendAsync(accounts[i % accounts.Length], accounts[(i + 1) % accounts.Length], "0x");
        }
    }

    // What is mined afterwards has other times, and so other hashes.
    private static async Task SetBackAsync(Anvil anvil, JsonNode snapshot)
    {
        await anvil.CallAsync("evm_revert", snapshot.DeepClone());
        await anvil.CallAsync("evm_increaseTime", 100);
    }

    private static async Task LoadAsync(
        CommandLine weir, Anvil anvil, string warehouse, string blocks, params string[] more) =>
        await SucceedAsync(
            weir, ["backfill", "--source", $"rpc:{anvil.Url}", "--blocks", blocks, "--to", warehouse, .. more]);

    private static async Task CheckAsync(CommandLine weir, Anvil anvil, string warehouse, int? last)
    {
        await SucceedAsync(
            weir, "query", "--warehouse", warehouse, "--json", "SELECT number, hash FROM blocks ORDER BY number");
        List<(long Number, string Hash)> stored =
        [
            .. weir.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!)
                .Select(row => ((long)row["number"]!, (string)row["hash"]!)),
        ];
        Assert.Equal(stored.Count, stored.Select(block => block.Number).Distinct().Count());
        Assert.True(last is null || stored[^1].Number == last, $"{stored[^1].Number}, not {last}");
        foreach ((long number, string hash) in stored)
        {
            JsonNode? block = await anvil.CallAsync(
                "eth_getBlockByNumber", $"0x{number.ToString("x", CultureInfo.InvariantCulture)}", false);
            Assert.Equal((number, (string?)block?["hash"]), (number, hash));
        }

        await SucceedAsync(weir, "verify", warehouse, "--proofs");
        await SucceedAsync(
            weir, "query", "--warehouse", warehouse, "--json",
            "SELECT count(*) AS n FROM transactions t LEFT JOIN blocks b ON b.hash = t.block_hash WHERE b.hash IS NULL");
        Assert.Equal("{\"n\":0}", weir.Output.Trim());
    }

    private static async Task SucceedAsync(CommandLine weir, params string[] args) =>
        Assert.True(await weir.RunAsync(args) == 0, string.Join(' ', args) + "\n" + weir.Error + weir.Output);
}
