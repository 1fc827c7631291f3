using System.Diagnostics;
using System.Text.Json.Nodes;
using Weir.Tests;
using Weir.Tests.App;

namespace Weir.IntegrationTests;

/// <summary>
/// A Firehose made with npm's <c>@grpc/grpc-js</c> over a real EVM node (Anvil): its BASE blocks give the tables that the
/// node itself gives, also after a reorganisation.
/// </summary>
public sealed class FirehoseIntegrationTests
{
    private const string TokenVariable = "WEIR_FIREHOSE_TOKEN";
    private const string Token = "a-token-of-the-test";

    [Fact]
    public async Task Blocks_by_gRPC_are_those_that_come_by_JSON_RPC()
    {
        await using Anvil anvil = await Anvil.StartOrSkipAsync();
        await FillAsync(anvil, 12);
        using FirehoseProcess firehose = await FirehoseProcess.StartAsync(anvil.Url, null);
        using CommandLine weir = new();
        string[] warehouses = [$"duckdb:{weir.Path("node.duckdb")}", $"duckdb:{weir.Path("firehose.duckdb")}"];
        await SucceedAsync(weir, "backfill", "--source", $"rpc:{anvil.Url}", "--blocks", "0:", "--to", warehouses[0]);
        await SucceedAsync(
            weir, "backfill", "--source", firehose.Source, "--start-block", "0", "--end-block", "12", "--chain-id", "31337",
            "--to", warehouses[1]);
        await CompareAsync(weir, warehouses, "transactions", "* EXCLUDE (max_fee_per_gas, max_priority_fee_per_gas)");
        await CompareAsync(weir, warehouses, "blocks", "* EXCLUDE (proven)");
        await CompareAsync(weir, warehouses, "logs", "*");
        await CompareAsync(weir, warehouses, "token_transfers", "*");
    }

    [Fact]
    public async Task A_reorganisation_of_the_node_comes_through_as_undo()
    {
        await using Anvil anvil = await Anvil.StartOrSkipAsync();
        await FillAsync(anvil, 6);
        using FirehoseProcess firehose = await FirehoseProcess.StartAsync(anvil.Url, Token);
        using CommandLine weir = new();
        Assert.Equal(1, await weir.RunAsync(
            "backfill", "--source", firehose.Source, "--chain-id", "31337", "--to", $"duckdb:{weir.Path("refused.duckdb")}"));
        Assert.Contains("WEIR3007", weir.Error, StringComparison.Ordinal);
        string warehouse = $"duckdb:{weir.Path("run.duckdb")}";
        Environment.SetEnvironmentVariable(TokenVariable, Token);
        try
        {
            await using RunningCommand run = weir.Start(
                "run", "--source", firehose.Source, "--chain-id", "31337", "--start-block", "0", "--to", warehouse, "--log", "json");
            await run.SaidAsync("\"block\":6");
            await anvil.CallAsync("anvil_reorg", 3, new JsonArray());
            await anvil.CallAsync("anvil_mine", "0x2");
            await run.SaidAsync("\"block\":8");
            Assert.Equal(0, await run.StopAsync());
            Assert.Contains("\"event\":\"Reorganised\"", run.Error, StringComparison.Ordinal);
        }
        finally
        {
            Environment.SetEnvironmentVariable(TokenVariable, null);
        }

        await SucceedAsync(weir, "query", "SELECT number, hash FROM blocks ORDER BY number", "--warehouse", warehouse, "--json");
        foreach (string line in weir.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            JsonNode row = JsonNode.Parse(line)!;
            JsonNode? block = await anvil.CallAsync("eth_getBlockByNumber", $"0x{(long)row["number"]!:x}", false);
            Assert.Equal((string?)block!["hash"], (string?)row["hash"]);
        }
    }

    // Creations, calls that log, and plain transfers: of types 0 and 2.
    private static async Task FillAsync(Anvil anvil, int blocks)
    {
        string[] accounts = [.. (await anvil.CallAsync("eth_accounts"))!.AsArray().Select(account => (string)account!)];
        string coin = await anvil.CreateAsync(accounts[0], "ERC20PresetMinterPauser", Calldata.Encode("Coin", "COIN"));
        for (int i = 2; i <= blocks; i++)
        {
            JsonObject transfer = new()
            {
                ["from"] = accounts[i % 5],
                ["to"] = accounts[(i + 1) % 5],
                ["value"] = "0x10",
                [i % 2 == 0 ? "gasPrice" : "maxFeePerGas"] = "0x77359400",
            };
            _ = i % 3 == 0 ? await anvil.CallAsync("eth_sendTransaction", transfer)
                : await anvil.SendAsync(accounts[0], coin, Calldata.Call("mint(address,uint256)", accounts[i % 5], i));
        }
    }

    private static async Task CompareAsync(CommandLine weir, string[] warehouses, string table, string columns)
    {
        List<string> rows = [];
        foreach (string warehouse in warehouses)
        {
            await SucceedAsync(
                weir, "query", $"SELECT {columns} FROM {table} ORDER BY ALL", "--dialect", "duckdb", "--json", "--warehouse", warehouse);
            rows.Add(weir.Output);
        }

        Assert.NotEmpty(rows[0]);
        Assert.Equal(rows[0], rows[1]);
    }

    private static async Task SucceedAsync(CommandLine weir, params string[] args) =>
        Assert.True(await weir.RunAsync(args) == 0, weir.Error + weir.Output);

    // npm/firehose-server.mjs, in a process of its own.
    private sealed class FirehoseProcess : IDisposable
    {
        private readonly Process _process;

        private FirehoseProcess(Process process, string port)
        {
            _process = process;
            Source = $"firehose:http://127.0.0.1:{port}";
        }

        public string Source { get; }

        public static async Task<FirehoseProcess> StartAsync(Uri node, string? token)
        {
            string folder = Path.Combine(Golden.Root, "tests", "Weir.IntegrationTests", "npm");
            Assert.SkipUnless(
                Directory.Exists(Path.Combine(folder, "node_modules", "@grpc", "grpc-js")),
                "@grpc/grpc-js is not installed; ./test brings it with npm");
            ProcessStartInfo start = new(
                "node",
                [
                    Path.Combine(folder, "firehose-server.mjs"), node.ToString(),
                    Path.Combine(Golden.Root, "src", "Weir.Connectors", "Firehose", "Protos"), .. token is null ? [] : new[] { token },
                ])
            {
                RedirectStandardOutput = true,
            };
            Process process = Process.Start(start)!;
            return new FirehoseProcess(
                process, await process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("It did not start."));
        }

        public void Dispose()
        {
            _process.Kill(entireProcessTree: true);
            _process.Dispose();
        }
    }
}
