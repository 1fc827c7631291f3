using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Numerics;
using System.Text.Json;
using System.Text.Json.Nodes;
using Weir.Tests;

namespace Weir.IntegrationTests;

/// <summary>
/// An Anvil node of its own on the loopback address, and the calls that the tests make; it ends with the test.
/// </summary>
internal sealed class Anvil : IAsyncDisposable
{
    private readonly Process _process;
    private readonly HttpClient _http;

    private Anvil(Process process, Uri url)
    {
        _process = process;
        Url = url;
        _http = new HttpClient { BaseAddress = url };
    }

    public static string Packages { get; } =
        Path.Combine(Golden.Root, "tests", "Weir.IntegrationTests", "npm", "node_modules");

    public Uri Url { get; }

    /// <summary>Starts a node; the test is skipped where Anvil is not installed.</summary>
    public static async Task<Anvil> StartOrSkipAsync(params string[] more)
    {
        string program = Path.Combine(Packages, "@foundry-rs", "anvil-linux-amd64", "bin", "anvil");
        Assert.SkipUnless(File.Exists(program), "Anvil is not installed; ./test brings it with npm");
        int port = Loopback.FreePort();
        ProcessStartInfo start = new(program,
            ["--host", "127.0.0.1", "--port", port.ToString(CultureInfo.InvariantCulture), "--silent", .. more])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        Anvil anvil = new(Process.Start(start)!, new Uri($"http://127.0.0.1:{port}"));
        for (int i = 0; ; i++)
        {
            try
            {
                await anvil.CallAsync("eth_chainId");
                return anvil;
            }
            catch (HttpRequestException) when (i < 100 && !anvil._process.HasExited)
            {
                await Task.Delay(100);
            }
        }
    }

    public async Task<JsonNode?> CallAsync(string method, params JsonNode[] parameters)
    {
        JsonObject request =
            new() { ["jsonrpc"] = "2.0", ["id"] = 1, ["method"] = method, ["params"] = new JsonArray(parameters) };
        using HttpResponseMessage response = await _http.PostAsJsonAsync(string.Empty, request);
        JsonNode answer = (await response.Content.ReadFromJsonAsync<JsonNode>())!;
        Assert.True(answer["error"] is null, $"{method}: {answer["error"]?.ToJsonString()}");
        return answer["result"];
    }

    /// <summary>Sends a transaction from an account of the node and gives its receipt.</summary>
    public async Task<JsonNode> SendAsync(string from, string? to, string data)
    {
        JsonObject transaction = new() { ["from"] = from, ["data"] = data, ["gas"] = "0x6acfc0" };
        if (to is not null)
        {
            transaction["to"] = to;
        }

        JsonNode hash = (await CallAsync("eth_sendTransaction", transaction))!;
        for (int i = 0; i < 100; i++)
        {
            if (await CallAsync("eth_getTransactionReceipt", hash.DeepClone()) is { } receipt)
            {
                Assert.Equal("0x1", (string?)receipt["status"]);
                return receipt;
            }

            await Task.Delay(50);
        }

        throw new TimeoutException($"No receipt of {hash}.");
    }

    /// <summary>Creates one of OpenZeppelin's contracts and gives its address.</summary>
    public async Task<string> CreateAsync(string from, string contract, string constructorArguments)
    {
        string path = Path.Combine(Packages, "@openzeppelin", "contracts", "build", "contracts", contract + ".json");
        using JsonDocument build = JsonDocument.Parse(await File.ReadAllBytesAsync(path));
        JsonNode receipt =
            await SendAsync(from, null, build.RootElement.GetProperty("bytecode").GetString() + constructorArguments);
        return (string)receipt["contractAddress"]!;
    }

    /// <summary>Creates a contract from its code, with its arguments behind, and gives its address.</summary>
    public async Task<string> DeployAsync(string from, string code) =>
        (string)(await SendAsync(from, null, code.StartsWith("0x", StringComparison.Ordinal) ? code : "0x" + code))["contractAddress"]!;

    /// <summary>What a contract answers to a call at the newest block, in hex.</summary>
    public async Task<string> ReadAsync(string to, string data) =>
        (string)(await CallAsync("eth_call", new JsonObject { ["to"] = to, ["data"] = data }, "latest"))!;

    /// <summary>A word of an answer as a number.</summary>
    public static BigInteger Word(string answer, int index) => BigInteger.Parse(
        "0" + answer[(2 + (64 * index))..(66 + (64 * index))], NumberStyles.HexNumber, CultureInfo.InvariantCulture);

    /// <summary>A word of an answer as an address.</summary>
    public static string Account(string answer, int index = 0) => "0x" + answer[(26 + (64 * index))..(66 + (64 * index))];

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
    }
}
