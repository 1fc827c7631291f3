using System.Text.Json;
using Weir.Core;
using Weir.Core.Tables;
using Weir.Ethereum.Blocks;
using Weir.Ethereum.Json;
using Weir.Ethereum.Protocols.Tokens;
using Weir.Ethereum.Transforms;
using Weir.Ethereum.Verification;

namespace Weir.Tests.Ethereum.Protocols;

public sealed class TokenTransferTests
{
    [Theory]
    [InlineData("blocks")]
    [InlineData("receipts-only")]
    public void Transfers_of_mainnet_blocks_equal_ethereum_etl_row_for_row(string folder)
    {
        string path = SharedData.PathOrSkip($"chain/mainnet/{folder}");
        int rows = 0;
        foreach (string file in Directory.GetFiles(path).Select(Path.GetFileName)!)
        {
            byte[] json = RealBlocks.ReadBytes($"mainnet/{folder}/{file}");
            Block block = folder == "blocks" ? RealBlocks.Parse(json).Single() : ReadReceipts(json);
            if (folder == "blocks")
            {
                new BlockVerifier(VerifyLevel.Roots, 1).Verify(block);
            }

            string expected = Expected(RealBlocks.ReadBytes($"mainnet/{folder}-expected/{file}"), out int count);
            Assert.Equal((file, expected), (file, Rows(Transform(block))));
            rows += count;
        }

        Assert.True(rows > 1_000);
    }

    [Fact]
    public void An_erc1155_batch_becomes_a_row_an_id()
    {
        TokenTransferBatch rows = Transform(OneLog(
            TokenEvents.TransferBatch, topics: 3,
            Words(64, 160, 2, 7, UInt256.MaxValue, 2, 5, 6)), out QuarantineBatch quarantine);
        Assert.Equal(2, rows.RowCount);
        Assert.Equal(0, quarantine.RowCount);
        Assert.Equal([(UInt256)7, UInt256.MaxValue], rows.TokenId.Values.ToArray());
        Assert.Equal([(UInt256)5, (UInt256)6], rows.Value.Values.ToArray());
        Assert.Equal([0L, 1L], rows.BatchIndex.Values.ToArray());
        Assert.Equal("erc1155", rows.Standard.Text(1));
        Assert.Equal(TopicAddress(1), rows.Operator.Address(0));
        Assert.Equal(TopicAddress(2), rows.FromAddress.Address(0));
        Assert.Equal(TopicAddress(3), rows.ToAddress.Address(0));
    }

    public static TheoryData<string, Hash32, int, int[]> Malformed => new()
    {
        { "Transfer with two addresses alone", TokenEvents.Transfer, 2, [] },
        { "Transfer with a word too many", TokenEvents.Transfer, 3, [1] },
        { "TransferSingle without an amount", TokenEvents.TransferSingle, 3, [1] },
        { "TransferSingle with too few topics", TokenEvents.TransferSingle, 2, [1, 2] },
        { "TransferBatch whose array runs over", TokenEvents.TransferBatch, 3, [64, 96, 9, 1] },
        { "TransferBatch with an offset outside", TokenEvents.TransferBatch, 3, [4096, 96, 1, 1] },
        { "TransferBatch with fewer amounts than ids", TokenEvents.TransferBatch, 3, [64, 160, 2, 1, 2, 1, 5] },
    };

    [Theory]
    [MemberData(nameof(Malformed))]
    public void What_anyone_may_emit_is_quarantined_and_stops_nothing(
        string name, Hash32 signature, int topics, int[] words)
    {
        byte[] data = Words([.. words.Select(word => (UInt256)(ulong)word)]);
        TokenTransferBatch rows = Transform(OneLog(signature, topics, data), out QuarantineBatch quarantine);
        Assert.Equal((name, 0, 1), (name, rows.RowCount, quarantine.RowCount));
        Assert.Contains(Hex.Encode(data)[2..], quarantine.Raw.Text(0), StringComparison.Ordinal);
        Assert.StartsWith("Transfer", quarantine.Reason.Text(0), StringComparison.Ordinal);
    }

