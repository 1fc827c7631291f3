using System.Net;
using System.Text;
using System.Text.Json;
using Weir.Connectors.DeltaStream;
using Weir.Connectors.DeltaStream.Local;
using Weir.Core.Errors;
using Weir.Core.Events;

namespace Weir.Tests.Connectors.DeltaStream;

/// <summary>Our client against our server: results, polling, streams, every failure, and nothing inserted twice.</summary>
public sealed class DeltaStreamClientTests
{
    private const string Organization = "5feb0ba8-3a6a-4b3f-8d0e-0a3a1f0c8d11";
    private static readonly EventTopic Topic = new("dex_prices", 3, 1, TimeSpan.FromDays(7));

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Create_list_describe_insert_ten_thousand_and_drop()
    {
        await using LocalDeltaStream server = await ServeAsync();
        using DeltaStreamClient client = Client(server);
        await client.ExecuteAsync(DeltaStreamSql.Create(Topic, "kafka_store"), Stop);
        DeltaStreamResult list = await client.QueryAsync(DeltaStreamSql.ListEntities(null), Stop);
        Assert.Equal(["Name", "IsLeaf"], list.Columns);
        Assert.Equal(["dex_prices", "true"], Assert.Single(list.Rows));
        IReadOnlyList<string?> described = Assert.Single((await client.QueryAsync(DeltaStreamSql.Describe("dex_prices", null), Stop)).Rows);
        Assert.Equal(["dex_prices", "topic", "3", "1", null, null, "{\"retention.ms\":\"604800000\"}"], described);
        for (int i = 0; i < 10_000; i++)
        {
            await client.ExecuteAsync(DeltaStreamSql.Insert("dex_prices", "kafka_store", $"{{\"n\": {i}, \"quote\": \"it's\"}}"), Stop);
        }

        Assert.Equal(10_000, await server.RecordsAsync("dex_prices", Stop));
        await client.ExecuteAsync(DeltaStreamSql.Drop("dex_prices", "kafka_store"), Stop);
        Assert.Empty((await client.QueryAsync("LIST ENTITIES;", Stop)).Rows);
    }

    [Fact]
    public async Task Unfinished_statements_are_polled_and_all_partitions_read()
    {
        await using LocalDeltaStream server = await ServeAsync(options => (options.PendingPolls, options.PartitionRows) = (2, 3));
        using DeltaStreamClient client = Client(server);
        for (int i = 0; i < 8; i++)
        {
            await client.ExecuteAsync(DeltaStreamSql.Create(Topic with { Name = $"e{i}" }, "kafka_store"), Stop);
        }

        DeltaStreamResult list = await client.QueryAsync("LIST ENTITIES IN STORE kafka_store;", Stop);
        Assert.Equal(Enumerable.Range(0, 8).Select(i => $"e{i}"), list.Rows.Select(row => row[0]));
    }

    [Fact]
    public async Task The_context_of_an_answer_goes_into_the_next_request()
    {
        await using LocalDeltaStream server = await ServeAsync(options => options.Stores = ["first", "second"]);
        using DeltaStreamClient client = Client(server);
        await client.ExecuteAsync(DeltaStreamSql.Create(Topic, "second"), Stop);
        Assert.Empty((await client.QueryAsync("LIST ENTITIES;", Stop)).Rows);
        await client.QueryAsync("USE STORE \"second\";", Stop);
        Assert.Single((await client.QueryAsync("LIST ENTITIES;", Stop)).Rows);
    }

    [Fact]
    public async Task Print_streams_what_is_there_and_what_comes()
    {
        await using LocalDeltaStream server = await ServeAsync();
        using DeltaStreamClient client = Client(server);
        await client.ExecuteAsync(DeltaStreamSql.Create(Topic, "kafka_store"), Stop);
        await client.ExecuteAsync(DeltaStreamSql.Insert("dex_prices", "kafka_store", "{\"n\": 0}"), Stop);
        List<string?> values = [];
        await foreach (IReadOnlyList<string?> row in client.StreamAsync(DeltaStreamSql.Print("dex_prices", "kafka_store", true), Stop))
        {
            Assert.Null(row[0]);
            values.Add(row[1]);
            if (values.Count == 3)
            {
                break;
            }

            await client.ExecuteAsync(DeltaStreamSql.Insert("dex_prices", "kafka_store", $"{{\"n\": {values.Count}}}"), Stop);
        }

        Assert.Equal(["{\"n\": 0}", "{\"n\": 1}", "{\"n\": 2}"], values);
    }

