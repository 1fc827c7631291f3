using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Weir.App.Api;
using Weir.App.Api.Asking;
using Weir.App.Api.Project;

namespace Weir.Tests.App.Api;

/// <summary>What each route answers on a simulated chain, and the forms an answer has.</summary>
public sealed partial class ApiRouteTests(ServedChainFixture served) : IClassFixture<ServedChainFixture>
{
    public static TheoryData<string> Charts => ["/api/mev", "/api/transfers", "/api/gas", "/api/blocks", "/api/tokens", "/api/pools", "/api/trades"];

    [Theory]
    [MemberData(nameof(Charts))]
    public async Task An_answer_says_its_blocks_how_final_they_are_and_its_sql(string path)
    {
        JsonNode answer = await JsonAsync(path);
        Assert.True(answer["range"]!["to"]!.GetValue<long>() == ServedChainFixture.Blocks - 1);
        Assert.Equal("unknown", answer["finality"]!["level"]!.GetValue<string>());
        Assert.NotEmpty(answer["sql"]!.AsArray());
        foreach (JsonNode? query in answer["sql"]!.AsArray())
        {
            string text = query!["text"]!.GetValue<string>();
            Assert.Contains("SELECT", text, StringComparison.Ordinal);
            Assert.DoesNotContain("$1", text, StringComparison.Ordinal);
        }
    }

    [Theory]
    [MemberData(nameof(Charts))]
    public async Task Rows_come_as_csv_too(string path)
    {
        string[] lines = (await served.GetAsync(path, accept: "text/csv")).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.True(lines.Length > 1, path);
        Assert.All(lines, line => Assert.Equal(lines[0].Split(',').Length, Quoted().Replace(line, "q").Split(',').Length));
    }

    [Fact]
    public async Task The_queries_of_the_answers_give_what_the_answers_say()
    {
        JsonNode answer = await JsonAsync("/api/transfers");
        using CommandLine weir = new();
        string sql = answer["sql"]!.AsArray().First(query => query!["name"]!.GetValue<string>() == "transfers")!["text"]!.GetValue<string>();
        Assert.Equal(0, await weir.RunAsync("query", sql, "--warehouse", $"duckdb:{served.WarehousePath}", "--json"));
        long counted = weir.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Sum(line => JsonNode.Parse(line)!["transfers"]!.GetValue<long>());
        Assert.Equal(counted, answer["summary"]!["total_transfers"]!.GetValue<long>());
    }

    [Fact]
    public async Task An_unchanged_answer_is_not_sent_again()
    {
        using HttpResponseMessage first = await served.SendAsync(served.Url, "/api/gas");
        string tag = first.Headers.ETag!.ToString();
        using HttpResponseMessage second = await served.SendAsync(served.Url, "/api/gas", null, ("If-None-Match", tag));
        Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
        using HttpResponseMessage other = await served.SendAsync(served.Url, "/api/gas", null, ("If-None-Match", "W/\"other\""));
        Assert.Equal(HttpStatusCode.OK, other.StatusCode);
    }

    [Fact]
    public async Task Answers_are_compressed_for_those_who_ask()
    {
        using HttpResponseMessage response = await served.SendAsync(served.Url, "/api/mev", null, ("Accept-Encoding", "gzip"));
        Assert.Contains("gzip", response.Content.Headers.ContentEncoding);
    }

    [Fact]
    public async Task Pages_of_blocks_follow_each_other_without_gap_or_repetition()
    {
        List<long> numbers = [];
        string? cursor = string.Empty;
        while (cursor is not null)
        {
            JsonNode page = await JsonAsync($"/api/blocks?limit=100{(cursor.Length > 0 ? "&cursor=" + cursor : string.Empty)}");
            numbers.AddRange(page["blocks"]!.AsArray().Select(block => block!["number"]!.GetValue<long>()));
            cursor = page["next"]?.GetValue<string>();
        }

        Assert.Equal(Enumerable.Range(0, ServedChainFixture.Blocks).Reverse().Select(number => (long)number), numbers);
    }

