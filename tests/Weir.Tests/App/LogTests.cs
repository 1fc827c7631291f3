using System.Text.Json.Nodes;
using Weir.Simulation.Chain;
using Weir.Simulation.FakeNodes;

namespace Weir.Tests.App;

public sealed class LogTests
{
    [Fact]
    public async Task Json_lines_carry_the_fields_of_each_event()
    {
        using CommandLine weir = new();
        await using FakeNode node =
            await FakeNode.StartAsync(new SimulatedFakeChain(SimulatedChainOptions.Parse("blocks=12")));
        node.Fault = FakeNodeFault.Status(503) with { Times = 1 };
        int code = await weir.RunAsync(
            "backfill", "--source", $"rpc:{node.Url}secret-key-0123456789", "--to", $"duckdb:{weir.Path("x.duckdb")}", "--blocks", "0:11", "--log", "json");
        Assert.True(code == 0, weir.Error);
        JsonNode[] lines =
            [.. weir.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!)];
        Assert.Equal(["Retrying", "RunStarted", "RunEnded"], lines.Select(line => (string)line["event"]!));
        Assert.Equal("WEIR3002", (string?)lines[0]["code"]);
        Assert.Equal(12, (long)lines[1]["missing"]!);
        Assert.Equal(12, (long)lines[2]["blocks"]!);
        Assert.DoesNotContain("secret-key-0123456789", weir.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_error_is_a_line_too()
    {
        using CommandLine weir = new();
        Assert.Equal(2, await weir.RunAsync("backfill", "--source", "ftp:x", "--log", "json"));
        JsonNode line = JsonNode.Parse(weir.Error)!;
        Assert.Equal(("error", "WEIR1002"), ((string?)line["level"], (string?)line["code"]));
        Assert.NotNull(line["remedy"]);
    }
}
