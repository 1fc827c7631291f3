using System.Globalization;
using System.Net.Http.Headers;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Polly;
using Weir.Connectors.JsonRpc;
using Weir.Core;
using Weir.Core.Errors;
using Weir.Pipeline;

namespace Weir.Connectors.Subgraph;

/// <summary>
/// Asks one subgraph of The Graph, at the gateway or at a graph-node: GraphQL over POST. Errors come with HTTP 200.
/// </summary>
public sealed class SubgraphClient : IDisposable
{
    private readonly SubgraphOptions _options;
    private readonly SubgraphErrors _errors;
    private readonly ResiliencePipeline _retries;
    private readonly HttpClient _http;

    /// <param name="options">The subgraph.</param>
    /// <param name="time">The clock of pauses.</param>
    /// <param name="onRetry">Told of every repetition.</param>
    public SubgraphClient(SubgraphOptions options, TimeProvider time, Action<WeirException, TimeSpan>? onRetry = null)
    {
        _options = options;
        _errors = new SubgraphErrors(options);
        _retries = Retries.Create(options.Retry, time, onRetry);
        _http = new HttpClient { Timeout = options.Timeout };
        if (options.Key is { } key)
        {
            _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        }
    }

    /// <summary>The subgraph as it may be shown.</summary>
    public string Shown => _errors.Shown;

    /// <summary>What goes wrong, as errors.</summary>
    internal SubgraphErrors Errors => _errors;

    /// <summary>The <c>data</c> of an answer.</summary>
    /// <exception cref="RpcException">There is none, or errors came with it.</exception>
    public async Task<JsonElement> AskAsync(
        string query, IReadOnlyDictionary<string, object?> variables, CancellationToken cancellationToken) =>
        await _retries.ExecuteAsync(
            async token => await PostAsync(Body(query, variables), token), cancellationToken);

    /// <summary>The block that everything is asked at, so that pages belong to one: the newest indexed, or one by number.</summary>
    /// <exception cref="RpcException">The indexer does not have it, or does not say its hash.</exception>
    public async Task<SubgraphPin> PinAsync(long? number, CancellationToken cancellationToken)
    {
        // Of a block asked for by number a server leaves the hash out: then the next one's parent tells it.
        string at = number is { } block ? Invariant($"(block: {{number: {block}}})") : string.Empty;
        string next = number is { } asked ? Invariant($" next: _meta(block: {{number: {asked + 1}}}) {{ block {{ parentHash }} }}") : string.Empty;
        JsonElement data;
        try
        {
            data = await AskAsync(
                $"{{ _meta{at} {{ block {{ number hash timestamp }} deployment }}{next} }}", NoVariables, cancellationToken);
        }
        catch (RpcException error) when (number is not null && error.Code is ErrorCodes.RpcMissingBlock or ErrorCodes.RpcError)
        {
            data = await AskAsync(
                $"{{ _meta{at} {{ block {{ number hash timestamp }} deployment }} }}", NoVariables, cancellationToken);
        }

        if (!data.TryGetProperty("_meta"u8, out JsonElement meta) || !meta.TryGetProperty("block"u8, out JsonElement found)
            || !found.TryGetProperty("number"u8, out JsonElement value) || !value.TryGetInt64(out long got)
            || meta.Text("deployment") is not { } deployment)
        {
            throw _errors.Odd("_meta without block and deployment");
        }

        Hash32? hash = found.Hash("hash")
            ?? (data.TryGetProperty("next"u8, out JsonElement after) && after.TryGetProperty("block"u8, out JsonElement child)
                ? child.Hash("parentHash") : null);
        long? seconds = found.TryGetProperty("timestamp"u8, out JsonElement time) && time.TryGetInt64(out long stamp) ? stamp : null;
        return new SubgraphPin(
            new BlockRef(got, hash ?? throw _errors.Odd($"no hash of block {got}; leave --block out, or ask for an older one")),
            seconds, deployment);
    }

    /// <summary>
    /// All entities of a collection at one block, by <c>id_gt</c>: none is lost and none comes twice, whatever changes
    /// meanwhile.
    /// </summary>
    /// <param name="collection">As the schema names it: <c>pools</c>.</param>
    /// <param name="fields">What is asked of each, without <c>id</c>.</param>
    /// <param name="pin">The block.</param>
    /// <param name="cancellationToken">Stops the asking.</param>
    public IAsyncEnumerable<JsonElement> ReadAllAsync(
        string collection, string fields, SubgraphPin pin, CancellationToken cancellationToken) =>
        ReadPagesAsync(
            $"query($last: ID!, $block: Int!) {{ {collection}(first: {_options.PageSize.ToString(CultureInfo.InvariantCulture)}, "
            + $"orderBy: id, orderDirection: asc, where: {{id_gt: $last}}, block: {{number: $block}}) {{ id {fields} }} "
            + "_meta(block: {number: $block}) { block { number hash } } }",
            pin, cancellationToken);