    [Fact]
    public async Task Pages_of_tokens_hold_every_token_once()
    {
        JsonNode all = await JsonAsync("/api/tokens");
        JsonNode first = await JsonAsync("/api/tokens?limit=3");
        JsonNode second = await JsonAsync("/api/tokens?limit=3&cursor=" + first["next"]!.GetValue<string>());
        Assert.Equal(
            all["tokens"]!.AsArray().Take(6).Select(token => token!.ToJsonString()),
            first["tokens"]!.AsArray().Concat(second["tokens"]!.AsArray()).Select(token => token!.ToJsonString()));
    }

    [Theory]
    [InlineData("", "block")]
    [InlineData("?bucket=minute", "minute")]
    [InlineData("?bucket=hour", "hour")]
    [InlineData("?bucket=day", "day")]
    public async Task Bars_are_named_and_hold_the_same_transfers_whatever_they_are(string query, string bar)
    {
        JsonNode answer = await JsonAsync("/api/transfers" + query);
        Assert.Equal(bar, answer["range"]!["bar"]!.GetValue<string>());
        Assert.Equal(
            answer["summary"]!["erc20_transfers"]!.GetValue<long>(),
            answer["erc20_cnt"]!.AsArray().Sum(count => count!.GetValue<long>()));
        Assert.Equal((await JsonAsync("/api/transfers"))["summary"]!["total_transfers"]!.GetValue<long>(), answer["summary"]!["total_transfers"]!.GetValue<long>());
    }

    [Theory]
    [InlineData(30, "block")]
    [InlineData(90, "minute")]
    [InlineData(90 * 60, "hour")]
    [InlineData(90 * 60 * 24, "day")]
    public void The_bar_is_the_largest_of_which_there_are_ninety(int minutes, string bar) =>
        Assert.Equal(bar, Bar.For(TimeSpan.FromMinutes(minutes)).Name);

    [Fact]
    public async Task A_range_ends_at_the_newest_block_and_a_shorter_one_begins_later()
    {
        JsonNode hour = await JsonAsync("/api/transfers?range=1h");
        JsonNode all = await JsonAsync("/api/transfers?range=all");
        Assert.Equal(ServedChainFixture.Blocks - 1, hour["range"]!["to"]!.GetValue<long>());
        Assert.True(hour["range"]!["last_at"]!.GetValue<long>() - hour["range"]!["first_at"]!.GetValue<long>() is > 1_700 and <= 3_600);
        Assert.True(hour["range"]!["from"]!.GetValue<long>() >= all["range"]!["from"]!.GetValue<long>());
        JsonNode chosen = await JsonAsync("/api/gas?from=100&to=109");
        Assert.Equal(10, chosen["range"]!["blocks"]!.GetValue<long>());
    }

    [Fact]
    public async Task A_tokens_amount_is_its_own_and_other_tokens_are_counted()
    {
        JsonNode all = await JsonAsync("/api/transfers");
        Assert.Equal("transfers", all["erc20_vol_unit"]!.GetValue<string>());
        string token = all["top_contracts"]![0]!["address"]!.GetValue<string>();
        JsonNode one = await JsonAsync("/api/transfers?token=" + token);
        Assert.Equal("tokens", one["erc20_vol_unit"]!.GetValue<string>());
        Assert.Equal(all["top_contracts"]![0]!["transfers"]!.GetValue<long>(), one["summary"]!["erc20_transfers"]!.GetValue<long>());
        Assert.Equal(all["top_contracts"]![0]!["volume_eth"]!.GetValue<double>(), one["summary"]!["total_volume_eth"]!.GetValue<double>(), 0.05);
    }

