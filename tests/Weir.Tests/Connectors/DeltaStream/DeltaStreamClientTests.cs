using Weir.Connectors.DeltaStream;
using Weir.Connectors.DeltaStream.Local;
using Weir.Core.Errors;
using Weir.Core.Events;

namespace Weir.Tests.Connectors.DeltaStream;

/// <summary>
/// Our client against our server: results, polling, streams, every failure, and nothing inserted twice.
/// </summary>
public sealed class DeltaStreamClientTests
{
    private static readonly EventTopic Topic = new("dex_prices", 3, 1, TimeSpan.FromDays(7));

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Create_list_describe_insert_ten_thousand_and_drop()
    {
        await using LocalDeltaStream server = await LocalServer.StartAsync();
        using DeltaStreamClient client = LocalServer.Client(server);
        await client.ExecuteAsync(DeltaStreamSql.Create(Topic, "kafka_store"), Stop);
        DeltaStreamResult list = await client.QueryAsync(DeltaStreamSql.ListEntities(null), Stop);
        Assert.Equal(["Name", "IsLeaf"], list.Columns);
        Assert.Equal(["dex_prices", "true"], Assert.Single(list.Rows));
        IReadOnlyList<string?> described =
            Assert.Single((await client.QueryAsync(DeltaStreamSql.Describe("dex_prices", null), Stop)).Rows);
        Assert.Equal(["dex_prices", "topic", "3", "1", null, null, "{\"retention.ms\":\"604800000\"}"], described);
        for (int i = 0; i < 10_000; i++)
        {
            await client.ExecuteAsync(
                DeltaStreamSql.Insert("dex_prices", "kafka_store", $"{{\"n\": {i}, \"quote\": \"it's\"}}"), Stop);
        }

        Assert.Equal(10_000, await server.RecordsAsync("dex_prices", Stop));
        await client.ExecuteAsync(DeltaStreamSql.Drop("dex_prices", "kafka_store"), Stop);
        Assert.Empty((await client.QueryAsync("LIST ENTITIES;", Stop)).Rows);
    }

    [Fact]
    public async Task Unfinished_statements_are_polled_and_all_partitions_read()
    {
        await using LocalDeltaStream server =
            await LocalServer.StartAsync(options => (options.PendingPolls, options.PartitionRows) = (2, 3));
        using DeltaStreamClient client = LocalServer.Client(server);
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
        await using LocalDeltaStream server =
            await LocalServer.StartAsync(options => options.Stores = ["first", "second"]);
        using DeltaStreamClient client = LocalServer.Client(server);
        await client.ExecuteAsync(DeltaStreamSql.Create(Topic, "second"), Stop);
        Assert.Empty((await client.QueryAsync("LIST ENTITIES;", Stop)).Rows);
        await client.QueryAsync("USE STORE \"second\";", Stop);
        Assert.Single((await client.QueryAsync("LIST ENTITIES;", Stop)).Rows);
    }

    [Fact]
    public async Task Print_streams_what_is_there_and_what_comes()
    {
        await using LocalDeltaStream server = await LocalServer.StartAsync();
        using DeltaStreamClient client = LocalServer.Client(server);
        await client.ExecuteAsync(DeltaStreamSql.Create(Topic, "kafka_store"), Stop);
        await client.ExecuteAsync(DeltaStreamSql.Insert("dex_prices", "kafka_store", "{\"n\": 0}"), Stop);
        List<string?> values = [];
        await foreach (IReadOnlyList<string?> row in client.StreamAsync(
            DeltaStreamSql.Print("dex_prices", "kafka_store", true), Stop))
        {
            Assert.Null(row[0]);
            values.Add(row[1]);
            if (values.Count == 3)
            {
                break;
            }

            await client.ExecuteAsync(
                DeltaStreamSql.Insert("dex_prices", "kafka_store", $"{{\"n\": {values.Count}}}"), Stop);
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
    [InlineData("CREATE ENTITY \"b\" WITH ('kafka.partition' = 3);", "3D008")]
    [InlineData("SELECT * FROM there;", "3E003")]
    [InlineData("SELECT n FROM \"none\";", "3D020")]
    [InlineData("SELECT n FROM there WITH ('starting.position' = 'middle');", "3D008")]
    [InlineData("SELECT n FROM there LIMIT few;", "42601")]
    [InlineData("SELECT n FROM there WITH ('starting.position' = 'latest') LIMIT 2;", "0A000")]
    [InlineData("SELECT n FROM there WHERE n > 1;", "0A000")]
    [InlineData("SELECT count(n) FROM there;", "0A000")]
    [InlineData("SELECT n AS m FROM there;", "0A000")]
    [InlineData("SELECT n + 1 FROM there;", "0A000")]
    [InlineData("SELECT n FROM (SELECT 1);", "0A000")]
    [InlineData("SELECT n FROM there, other;", "0A000")]
    [InlineData("SELECT n FROM there JOIN other;", "0A000")]
    [InlineData("CREATE FUNCTION_SOURCE f WITH ('file' = '@f.jar');", "3D021")]
    [InlineData("DROP FUNCTION_SOURCE f;", "3D018")]
    [InlineData("DROP DESCRIPTOR_SOURCE f;", "3D011")]
    [InlineData("INSERT INTO ENTITY \"there\" VALUE('not json');", "42601")]
    public async Task A_statement_that_fails_has_its_state(string statement, string state)
    {
        await using LocalDeltaStream server = await LocalServer.StartAsync();
        using DeltaStreamClient client = LocalServer.Client(server);
        await client.ExecuteAsync("CREATE ENTITY there;", Stop);
        DeltaStreamException error =
            await Assert.ThrowsAsync<DeltaStreamException>(() => client.ExecuteAsync(statement, Stop));
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
        await using LocalDeltaStream server = await LocalServer.StartAsync();
        using DeltaStreamClient client = LocalServer.Client(server);
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
        await using LocalDeltaStream server = await LocalServer.StartAsync();
        using DeltaStreamClient client =
            LocalServer.Client(server, options => options.RequestTimeout = TimeSpan.FromMilliseconds(400));
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
            OrganizationId = LocalServer.Organization,
            Retries = 1,
            RetryPause = TimeSpan.FromMilliseconds(1),
        };
        using DeltaStreamClient client = new(nowhere, TimeProvider.System);
        DeltaStreamException error =
            await Assert.ThrowsAsync<DeltaStreamException>(() => client.ExecuteAsync("DROP ENTITY a;", Stop));
        Assert.Equal(ErrorCodes.DeltaStreamUnreachable, error.Code);
        await using LocalDeltaStream server = await LocalServer.StartAsync();
        using DeltaStreamClient expired = LocalServer.Client(server, options => options.Token = "old");
        error = await Assert.ThrowsAsync<DeltaStreamException>(() => expired.QueryAsync("LIST STORES;", Stop));
        Assert.Equal((ErrorCodes.DeltaStreamUnauthorized, (int?)401), (error.Code, error.HttpStatus));
        Assert.Throws<ConfigException>(() => new DeltaStreamClient(
            new DeltaStreamOptions { OrganizationId = "acme" }, TimeProvider.System));
    }
}
