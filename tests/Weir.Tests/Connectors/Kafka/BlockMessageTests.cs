using System.Text;
using System.Text.Json.Nodes;
using Confluent.Kafka;
using Google.Protobuf;
using Weir.Connectors.Kafka.Blocks;
using Weir.Connectors.Kafka.Blocks.Protobuf;
using Weir.Core;
using Weir.Core.Errors;
using Weir.Core.Tables;
using Weir.Ethereum.Blocks;
using Weir.Ethereum.Json;
using Weir.Ethereum.Transforms;
using Weir.Ethereum.Verification;
using Weir.Pipeline;
using Block = Weir.Ethereum.Blocks.Block;
using BlockRef = Weir.Core.BlockRef;

namespace Weir.Tests.Connectors.Kafka;

/// <summary>The messages of the block topic: what goes in comes out, and what is none is refused.</summary>
public sealed class BlockMessageTests
{
    public static TheoryData<string, long> Blocks => new()
    {
        { "chain/mainnet/blocks/1000000.json.gz", 1 },
        { "chain/mainnet/blocks/18000000.json.gz", 1 },
        { "chain/mainnet/blocks/19426586.json.gz", 1 },
        { "chain/mainnet/blocks/20472570.json.gz", 1 },
        { "chain/mainnet/blocks-header-tx-only/22431086.json.gz", 1 },
        { "faults/op-isthmus-withdrawals-root.json", 7_777_777 },
        { "faults/polygon-state-sync.json", 137 },
        { "chain/other-chains/arbitrum-150000000.json.gz", 42_161 },
        { "chain/other-chains/polygon-50000000.json.gz", 137 },
    };

    [Theory]
    [MemberData(nameof(Blocks))]
    public void A_real_block_comes_out_with_the_same_proof_and_the_same_rows(string file, long chainId)
    {
        Block block = Read(file);
        BlockVerifier verifier = new(VerifyLevel.Full, chainId);
        block.Proven = verifier.Verify(block).Proven;
        int[] lengths = new int[2];
        foreach (IBlockEnvelope envelope in new IBlockEnvelope[] { new BlockEnvelope(chainId, "test"), new ProtobufEnvelope(chainId, "test") })
        {
            byte[] message = envelope.Block(block, 1.5).ToArray();
            lengths[envelope.IsProtobuf ? 1 : 0] = message.Length;
            Block read = new BlockMessageReader(chainId).Read(message, envelope.IsProtobuf).Block!;
            read.Proven = new BlockVerifier(VerifyLevel.Full, chainId).Verify(read).Proven;
            Assert.Equal(block.Proven, read.Proven);
            Assert.Equal(Rows(chainId, block), Rows(chainId, read));
        }

        Assert.True(lengths[1] < 0.6 * lengths[0], $"{lengths[0]} bytes of JSON, {lengths[1]} of protobuf");
    }

    [Fact]
    public void The_compact_envelope_says_the_same_of_transactions_and_logs()
    {
        Block block = Read("chain/mainnet/blocks/18000000.json.gz");
        ProtobufEnvelope envelope = new(1, "ethereum-mainnet");
        Event transaction = Event.Parser.ParseFrom(envelope.Transaction(block, 3, 2.5).Span);
        Assert.Equal((1, "ethereum-mainnet", 18_000_000, 2.5), (
            transaction.ChainId, transaction.Network, transaction.BlockNumber, transaction.IngestedAt));
        Assert.Equal(block.Header.Timestamp, transaction.BlockTimestamp);
        Assert.Equal(block.Transactions[3].Hash.Span, transaction.Transaction.Hash.Span);
        Assert.Equal(block.Transactions[3].Value, UInt256.FromBigEndian(transaction.Transaction.Value.Span));
        Event log = Event.Parser.ParseFrom(envelope.Log(block, 5, isTransfer: true, 0).Span);
        Assert.Equal(block.Logs[5].TransactionHash.Span, log.TokenTransfer.TransactionHash.Span);
        Assert.Equal(block.Logs[5].TransactionIndex, log.TokenTransfer.TransactionIndex);
        Assert.Equal(Event.PayloadOneofCase.Log, Event.Parser.ParseFrom(envelope.Log(block, 5, false, 0).Span).PayloadCase);
    }

    [Fact]
    public void A_block_that_contradicts_itself_comes_out_as_it_went_in()
    {
        Block block = Read("chain/mainnet/blocks/18000000.json.gz");
        block.Transactions[2].BlockHash = Hash(7);
        block.Transactions[3].BlockNumber = 17;
        block.Receipts[4].TransactionHash = Hash(8);
        block.Receipts[5].BlockHash = Hash(9);
        block.Logs[6].TransactionIndex = 999;
        block.Logs[7].TransactionHash = Hash(10);
        block.Logs[8].BlockNumber = 3;
        Block read = new BlockMessageReader(1).Read(new ProtobufEnvelope(1, "x").Block(block, 0).Span, isProtobuf: true).Block!;
        Assert.Equal(Json(block), Json(read));
    }