    [Fact]
    public async Task A_block_opens_with_its_transactions_and_the_reasons_for_its_score()
    {
        JsonNode mev = await JsonAsync("/api/mev");
        int best = Enumerable.Range(0, mev["scores"]!.AsArray().Count).MaxBy(i => mev["scores"]![i]!.GetValue<double>());
        JsonNode block = await JsonAsync($"/api/mev/{mev["numbers"]![best]}");
        Assert.Equal(mev["scores"]![best]!.GetValue<double>(), Math.Round(block["score"]!.GetValue<double>(), 1));
        Assert.NotEmpty(block["transactions"]!.AsArray());
        Assert.Equal(mev["swaps"]![best]!.GetValue<long>(), block["swaps"]!.GetValue<long>());
        await served.GetAsync("/api/mev/999999", HttpStatusCode.NotFound);
        await served.GetAsync("/api/mev/0x" + new string('a', 64), HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task The_pipeline_says_what_each_table_has()
    {
        JsonNode pipeline = await JsonAsync("/api/pipeline");
        Assert.Equal("backfill", pipeline["positions"]![0]!["pipeline"]!.GetValue<string>());
        Assert.Contains("dex_trades", pipeline["tables"]!.AsArray().Select(table => table!["table"]!.GetValue<string>()));
        Assert.Equal(ServedChainFixture.Blocks, pipeline["range"]!["proven"]!.GetValue<int>());
        Assert.Contains("Not real", pipeline["simulation"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_projects_files_are_those_it_was_built_from()
    {
        JsonNode project = await JsonAsync("/api/project");
        string[] files = [.. project["files"]!.AsArray().Select(file => file![0]!.GetValue<string>())];
        Assert.Contains("src/Weir.App/Api/ApiRoutes.cs", files);
        foreach ((_, string path) in ProjectFiles.Snippets)
        {
            JsonNode file = await JsonAsync("/api/project?path=" + path);
            string expected = await File.ReadAllTextAsync(Path.Combine(Golden.Root, path), TestContext.Current.CancellationToken);
            Assert.Equal(expected, file["text"]!.GetValue<string>());
        }
    }

    [Theory]
    [InlineData("bigquery", "TIMESTAMP_TRUNC")]
    [InlineData("duckdb", "DATE_TRUNC")]
    public async Task A_query_comes_in_another_dialect(string dialect, string text) => Assert.Contains(
        text, (await JsonAsync($"/api/sql?name=transfers&dialect={dialect}"))["text"]!.GetValue<string>(), StringComparison.Ordinal);

    [Fact]
    public async Task It_is_healthy_and_ready_and_has_metrics()
    {
        await served.GetAsync("/health");
        await served.GetAsync("/ready");
        await served.GetAsync("/api/health");
        string metrics = await served.GetAsync("/metrics");
        Assert.Contains("weir_api_requests_total", metrics, StringComparison.Ordinal);
        Assert.Contains("weir_api_request_seconds_bucket", metrics, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_document_lists_every_route_with_its_parameters()
    {
        JsonNode document = await JsonAsync("/openapi/v1.json");
        foreach (ApiRoute route in ApiRoutes.All)
        {
            JsonArray parameters = document["paths"]![route.Path]!["get"]!["parameters"]!.AsArray();
            Assert.Equal(route.Parameters.Select(parameter => parameter.Name), parameters.Select(parameter => parameter!["name"]!.GetValue<string>()));
        }

        Assert.NotNull(document["paths"]!["/api/stream"]);
        Assert.Contains("/api/trades", await served.GetAsync("/api"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_stream_begins_where_the_client_left_off()
    {
        string[] missed = await EventsAsync("230.0", 9);
        Assert.Equal(Enumerable.Range(231, 9).Select(number => $"id: {number}.0"), missed);
        Assert.Equal([$"id: {ServedChainFixture.Blocks - 1}.0"], await EventsAsync(null, 1));
        using HttpResponseMessage wrong = await served.SendAsync(served.Url, "/api/stream", null, ("Last-Event-ID", "1; DROP"));
        Assert.Equal(HttpStatusCode.BadRequest, wrong.StatusCode);
    }

    private async Task<string[]> EventsAsync(string? last, int count)
    {
        using HttpRequestMessage request = new(HttpMethod.Get, new Uri(served.Url, "/api/stream"));
        if (last is not null)
        {
            request.Headers.Add("Last-Event-ID", last);
        }

        using HttpResponseMessage response = await served.Client.SendAsync(
            request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
        Assert.Equal("text/event-stream", response.Content.Headers.ContentType!.MediaType);
        using StreamReader reader = new(await response.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken));
        List<string> ids = [];
        while (ids.Count < count && await reader.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
        {
            if (line.StartsWith("id: ", StringComparison.Ordinal))
            {
                ids.Add(line);
            }
        }

        return [.. ids];
    }

    [GeneratedRegex("\"[^\"]*\"")]
    private static partial Regex Quoted();

    private async Task<JsonNode> JsonAsync(string path) => JsonNode.Parse(await served.GetAsync(path))!;
}
