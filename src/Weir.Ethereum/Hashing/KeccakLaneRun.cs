using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Weir.Ethereum.Hashing;

/// <summary>Feeds messages to lanes: a lane whose message is done takes the next one, so that none idles.</summary>
/// <remarks>Long messages go first: one left over at the end would run in one lane alone.</remarks>
internal ref struct KeccakLaneRun<TLanes>
    where TLanes : struct, IKeccakLanes
{
    private const int LongBytes = 16 * Keccak.BlockBytes;
    private const int Idle = -1;
    private const int RowBytes = 128;

    private readonly KeccakMessages _messages;
    private readonly Span<int> _message;
    private readonly Span<int> _position;
    private int _next;
    private bool _takesLong;

    private KeccakLaneRun(KeccakMessages messages, Span<int> message, Span<int> position)
    {
        _messages = messages;
        _message = message;
        _position = position;
        _takesLong = true;
    }

    /// <summary>Hashes every message.</summary>
    public static void Hash(KeccakMessages messages, Span<byte> digests)
    {
        Span<int> lanes = stackalloc int[2 * TLanes.Count];
        KeccakLaneRun<TLanes> run = new(messages, lanes[..TLanes.Count], lanes[TLanes.Count..]);
        run.HashAll(digests);
    }

    private void HashAll(Span<byte> digests)
    {
        int count = TLanes.Count;
        Span<ulong> state = stackalloc ulong[Keccak.StateWords * count];
        Span<byte> rows = stackalloc byte[RowBytes * count];
        Span<ulong> lastWords = stackalloc ulong[count];
        rows.Clear();
        lastWords.Clear();
        state.Clear();

        int active = 0;
        uint fresh = 0;
        for (int lane = 0; lane < count; lane++)
        {
            active += Refill(lane) ? 1 : 0;
        }

        while (active > 0)
        {
            uint done = 0;
            for (int lane = 0; lane < count; lane++)
            {
                if (_message[lane] == Idle)
                {
                    continue;
                }

                ReadOnlySpan<byte> left = _messages.Buffer[_position[lane]..];
                int length = _messages.End(_message[lane]) - _position[lane];
                Span<byte> row = rows.Slice(RowBytes * lane, RowBytes);
                if (length >= Keccak.BlockBytes)
                {
                    left[..RowBytes].CopyTo(row);
                    lastWords[lane] = BinaryPrimitives.ReadUInt64LittleEndian(left[RowBytes..]);
                }
                else
                {
                    lastWords[lane] = PutLast(left, length, row);
                    done |= 1u << lane;
                }

                _position[lane] += Keccak.BlockBytes;
            }

            TLanes.Step(state, rows, lastWords, fresh);
            fresh = done;
            for (; done != 0; done &= done - 1)
            {
                int lane = int.CreateTruncating(uint.TrailingZeroCount(done));
                Squeeze(state, lane, digests.Slice(_message[lane] * Keccak.DigestLength, Keccak.DigestLength));
                active -= Refill(lane) ? 0 : 1;
            }
        }
    }

    // Lays the last block with its padding into a row and gives its last word.
    private static ulong PutLast(ReadOnlySpan<byte> left, int length, Span<byte> row)
    {
        const ulong End = 0x80UL << 56;
        if (length < RowBytes)
        {
            if (left.Length >= RowBytes)
            {
                PutShort(left, length, row);
                return End;
            }

            row.Clear();
            left[..length].CopyTo(row);
            row[length] = 0x01;
            return End;
        }

        left[..RowBytes].CopyTo(row);
        int count = length - RowBytes;
        ulong word = End | (1UL << (8 * count));
        for (int i = 0; i < count; i++)
        {
            word |= (ulong)left[RowBytes + i] << (8 * i);
        }

        return word;
    }

    // The same where whole vectors can be read, what follows the message masked off. Narrow writes here, read back by
    // wide loads at once, stall: they doubled the time of messages of 32 bytes.
    private static void PutShort(ReadOnlySpan<byte> left, int length, Span<byte> row)
    {
        Vector512<byte> end = Vector512.Create((byte)length);
        Vector512<byte> places = Vector512<byte>.Indices;
        for (int half = 0; half < RowBytes; half += Vector512<byte>.Count)
        {
            Vector512<byte> bytes = Vector512.Create(left[half..]) & Vector512.LessThan(places, end);
            bytes |= Vector512.Equals(places, end) & Vector512<byte>.One;
            bytes.CopyTo(row[half..]);
            places += Vector512.Create((byte)Vector512<byte>.Count);
        }
    }

    private static void Squeeze(ReadOnlySpan<ulong> state, int lane, Span<byte> digest)
    {
        Span<ulong> words = MemoryMarshal.Cast<byte, ulong>(digest);
        for (int word = 0; word < words.Length; word++)
        {
            words[word] = state[(word * TLanes.Count) + lane];
        }
    }

    // Gives the lane the next message: first all long ones, then all others. False where none is left.
    private bool Refill(int lane)
    {
        for (; ; _takesLong = false, _next = 0)
        {
            for (; _next < _messages.Count; _next++)
            {
                int start = _messages.Start(_next);
                int length = _messages.End(_next) - start;
                ArgumentOutOfRangeException.ThrowIfNegative(length);
                if ((length >= LongBytes) == _takesLong)
                {
                    _message[lane] = _next++;
                    _position[lane] = start;
                    return true;
                }
            }

            if (!_takesLong)
            {
                _message[lane] = Idle;
                return false;
            }
        }
    }
}
