using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Confluent.Kafka;
using Weir.Core.Errors;

namespace Weir.Connectors.Kafka.Blocks;

/// <summary>
/// One partition of the block topic while it is this process's own: the consumer's thread puts messages in, a pipeline
/// takes them out, and the reading pauses while too many wait.
/// </summary>
public sealed class KafkaPartition : IDisposable
{
    private const int MostWaiting = 4_096;

    private readonly long _mostBytes;
    private readonly CancellationTokenSource _lost = new();
    private readonly Lock _lock = new();
    private readonly ConcurrentQueue<long> _read = new();
    private Channel<KafkaMessage>? _messages;
    private long _bytes;
    private long _waiting;
    private long _last = -1;
    private long _readTo = -1;
    private long? _wanted;

    internal KafkaPartition(int number, TopicIdentity identity, long? end, long mostBytes)
    {
        Number = number;
        Identity = identity;
        End = end;
        _mostBytes = mostBytes;
    }

    public int Number { get; }

    /// <summary>Which topic it is of.</summary>
    public TopicIdentity Identity { get; }

    /// <summary>Given when the partition goes to another process, or the reading ends.</summary>
    public CancellationToken Lost => _lost.Token;

    /// <summary>Messages that are in the topic and not yet stored; 0 where none is left but the ends of transactions.</summary>
    public long Lag => High <= _readTo && Stored >= _last ? 0 : Math.Max(0, High - Stored - 1);

    /// <summary>The offset after which reading ends; null for no end.</summary>
    internal long? End { get; }

    /// <summary>The offset that a new reader wants first, until the consumer has gone there.</summary>
    internal long? Wanted
    {
        get
        {
            lock (_lock)
            {
                return _wanted;
            }
        }
    }

    internal bool IsPaused { get; set; }

    /// <summary>The offset after the last message of the topic, as far as the consumer knows; -1 before it does.</summary>
    internal long High { get; set; } = -1;

    /// <summary>The last offset that is stored in the warehouse.</summary>
    internal long Stored { get; private set; } = -1;

    internal bool IsFull => Volatile.Read(ref _bytes) > _mostBytes || Volatile.Read(ref _waiting) > MostWaiting / 2;

    internal bool IsLow => Volatile.Read(ref _bytes) <= _mostBytes / 2
        && Volatile.Read(ref _waiting) <= MostWaiting / 4;

    /// <summary>The committed messages after an offset, in order; from the first one when it is -1.</summary>
    internal async IAsyncEnumerable<KafkaMessage> ReadAsync(
        long after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        Channel<KafkaMessage> messages =
            Channel.CreateBounded<KafkaMessage>(new BoundedChannelOptions(MostWaiting) { SingleWriter = true });
        lock (_lock)
        {
            _messages = messages;
            _bytes = _waiting = 0;
            _last = after;
            _readTo = -1;
            _read.Clear();
            Stored = after;
            _wanted = after + 1;
        }

        await foreach (KafkaMessage message in messages.Reader.ReadAllAsync(cancellationToken))
        {
            Interlocked.Add(ref _bytes, -message.Length);
            Interlocked.Decrement(ref _waiting);
            yield return message;
        }
    }

    /// <summary>An update is on its way to the warehouse; they are stored in this order.</summary>
    internal void OnRead(long offset) => _read.Enqueue(offset);

    /// <summary>The next of them is stored: the lag is less.</summary>
    public void OnStored()
    {
        if (_read.TryDequeue(out long offset))
        {
            Stored = offset;
        }
    }

    /// <summary>The consumer stands where the reader wants to begin.</summary>
    internal void OnSought(long wanted)
    {
        lock (_lock)
        {
            // A reader that came meanwhile wants another place.
            _wanted = _wanted == wanted ? null : _wanted;
        }
    }

    /// <summary>Takes a message; one that was asked for before the last change of place is passed over.</summary>
    internal void Add(ConsumeResult<byte[], byte[]> result)
    {
        lock (_lock)
        {
            if (_messages is { } messages && _wanted is null && result.Offset > _last)
            {
                _last = result.Offset;
                KafkaMessage message = new(result.Offset, result.Message);
                Interlocked.Add(ref _bytes, message.Length);
                Interlocked.Increment(ref _waiting);
                if (!messages.Writer.TryWrite(message))
                {
                    throw new InvalidOperationException("More messages came than were asked for.");
                }
            }
        }
    }

    /// <summary>All messages before this offset were taken: what lies between are ends of transactions.</summary>
    internal void OnEnd(long offset)
    {
        lock (_lock)
        {
            _readTo = _wanted is null ? offset : _readTo;
        }
    }

    /// <summary>Ends the reading: all messages are there.</summary>
    internal void Complete(WeirException? failure = null)
    {
        lock (_lock)
        {
            _messages?.Writer.TryComplete(failure);
        }
    }

    /// <summary>The partition is another process's now.</summary>
    internal void OnLost() => _lost.Cancel();

    public void Dispose() => _lost.Dispose();
}

/// <summary>A message of the block topic.</summary>
internal sealed record KafkaMessage(long Offset, Message<byte[], byte[]> Message)
{
    /// <summary>Bytes that it holds.</summary>
    public int Length { get; } = (Message.Value?.Length ?? 0) + (Message.Key?.Length ?? 0);
}
