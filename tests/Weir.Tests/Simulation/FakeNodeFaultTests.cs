using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Weir.Simulation.Chain;
using Weir.Simulation.FakeNodes;

namespace Weir.Tests.Simulation;

public sealed class FakeNodeFaultTests : IAsyncLifetime
{
    private static readonly string Batch =
        "[" + string.Join(',', Enumerable.Range(0, 4).Select(i => NodeClient.Call("eth_getBlockByNumber", $"\"0x{i:x}\",false", $"{i}"))) + "]";

    private FakeNode _node = null!;
    private NodeClient _client = null!;

    public async ValueTask InitializeAsync()
    {
        SimulatedFakeChain chain = new(SimulatedChainOptions.Default with { Blocks = 60 });
        _node = await FakeNode.StartAsync(chain, cancellationToken: TestContext.Current.CancellationToken);
        _client = new NodeClient(_node.Url);
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _node.DisposeAsync();
    }

    [Theory]
    [InlineData(401)]
    [InlineData(403)]
    [InlineData(413)]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(503)]
    public async Task A_status_comes_as_often_as_it_is_told_and_nothing_is_fetched(int status)
    {
        _node.Fault = FakeNodeFault.Status(status, TimeSpan.FromSeconds(2), "no") with { Times = 2, After = 1 };
        int[] statuses = new int[5];
        for (int i = 0; i < statuses.Length; i++)
        {
            using HttpResponseMessage response = await _client.SendAsync(Batch);
            statuses[i] = (int)response.StatusCode;
            Assert.Equal(statuses[i] == status ? TimeSpan.FromSeconds(2) : null, response.Headers.RetryAfter?.Delta);
        }

        Assert.Equal([200, status, status, 200, 200], statuses);
        Assert.Equal(12, _node.Counts.Of("eth_getBlockByNumber"));
        Assert.Equal(5, _node.Counts.Requests);
    }

    [Fact]
    public async Task A_fault_without_a_number_stays_until_it_is_taken_back()
    {
        _node.Fault = FakeNodeFault.Status(503);
        for (int i = 0; i < 3; i++)
        {
            using HttpResponseMessage response = await _client.SendAsync(Batch);
            Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        }

        _node.Fault = null;
        Assert.Equal(4, (await _client.PostAsync(Batch)).AsArray().Count);
    }

    [Fact]
    public async Task A_delay_holds_the_answer_back()
    {
        _node.Fault = FakeNodeFault.Delay(TimeSpan.FromMilliseconds(300)) with { Times = 1 };
        long start = Stopwatch.GetTimestamp();
        Assert.Equal(4, (await _client.PostAsync(Batch)).AsArray().Count);
        Assert.True(Stopwatch.GetElapsedTime(start) > TimeSpan.FromMilliseconds(250));
    }

    [Fact]
    public async Task A_cut_breaks_the_connection_in_the_middle_of_the_body()
    {
        _node.Fault = FakeNodeFault.Cut() with { Times = 1 };
        await Assert.ThrowsAsync<HttpRequestException>(() => _client.SendAsync(Batch));
        Assert.Equal(4, (await _client.PostAsync(Batch)).AsArray().Count);
    }

    [Fact]
    public async Task Malformed_JSON_and_HTML_come_with_status_200()
    {
        _node.Fault = FakeNodeFault.MalformedJson();
        await Assert.ThrowsAnyAsync<JsonException>(() => _client.PostAsync(Batch));
        _node.Fault = FakeNodeFault.Html();
        using HttpResponseMessage response = await _client.SendAsync(Batch);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("text/html", response.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task Batches_are_reversed_or_lack_an_answer_or_have_wrong_ids()
    {
        _node.Fault = FakeNodeFault.ReversedBatch();
        JsonArray answers = (await _client.PostAsync(Batch)).AsArray();
        Assert.Equal([3, 2, 1, 0], answers.Select(answer => (int)answer!["id"]!));
        Assert.Equal("0x3", (string?)answers[0]!["result"]!["number"]);
        _node.Fault = FakeNodeFault.MissingAnswer();
        Assert.Equal([0, 1, 2], (await _client.PostAsync(Batch)).AsArray().Select(answer => (int)answer!["id"]!));
        _node.Fault = FakeNodeFault.WrongIds();
        Assert.DoesNotContain((await _client.PostAsync(Batch)).AsArray(),
            answer => (int)answer!["id"]! is >= 0 and < 4);
    }

    [Fact]
    public async Task Only_batches_above_the_limit_are_too_large()
    {
        _node.Fault = FakeNodeFault.TooLarge(3);
        Assert.Equal(-32003, (int)(await _client.PostAsync(Batch))["error"]!["code"]!);
        Assert.NotNull(await _client.AskAsync("eth_chainId"));
    }

    [Fact]
    public async Task A_null_strikes_one_method_and_one_block()
    {
        _node.Fault = FakeNodeFault.NullResult("eth_getBlockByNumber") with { Block = 2 };
        JsonArray answers = (await _client.PostAsync(Batch)).AsArray();
        Assert.Equal([true, true, false, true], answers.Select(answer => answer!["result"] is not null));
        Assert.NotNull(await _client.AskAsync("eth_getBlockReceipts", "\"0x2\""));
    }

    [Fact]
    public async Task Errors_and_unknown_methods_strike_their_calls()
    {
        _node.Fault = FakeNodeFault.MethodNotFound("eth_getBlockReceipts");
        Assert.Equal((-32601, "the method eth_getBlockReceipts does not exist/is not available"),
            await _client.FailAsync("eth_getBlockReceipts", "\"0x2\""));
        Assert.NotNull(await _client.AskAsync("eth_blockNumber"));
        _node.Fault = FakeNodeFault.Error(-32005, "limit \"exceeded\"") with { Times = 1 };
        Assert.Equal((-32005, "limit \"exceeded\""), await _client.FailAsync("eth_blockNumber"));
        Assert.NotNull(await _client.AskAsync("eth_blockNumber"));
    }

    [Theory]
    [InlineData("eth_getBlockByNumber", "\"0x22\",true", "gasUsed", "\"0x1\"")]
    [InlineData("eth_getBlockByNumber", "\"0x22\",true", "transactions[1].value", "\"0x1\"")]
    [InlineData("eth_getBlockByNumber", "\"0x22\",true", "withdrawals[0].amount", "\"0x1\"")]
    [InlineData("eth_getBlockByNumber", "\"0x22\",true", "withdrawalsRoot", null)]
    [InlineData("eth_getBlockByNumber", "\"0x22\",true", "extraField", "\"0x1\"")]
    [InlineData("eth_getBlockReceipts", "\"0x22\"", "[0].status", "\"0x5\"")]
    [InlineData("eth_getBlockReceipts", "\"0x22\"", "[0].logs", "[{\"address\":\"0x1\"}]")]
    [InlineData("eth_getBlockReceipts", "\"0x22\"", "[1]", null)]
    public async Task A_lie_changes_its_field_and_nothing_else(
        string method, string parameters, string path, string? replacement)
    {
        JsonNode truth = (await _client.AskAsync(method, parameters))!;
        _node.Fault = FakeNodeFault.Lie(method, path, replacement) with { Block = 34, Times = 1 };
        JsonNode lie = (await _client.AskAsync(method, parameters))!;
        Assert.False(JsonNode.DeepEquals(truth, lie));
        Assert.True(JsonNode.DeepEquals(truth, await _client.AskAsync(method, parameters)));
        AssertOnlyDifference(truth, lie, path, replacement);
    }

    // Makes the same change to the truth by hand, and demands that nothing differs.
    private static void AssertOnlyDifference(JsonNode truth, JsonNode lie, string path, string? replacement)
    {
        string[] steps = path.Split('.', '[');
        JsonNode parent = truth;
        foreach (string step in steps[..^1].Where(step => step.Length > 0))
        {
            parent = step[^1] == ']' ? parent[int.Parse(step[..^1], CultureInfo.InvariantCulture)]! : parent[step]!;
        }

        if (parent is JsonArray items)
        {
            Assert.Null(replacement);
            items.RemoveAt(int.Parse(steps[^1][..^1], CultureInfo.InvariantCulture));
        }
        else if (replacement is null)
        {
            parent.AsObject().Remove(steps[^1]);
        }
        else
        {
            parent[steps[^1]] = JsonNode.Parse(replacement);
        }

        Assert.True(JsonNode.DeepEquals(truth, lie));
    }
}
