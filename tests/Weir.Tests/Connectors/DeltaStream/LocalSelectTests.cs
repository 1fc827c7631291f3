using System.Net.WebSockets;
using System.Text;
using Weir.Connectors.DeltaStream;
using Weir.Connectors.DeltaStream.Local;
using Weir.Core.Errors;

namespace Weir.Tests.Connectors.DeltaStream;

/// <summary>SELECT as a stream and as a result set on the dataplane; attachments and downloads.</summary>
public sealed class LocalSelectTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public async Task A_limited_select_is_fetched_from_the_dataplane_partition_by_partition(int pendingPolls)
    {
        await using LocalDeltaStream server =
            await LocalServer.StartAsync(options => (options.PendingPolls, options.PartitionRows) = (pendingPolls, 3));
        using DeltaStreamClient client = LocalServer.Client(server);
        await client.ExecuteAsync("CREATE ENTITY prices;", Stop);
        for (int i = 0; i < 10; i++)
        {
            await client.ExecuteAsync(
                $"INSERT INTO ENTITY prices VALUE('{{\"n\": {i}, \"price\": {i}.5, \"pair\": \"A\", \"ok\": true, \"deep\": {{\"a\": [1]}}, \"none\": null}}');", Stop);
        }

        await client.ExecuteAsync("INSERT INTO ENTITY prices VALUE('[]');", Stop);
        DeltaStreamResult all = await client.QueryAsync("SELECT * FROM prices LIMIT 1000;", Stop);
        Assert.Equal(["n", "price", "pair", "ok", "deep", "none"], all.Columns);
        Assert.Equal(11, all.Rows.Count);
        Assert.Equal(["7", "7.5", "A", "true", "{\"a\": [1]}", null], all.Rows[7]);
        Assert.All(all.Rows[10], Assert.Null);
        DeltaStreamResult some = await client.QueryAsync("SELECT price, missing FROM prices LIMIT 4;", Stop);
        Assert.Equal([["0.5", null], ["1.5", null], ["2.5", null], ["3.5", null]], some.Rows);
        Assert.Empty((await client.QueryAsync("SELECT price FROM prices LIMIT 0;", Stop)).Rows);
    }

    [Fact]
    public async Task A_select_without_limit_streams_from_where_it_is_told()
    {
        await using LocalDeltaStream server = await LocalServer.StartAsync();
        using DeltaStreamClient client = LocalServer.Client(server);
        await client.ExecuteAsync(
            "CREATE ENTITY e; INSERT INTO ENTITY e VALUE('{\"n\": 1}'); INSERT INTO ENTITY e VALUE('{\"n\": 2}');", Stop);
        List<string?> seen = [];
        await foreach (IReadOnlyList<string?> row in client.StreamAsync(
            "SELECT * FROM e WITH ('starting.position' = 'earliest');", Stop))
        {
            seen.Add(Assert.Single(row));
            if (seen.Count == 2)
            {
                await client.ExecuteAsync("INSERT INTO ENTITY e VALUE('{\"n\": 3}');", Stop);
            }
            else if (seen.Count == 3)
            {
                break;
            }
        }

        Assert.Equal(["1", "2", "3"], seen);
    }

    [Fact]
    public async Task An_entity_dropped_before_its_stream_opens_is_an_error_with_its_state()
    {
        await using LocalDeltaStream server = await LocalServer.StartAsync();
        using DeltaStreamClient client = LocalServer.Client(server);
        await client.ExecuteAsync("CREATE ENTITY e;", Stop);
        DeltaStreamStream print = (await client.QueryAsync("PRINT ENTITY e;", Stop)).Stream!;
        await client.ExecuteAsync("DROP ENTITY e;", Stop);
        using ClientWebSocket socket = new();
        await socket.ConnectAsync(print.Uri, Stop);
        await socket.SendAsync(Encoding.UTF8.GetBytes($"{{\"type\":\"auth\",\"accessToken\":\"{print.Token}\"}}"),
            WebSocketMessageType.Text, true, Stop);
        byte[] buffer = new byte[4_096];
        ValueWebSocketReceiveResult received = await socket.ReceiveAsync(buffer.AsMemory(), Stop);
        Assert.EndsWith(
            "\"sqlCode\":\"3D020\"}", Encoding.UTF8.GetString(buffer, 0, received.Count), StringComparison.Ordinal);
        received = await socket.ReceiveAsync(buffer.AsMemory(), Stop);
        Assert.Equal(WebSocketMessageType.Close, received.MessageType);
    }

    [Fact]
    public async Task A_source_is_attached_listed_downloaded_and_dropped()
    {
        await using LocalDeltaStream server = await LocalServer.StartAsync();
        using DeltaStreamClient client = LocalServer.Client(server);
        byte[] jar = [.. Enumerable.Range(0, 70_000).Select(i => (byte)(i * 7))];
        foreach ((string kind, DeltaStreamSource source) in new[] { ("FUNCTION", DeltaStreamSource.Function),
            ("DESCRIPTOR", DeltaStreamSource.Descriptor) })
        {
            DeltaStreamAttachment[] files = [new("other.jar", new byte[] { 1 }), new("fees.jar", jar)];
            await client.ExecuteAsync(
                $"CREATE {kind}_SOURCE \"fees 1\" WITH ('file' = '@/lib/fees.jar');", files, Stop);
            Assert.Equal("fees 1", Assert.Single((await client.QueryAsync($"LIST {kind}_SOURCES;", Stop)).Rows)[0]);
            Assert.Equal(jar, await client.DownloadAsync(source, "fees 1", Stop));
            DeltaStreamException error = await Assert.ThrowsAsync<DeltaStreamException>(() =>
                client.ExecuteAsync($"CREATE {kind}_SOURCE \"fees 1\" WITH ('file' = '@fees.jar');", files, Stop));
            Assert.True(error.IsDuplicate);
            await client.ExecuteAsync($"DROP {kind}_SOURCE \"fees 1\";", Stop);
            error = await Assert.ThrowsAsync<DeltaStreamException>(() => client.DownloadAsync(source, "fees 1", Stop));
            Assert.Equal(404, error.HttpStatus);
        }
    }
}