    [Theory]
    [InlineData("SELEC 1;", "42601")]
    [InlineData("CREATE ENTITY \"a\" IN STORE", "42601")]
    [InlineData("INSERT INTO ENTITY \"a\" VALUE('{}", "42601")]
    [InlineData("USE DATABASE \"none\";", "3D002")]
    [InlineData("LIST ENTITIES IN STORE \"none\";", "3D006")]
    [InlineData("DESCRIBE ENTITY \"none\";", "3D020")]
    [InlineData("DROP ENTITY \"none\";", "3D020")]
    [InlineData("CREATE ENTITY \"there\";", "42710")]
    [InlineData("CREATE ENTITY \"b\" WITH ('kafka.partitions' = 0);", "3D008")]
    [InlineData("INSERT INTO ENTITY \"there\" VALUE('not json');", "42601")]
    public async Task A_statement_that_fails_has_its_state(string statement, string state)
    {
        await using LocalDeltaStream server = await ServeAsync();
        using DeltaStreamClient client = Client(server);
        await client.ExecuteAsync("CREATE ENTITY there;", Stop);
        DeltaStreamException error = await Assert.ThrowsAsync<DeltaStreamException>(() => client.ExecuteAsync(statement, Stop));
        Assert.Equal((ErrorCodes.DeltaStreamSql, state), (error.Code, error.SqlState));
        Assert.Equal(state == "42710", error.IsDuplicate);
        Assert.Equal(state.StartsWith("3D", StringComparison.Ordinal), error.IsNotFound);
    }

    [Theory]
    [InlineData(400, ErrorCodes.DeltaStreamStatus, ErrorCodes.DeltaStreamStatus)]
    [InlineData(401, ErrorCodes.DeltaStreamUnauthorized, ErrorCodes.DeltaStreamUnauthorized)]
    [InlineData(403, ErrorCodes.DeltaStreamUnauthorized, ErrorCodes.DeltaStreamUnauthorized)]
    [InlineData(404, ErrorCodes.DeltaStreamStatus, ErrorCodes.DeltaStreamStatus)]
    [InlineData(408, ErrorCodes.DeltaStreamUnknownOutcome, ErrorCodes.DeltaStreamStatus)]
    [InlineData(500, ErrorCodes.DeltaStreamUnknownOutcome, ErrorCodes.DeltaStreamStatus)]
    [InlineData(503, ErrorCodes.DeltaStreamUnknownOutcome, ErrorCodes.DeltaStreamStatus)]
    public async Task An_error_status_is_typed_and_a_write_is_not_repeated(int status, string written, string read)
    {
        await using LocalDeltaStream server = await ServeAsync();
        using DeltaStreamClient client = Client(server);
        await client.ExecuteAsync("CREATE ENTITY there;", Stop);

        // Were the insert sent again, the second time would succeed.
        server.Fault = new LocalFault(LocalFaultKind.Status, status, Times: 1, Containing: "INSERT");
        DeltaStreamException error = await Assert.ThrowsAsync<DeltaStreamException>(
            () => client.ExecuteAsync("INSERT INTO ENTITY there VALUE('{}');", Stop));
        Assert.Equal((written, status), (error.Code, error.HttpStatus));
        Assert.Equal(0, await server.RecordsAsync("there", Stop));

        server.Fault = new LocalFault(LocalFaultKind.Status, status, Containing: "LIST");
        error = await Assert.ThrowsAsync<DeltaStreamException>(() => client.QueryAsync("LIST ENTITIES;", Stop));
        Assert.Equal((read, status), (error.Code, error.HttpStatus));

        server.Fault = new LocalFault(LocalFaultKind.Status, status, Times: 2, Containing: "LIST");
        if (status is 408 or >= 500)
        {
            Assert.Single((await client.QueryAsync("LIST ENTITIES;", Stop)).Rows);
        }
    }

    [Theory]
    [InlineData(LocalFaultKind.CutAfterRunning)]
    [InlineData(LocalFaultKind.Silence)]
    public async Task An_answer_that_is_cut_or_never_comes_inserts_nothing_twice(LocalFaultKind kind)
    {
        await using LocalDeltaStream server = await ServeAsync();
        using DeltaStreamClient client = Client(server, options => options.RequestTimeout = TimeSpan.FromMilliseconds(400));
        await client.ExecuteAsync("CREATE ENTITY there;", Stop);
        server.Fault = new LocalFault(kind, Times: 1, Containing: "INSERT");
        DeltaStreamException error = await Assert.ThrowsAsync<DeltaStreamException>(
            () => client.ExecuteAsync("INSERT INTO ENTITY there VALUE('{}');", Stop));
        Assert.Equal(ErrorCodes.DeltaStreamUnknownOutcome, error.Code);
        Assert.Equal(1, await server.RecordsAsync("there", Stop));
        server.Fault = new LocalFault(kind, Times: 1, Containing: "LIST");
        Assert.Single((await client.QueryAsync("LIST ENTITIES;", Stop)).Rows);
    }

