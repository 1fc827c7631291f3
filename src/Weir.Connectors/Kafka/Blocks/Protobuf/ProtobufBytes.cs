using Google.Protobuf;
using Weir.Core;
using Weir.Core.Errors;
using Weir.Ethereum.Blocks;

namespace Weir.Connectors.Kafka.Blocks.Protobuf;

/// <summary>Values of chains as the bytes of <c>weir_event.proto</c>, and back.</summary>
internal static class ProtobufBytes
{
    public static ByteString Of(in Hash32 hash) => ByteString.CopyFrom(hash.Span);

    public static ByteString Of(in Address address) => ByteString.CopyFrom(address.Span);

    public static ByteString Of(ReadOnlySpan<byte> bytes) =>
        bytes.IsEmpty ? ByteString.Empty : ByteString.CopyFrom(bytes);

    /// <summary>Most significant byte first, without leading zeros.</summary>
    public static ByteString Of(in UInt256 number)
    {
        Span<byte> word = stackalloc byte[32];
        number.WriteBigEndian(word);
        return Of(word[(32 - ((number.BitLength + 7) / 8))..]);
    }

    /// <exception cref="DecodeException">It has another length.</exception>
    public static Hash32 Hash(ByteString bytes, string name) => bytes.Length == Hash32.Length
        ? new Hash32(bytes.Span)
        : throw Malformed($"{name} has {bytes.Length} bytes, not {Hash32.Length}");

    /// <inheritdoc cref="Hash"/>
    public static Address Address(ByteString bytes, string name) => bytes.Length == Core.Address.Length
        ? new Address(bytes.Span)
        : throw Malformed($"{name} has {bytes.Length} bytes, not {Core.Address.Length}");

    /// <inheritdoc cref="Hash"/>
    public static UInt256 Number(ByteString bytes, string name) => bytes.Length <= 32
        ? UInt256.FromBigEndian(bytes.Span)
        : throw Malformed($"{name} has {bytes.Length} bytes, more than 32");

    /// <summary>Bytes of a fixed length, where they are there.</summary>
    /// <exception cref="DecodeException">It has another length.</exception>
    public static ByteSlice Fixed(ByteString bytes, int length, string name, ByteArena arena) => bytes.Length == length
        ? arena.Add(bytes.Span)
        : throw Malformed($"{name} has {bytes.Length} bytes, not {length}");

    /// <summary>The message is not what it should be.</summary>
    public static DecodeException Malformed(string what, Exception? inner = null) => new(
        ErrorCodes.MalformedBlock, what, "See the message in the dead-letter topic.", inner);
}
