using Weir.Core;
using Weir.Core.Tables;
using Weir.Ethereum.Blocks;
using Weir.Ethereum.Transforms;

namespace Weir.Tests.Ethereum;

/// <summary>One pass over the logs, however many decoders there are.</summary>
public sealed class LogDecodingTests
{
    [Fact]
    public void Each_log_reaches_the_decoders_that_asked_for_its_topic_and_no_other()
    {
        Decoder[] decoders =
            [.. Enumerable.Range(0, 40).Select(
                i => new Decoder([new LogSelector(Topic(i)), new LogSelector(Topic(i + 1))]))];
        Transform(decoders, Logs(Enumerable.Range(0, 60)));
        for (int i = 0; i < decoders.Length; i++)
        {
            Assert.Equal([i, i + 1], decoders[i].Seen);
        }
    }

    [Fact]
    public void A_decoder_that_named_contracts_gets_their_logs_alone()
    {
        Decoder one = new([new LogSelector(Topic(7), [Contract(3)])]);
        Block block = Logs([7, 7, 7]);
        block.Logs[1].Address = Contract(3);
        Transform([one], block);
        Assert.Equal([7], one.Seen);
    }

    [Fact]
    public void A_log_without_topics_is_nobodys()
    {
        Decoder one = new([new LogSelector(default)]);
        Block block = new();
        block.Logs.Add();
        Transform([one], block);
        Assert.Empty(one.Seen);
    }

    [Fact]
    public void A_malformed_log_goes_to_the_quarantine_under_its_decoders_table()
    {
        Decoder one = new([new LogSelector(Topic(1))]) { Fault = "no amount" };
        BatchSet rows = Transform([one], Logs([1, 2, 1]));
        var quarantine = (QuarantineBatch)rows.Of(QuarantineBatch.Table);
        Assert.Equal(2, quarantine.RowCount);
        Assert.Equal(("token_transfers", "no amount"), (quarantine.Source.Text(0), quarantine.Reason.Text(1)));
        Assert.True(quarantine.ColumnName.IsNull(0));
    }

    private static BatchSet Transform(IEnumerable<ILogDecoder> decoders, Block block)
    {
        BatchSet rows = new();
        new LogDecoding(decoders).Transform(new BlockRun(1, [block]), rows);
        return rows;
    }

    private static Hash32 Topic(int number)
    {
        Span<byte> bytes = stackalloc byte[32];
        new Random(number / 4).NextBytes(bytes[..8]);
        bytes[31] = (byte)number;
        return new Hash32(bytes);
    }

    private static Address Contract(byte number) => new([.. Enumerable.Repeat(number, Address.Length)]);

    private static Block Logs(IEnumerable<int> topics)
    {
        Block block = new();
        foreach (int topic in topics)
        {
            ref LogEntry log = ref block.Logs.Add();
            log.Topics = block.Bytes.Add(Topic(topic).Span);
            log.TopicCount = 1;
        }

        return block;
    }

    private sealed class Decoder(IReadOnlyList<LogSelector> selectors) : ILogDecoder
    {
        public string? Fault { get; init; }

        public List<int> Seen { get; } = [];

        public IReadOnlyList<TableSchema> Outputs { get; } = [TokenTransferBatch.Table];

        public IReadOnlyList<LogSelector> Selectors => selectors;

        public void Begin(BatchSet output) => Seen.Clear();

        public string? Decode(in LogRow log)
        {
            Seen.Add(log.Topic(0)[31]);
            return Fault;
        }
    }
}
