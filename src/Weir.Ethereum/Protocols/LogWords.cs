using System.Buffers.Binary;
using Weir.Core;
using Weir.Ethereum.Abi;
using Weir.Ethereum.Transforms;

namespace Weir.Ethereum.Protocols;

/// <summary>Values of a log whose shape an <see cref="EventForm"/> has checked.</summary>
internal static class LogWords
{
    /// <summary>A word of the data, from 0.</summary>
    public static ReadOnlySpan<byte> Word(this in LogRow log, int index) =>
        log.Data.Slice(index * AbiReader.WordLength, AbiReader.WordLength);

    public static UInt256 UInt(this in LogRow log, int index) => UInt256.FromBigEndian(log.Word(index));

    public static Int256 Int(this in LogRow log, int index) => Int256.FromBigEndian(log.Word(index));

    public static Address AddressAt(this in LogRow log, int index) => new(log.Word(index)[12..]);

    public static bool Flag(this in LogRow log, int index) => log.Word(index)[31] != 0;

    /// <summary>A small signed number, such as a tick.</summary>
    public static long Small(this in LogRow log, int index) =>
        BinaryPrimitives.ReadInt64BigEndian(log.Word(index)[24..]);

    /// <summary>An indexed address; topic 0 is the signature's.</summary>
    public static Address TopicAddress(this in LogRow log, int index) => new(log.Topic(index)[12..]);

    public static long TopicSmall(this in LogRow log, int index) =>
        BinaryPrimitives.ReadInt64BigEndian(log.Topic(index)[24..]);
}
