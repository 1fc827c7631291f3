using System.Net;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using Weir.Connectors.DeltaStream.Local;

namespace Weir.Tests.Connectors.DeltaStream;

/// <summary>
/// The official clients' requests byte for byte as their sources write them, and every form of answer that each of them
/// needs.
/// </summary>
public sealed class LocalProtocolTests
{
    private const string Go =
        "Content-Disposition: form-data; name=\"request\";\r\nContent-Type: application/json\r\n\r\n";
    private const string TypeScript =
        "Content-Disposition: form-data; name=\"request\"; filename=\"blob\"\r\nContent-Type: application/json\r\n\r\n";
    private const string Python = "Content-Disposition: form-data; name=\"request\"\r\n\r\n";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>Heads, what follows the JSON, the attachment's head, and the query of a poll.</summary>
    public static TheoryData<string, string, string, string> Clients => new()
    {
        { Go, "\n",
            "Content-Disposition: form-data; name=\"attachments\"; filename=\"f.jar\"\r\nContent-Type: application/octet-stream\r\n\r\n", "partitionID=0&sessionID=s&timezone=UTC" },
        { TypeScript, "",
            "Content-Disposition: form-data; name=\"attachments\"; filename=\"blob\"\r\nContent-Type: application/java-archive\r\n\r\n", "partitionID=0" },
        { Python, "",
            "Content-Disposition: form-data; name=\"attachments\"; filename=\"f.jar\"\r\nContent-Type: application/java-archive\r\n\r\n", "sessionID=s&partitionID=0" },
    };

    [Theory]
    [MemberData(nameof(Clients))]
    public async Task Each_clients_request_is_understood_polled_and_answered_whole(
        string head, string tail, string file, string query)
    {
        await using LocalDeltaStream server = await LocalServer.StartAsync(options => options.PendingPolls = 1);
        using HttpClient http = Client();
        (HttpStatusCode status, JsonDocument answer) =
            await PostAsync(http, server, head, "USE DATABASE \\\"default\\\";", tail);
        using (answer)
        {
            // A StatementStatus: no metadata.
            Assert.Equal(HttpStatusCode.Accepted, status);
            Assert.Equal("03000", answer.RootElement.GetProperty("sqlState").GetString());
            Assert.True(answer.RootElement.GetProperty("createdOn").TryGetInt64(out _));
            using HttpResponseMessage polled = await http.GetAsync(
                new Uri($"{server.Url}/statements/{answer.RootElement.GetProperty("statementID").GetGuid()}?{query}"),
                Stop);
            Assert.Equal(HttpStatusCode.OK, polled.StatusCode);
            Assert.Contains("json", polled.Content.Headers.ContentType!.ToString(), StringComparison.Ordinal);
            using JsonDocument result = JsonDocument.Parse(await polled.Content.ReadAsStringAsync(Stop));
            JsonElement context = RequireComplete(result, "00000");
            Assert.Equal("default", context.GetProperty("databaseName").GetString());
            Assert.Equal(LocalServer.Organization, context.GetProperty("organizationID").GetString());
        }

        using (JsonDocument created = (await PostAsync(
            http, server, head, "CREATE FUNCTION_SOURCE f WITH ('file' = '@f.jar');",
            $"{tail}\r\n--b\r\n{file}PK\u0003\u0004")).Answer)
        {
            Assert.Equal("PK\u0003\u0004", await http.GetStringAsync(
                new Uri($"{server.Url}/download/function_source/{LocalServer.Organization}/f"), Stop));
        }
    }

    [Fact]
    public async Task Each_statement_of_a_request_has_an_id_that_can_be_asked_for()
    {
        await using LocalDeltaStream server = await LocalServer.StartAsync();
        using HttpClient http = Client();
        using JsonDocument answer =
            (await PostAsync(http, server, Go, "CREATE ENTITY e; LIST ENTITIES; DROP ENTITY e;", "\n")).Answer;
        Guid[] ids = [.. answer.RootElement.GetProperty("statementIDs").EnumerateArray().Select(id => id.GetGuid())];
        Assert.Equal(3, ids.Distinct().Count());
        Assert.Equal(ids[^1], answer.RootElement.GetProperty("statementID").GetGuid());
        using JsonDocument list = JsonDocument.Parse(
            await http.GetStringAsync(new Uri($"{server.Url}/statements/{ids[1]}?partitionID=0"), Stop));
        Assert.Equal(1, list.RootElement.GetProperty("data").GetArrayLength());
    }

