namespace Weir.Connectors.DeltaStream.Local.Stores;

/// <summary>What stands behind a store of the local server: entities with their records.</summary>
/// <remarks>Every method throws a <see cref="StatementException"/> with its state where the statement fails. Any number
/// of callers at once.</remarks>
internal interface IEntityStore : IAsyncDisposable
{
    /// <summary>The names of all entities, in ordinal order.</summary>
    Task<IReadOnlyList<string>> ListAsync(CancellationToken cancellationToken);

    /// <summary>An entity as it is now.</summary>
    Task<EntityShape> DescribeAsync(string name, CancellationToken cancellationToken);

    /// <summary>Makes an entity; done when records can be inserted.</summary>
    Task CreateAsync(string name, EntityShape shape, CancellationToken cancellationToken);

    /// <summary>Drops an entity with its records.</summary>
    Task DropAsync(string name, CancellationToken cancellationToken);

    /// <summary>Adds one record without a key; done when it is stored.</summary>
    Task InsertAsync(string name, string value, CancellationToken cancellationToken);

    /// <summary>Takes a place in an entity; the caller disposes of the reader.</summary>
    Task<IEntityReader> OpenAsync(string name, ReadFrom from, CancellationToken cancellationToken);
}

/// <summary>Reads an entity from where it was opened. One call at a time.</summary>
internal interface IEntityReader : IAsyncDisposable
{
    /// <summary>
    /// The next record, waiting for it; null at the end, which only <see cref="ReadFrom.Stored"/> has.
    /// </summary>
    ValueTask<EntityRecord?> NextAsync(CancellationToken cancellationToken);
}

/// <summary>What a reader reads.</summary>
internal enum ReadFrom
{
    /// <summary>What comes after it was opened.</summary>
    Now,

    /// <summary>What is there, then what comes.</summary>
    Beginning,

    /// <summary>What was there when it was opened, then the end.</summary>
    Stored,
}

/// <summary>A message of an entity.</summary>
/// <param name="Key">Null where it has none.</param>
/// <param name="Value">Null where it has none (a tombstone).</param>
internal sealed record EntityRecord(string? Key, string? Value);

/// <summary>Partitions, replicas and the settings of the topic by Kafka's names.</summary>
internal sealed record EntityShape(int Partitions, int Replicas, IReadOnlyDictionary<string, string> Configs)
{
    private const string TopicPrefix = "kafka.topic.";

    /// <summary>Reads what stands in WITH.</summary>
    /// <exception cref="StatementException">3D008: a parameter is not known, or its value is wrong.</exception>
    public static EntityShape Of(IReadOnlyDictionary<string, string> parameters)
    {
        SortedDictionary<string, string> configs = new(StringComparer.Ordinal);
        int partitions = 1;
        int replicas = 1;
        foreach ((string name, string value) in parameters)
        {
            switch (name)
            {
                case "kafka.partitions" or "topic.partitions":
                    partitions = Count(name, value);
                    break;
                case "kafka.replicas" or "topic.replicas":
                    replicas = Count(name, value);
                    break;
                case { Length: > 12 } when name.StartsWith(TopicPrefix, StringComparison.Ordinal):
                    configs[name[TopicPrefix.Length..]] = value;
                    break;
                default:
                    throw new StatementException(
                        SqlState.NoParameter,
                        $"parameter '{name}' is not known; there are kafka.partitions, kafka.replicas and kafka.topic.*");
            }
        }

        return new EntityShape(partitions, replicas, configs);
    }

    private static int Count(string name, string value) =>
        int.TryParse(value, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture,
            out int number)
        && number is > 0 and <= 10_000
            ? number
            : throw new StatementException(
                SqlState.NoParameter, $"parameter '{name}' is '{value}', not a whole number from 1 to 10000");
}
