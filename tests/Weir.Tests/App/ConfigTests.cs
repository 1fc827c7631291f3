using Weir.App.Settings.Config;
using Weir.Core.Errors;
using Weir.Simulation.Chain;
using Weir.Simulation.FakeNodes;

namespace Weir.Tests.App;

/// <summary>The configuration file: read with its places, below flags and environment; init, check and doctor.</summary>
public sealed class ConfigTests : IDisposable
{
    private readonly CommandLine _weir = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _weir.Dispose();

    [Theory]
    [InlineData("network: mainnet\nwarehuose: duckdb:x\n", "line 2, column 1", "Did you mean 'warehouse'?")]
    [InlineData("network: mainnet\nsources:\n  - url: http://127.0.0.1:1\n    rat: 5\n", "line 4, column 5", "rate")]
    [InlineData("kafka:\n  bootstrap_server: a:1\n", "line 2, column 3", "Did you mean 'kafka.bootstrap_servers'?")]
    [InlineData("strict: maybe\n", "line 1, column 9", "true or false")]
    [InlineData("sources: [\n", "line 2", "Mend the YAML")]
    [InlineData("- a\n", "line 1, column 1", "network: mainnet")]
    [InlineData("warehouse: ${NOT_SET_ANYWHERE}\n", "line 1, column 12", "NOT_SET_ANYWHERE")]
    [InlineData("network: &x mainnet\ntables: *x\n", "line 2, column 9", "Write the value out")]
    public void What_is_wrong_is_named_with_its_place(string yaml, string place, string remedy)
    {
        ConfigException error = Assert.Throws<ConfigException>(() => ConfigFile.Read("weir.yaml", yaml, _ => null));
        Assert.Equal(ErrorCodes.BadConfiguration, error.Code);
        Assert.Contains($"weir.yaml, {place}", error.Message, StringComparison.Ordinal);
        Assert.Contains(remedy, error.Message + error.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_key_is_understood_and_becomes_its_flag()
    {
        foreach (ConfigKey key in ConfigKey.All.Where(key => key.Path != "sources"))
        {
            string[] parts = key.Path.Split('.');
            string yaml = string.Concat(parts[..^1].Select((part, i) => $"{new string(' ', 2 * i)}{part}:\n"))
                + $"{new string(' ', 2 * (parts.Length - 1))}{parts[^1]}: {key.Example}\n";
            ConfigFile file = ConfigFile.Read("x.yaml", yaml, _ => null);
            Assert.True(
                key.Flag is null || file.Values.Any(value => value.Flag == key.Flag), $"{key.Path}: {yaml}");
        }
    }

    [Fact]
    public void The_originals_file_is_understood()
    {
        ConfigFile file = ConfigFile.Read(
            "config.yaml",
            """
            network:
              name: ethereum-mainnet
              chain_id: 1
              rpc_url: https://eth-mainnet.example/v2/KEY
              poll_interval_seconds: 2
            kafka:
              bootstrap_servers: localhost:9092
              topics:
                blocks: blockchain.blocks.raw
            etl:
              target_dialect: postgres
            database:
              url: postgresql://user:pa%3Bss@localhost:5432/blockchain_etl
            """,
            _ => null);
        Dictionary<string, string> flags = file.Values.ToDictionary(value => value.Flag, value => value.Values[0]);
        Assert.Equal("rpc:https://eth-mainnet.example/v2/KEY", flags["--source"]);
        Assert.Equal("1", flags["--chain-id"]);
        Assert.Equal("2", flags["--poll"]);
        Assert.Equal("postgres:Host=localhost;Port=5432;Database=blockchain_etl;Username=user;Password=pa;ss", flags["--to"]);
        Assert.Equal("localhost:9092", flags["--kafka"]);
        Assert.Contains(file.Notes, note => note.Contains("etl.target_dialect", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Check_shows_each_value_with_its_origin_and_no_secret()
    {
        string path = _weir.Path("weir.yaml");
        await File.WriteAllTextAsync(
            path,
            "network: mainnet\nsources:\n  - url: https://node.example/v2/SECRETKEY123456\n    rate: 25\nquorum: 1\nwarehouse: postgres:Host=db;Database=w;Username=u;Password=hunter2\n",
            Token);
        Assert.True(await _weir.RunAsync("check", "--config", path, "--delivery", "safe") == 0, _weir.Error);
        Assert.Contains("rpc:https://node.example/v2/*** rate=25", _weir.Output, StringComparison.Ordinal);
        Assert.Contains($"{path}:2", _weir.Output, StringComparison.Ordinal);
        Assert.Matches(@"delivery +safe +command line", _weir.Output);
        Assert.Matches(@"verify +full +default", _weir.Output);
        Assert.DoesNotContain("SECRETKEY", _weir.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", _weir.Output, StringComparison.Ordinal);
        Assert.Equal(2, await _weir.RunAsync("check", "--config", path, "--quorum", "3"));
        Assert.Contains("--quorum is 3", _weir.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Init_finds_the_node_and_what_it_writes_is_in_effect_and_well()
    {
        await using FakeNode node = await FakeNode.StartAsync(
            new SimulatedFakeChain(SimulatedChainOptions.Parse("blocks=30,chain=11155111")), cancellationToken: Token);
        string path = _weir.Path("conf/weir.yaml");
        Assert.True(await _weir.RunAsync("init", "--source", $"rpc:{node.Url}", "--out", path) == 0, _weir.Error);
        Assert.Contains("serves chain 11155111 (Sepolia)", _weir.Output, StringComparison.Ordinal);
        string text = await File.ReadAllTextAsync(path, Token);
        Assert.Contains("\nnetwork: sepolia\n", text, StringComparison.Ordinal);
        Assert.Equal(2, await _weir.RunAsync("init", "--out", path));
        Assert.Contains("--force", _weir.Error, StringComparison.Ordinal);
        string to = $"duckdb:{_weir.Path("w.duckdb")}";
        Assert.True(await _weir.RunAsync("doctor", "--config", path, "--to", to) == 0, _weir.Output + _weir.Error);
        Assert.Contains("11155111 (Sepolia)", _weir.Output, StringComparison.Ordinal);
        Assert.Contains("all that the configuration needs is there", _weir.Output, StringComparison.Ordinal);
        Assert.Equal(1, await _weir.RunAsync("doctor", "--source", "rpc:http://127.0.0.1:1", "--to", to));
        Assert.Contains("! connection", _weir.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void The_example_and_the_documentation_are_the_table_of_keys()
    {
        Golden.Check("config/weir.example.yaml", ConfigText.Example("mainnet", "http://127.0.0.1:8545"));
        ConfigFile example = ConfigFile.Read(
            "weir.example.yaml", ConfigText.Example("mainnet", "http://127.0.0.1:8545"), _ => null);
        Assert.Equal(["--network", "--source", "--to"], example.Values.Select(value => value.Flag));
        const string Start = "<!-- keys: made by ConfigTests -->\n";
        const string End = "<!-- /keys -->";
        string document = File.ReadAllText(Path.Combine(Golden.Root, "docs", "config.md"));
        int from = document.IndexOf(Start, StringComparison.Ordinal) + Start.Length;
        int to = document.IndexOf(End, StringComparison.Ordinal);
        Golden.Check("docs/config.md", document[..from] + ConfigText.Table() + document[to..]);
    }
}
