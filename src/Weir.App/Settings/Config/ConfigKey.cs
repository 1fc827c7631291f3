namespace Weir.App.Settings.Config;

/// <summary>A key of the configuration file: the one table that reading, checking, example and documentation share.</summary>
/// <param name="Path">Its place, with dots.</param>
/// <param name="Flag">The flag that says the same; null where there is none.</param>
/// <param name="Example">What the example file has.</param>
/// <param name="Meaning">What it does.</param>
internal sealed record ConfigKey(string Path, string? Flag, string Example, string Meaning)
{
    /// <summary>Whether it is a switch: <c>true</c> gives the flag without a value.</summary>
    public bool IsSwitch { get; init; }

    /// <summary>Whether the example shows it commented out: what is not written has its usual value.</summary>
    public bool IsOptional { get; init; } = true;

    /// <summary>Understood because the original platform's files have it.</summary>
    public bool IsOriginals { get; init; }

    /// <summary>All keys, in the order of the example.</summary>
    public static IReadOnlyList<ConfigKey> All { get; } =
    [
        new("network", "--network", "mainnet", "the chain that the nodes must serve; leave it out for a chain Weir does not know")
        { IsOptional = false },
        new("sources", "--source", "[http://127.0.0.1:8545]",
            "the nodes of the chain, the preferred one first; each a URL (firehose:URL for a Firehose), or url with rate (calls a second) or compute_units (a second)")
        { IsOptional = false },
        new("chains", "--chain", "[mainnet=rpc:http://127.0.0.1:8545, base=rpc:http://127.0.0.1:9545]",
            "several chains in one process, each as NETWORK=SOURCE; in place of network and sources"),
        new("warehouse", "--to", "duckdb:weir.duckdb", "where rows go") { IsOptional = false },
        new("tables", "--tables", "base", "tables and groups, comma-separated"),
        new("delivery", "--delivery", "instant", "instant, safe or finalized"),
        new("confirmations", "--confirmations", "0", "stay so many blocks behind the newest"),
        new("start_block", "--start-block", "18000000", "the first block, where nothing is stored yet"),
        new("fill", "--fill", "true", "load the blocks before at the same time") { IsSwitch = true },
        new("poll", "--poll", "4", "seconds between questions for the newest block where there is no WebSocket"),
        new("quorum", "--quorum", "2", "how many nodes must have a block before it is stored"),
        new("verify", "--verify", "full", "off, header, transactions, roots or full"),
        new("rules", "--rules", "ethereum", "whose rules a chain follows that Weir does not know"),
        new("strict", "--strict", "true", "refuse blocks that cannot be proven completely") { IsSwitch = true },
        new("accept_derived", "--accept-derived", "true", "store the computed value where a node's derived field is wrong")
        { IsSwitch = true },
        new("no_receipts", "--no-receipts", "true", "do not fetch receipts") { IsSwitch = true },
        new("only_logs", "--only-logs", "true", "read logs with eth_getLogs in place of receipts") { IsSwitch = true },
        new("batch", "--batch", "20", "blocks in one request, at most"),
        new("concurrency", "--concurrency", "4", "requests at the same time, at most"),
        new("timeout", "--timeout", "60", "seconds that a request may take"),
        new("retries", "--retries", "8", "how often a request is repeated"),
        new("chain_id", "--chain-id", "1", "the chain's id, where network does not name it"),
        new("memory", "--memory", "80MB", "memory of the DuckDB engine"),
        new("kafka.bootstrap_servers", "--kafka", "127.0.0.1:9092",
            "brokers that blocks go through on their way into the warehouse, ?replicas=N&retention=TIME&tls=true behind them; user and password are WEIR_KAFKA_USER's and WEIR_KAFKA_PASSWORD's"),
        new("kafka.topics", "--topics", "blocks", "topics to write: all, or blocks alone, which are enough for the warehouse"),
        new("kafka.topic_prefix", "--topic-prefix", "gnosis.", "stands before the topics' names; a set of topics serves one chain"),
        new("kafka.envelope", "--envelope", "original", "form of the messages: original (JSON) or protobuf"),
        new("kafka.compression", "--compression", "lz4", "lz4, zstd, snappy, gzip or none"),
        new("rpc_url", null, "http://127.0.0.1:8545", "one node; the same as sources with one entry") { IsOriginals = true },
        new("network.name", null, "ethereum-mainnet", "the network's name") { IsOriginals = true },
        new("network.chain_id", null, "1", "chain_id") { IsOriginals = true },
        new("network.rpc_url", null, "http://127.0.0.1:8545", "rpc_url") { IsOriginals = true },
        new("network.poll_interval_seconds", null, "2", "poll") { IsOriginals = true },
        new("database.url", null, "postgresql://user@localhost:5432/weir", "a PostgreSQL warehouse") { IsOriginals = true },
        new("etl.target_dialect", null, "postgres", "known and not needed: the warehouse says which dialect") { IsOriginals = true },
        new("kafka.topics.blocks", null, "blockchain.blocks.raw", "known and not needed: topics have these names")
        { IsOriginals = true },
        new("kafka.topics.transactions", null, "blockchain.transactions.raw", "likewise") { IsOriginals = true },
        new("kafka.topics.logs", null, "blockchain.logs.raw", "likewise") { IsOriginals = true },
        new("kafka.topics.token_transfers", null, "blockchain.token_transfers.raw", "likewise") { IsOriginals = true },
    ];
}
