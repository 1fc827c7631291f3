using System.Buffers.Text;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using Confluent.Kafka;
using Weir.Core;

namespace Weir.Connectors.Kafka.Blocks;

/// <summary>
/// The headers of a message: <c>weir-schema</c>, <c>chain-id</c>, <c>content-type</c> where it is not JSON,
/// <c>traceparent</c> (W3C) where there is one, <c>part</c> with <c>parts</c> where a value is longer than a message may be, and of a chain that is followed
/// <c>chain-head</c>, <c>chain-safe</c>, <c>chain-finalized</c>: the node's block numbers.
/// </summary>
internal static class MessageHeaders
{
    /// <summary>The version of the messages that this program writes, and the last it reads.</summary>
    public const int SchemaVersion = 1;

    private const string Schema = "weir-schema";
    private const string Chain = "chain-id";
    private const string Part = "part";
    private const string Parts = "parts";
    private const string ContentType = "content-type";
    private const string Head = "chain-head";
    private const string Safe = "chain-safe";
    private const string Finalized = "chain-finalized";

    private static readonly byte[] ProtobufType = "application/protobuf"u8.ToArray();

    /// <summary>The headers of a message.</summary>
    /// <param name="chainId">The chain.</param>
    /// <param name="part">Which part, from 0.</param>
    /// <param name="parts">Of how many.</param>
    /// <param name="heads">What the node says of its chain, or null.</param>
    /// <param name="isProtobuf">Whether the value is a <see cref="Protobuf.Event"/>.</param>
    public static Headers Create(
        long chainId, int part = 0, int parts = 1, ChainHeads? heads = null, bool isProtobuf = false)
    {
        Headers headers = [];
        Add(headers, Schema, SchemaVersion);
        Add(headers, Chain, chainId);
        if (isProtobuf)
        {
            headers.Add(ContentType, ProtobufType);
        }

        if (Activity.Current?.Id is { } trace)
        {
            headers.Add("traceparent", Encoding.ASCII.GetBytes(trace));
        }

        if (parts > 1)
        {
            Add(headers, Part, part);
            Add(headers, Parts, parts);
        }

        if (heads is not null)
        {
            Add(headers, Head, heads.Head);
            Add(headers, Safe, heads.Safe);
            Add(headers, Finalized, heads.Finalized);
        }

        return headers;
    }

    /// <summary>The schema's version; 1 where a message says nothing, as other producers' do.</summary>
    public static long SchemaOf(Headers? headers) => Read(headers, Schema) ?? SchemaVersion;

    /// <summary>Whether the value is a <see cref="Protobuf.Event"/>; else it is JSON.</summary>
    public static bool IsProtobuf(Headers? headers) => headers is not null
        && headers.TryGetLastBytes(ContentType, out byte[] type) && type.AsSpan().SequenceEqual(ProtobufType);

    /// <summary>The chain, or null.</summary>
    public static long? ChainOf(Headers? headers) => Read(headers, Chain);

    /// <summary>Which part of how many; (0, 1) for a whole message.</summary>
    public static (long Part, long Parts) PartOf(Headers? headers) => (Read(headers, Part) ?? 0, Read(headers, Parts) ?? 1);

    /// <summary>What the node said of its chain when the block was written, or null.</summary>
    public static ChainHeads? HeadsOf(Headers? headers) => Read(headers, Head) is { } head
        ? new ChainHeads(head, Read(headers, Safe), Read(headers, Finalized)) : null;

    private static void Add(Headers headers, string name, long? value)
    {
        if (value is { } number)
        {
            headers.Add(name, Encoding.ASCII.GetBytes(number.ToString(CultureInfo.InvariantCulture)));
        }
    }

    private static long? Read(Headers? headers, string name) =>
        headers is not null && headers.TryGetLastBytes(name, out byte[] bytes)
        && Utf8Parser.TryParse(bytes, out long value, out int read) && read == bytes.Length
            ? value : null;
}