    [Fact]
    public async Task A_server_that_is_not_there_or_a_wrong_token_is_one_clear_error()
    {
        DeltaStreamOptions nowhere = new()
        {
            Server = new Uri("http://127.0.0.1:9/v2"),
            Token = "t",
            OrganizationId = Organization,
            Retries = 1,
            RetryPause = TimeSpan.FromMilliseconds(1),
        };
        using DeltaStreamClient client = new(nowhere, TimeProvider.System);
        DeltaStreamException error = await Assert.ThrowsAsync<DeltaStreamException>(() => client.ExecuteAsync("DROP ENTITY a;", Stop));
        Assert.Equal(ErrorCodes.DeltaStreamUnreachable, error.Code);
        await using LocalDeltaStream server = await ServeAsync();
        using DeltaStreamClient expired = Client(server, options => options.Token = "old");
        error = await Assert.ThrowsAsync<DeltaStreamException>(() => expired.QueryAsync("LIST STORES;", Stop));
        Assert.Equal((ErrorCodes.DeltaStreamUnauthorized, (int?)401), (error.Code, error.HttpStatus));
        Assert.Throws<ConfigException>(() => new DeltaStreamClient(new DeltaStreamOptions { OrganizationId = "acme" }, TimeProvider.System));
    }

    /// <summary>The three official clients' requests, byte for byte as the reference describes them.</summary>
    [Theory]
    [InlineData("Content-Disposition: form-data; name=\"request\";\r\nContent-Type: application/json\r\n\r\n", "\n")]
    [InlineData("Content-Disposition: form-data; name=\"request\"; filename=\"blob\"\r\nContent-Type: application/json\r\n\r\n", "")]
    [InlineData("Content-Disposition: form-data; name=\"request\"\r\n\r\n", "")]
    public async Task Requests_of_the_official_clients_are_understood_and_answered_whole(string head, string tail)
    {
        await using LocalDeltaStream server = await ServeAsync();
        using HttpClient http = new();
        http.DefaultRequestHeaders.Authorization = new("Bearer", "token");
        string body = $"--b\r\n{head}{{\"statement\":\"USE DATABASE \\\"default\\\";\",\"organization\":\"{Organization}\",\"parameters\":{{}}}}{tail}\r\n--b--\r\n";
        using ByteArrayContent content = new(Encoding.UTF8.GetBytes(body));
        content.Headers.TryAddWithoutValidation("Content-Type", "multipart/form-data; boundary=b");
        using HttpResponseMessage response = await http.PostAsync(new Uri($"{server.Url}/statements"), content, Stop);
        string text = await response.Content.ReadAsStringAsync(Stop);
        Assert.True(response.StatusCode == HttpStatusCode.OK, text);
        Assert.Contains("json", response.Content.Headers.ContentType!.ToString(), StringComparison.Ordinal);
        using JsonDocument json = JsonDocument.Parse(text);
        JsonElement metadata = json.RootElement.GetProperty("metadata");
        Assert.Equal("00000", json.RootElement.GetProperty("sqlState").GetString());
        Assert.True(json.RootElement.GetProperty("statementID").TryGetGuid(out _));
        Assert.True(json.RootElement.GetProperty("createdOn").TryGetInt64(out _));
        Assert.Equal("json", metadata.GetProperty("encoding").GetString());
        Assert.Equal(JsonValueKind.Array, metadata.GetProperty("columns").ValueKind);
        Assert.Equal(JsonValueKind.Array, metadata.GetProperty("partitionInfo").ValueKind);
        Assert.Equal("default", metadata.GetProperty("context").GetProperty("databaseName").GetString());
        Assert.Equal(Organization, metadata.GetProperty("context").GetProperty("organizationID").GetString());
        Assert.Equal("{\"major\":2,\"minor\":0,\"patch\":0}", await http.GetStringAsync(new Uri($"{server.Url}/version"), Stop));
    }

    private static Task<LocalDeltaStream> ServeAsync(Action<LocalDeltaStreamOptions>? change = null)
    {
        LocalDeltaStreamOptions options = new() { Token = "token" };
        change?.Invoke(options);
        return LocalDeltaStream.StartAsync(options, TimeProvider.System, Stop);
    }

    private static DeltaStreamClient Client(LocalDeltaStream server, Action<DeltaStreamOptions>? change = null)
    {
        DeltaStreamOptions options = new()
        {
            Server = server.Url,
            Token = "token",
            OrganizationId = Organization,
            PollInterval = TimeSpan.FromMilliseconds(5),
            RetryPause = TimeSpan.FromMilliseconds(5),
        };
        change?.Invoke(options);
        return new DeltaStreamClient(options, TimeProvider.System);
    }
}