    [Fact]
    public void The_bytes_kept_of_a_flooding_contract_are_capped_and_every_event_is_counted()
    {
        Block block = new();
        for (int i = 0; i < 1_000; i++)
        {
            AddLog(block, TokenEvents.Transfer, 2, new byte[4_000]);
        }

        Transform(block, out QuarantineBatch quarantine);
        Assert.Equal(1_000, quarantine.RowCount);
        Assert.True(quarantine.Raw.ByteCount < 200_000);
    }

    private static TokenTransferBatch Transform(Block block) => Transform(block, out _);

    private static TokenTransferBatch Transform(Block block, out QuarantineBatch quarantine)
    {
        BatchSet output = new();
        new LogDecoding([new TokenTransferDecoder()]).Transform(new BlockRun(1, [block]), output);
        quarantine = (QuarantineBatch)output.Of(QuarantineBatch.Table);
        return (TokenTransferBatch)output.Of(TokenTransferBatch.Table);
    }

    private static Block ReadReceipts(byte[] json)
    {
        Block block = new();
        Utf8JsonReader reader = new(json);
        reader.Read();
        if (reader.TokenType == JsonTokenType.StartObject)
        {
            reader.Read();
            while (reader.GetString() != "receipts")
            {
                reader.Read();
                reader.Skip();
                reader.Read();
            }

            reader.Read();
        }

        ReceiptJson.ReadAll(ref reader, block);
        block.Header.Number = block.Receipts[0].BlockNumber;
        return block;
    }

    private static string Expected(byte[] json, out int count)
    {
        using JsonDocument document = JsonDocument.Parse(json);
        string[] rows =
        [
            .. document.RootElement.GetProperty("etl_token_transfers").EnumerateArray().Select(row => string.Join(
                ',',
                row.GetProperty("block_number"), row.GetProperty("log_index"), row.GetProperty("token_address"),
                row.GetProperty("from_address"), row.GetProperty("to_address"),
                row.GetProperty("value").GetRawText().Trim('"'),
                row.GetProperty("transaction_hash"))),
        ];
        count = rows.Length;
        return string.Join('\n', rows);
    }

    // ethereum-etl knows neither ERC-1155 nor ERC-2309 (batch_index above 0), and calls an ERC-721's token id its
    // value.
    private static string Rows(TokenTransferBatch rows) => string.Join(
        '\n',
        Enumerable.Range(0, rows.RowCount).Where(
            row => rows.Standard.Text(row) != "erc1155" && rows.BatchIndex[row] == 0).Select(row => string.Join(
            ',',
            rows.BlockNumber[row], rows.LogIndex[row], rows.TokenAddress.Address(row), rows.FromAddress.Address(row),
            rows.ToAddress.Address(row), rows.Standard.Text(row) == "erc721" ? rows.TokenId[row] : rows.Value[row],
            rows.TransactionHash.Hash(row))));

    private static Block OneLog(in Hash32 signature, int topics, byte[] data)
    {
        Block block = new();
        AddLog(block, signature, topics, data);
        return block;
    }

    private static void AddLog(Block block, in Hash32 signature, int topics, byte[] data)
    {
        ref LogEntry log = ref block.Logs.Add();
        int start = block.Bytes.Length;
        block.Bytes.Add(signature.Span);
        for (int i = 1; i <= topics; i++)
        {
            block.Bytes.Add(new byte[12]);
            block.Bytes.Add(TopicAddress(i).Span);
        }

        log.Topics = new ByteSlice(start, block.Bytes.Length - start);
        log.TopicCount = topics + 1;
        log.Data = block.Bytes.Add(data);
    }

    private static Address TopicAddress(int topic) => new([.. Enumerable.Repeat((byte)topic, Address.Length)]);

    private static byte[] Words(params UInt256[] words)
    {
        byte[] bytes = new byte[32 * words.Length];
        for (int i = 0; i < words.Length; i++)
        {
            words[i].WriteBigEndian(bytes.AsSpan(32 * i));
        }

        return bytes;
    }
}