    [Fact]
    public void The_envelope_is_the_original_platforms()
    {
        Block block = Read("chain/mainnet/blocks/18000000.json.gz");
        JsonNode message = JsonNode.Parse(
            new BlockEnvelope(1, "ethereum-mainnet").Block(block, 1_700_000_000.25).Span)!;
        Assert.Equal(
            ["chain_id", "network", "block_number", "block_timestamp", "event_type", "payload", "ingested_at", "raw"],
            message.AsObject().Select(member => member.Key));
        Assert.Equal(
            ["hash", "parent_hash", "miner", "gas_used", "gas_limit", "base_fee_per_gas", "tx_count"],
            message["payload"]!.AsObject().Select(member => member.Key));
        Assert.Equal(18_000_000, (long)message["block_number"]!);
        Assert.Equal(block.TransactionCount, (int)message["payload"]!["tx_count"]!);
        Assert.Equal(1_700_000_000.25, (double)message["ingested_at"]!);

        JsonNode transaction = JsonNode.Parse(new BlockEnvelope(1, "x").Transaction(block, 3, 0).Span)!["payload"]!;
        Assert.Equal(
            ["hash", "from", "to", "value_wei", "gas", "gas_price", "max_fee_per_gas", "max_priority_fee", "nonce",
                "input"],
            transaction.AsObject().Select(member => member.Key));
        Assert.True(((string)transaction["input"]!).Length <= 64);
        JsonNode log = JsonNode.Parse(new BlockEnvelope(1, "x").Log(block, 0, false, 0).Span)!["payload"]!;
        Assert.Equal(
            ["tx_hash", "log_index", "contract", "topics", "data"], log.AsObject().Select(member => member.Key));
    }

    [Fact]
    public void A_reorganisation_comes_out_newest_first()
    {
        BlockRef[] reverted = [new(9, Hash(9)), new(8, Hash(8))];
        foreach (IBlockEnvelope envelope in new IBlockEnvelope[] { new BlockEnvelope(1, "x"), new ProtobufEnvelope(1, "x") })
        {
            BlockMessage read = new BlockMessageReader(1).Read(envelope.Reorg(reverted, 0).Span, envelope.IsProtobuf);
            Assert.Null(read.Block);
            Assert.Equal(reverted, read.Reverted);
        }
    }

