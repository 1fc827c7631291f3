using System.Runtime.CompilerServices;
using Weir.Core;
using Weir.Core.Errors;
using Weir.Ethereum.Blocks;
using Weir.Ethereum.Verification;
using Weir.Pipeline;

namespace Weir.Connectors.Kafka.Blocks;

/// <summary>
/// The blocks of one partition, each verified again. The position of an update is the offset of its last message, kept
/// by the warehouse with the rows. Messages that cannot be used go to the dead-letter topic, with the reason.
/// </summary>
public sealed class KafkaBlockSource : ISource<BlockRun>
{
    // What has come is handed on when nothing follows for so long.
    private static readonly TimeSpan MostSilence = TimeSpan.FromMilliseconds(200);

    private readonly KafkaPartition _partition;
    private readonly long _chainId;
    private readonly BlockSourceOptions _options;
    private readonly DeadLetters _deadLetters;
    private readonly TimeProvider _time;

    /// <param name="partition">The partition.</param>
    /// <param name="chainId">The chain that all messages must be of.</param>
    /// <param name="options">How blocks are checked.</param>
    /// <param name="deadLetters">Where messages go that cannot be used.</param>
    /// <param name="time">The clock that a block's waiting is measured on.</param>
    public KafkaBlockSource(
        KafkaPartition partition, long chainId, BlockSourceOptions options, DeadLetters deadLetters, TimeProvider time)
    {
        _partition = partition;
        _chainId = chainId;
        _options = options;
        _deadLetters = deadLetters;
        _time = time;
    }

    /// <inheritdoc/>
    public Task<long> GetChainIdAsync(CancellationToken cancellationToken) => Task.FromResult(_chainId);

    /// <inheritdoc/>
    public async IAsyncEnumerable<ChainUpdate<BlockRun>> ReadAsync(
        SinkState from, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        GathererOptions gathering = _options.Gathering(_chainId);
        BlockVerifier verifier = new(_options.Level, _chainId, _options.AcceptDerived, _options.Rules);
        BlockMessageReader reader = new(_chainId);
        MessageParts parts = new();
        MessageUpdate open = new(gathering, _partition);
        long begun = 0;
        await using IAsyncEnumerator<KafkaMessage> messages =
            _partition.ReadAsync(Begin(from), cancellationToken).GetAsyncEnumerator(cancellationToken);
        Task<bool> moving = messages.MoveNextAsync().AsTask();
        while (true)
        {
            if (!open.IsEmpty && !moving.IsCompleted && await IsSilentAsync(moving, begun, gathering))
            {
                yield return open.Close();
            }

            if (!await moving)
            {
                break;
            }

            KafkaMessage message = messages.Current;
            BlockMessage? next = await TryReadAsync(message, parts, reader, verifier, cancellationToken);
            if (next is not null)
            {
                if (!open.Takes(next))
                {
                    yield return open.Close();
                }

                begun = open.IsEmpty ? _time.GetTimestamp() : begun;
                open.Add(next, message.Offset);
            }

            moving = messages.MoveNextAsync().AsTask();
        }

        if (!open.IsEmpty)
        {
            yield return open.Close();
        }
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<BlockVerdict> VerifyAsync(CancellationToken cancellationToken) =>
        throw new NotSupportedException("Topics are verified as they are read.");

    private long Begin(SinkState from)
    {
        if (from.Position?.Cursor is not { } cursor)
        {
            return -1;
        }

        return _partition.Identity.OffsetOf(cursor, _partition.Number) ?? throw new EventDeliveryException(
            ErrorCodes.TopicRecreated,
            $"the warehouse stands at {cursor}, but the topic is {_partition.Identity.Cursor(_partition.Number, 0)}…: "
            + "it was made anew, or is another cluster's",
            "Load into another warehouse, or delete the pipeline's row in ingest_positions to read it from its "
            + "beginning: rows are replaced, not doubled.", isTransient: false);
    }

    private async Task<bool> IsSilentAsync(Task<bool> moving, long begun, GathererOptions gathering)
    {
        TimeSpan left = gathering.MostWait - _time.GetElapsedTime(begun);
        left = left < MostSilence ? left : MostSilence;
        if (left <= TimeSpan.Zero)
        {
            return true;
        }

        using CancellationTokenSource ended = new();
        Task pause = Task.Delay(left, _time, ended.Token);
        bool isSilent = await Task.WhenAny(moving, pause) == pause;
        await ended.CancelAsync();
        return isSilent;
    }

    // The block or reorganisation, verified; null where more parts follow, or the message went to the dead letters.
    private async Task<BlockMessage?> TryReadAsync(
        KafkaMessage message, MessageParts parts, BlockMessageReader reader, BlockVerifier verifier,
        CancellationToken cancellationToken)
    {
        long version = MessageHeaders.SchemaOf(message.Message.Headers);
        if (version > MessageHeaders.SchemaVersion)
        {
            throw new EventDeliveryException(
                ErrorCodes.MessageVersion,
                $"partition {_partition.Number}, offset {message.Offset}: the message has version {version}, this "
                + $"program reads up to {MessageHeaders.SchemaVersion}", "Update Weir.", isTransient: false);
        }

        try
        {
            if (parts.Add(message.Message) is not { } value)
            {
                return null;
            }

            BlockMessage read = reader.Read(value, MessageHeaders.IsProtobuf(message.Message.Headers));
            if (read.Block is { } block)
            {
                BlockVerdict verdict = verifier.Verify(block);
                RequireGood(verdict);
                block.Proven = verdict.Proven;
                return read with { Verdict = verdict, Heads = MessageHeaders.HeadsOf(message.Message.Headers) };
            }

            return read;
        }
        catch (Exception error) when (error is DecodeException or VerificationException)
        {
            await _deadLetters.SendAsync(_partition, message.Offset, message.Message, error.Message, cancellationToken);
            return null;
        }
    }

    private void RequireGood(BlockVerdict verdict)
    {
        if (verdict.IsBad || (_options.Strict && (verdict.Proven & _options.Level.Asked()) != _options.Level.Asked()))
        {
            throw new VerificationException(
                verdict.IsBad ? ErrorCodes.BadBlock : ErrorCodes.UnknownRefused,
                $"block {verdict.Block.Number} is not proven: {verdict.Detail ?? "a part is missing"}",
                "Ingest the block again from another node.", verdict.Block.Number, verdict);
        }
    }
}
