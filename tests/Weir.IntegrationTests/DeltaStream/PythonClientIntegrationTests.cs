using Weir.Connectors.DeltaStream.Local;
using Weir.Connectors.Kafka;
using Weir.IntegrationTests.Kafka;
using Weir.Tests;

namespace Weir.IntegrationTests.DeltaStream;

/// <summary>
/// DeltaStream's own Python client does the event generator's whole work against the local server: USE, LIST, CREATE,
/// DESCRIBE, 500 inserts, statements that fail, SELECT and PRINT over a WebSocket, DROP
/// (eng/proofs/deltastream-python.py).
/// </summary>
[Collection(KafkaBroker.Collection)]
public sealed class PythonClientIntegrationTests(KafkaBroker broker)
{
    [Theory]
    [InlineData(500, 0)]
    [InlineData(3, 1)]
    public async Task It_works_against_entities_in_memory(int inserts, int pendingPolls) =>
        await RunAsync(inserts,
            new LocalDeltaStreamOptions { Token = "a-token", StreamScheme = "ws", PendingPolls = pendingPolls });

    [Fact]
    public async Task It_works_against_topics_of_a_kafka()
    {
        string address = await broker.AddressOrSkipAsync();
        await KafkaLog.DeleteAsync(address, "onchain_transactions", "dex_prices", "mempool_data");
        await RunAsync(30, new LocalDeltaStreamOptions
        {
            Token = "a-token",
            StreamScheme = "ws",
            Kafka = new KafkaConnectionOptions { BootstrapServers = address },
        });
    }

    private static async Task RunAsync(int inserts, LocalDeltaStreamOptions options)
    {
        CancellationToken stop = TestContext.Current.CancellationToken;
        string python = await PythonClient.InterpreterOrSkipAsync(stop);
        await using LocalDeltaStream server = await LocalDeltaStream.StartAsync(options, TimeProvider.System, stop);
        (int code, string said) = await PythonClient.RunAsync(
            python, [Path.Combine(Golden.Root, "eng", "proofs", "deltastream-python.py")],
            new Dictionary<string, string>
            {
                ["WEIR_PROOF_INSERTS"] = $"{inserts}",
                ["DELTASTREAM_SERVER_URL"] = server.Url.AbsoluteUri,
                ["DELTASTREAM_TOKEN"] = options.Token,
                ["DELTASTREAM_ORG_ID"] = "5feb0ba8-3a6a-4b3f-8d0e-0a3a1f0c8d11",
            },
            stop);
        Assert.True(code == 0, said);
        Assert.Equal($"{inserts + 13} statements, 5 failures, {inserts / 3} rows printed", said.Trim());
        Assert.Equal(
            inserts, server.Statements.Count(statement => statement.StartsWith("INSERT", StringComparison.Ordinal)
            && !statement.Contains("not json", StringComparison.Ordinal)));
    }
}