    [Fact]
    public void Damaged_protobuf_is_refused_with_the_reason_or_found_by_the_proof()
    {
        Block block = Read("chain/mainnet/blocks/1000000.json.gz");
        byte[] message = new ProtobufEnvelope(1, "x").Block(block, 0).ToArray();
        BlockMessageReader reader = new(1);
        BlockVerifier verifier = new(VerifyLevel.Full, 1);
        Random chance = new(11);
        for (int i = 0; i < 2_000; i++)
        {
            byte[] damaged = message[..(i % 3 == 0 ? chance.Next(message.Length) : message.Length)];
            if (damaged.Length == message.Length)
            {
                damaged[chance.Next(damaged.Length)] ^= (byte)chance.Next(1, 256);
            }

            try
            {
                // What can still be read is proven anew: it is whole, it is bad, or the byte was of what no hash is over.
                verifier.Verify(reader.Read(damaged, isProtobuf: true).Block!);
            }
            catch (DecodeException)
            {
                // The one error that the source sends to the dead letters.
            }
        }

        Assert.Contains("no protobuf", Assert.Throws<DecodeException>(
            () => reader.Read("{\"chain_id\":1}"u8, isProtobuf: true)).Message, StringComparison.Ordinal);
        Assert.Contains("chain 2, not 1", Assert.Throws<DecodeException>(
            () => reader.Read(new ProtobufEnvelope(2, "x").Block(block, 0).Span, isProtobuf: true)).Message, StringComparison.Ordinal);
        Assert.Contains("payload is None", Assert.Throws<DecodeException>(
            () => reader.Read(new Event { ChainId = 1 }.ToByteArray(), isProtobuf: true)).Message, StringComparison.Ordinal);
        Event headless = new() { ChainId = 1, Block = new() };
        Assert.Contains("no header", Assert.Throws<DecodeException>(
            () => reader.Read(headless.ToByteArray(), isProtobuf: true)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("{", "")]
    [InlineData("[]", "no JSON object")]
    [InlineData("""{"event_type":"block"}""", "raw")]
    [InlineData("""{"event_type":"block","raw":{"block":{"number":"0x1"}}}""", "")]
    [InlineData("""{"event_type":"transaction","payload":{}}""", "event_type")]
    [InlineData("""{"chain_id":5,"event_type":"reorg","payload":{"reverted":[]}}""", "chain 5, not 1")]
    [InlineData("""{"chain_id":1,"event_type":"reorg","payload":{"reverted":[{"number":1,"hash":"0x12"}]}}""", "")]
    public void What_is_no_block_is_refused_with_the_reason(string text, string reason)
    {
        DecodeException error = Assert.Throws<DecodeException>(
            () => new BlockMessageReader(1).Read(Encoding.UTF8.GetBytes(text), isProtobuf: false));
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_value_of_ten_megabytes_goes_in_parts_and_comes_whole()
    {
        byte[] value = new byte[10_000_001];
        new Random(1).NextBytes(value);
        int count = MessageParts.CountOf(value.Length, 900_000);
        Assert.Equal(12, count);
        MessageParts parts = new();
        byte[]? whole = null;
        for (int part = 0; part < count; part++)
        {
            Assert.Null(whole);
            whole = parts.Add(Message(MessageParts.Slice(value, part, 900_000), part, count));
        }

        Assert.True(value.AsSpan().SequenceEqual(whole));
        Assert.Equal(3, parts.Add(Message(new byte[3], 0, 1))!.Length);
    }

    [Fact]
    public void A_missing_part_is_found_and_the_next_value_is_whole()
    {
        MessageParts parts = new();
        Assert.Null(parts.Add(Message(new byte[5], 0, 3)));
        DecodeException error = Assert.Throws<DecodeException>(() => parts.Add(Message(new byte[5], 2, 3)));
        Assert.Contains("part 3 of 3 follows part 1 of 3", error.Message, StringComparison.Ordinal);
        Assert.NotNull(parts.Add(Message(new byte[5], 0, 1)));
    }

    [Fact]
    public void A_position_is_of_one_topic_and_partition()
    {
        TopicIdentity topic = new("cluster", "topic/with@signs");
        Assert.Equal(41, new TopicIdentity("c", "t").OffsetOf(new TopicIdentity("c", "t").Cursor(2, 41), 2));
        Assert.Null(new TopicIdentity("c", "t").OffsetOf(new TopicIdentity("c", "t").Cursor(2, 41), 3));
        Assert.Null(new TopicIdentity("c", "new").OffsetOf(new TopicIdentity("c", "t").Cursor(2, 41), 2));
        Assert.Null(topic.OffsetOf("anything", 0));
    }

    [Fact]
    public void Blocks_go_to_partitions_by_runs()
    {
        Assert.Equal([0, 0, 1, 2, 0], new long[] { 0, 999, 1_000, 2_999, 3_000 }.Select(
            number => KafkaBlockTopics.PartitionOf(number, 3)));
        Assert.Equal(0, KafkaBlockTopics.PartitionOf(12_345_678, 1));
    }

    [Fact]
    public void Progress_is_read_as_it_was_written()
    {
        BlockRef[] recent = [new(8, Hash(8)), new(9, Hash(9))];
        LedgerLine line = new(1, IngestProgress.LedgerTable, new BlockRange(3, 9), ProofGroups.Header, ProofGroups.Header);
        IngestProgress progress = new(1, new SinkState(7, new SourcePosition(recent[1], "cursor"), [], []), [line]);
        IngestProgress read = IngestProgress.Parse(progress.ToJson(RecentBlocks.Of(recent)));
        Assert.Equal((1, 7, progress.State.Position), (read.ChainId, read.State.Sequence, read.State.Position));
        Assert.Equal(recent, read.State.RecentBlocks);
        Assert.Equal([line], read.Ledger);
        Assert.Throws<EventDeliveryException>(() => IngestProgress.Parse("{}"u8.ToArray()));
    }

    private static Message<byte[], byte[]> Message(ReadOnlyMemory<byte> value, int part, int parts) =>
        new() { Key = [1], Value = value.ToArray(), Headers = MessageHeaders.Create(1, part, parts) };

    private static Hash32 Hash(byte value) => new([.. Enumerable.Repeat(value, 32)]);

    private static Block Read(string file)
    {
        byte[] bytes = File.ReadAllBytes(SharedData.PathOrSkip(file));
        if (file.EndsWith(".gz", StringComparison.Ordinal))
        {
            using System.IO.Compression.GZipStream gzip =
                new(new MemoryStream(bytes), System.IO.Compression.CompressionMode.Decompress);
            using MemoryStream plain = new();
            gzip.CopyTo(plain);
            bytes = plain.ToArray();
        }

        List<Block> blocks = [];
        new BlockFileJson().Read(bytes, blocks);
        return blocks.Single();
    }

    private static string Json(Block block)
    {
        using MemoryStream text = new();
        using (System.Text.Json.Utf8JsonWriter json = new(text))
        {
            RawBlockWriter.Write(json, block);
        }

        return Encoding.UTF8.GetString(text.ToArray());
    }

    private static Dictionary<string, string> Rows(long chainId, Block block)
    {
        BatchSet rows = new(Decoders.AllTables);
        BlockRun run = new(chainId, [block]);
        foreach (ITransform<BlockRun> transform in Decoders.For(Decoders.Tables))
        {
            transform.Transform(run, rows);
        }

        return rows.Batches.ToDictionary(batch => batch.Schema.Name, batch =>
        {
            TableChecksum checksum = new(batch.Schema);
            checksum.Add((Batch)batch);
            return $"{checksum.RowCount} {checksum}";
        });
    }
}