    [Theory]
    [InlineData("SELECT 1;", "00000", 1)]
    [InlineData("LIST STORES;", "00000", 3)]
    [InlineData("LIST ENTITIES;", "00000", 2)]
    [InlineData("CREATE ENTITY e;", "00000", 0)]
    [InlineData("SELEC 1;", "42601", 0)]
    [InlineData("DESCRIBE ENTITY none;", "3D020", 0)]
    public async Task Every_result_set_is_complete_also_where_the_statement_failed(
        string statement, string state, int columns)
    {
        await using LocalDeltaStream server = await LocalServer.StartAsync();
        using HttpClient http = Client();
        (HttpStatusCode status, JsonDocument answer) = await PostAsync(http, server, Python, statement, string.Empty);
        using (answer)
        {
            Assert.Equal(HttpStatusCode.OK, status);
            RequireComplete(answer, state);
            JsonElement root = answer.RootElement;
            Assert.Equal(state != "00000", root.TryGetProperty("message", out _));
            JsonElement metadata = root.GetProperty("metadata");
            Assert.Equal(columns, metadata.GetProperty("columns").GetArrayLength());
            foreach (JsonElement column in metadata.GetProperty("columns").EnumerateArray())
            {
                Assert.True(column.GetProperty("name").GetString() is { Length: > 0 }
                    && column.GetProperty("type").GetString() is { Length: > 0 });
                Assert.True(column.GetProperty("nullable").ValueKind is JsonValueKind.True or JsonValueKind.False);
            }

            int rows = metadata.GetProperty("partitionInfo").EnumerateArray().Sum(
                partition => partition.GetProperty("rowCount").GetInt32());
            Assert.Equal(rows, root.GetProperty("data").GetArrayLength());
            Assert.All(root.GetProperty("data").EnumerateArray().SelectMany(row => row.EnumerateArray()), cell =>
                Assert.True(cell.ValueKind is JsonValueKind.String or JsonValueKind.Null));
        }
    }

    [Fact]
    public async Task A_json_body_serves_too_and_refusals_have_their_status_and_a_message()
    {
        await using LocalDeltaStream server = await LocalServer.StartAsync();
        using HttpClient http = Client();
        using StringContent json = new("{\"statement\":\"SELECT 1;\"}", Encoding.UTF8, "application/json");
        using (HttpResponseMessage plain = await http.PostAsync(new Uri($"{server.Url}/statements"), json, Stop))
        {
            Assert.Equal(HttpStatusCode.OK, plain.StatusCode);
        }

        Assert.Equal(
            "{\"major\":2,\"minor\":0,\"patch\":0}", await http.GetStringAsync(new Uri($"{server.Url}/version"), Stop));
        Guid id = Guid.NewGuid();
        await RequireRefusedAsync(http, server, $"/statements/{id}", 404);
        await RequireRefusedAsync(http, server, "/statements/none", 400);
        await RequireRefusedAsync(http, server, $"/statements/{id}?partitionID=-1", 400);
        await RequireRefusedAsync(http, server, "/nothing", 404);
        await RequireRefusedAsync(http, server, $"/download/function_source/{id}/none", 404);
        await RequireRefusedAsync(http, server, $"/download/other/{id}/none", 400);
        await RequireRefusedAsync(http, server, "/download/function_source/acme/none", 400);
        using HttpClient stranger = new();
        await RequireRefusedAsync(stranger, server, "/version", 401);
        using HttpResponseMessage bad = await http.PostAsync(
            new Uri($"{server.Url}/statements"), new StringContent("{", Encoding.UTF8, "application/json"), Stop);
        Assert.Equal(HttpStatusCode.BadRequest, bad.StatusCode);
    }

    [Fact]
    public async Task A_result_set_on_the_dataplane_has_an_address_that_every_client_derives_alike()
    {
        await using LocalDeltaStream server = await LocalServer.StartAsync();
        using HttpClient http = Client();
        (_, JsonDocument answer) = await PostAsync(
            http, server, Go, "CREATE ENTITY e; INSERT INTO ENTITY e VALUE('{}'); SELECT n FROM e LIMIT 5;",
            string.Empty);
        using JsonDocument first = answer;
        JsonElement request = first.RootElement.GetProperty("metadata").GetProperty("dataplaneRequest");
        Guid id = request.GetProperty("statementID").GetGuid();
        Assert.Equal("result-set", request.GetProperty("requestType").GetString());
        Assert.Equal(0, first.RootElement.GetProperty("data").GetArrayLength());

        // TypeScript asks its own server, Go the address's host with the path /v2, Python the address without
        // /statements/{id}.
        string uri = request.GetProperty("uri").GetString()!;
        Assert.Equal(server.Url.AbsoluteUri, uri.Replace($"/statements/{id}", string.Empty, StringComparison.Ordinal));
        using HttpClient dataplane = Client(request.GetProperty("token").GetString()!);
        using JsonDocument rows = JsonDocument.Parse(
            await dataplane.GetStringAsync(new Uri($"{server.Url}/statements/{id}?partitionID=0&timezone=UTC"), Stop));
        RequireComplete(rows, "00000");
        Assert.False(rows.RootElement.GetProperty("metadata").TryGetProperty("dataplaneRequest", out _));
        Assert.Equal(1, rows.RootElement.GetProperty("data").GetArrayLength());

        // Its token opens nothing else.
        await RequireRefusedAsync(dataplane, server, $"/download/function_source/{id}/f", 403);
        Assert.Equal(
            HttpStatusCode.Forbidden, (await PostAsync(dataplane, server, Go, "SELECT 1;", string.Empty)).Status);
    }

