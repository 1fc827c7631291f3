using System.Text;
using System.Text.Json;
using Weir.Core.Errors;

namespace Weir.Connectors.Events;

/// <summary>
/// Reads what <see cref="FileEventSink"/> or standard output wrote; values stay byte for byte as they are.
/// </summary>
public sealed class EventRecording
{
    /// <summary>The name of the file in a recording's folder.</summary>
    public const string FileName = "events.jsonl";

    private readonly string _path;
    private readonly Dictionary<string, int> _topics;

    /// <param name="path">A recording's folder, or a file of such lines.</param>
    /// <param name="topics">The names that lines may have; their order gives a message's topic.</param>
    /// <exception cref="ConfigException">There is no such file.</exception>
    public EventRecording(string path, IReadOnlyList<string> topics)
    {
        _path = Directory.Exists(path) ? Path.Combine(path, FileName) : path;
        if (!File.Exists(_path))
        {
            throw new ConfigException(
                ErrorCodes.MissingPath, $"there is no recording at {_path}",
                "Name the folder of 'weir simulate --to files:DIR', or a file of its lines.");
        }

        _topics = topics.Select((name, i) => (name, i)).ToDictionary(
            pair => pair.name, pair => pair.i, StringComparer.Ordinal);
    }

    /// <summary>
    /// The messages in their order, each with the value's <c>event_timestamp</c> (or <c>t0</c>) in milliseconds.
    /// </summary>
    /// <exception cref="DecodeException">A line is not a message.</exception>
    public async IAsyncEnumerable<RecordedEvent> ReadAsync(
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using StreamReader reader = new(_path, Encoding.UTF8);
        long number = 0;
        while (await reader.ReadLineAsync(cancellationToken) is { } line)
        {
            number++;
            yield return Parse(Encoding.UTF8.GetBytes(line), number);
        }
    }

    private RecordedEvent Parse(byte[] line, long number)
    {
        try
        {
            Utf8JsonReader json = new(line);
            int topic = -1;
            byte[] key = [];
            Range value = default;
            long? milliseconds = null;
            json.Read();
            while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
            {
                string name = json.GetString()!;
                json.Read();
                switch (name)
                {
                    case "topic":
                        topic = _topics.GetValueOrDefault(json.GetString() ?? string.Empty, -1);
                        break;
                    case "key":
                        key = Encoding.UTF8.GetBytes(json.GetString() ?? string.Empty);
                        break;
                    case "value" when json.TokenType == JsonTokenType.StartObject:
                        int start = (int)json.TokenStartIndex;
                        milliseconds = SkipObject(ref json);
                        value = start..(int)json.BytesConsumed;
                        break;
                    default:
                        throw new JsonException($"'{name}' is not expected");
                }
            }

            return topic >= 0 && value.End.Value > 0
                ? new RecordedEvent(topic, key, line[value], milliseconds)
                : throw new JsonException("topic or value is missing, or the topic is not one of the generator's");
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            throw new DecodeException(
                ErrorCodes.BadRecording, $"{_path}, line {number}: {error.Message}",
                "A line is {\"topic\":…,\"key\":…,\"value\":{…}} as 'weir simulate' writes it.", error);
        }
    }

    private static long? SkipObject(ref Utf8JsonReader json)
    {
        long? milliseconds = null;
        int depth = json.CurrentDepth;
        while (json.Read() && json.CurrentDepth > depth)
        {
            if (json.TokenType == JsonTokenType.PropertyName && json.CurrentDepth == depth + 1
                && (json.ValueTextEquals("event_timestamp"u8) || json.ValueTextEquals("t0"u8)))
            {
                json.Read();
                milliseconds = json.TokenType == JsonTokenType.Number && json.TryGetInt64(out long number) ? number
                    : null;
            }
        }

        return milliseconds;
    }
}

/// <summary>One message of a recording.</summary>
/// <param name="Topic">Its place in the list of topics.</param>
/// <param name="Key">Empty where there is none.</param>
/// <param name="Value">The JSON as it stands in the line.</param>
/// <param name="Milliseconds">The Unix time in it, where there is one.</param>
public readonly record struct RecordedEvent(int Topic, byte[] Key, byte[] Value, long? Milliseconds);
