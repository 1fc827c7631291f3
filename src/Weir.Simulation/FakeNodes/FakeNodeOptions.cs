namespace Weir.Simulation.FakeNodes;

/// <summary>A <see cref="FakeNode"/>'s limits, by default go-ethereum's, and how it answers.</summary>
public sealed class FakeNodeOptions
{
    /// <summary>The port on the loopback address; 0 takes a free one.</summary>
    public int Port { get; set; }

    /// <summary>More calls in a batch are refused (-32600).</summary>
    public int MostBatchItems { get; set; } = 1_000;

    /// <summary>A larger request gets HTTP status 413.</summary>
    public int MostRequestBytes { get; set; } = 5 * 1024 * 1024;

    /// <summary>Once the answers of a batch are larger, the others are errors (-32003).</summary>
    public int MostAnswerBytes { get; set; } = 25 * 1000 * 1000;

    /// <summary>The most blocks in a log filter's range; null for any number.</summary>
    public long? MostLogBlocks { get; set; }

    /// <summary>
    /// Answers the calls of a batch in an order drawn from this seed; null for the order of the calls.
    /// </summary>
    public ulong? ShuffleSeed { get; set; }

    /// <summary>Whether it speaks WebSocket too.</summary>
    public bool HasSocket { get; set; } = true;

    /// <summary>Whether <c>eth_getBlockReceipts</c> is known.</summary>
    public bool HasBlockReceipts { get; set; } = true;

    /// <summary>Whether <c>eth_getTransactionReceipt</c> is known.</summary>
    public bool HasTransactionReceipts { get; set; } = true;

    /// <summary>The most logs in an answer; null for any number.</summary>
    public int? MostLogs { get; set; }

    /// <summary>
    /// What a contract (its address) answers to a call (its data), as hexadecimal; null where it reverts. Where this is
    /// null, <c>eth_call</c> is not known.
    /// </summary>
    public Func<string, string, string?>? Calls { get; set; }

    /// <summary>
    /// Answers a provider's own methods: takes the method and its parameters as JSON, gives the result as JSON, or null
    /// where there is no such method.
    /// </summary>
    public Func<string, string, string?>? OwnMethods { get; set; }

    /// <summary>
    /// What may be subscribed to beside newHeads, each as the parameters' JSON without brackets:
    /// <c>"newPendingTransactions",true</c>.
    /// </summary>
    public IReadOnlyCollection<string> Subscriptions { get; set; } = [];

    /// <summary>What <c>web3_clientVersion</c> says.</summary>
    public string ClientVersion { get; set; } = "WeirFakeNode/v0.1.0";
}
