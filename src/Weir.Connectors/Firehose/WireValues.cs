using Google.Protobuf;
using Weir.Connectors.Firehose.Wire;
using Weir.Core;
using Weir.Core.Errors;
using Weir.Ethereum.Blocks;

namespace Weir.Connectors.Firehose;

/// <summary>Fields of a Firehose block as Weir's types; a wrong length is named with its field.</summary>
internal static class WireValues
{
    public static Hash32 Hash(ByteString bytes, string field) =>
        bytes.Length == Hash32.Length ? new Hash32(bytes.Span) : throw Wrong(field, bytes.Length, "32 bytes");

    public static Hash32? HashOrNull(ByteString bytes, string field) => bytes.IsEmpty ? null : Hash(bytes, field);

    /// <summary>A number of up to 32 bytes, left-padded.</summary>
    public static Hash32 Word(ByteString bytes, string field)
    {
        if (bytes.Length > Hash32.Length)
        {
            throw Wrong(field, bytes.Length, "32 bytes at most");
        }

        Span<byte> word = stackalloc byte[Hash32.Length];
        word.Clear();
        bytes.Span.CopyTo(word[(Hash32.Length - bytes.Length)..]);
        return new Hash32(word);
    }

    public static Address Address(ByteString bytes, string field) =>
        bytes.Length == Core.Address.Length ? new Address(bytes.Span) : throw Wrong(field, bytes.Length, "20 bytes");

    public static UInt256 Number(ByteString bytes, string field) =>
        bytes.Length <= Hash32.Length ? UInt256.FromBigEndian(bytes.Span)
            : throw Wrong(field, bytes.Length, "32 bytes at most");

    /// <summary>An absent message is zero.</summary>
    public static UInt256 Number(BigInt? value, string field) =>
        value is null ? UInt256.Zero : Number(value.Bytes, field);

    /// <summary>An absent message is no value.</summary>
    public static UInt256? NumberOrNull(BigInt? value, string field) =>
        value is null ? null : Number(value.Bytes, field);

    public static ByteSlice Bytes(ByteString bytes, ByteArena arena) => arena.Add(bytes.Span);

    /// <summary>256 bytes.</summary>
    public static ByteSlice Bloom(ByteString bytes, ByteArena arena, string field) =>
        bytes.Length == 256 ? arena.Add(bytes.Span) : throw Wrong(field, bytes.Length, "256 bytes");

    public static DecodeException Malformed(string what) => new(
        ErrorCodes.MalformedAnswer, what, "If it happens again and again, use another Firehose.");

    private static DecodeException Wrong(string field, int length, string expected) =>
        Malformed($"{field} has {length} bytes, where {expected} were expected");
}
