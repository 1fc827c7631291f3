using System.CommandLine;
using Confluent.Kafka;
using Weir.App.Commands.Simulate;
using Weir.Connectors.Kafka;
using Weir.Connectors.Kafka.Blocks;
using Weir.Core.Errors;

namespace Weir.App.Settings;

/// <summary>The flags of every command that takes blocks through Kafka.</summary>
internal sealed class KafkaFlags
{
    /// <summary>How brokers are written.</summary>
    public const string Form = "kafka:HOST:PORT[,HOST:PORT][?partitions=N&replicas=N&retention=TIME&tls=true]";

    // What weir run is told where no brokers stand between.
    private const string None = "none";

    private const string Prefix = "kafka:";

    private static readonly string[] TopicNames = ["blocks", "transactions", "logs", "token_transfers"];

    private readonly Option<string?> _topics = Flags.Text(
        "--topics", $"topics to write, comma-separated: {string.Join(',', TopicNames)}; blocks always is", "all");
    private readonly Option<string?> _topicPrefix =
        Flags.Text("--topic-prefix", "stands before the topics' names; a set of topics serves one chain", "");
    private readonly Option<string?> _compression =
        Flags.Text("--compression", "of message batches", "lz4", "lz4", "zstd", "snappy", "gzip", "none");
    private readonly Option<int> _partBytes = Flags.Number(
        "--part-bytes", "the longest value of a message, in bytes; what is longer goes as numbered parts", 900_000, 1_000, 100_000_000);
    private readonly Option<string?> _envelope = Flags.Text(
        "--envelope", "form of the messages: original (JSON) or protobuf, fewer bytes, both of which weir transform reads; or the items of ethereum-etl's streamer",
        "original", "original", "protobuf", "ethereum-etl");
    private readonly Option<string?> _network =
        Flags.Text("--network-name", "the network in the messages' envelope (default: the chain's name)");

    private readonly Option<string?> _kafka = Flags.Text(
        "--kafka", "take blocks through these brokers on their way into the warehouse: HOST:PORT[,HOST:PORT]"
        + "[?replicas=N&retention=TIME&tls=true]; none where the configuration file names some");

    private readonly Option<int> _sessionTimeout = Flags.Number(
        "--session-timeout", "seconds after which the partitions of a silent member go to others", 10, 1, 600);

    /// <summary>Adds that of a member of a group.</summary>
    public void AddMember(Command command) => command.Options.Add(_sessionTimeout);

    /// <summary>Adds those of a run, whose blocks may go through brokers or not.</summary>
    public void AddRun(Command command)
    {
        command.Options.Add(_kafka);
        AddProducer(command);
    }

    /// <summary>
    /// Brokers and topics of a run; null where its blocks do not go through Kafka. Each of several chains has a set of
    /// topics of its own, named for it.
    /// </summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="chain">The chain's name; null where there is one alone.</param>
    /// <exception cref="ConfigException">The flags do not fit each other.</exception>
    public KafkaBlockOptions? Run(ParseResult parsed, string? chain)
    {
        if (parsed.GetValue(_kafka) is not { } text || text == None)
        {
            return null;
        }

        KafkaBlockOptions options = Producer(
            parsed, text.StartsWith(Prefix, StringComparison.Ordinal) ? text : Prefix + text);
        options.TopicPrefix += chain is null ? string.Empty : $"{chain}.";
        return options.Envelope == KafkaEnvelope.EthereumEtl
            ? throw new ConfigException(
                ErrorCodes.BadFlag, "--envelope ethereum-etl has no proof in it, so it cannot be read back",
                "Choose another envelope, or write those messages by weir ingest beside the run.")
            : options.Partitions > 1
            ? throw new ConfigException(
                ErrorCodes.BadDestination, $"--kafka has partitions={options.Partitions}",
                "A chain that is followed goes through one partition; several are for backfills (weir ingest).")
            : options;
    }

    /// <summary>Adds those of a producer.</summary>
    public void AddProducer(Command command)
    {
        foreach (Option option in new Option[] { _topics, _topicPrefix, _envelope, _compression, _partBytes, _network })
        {
            command.Options.Add(option);
        }
    }

    /// <summary>Adds those of a consumer.</summary>
    public void AddConsumer(Command command) => command.Options.Add(_topicPrefix);

    /// <summary>What a producer is opened with.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="text">The destination.</param>
    public KafkaBlockOptions Producer(ParseResult parsed, string text)
    {
        KafkaBlockOptions options = Consumer(parsed, text);
        options.Contents = Contents(parsed.GetValue(_topics)!);
        options.Compression = Enum.Parse<CompressionType>(parsed.GetValue(_compression)!, ignoreCase: true);
        options.MostMessageBytes = parsed.GetValue(_partBytes);
        options.Network = parsed.GetValue(_network);
        options.Envelope = parsed.GetValue(_envelope) switch
        {
            "protobuf" => KafkaEnvelope.Protobuf,
            "ethereum-etl" => KafkaEnvelope.EthereumEtl,
            _ => KafkaEnvelope.Original,
        };
        return options;
    }

    /// <summary>What a consumer is opened with; user and password come from the environment.</summary>
    /// <exception cref="ConfigException">WEIR1003: the text names no brokers.</exception>
    public KafkaBlockOptions Consumer(ParseResult parsed, string text)
    {
        if (!text.StartsWith(Prefix, StringComparison.Ordinal) || text.Length == Prefix.Length)
        {
            throw new ConfigException(ErrorCodes.BadDestination, $"'{text}' names no brokers", $"Write {Form}.");
        }

        KafkaEventSinkOptions settings =
            KafkaDestination.Parse(text[Prefix.Length..], new DotEnv(null, Environment.GetEnvironmentVariable));
        KafkaBlockOptions options = new()
        {
            BootstrapServers = settings.BootstrapServers,
            User = settings.User,
            Password = settings.Password,
            UseTls = settings.UseTls,
            Partitions = settings.Shape.Partitions ?? 1,
            Replicas = settings.Shape.Replicas ?? 1,
            Retention = settings.Shape.Retention,
            TopicPrefix = parsed.GetValue(_topicPrefix) ?? string.Empty,
        };
        if (parsed.GetResult(_sessionTimeout) is not null)
        {
            options.SessionTimeout = TimeSpan.FromSeconds(parsed.GetValue(_sessionTimeout));
        }

        return options;
    }

    private static KafkaBlockContents Contents(string text)
    {
        if (text == "all")
        {
            return KafkaBlockContents.All;
        }

        KafkaBlockContents contents = KafkaBlockContents.None;
        foreach (string name in text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            contents |= name switch
            {
                "blocks" => KafkaBlockContents.None,
                "transactions" => KafkaBlockContents.Transactions,
                "logs" => KafkaBlockContents.Logs,
                "token_transfers" => KafkaBlockContents.TokenTransfers,
                _ => throw new ConfigException(
                    ErrorCodes.BadFlag, $"--topics has '{name}'", $"Choose among {string.Join(", ", TopicNames)}."),
            };
        }

        return contents;
    }
}