    [Theory]
    [InlineData("http", "ws")]
    [InlineData("ws", "ws")]
    public async Task A_stream_begins_with_its_columns_and_refuses_a_wrong_token(string scheme, string used)
    {
        await using LocalDeltaStream server = await LocalServer.StartAsync(options => options.StreamScheme = scheme);
        using HttpClient http = Client();
        (_, JsonDocument answer) = await PostAsync(
            http, server, TypeScript,
            "CREATE ENTITY e; INSERT INTO ENTITY e VALUE('{}'); PRINT ENTITY e WITH ('from_beginning');", string.Empty);
        using JsonDocument printed = answer;
        JsonElement request = printed.RootElement.GetProperty("metadata").GetProperty("dataplaneRequest");
        UriBuilder uri = new(request.GetProperty("uri").GetString()!);
        Assert.Equal((scheme, "streaming"), (uri.Scheme, request.GetProperty("requestType").GetString()));
        uri.Scheme = used;
        foreach ((string token, string[] expected) in new[]
        {
            (request.GetProperty("token").GetString()!,
                new[] { "\"type\":\"metadata\",\"headers\":{},\"columns\":[{\"name\":\"key\"",
                    "\"type\":\"data\",\"headers\":{},\"data\":[null,\"{}\"]" }),
            ("token", new[] { "\"type\":\"error\",\"headers\":{},\"message\":" }),
        })
        {
            using ClientWebSocket socket = new();
            socket.Options.SetRequestHeader("ds-session-id", "s");
            socket.Options.DangerousDeflateOptions = new WebSocketDeflateOptions();
            await socket.ConnectAsync(uri.Uri, Stop);
            await socket.SendAsync(
                Encoding.UTF8.GetBytes($"{{\"type\":\"auth\",\"accessToken\":\"{token}\",\"sessionId\":null}}"),
                WebSocketMessageType.Text, true, Stop);
            byte[] buffer = new byte[4_096];
            foreach (string part in expected)
            {
                ValueWebSocketReceiveResult received = await socket.ReceiveAsync(buffer.AsMemory(), Stop);
                Assert.Contains(part, Encoding.UTF8.GetString(buffer, 0, received.Count), StringComparison.Ordinal);
            }
        }
    }

    private static JsonElement RequireComplete(JsonDocument answer, string state)
    {
        JsonElement root = answer.RootElement;
        Assert.Equal(state, root.GetProperty("sqlState").GetString());
        Assert.True(root.GetProperty("statementID").TryGetGuid(out _));
        Assert.True(root.GetProperty("createdOn").TryGetInt64(out _));
        JsonElement metadata = root.GetProperty("metadata");
        Assert.Equal("json", metadata.GetProperty("encoding").GetString());
        Assert.Equal(JsonValueKind.Array, metadata.GetProperty("columns").ValueKind);
        Assert.Equal(JsonValueKind.Array, metadata.GetProperty("partitionInfo").ValueKind);
        Assert.Equal(JsonValueKind.Object, metadata.GetProperty("context").ValueKind);
        return metadata.GetProperty("context");
    }

    private static async Task RequireRefusedAsync(HttpClient http, LocalDeltaStream server, string path, int status)
    {
        using HttpResponseMessage response = await http.GetAsync(new Uri(server.Url + path), Stop);
        Assert.Equal(status, (int)response.StatusCode);
        Assert.Contains("json", response.Content.Headers.ContentType!.ToString(), StringComparison.Ordinal);
        using JsonDocument error = JsonDocument.Parse(await response.Content.ReadAsStringAsync(Stop));
        Assert.False(string.IsNullOrEmpty(error.RootElement.GetProperty("message").GetString()));
    }

    private static HttpClient Client(string token = "token")
    {
        HttpClient http = new();
        http.DefaultRequestHeaders.Authorization = new("Bearer", token);
        return http;
    }

    private static async Task<(HttpStatusCode Status, JsonDocument Answer)> PostAsync(
        HttpClient http, LocalDeltaStream server, string head, string statement, string tail)
    {
        string escaped = statement.Replace("{\"", "{\\\"", StringComparison.Ordinal);
        string body =
            $"--b\r\n{head}{{\"statement\":\"{escaped}\",\"organization\":\"{LocalServer.Organization}\",\"parameters\":{{}}}}{tail}\r\n--b--\r\n";
        using ByteArrayContent content = new(Encoding.UTF8.GetBytes(body));
        content.Headers.TryAddWithoutValidation("Content-Type", "multipart/form-data; boundary=b");
        using HttpResponseMessage response = await http.PostAsync(new Uri($"{server.Url}/statements"), content, Stop);
        return (response.StatusCode, JsonDocument.Parse(await response.Content.ReadAsStringAsync(Stop)));
    }
}