    /// <summary>The rows of a query of the user's that takes <c>$last</c> and <c>$block</c>.</summary>
    public async IAsyncEnumerable<JsonElement> ReadPagesAsync(
        string query, SubgraphPin pin, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        string last = string.Empty;
        while (true)
        {
            JsonElement data = await AskAsync(
                query, new Dictionary<string, object?> { ["last"] = last, ["block"] = pin.Block.Number }, cancellationToken);
            RequireSameBlock(data, pin);
            JsonElement rows = Rows(data);
            string before = last;
            foreach (JsonElement row in rows.EnumerateArray())
            {
                string id = row.Text("id") ?? throw _errors.Odd("a row without id");
                last = string.CompareOrdinal(id, last) > 0 ? id
                    : throw _errors.Odd($"rows that are not in the order of their ids: '{id}' after '{last}'");
                yield return row;
            }

            if (last == before)
            {
                yield break;
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    private static IReadOnlyDictionary<string, object?> NoVariables { get; } = new Dictionary<string, object?>();

    // An indexer that changed its mind serves another block of the same number.
    private void RequireSameBlock(JsonElement data, SubgraphPin pin)
    {
        if (data.TryGetProperty("_meta"u8, out JsonElement meta) && meta.TryGetProperty("block"u8, out JsonElement block)
            && block.Hash("hash") is { } hash && hash != pin.Block.Hash)
        {
            throw new RpcException(
                ErrorCodes.RpcError, $"{Shown}: block {pin.Block.Number} has become another one between two pages",
                "Ask again, for a --block that is final; nothing was stored.", isTransient: false);
        }
    }

    /// <summary>The one list of an answer.</summary>
    internal JsonElement Rows(JsonElement data)
    {
        JsonElement[] lists = [.. data.EnumerateObject().Where(member => member.Value.ValueKind == JsonValueKind.Array).Select(member => member.Value)];
        return lists.Length == 1 ? lists[0] : throw _errors.Odd($"{lists.Length} lists, where one was expected");
    }

    private async Task<JsonElement> PostAsync(byte[] body, CancellationToken cancellationToken)
    {
        string text;
        try
        {
            using ByteArrayContent content = new(body);
            content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
            using HttpResponseMessage response = await _http.PostAsync(_options.Endpoint, content, cancellationToken);
            text = await response.Content.ReadAsStringAsync(cancellationToken);
            if (!response.IsSuccessStatusCode)
            {
                throw _errors.Status(response.StatusCode, response.Headers.RetryAfter?.Delta, text);
            }
        }
        catch (HttpRequestException error)
        {
            throw _errors.Unreachable(error);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw _errors.Timeout();
        }

        return Data(text);
    }

    private JsonElement Data(string text)
    {
        JsonElement answer;
        try
        {
            using JsonDocument document = JsonDocument.Parse(text);
            answer = document.RootElement.Clone();
        }
        catch (JsonException error)
        {
            throw _errors.NotJson(text, error);
        }

        if (answer.ValueKind == JsonValueKind.Object && answer.TryGetProperty("errors"u8, out JsonElement errors)
            && errors.ValueKind == JsonValueKind.Array && errors.GetArrayLength() > 0)
        {
            throw _errors.Answer(errors[0].Text("message") ?? errors[0].ToString());
        }

        return answer.ValueKind == JsonValueKind.Object && answer.TryGetProperty("data"u8, out JsonElement data)
            && data.ValueKind == JsonValueKind.Object ? data : throw _errors.Odd("neither data nor errors");
    }

    private static byte[] Body(string query, IReadOnlyDictionary<string, object?> variables)
    {
        using MemoryStream utf8 = new();
        using (Utf8JsonWriter json = new(utf8))
        {
            json.WriteStartObject();
            json.WriteString("query"u8, query);
            json.WriteStartObject("variables"u8);
            foreach ((string name, object? value) in variables)
            {
                if (value is long number)
                {
                    json.WriteNumber(name, number);
                }
                else
                {
                    json.WriteString(name, value?.ToString());
                }
            }

            json.WriteEndObject();
            json.WriteEndObject();
        }

        return utf8.ToArray();
    }

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}

/// <summary>The state of a subgraph that everything is asked of.</summary>
/// <param name="Block">The block.</param>
/// <param name="Seconds">Its time since 1970, where the server says it.</param>
/// <param name="Deployment">The subgraph's version: <c>Qm…</c>.</param>
public sealed record SubgraphPin(BlockRef Block, long? Seconds, string Deployment);
