using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace Weir.Tests.Connectors.Subgraph;

/// <summary>
/// A graph-node on the loopback address, as its documentation describes the answers: <c>first</c> of 100 and at most
/// 1,000, ids ascending, <c>id_gt</c>, states of earlier blocks, errors in HTTP 200.
/// </summary>
internal sealed partial class GraphNode : IAsyncDisposable
{
    public const string Deployment = "QmWeirTest";

    private readonly WebApplication _application;
    private readonly Lock _lock = new();

    private GraphNode()
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        _application = builder.Build();
        _application.Run(AnswerAsync);
    }

    public string Url => _application.Urls.First() + "/subgraphs/name/test";

    /// <summary>The newest block that is indexed.</summary>
    public long Head { get; set; } = 1_000;

    /// <summary>Whether it is a V2 schema.</summary>
    public bool IsV2 { get; init; }

    /// <summary>The key that is asked for; null for none.</summary>
    public string? Key { get; set; }

    /// <summary>The messages that the next answers have in place of data.</summary>
    public ConcurrentQueue<string> Errors { get; } = new();

    /// <summary>Entities by collection: each with the block from which on it is there.</summary>
    public Dictionary<string, SortedDictionary<string, (long Since, JsonObject Row)>> Entities { get; } = [];

    /// <summary>Runs before every answer: what changes meanwhile.</summary>
    public Action? Meanwhile { get; set; }

    public int Requests { get; private set; }

    public static async Task<GraphNode> StartAsync(bool isV2 = false)
    {
        GraphNode node = new() { IsV2 = isV2 };
        await node._application.StartAsync();
        return node;
    }

    public static string HashOf(long block) => "0x" + block.ToString("x64", CultureInfo.InvariantCulture);

    public void Put(string collection, string id, long since, JsonObject row)
    {
        lock (_lock)
        {
            row["id"] = id;
            Entities.TryAdd(collection, new(StringComparer.Ordinal));
            Entities[collection][id] = (since, row);
        }
    }

    public ValueTask DisposeAsync() => _application.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        Requests++;
        JsonNode request = (await JsonNode.ParseAsync(context.Request.Body))!;
        Meanwhile?.Invoke();
        string? failure = context.Request.Method != "POST" ? "only POST"
            : Key is { } key && context.Request.Headers.Authorization != $"Bearer {key}" ? "auth error: malformed API key"
            : Errors.TryDequeue(out string? next) ? next : null;
        JsonObject answer;
        try
        {
            answer = failure is null ? new JsonObject { ["data"] = Answer(request) } : Failed(failure);
        }
        catch (InvalidOperationException error)
        {
            answer = Failed(error.Message);
        }

        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync(answer.ToJsonString());
    }

    private static JsonObject Failed(string message) =>
        new() { ["errors"] = new JsonArray(new JsonObject { ["message"] = message }) };

    private JsonObject Answer(JsonNode request)
    {
        string query = request["query"]!.ToString();
        JsonNode? variables = request["variables"];
        JsonObject data = [];
        foreach (Match match in Meta().Matches(query))
        {
            string name = match.Groups["alias"].Success ? match.Groups["alias"].Value : "_meta";
            string number = match.Groups["number"].Value;
            long? asked = number.Length == 0 ? null : Number(number, variables);
            RequireIndexed(asked);

            // Of a block asked for by number the hash is null.
            data[name] = new JsonObject
            {
                ["block"] = new JsonObject
                {
                    ["number"] = asked ?? Head,
                    ["hash"] = asked is null ? HashOf(Head) : null,
                    ["parentHash"] = HashOf((asked ?? Head) - 1),
                    ["timestamp"] = 1_600_000_000 + (asked ?? Head),
                },
                ["deployment"] = Deployment,
            };
        }

        if (query.Contains("bundle(", StringComparison.Ordinal))
        {
            string name = IsV2 ? "ethPrice" : "ethPriceUSD";
            data["bundle"] = query.Contains(name, StringComparison.Ordinal) ? new JsonObject { [name] = "2000" }
                : throw new InvalidOperationException("Type `Bundle` has no field `ethPriceUSD`");
        }

        if (List().Match(query) is { Success: true } list)
        {
            data[list.Groups["name"].Value] = Rows(list.Groups["name"].Value, list.Groups["arguments"].Value, variables);
        }

        return data;
    }

    private JsonArray Rows(string collection, string arguments, JsonNode? variables)
    {
        if (!Entities.TryGetValue(collection, out SortedDictionary<string, (long Since, JsonObject Row)>? all))
        {
            throw new InvalidOperationException($"Type `Query` has no field `{collection}`");
        }

        int first = First().Match(arguments) is { Success: true } match
            ? int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture) : 100;
        if (first > 1_000)
        {
            throw new InvalidOperationException($"The `first` argument must be between 0 and 1000, but is {first}");
        }

        long block = arguments.Contains("block:", StringComparison.Ordinal) ? Number("$block", variables) : Head;
        RequireIndexed(block);
        string after = arguments.Contains("id_gt", StringComparison.Ordinal) ? variables!["last"]!.ToString() : string.Empty;
        lock (_lock)
        {
            return new JsonArray(
            [
                .. all.Where(entity => string.CompareOrdinal(entity.Key, after) > 0 && entity.Value.Since <= block).Take(first)
                    .Select(entity => entity.Value.Row.DeepClone()),
            ]);
        }
    }

    private void RequireIndexed(long? block)
    {
        if (block > Head)
        {
            throw new InvalidOperationException(
                $"bad indexers: {{0x1: Unavailable(missing block: {block}, latest: {Head})}}");
        }
    }

    private static long Number(string text, JsonNode? variables) =>
        text.StartsWith('$') ? (long)variables![text[1..]]! : long.Parse(text, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"(?:(?<alias>\w+): )?_meta(?:\(block: \{number: (?<number>[$\w]+)\}\))?")]
    private static partial Regex Meta();

    [GeneratedRegex(@"^(?:query\([^)]*\) )?\{ (?<name>(?!_meta|bundle)\w+)(?:\((?<arguments>[^)]*)\))? \{")]
    private static partial Regex List();

    [GeneratedRegex(@"first: (\d+)")]
    private static partial Regex First();
}
