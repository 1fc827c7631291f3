using System.Text.Json;
using Weir.Core;

namespace Weir.Simulation.FakeNodes;

/// <summary>A log by what filters ask for.</summary>
/// <param name="Place">Where its object lies in the receipts.</param>
internal readonly record struct FakeLog(Address Address, Hash32[] Topics, Range Place);

/// <summary>Finds the receipts and logs in the answer of <c>eth_getBlockReceipts</c>.</summary>
internal static class FakeLogIndex
{
    public static (Range[] Receipts, FakeLog[] Logs) Read(ReadOnlyMemory<byte>? json)
    {
        if (json is not { } bytes)
        {
            return ([], []);
        }

        List<Range> receipts = [];
        List<FakeLog> logs = [];
        Utf8JsonReader reader = new(bytes.Span);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.StartObject)
        {
            int start = (int)reader.TokenStartIndex;
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                bool isLogs = reader.ValueTextEquals("logs"u8);
                reader.Read();
                if (isLogs)
                {
                    ReadLogs(ref reader, logs);
                }
                else
                {
                    reader.Skip();
                }
            }

            receipts.Add(start..(int)reader.BytesConsumed);
        }

        return ([.. receipts], [.. logs]);
    }

    private static void ReadLogs(ref Utf8JsonReader reader, List<FakeLog> logs)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.StartObject)
        {
            int start = (int)reader.TokenStartIndex;
            Address address = default;
            List<Hash32> topics = [];
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                bool isAddress = reader.ValueTextEquals("address"u8);
                bool isTopics = reader.ValueTextEquals("topics"u8);
                reader.Read();
                if (isAddress)
                {
                    _ = Address.TryParse(reader.ValueSpan, out address);
                }
                else if (isTopics)
                {
                    ReadTopics(ref reader, topics);
                }
                else
                {
                    reader.Skip();
                }
            }

            logs.Add(new FakeLog(address, [.. topics], start..(int)reader.BytesConsumed));
        }
    }

    private static void ReadTopics(ref Utf8JsonReader reader, List<Hash32> topics)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.String)
        {
            _ = Hash32.TryParse(reader.ValueSpan, out Hash32 topic);
            topics.Add(topic);
        }
    }
}
