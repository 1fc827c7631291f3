using System.Buffers;
using System.Text;
using System.Text.Json;
using Weir.Core.Errors;
using Weir.Core.Events;

namespace Weir.Connectors.Events;

/// <summary>
/// Messages as lines of JSON: <c>{"topic":…,"key":…,"value":{…}}</c>, without the key where a message has none.
/// </summary>
public sealed class LineEventSink : IEventSink
{
    private const int FullBytes = 256 * 1024;

    private readonly Func<ReadOnlyMemory<byte>, CancellationToken, ValueTask> _write;
    private readonly Func<CancellationToken, ValueTask> _end;
    private readonly string _place;
    private readonly bool _valuesOnly;
    private readonly ArrayBufferWriter<byte> _lines = new(FullBytes + 4096);
    private byte[][] _starts = [];
    private long _waiting;

    /// <param name="write">Takes whole lines.</param>
    /// <param name="end">Pushes on what a buffer behind <paramref name="write"/> holds back.</param>
    /// <param name="place">What an error calls the destination.</param>
    /// <param name="valuesOnly">Whether lines hold the value alone, without topic and key.</param>
    public LineEventSink(
        Func<ReadOnlyMemory<byte>, CancellationToken, ValueTask> write, Func<CancellationToken, ValueTask> end,
        string place,
        bool valuesOnly = false)
    {
        _valuesOnly = valuesOnly;
        _write = write;
        _end = end;
        _place = place;
    }

    /// <inheritdoc/>
    public long Delivered { get; private set; }

    /// <inheritdoc/>
    public long Failed => 0;

    /// <inheritdoc/>
    public Task OpenAsync(
        IReadOnlyList<EventTopic> topics, Action<TopicReport> report, CancellationToken cancellationToken)
    {
        _starts = [.. topics.Select(topic => Encoding.UTF8.GetBytes($"{{\"topic\":{Quote(topic.Name)},"))];
        foreach (EventTopic topic in topics)
        {
            report(new TopicReport(topic.Name, TopicStep.Exists));
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public async ValueTask SendAsync(EventBatch events, CancellationToken cancellationToken)
    {
        for (int i = 0; i < events.Count; i++)
        {
            Append(events, i);
            if (_lines.WrittenCount >= FullBytes)
            {
                await WriteAsync(cancellationToken);
            }
        }
    }

    /// <inheritdoc/>
    public async ValueTask FlushAsync(CancellationToken cancellationToken)
    {
        await WriteAsync(cancellationToken);
        await GuardAsync(() => _end(cancellationToken));
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static string Quote(string text) => $"\"{JsonEncodedText.Encode(text)}\"";

    private void Append(EventBatch events, int index)
    {
        _waiting++;
        if (_valuesOnly)
        {
            _lines.Write(events.Value(index));
            _lines.Write("\n"u8);
            return;
        }

        _lines.Write(_starts[events.Topic(index)]);
        ReadOnlySpan<byte> key = events.Key(index);
        if (!key.IsEmpty)
        {
            _lines.Write("\"key\":\""u8);
            if (key.IndexOfAny((byte)'"', (byte)'\\') < 0 && !key.ContainsAnyInRange((byte)0, (byte)0x1F))
            {
                _lines.Write(key);
            }
            else
            {
                _lines.Write(JsonEncodedText.Encode(key).EncodedUtf8Bytes);
            }

            _lines.Write("\","u8);
        }

        _lines.Write("\"value\":"u8);
        _lines.Write(events.Value(index));
        _lines.Write("}\n"u8);
    }

    private async ValueTask WriteAsync(CancellationToken cancellationToken)
    {
        if (_waiting > 0)
        {
            await GuardAsync(() => _write(_lines.WrittenMemory, cancellationToken));
            Delivered += _waiting;
            _waiting = 0;
            _lines.ResetWrittenCount();
        }
    }

    private async ValueTask GuardAsync(Func<ValueTask> write)
    {
        try
        {
            await write();
        }
        catch (IOException error)
        {
            throw new WarehouseException(
                ErrorCodes.FileWrite, $"{_place} cannot be written after {Delivered} messages: {error.Message}",
                "Make room or name another place; what was written before stays.", innerException: error);
        }
    }
}
