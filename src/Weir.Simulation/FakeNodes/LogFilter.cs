using System.Text.Json;
using Weir.Core;

namespace Weir.Simulation.FakeNodes;

/// <summary>The parameter of <c>eth_getLogs</c> and <c>eth_newFilter</c>.</summary>
internal sealed class LogFilter
{
    private const int MostTopics = 4;

    private readonly List<HashSet<Hash32>?> _topics = [];
    private HashSet<Address>? _addresses;

    /// <summary>A number or a tag; null for the latest.</summary>
    public string? FromBlock { get; private set; }

    public string? ToBlock { get; private set; }

    public Hash32? BlockHash { get; private set; }

    /// <summary>
    /// Reads the first parameter; null where it is not a filter, with what is wrong in <paramref name="error"/>.
    /// </summary>
    public static LogFilter? Read(ReadOnlySpan<byte> parameters, out string error)
    {
        LogFilter filter = new();
        error = "missing value for required argument 0";
        if (parameters.IsEmpty)
        {
            return null;
        }

        Utf8JsonReader reader = new(parameters);
        reader.Read();
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            return null;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (!filter.ReadField(ref reader))
            {
                error = "invalid argument 0: the filter has an address or a topic that is none";
                return null;
            }
        }

        if (filter.BlockHash is not null && (filter.FromBlock is not null || filter.ToBlock is not null))
        {
            error = "invalid argument 0: cannot specify both BlockHash and FromBlock/ToBlock, choose one or the other";
            return null;
        }

        error = "exceed max topics";
        return filter._topics.Count <= MostTopics ? filter : null;
    }

    public bool Matches(in FakeLog log)
    {
        if ((_addresses is not null && !_addresses.Contains(log.Address)) || log.Topics.Length < _topics.Count)
        {
            return false;
        }

        for (int i = 0; i < _topics.Count; i++)
        {
            if (_topics[i] is { } wanted && !wanted.Contains(log.Topics[i]))
            {
                return false;
            }
        }

        return true;
    }

    private bool ReadField(ref Utf8JsonReader reader)
    {
        string? name = reader.GetString();
        reader.Read();
        if (reader.TokenType == JsonTokenType.Null)
        {
            return true;
        }

        switch (name)
        {
            case "fromBlock":
                FromBlock = reader.GetString();
                return true;
            case "toBlock":
                ToBlock = reader.GetString();
                return true;
            case "blockHash":
                BlockHash = Hash32.TryParse(reader.ValueSpan, out Hash32 hash) ? hash : null;
                return BlockHash is not null;
            case "address":
                _addresses = [];
                return ReadAddresses(ref reader, _addresses);
            case "topics":
                return ReadTopics(ref reader);
            default:
                reader.Skip();
                return true;
        }
    }

    private static bool ReadAddresses(ref Utf8JsonReader reader, HashSet<Address> addresses)
    {
        bool isArray = reader.TokenType == JsonTokenType.StartArray;
        while (!isArray || (reader.Read() && reader.TokenType != JsonTokenType.EndArray))
        {
            if (!Address.TryParse(reader.ValueSpan, out Address address))
            {
                return false;
            }

            addresses.Add(address);
            if (!isArray)
            {
                break;
            }
        }

        return true;
    }

    private bool ReadTopics(ref Utf8JsonReader reader)
    {
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            HashSet<Hash32>? any = reader.TokenType == JsonTokenType.Null ? null : [];
            bool isArray = reader.TokenType == JsonTokenType.StartArray;
            while (any is not null && (!isArray || (reader.Read() && reader.TokenType != JsonTokenType.EndArray)))
            {
                if (!Hash32.TryParse(reader.ValueSpan, out Hash32 topic))
                {
                    return false;
                }

                any.Add(topic);
                if (!isArray)
                {
                    break;
                }
            }

            // An empty list, like null, lets any topic pass.
            _topics.Add(any is { Count: 0 } ? null : any);
        }

        return true;
    }
}
