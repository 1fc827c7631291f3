using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Weir.Core;
using Weir.Core.Errors;
using Weir.Ethereum.Blocks;
using Weir.Ethereum.Verification;

namespace Weir.Tests.Ethereum.Verification;

/// <summary>
/// One change at a time to real blocks: each is caught and named. The list is a table in docs/verification.md.
/// </summary>
public sealed class CorruptionTests
{
    private const string Blob = "mainnet/blocks/20000000.json.gz";
    private const string Withdrawing = "mainnet/blocks/18000000.json.gz";
    private const string Old = "mainnet/blocks/4369999.json.gz";
    private const string SetCode = "mainnet/blocks-header-tx-only/23223655.json.gz";

    // Row 36 of block 20000000 is its blob transaction; see BlobRow.
    private static readonly List<(string File, string What, string Group, Action<JsonNode> Change)> Cases =
    [
        .. new[]
        {
            "parentHash", "sha3Uncles", "miner", "stateRoot", "transactionsRoot", "receiptsRoot", "logsBloom", "number", "gasLimit",
            "gasUsed", "timestamp", "extraData", "mixHash", "nonce", "baseFeePerGas", "withdrawalsRoot", "blobGasUsed",
            "excessBlobGas", "parentBeaconBlockRoot", "hash",
        }.Select(field => (Blob, $"header {field}", "header", Flip($"block.{field}"))),
        (Old, "header difficulty", "header", Flip("block.difficulty")),
        .. new[] { "nonce", "gas", "maxFeePerGas", "maxPriorityFeePerGas", "to", "value", "input", "r", "s", "chainId",
            "hash" }
            .Select(field => (Blob, $"transaction {field}", "transactions", Flip($"block.transactions[0].{field}"))),
        .. new[] { "blockHash", "blockNumber", "transactionIndex", "gasPrice" }
            .Select(field => (Blob, $"transaction {field}", "transactions", Flip($"block.transactions[0].{field}"))),
        (Blob, "transaction parity", "transactions", root => Parity(root["block"]!["transactions"]![0]!)),
        (Blob, "transaction type", "transactions", Set("block.transactions[0].type", "0x3")),
        (Blob, "blob transaction's versioned hash", "transactions",
            root => FlipAt(BlobRow(root), "blobVersionedHashes", 0)),
        (Blob, "blob transaction's maxFeePerBlobGas", "transactions",
            root => FlipField(BlobRow(root), "maxFeePerBlobGas")),
        (Blob, "access list's storage key", "transactions",
            root => FlipAt(AccessRow(root)["accessList"]![0]!, "storageKeys", 0)),
        (Blob, "access list's address", "transactions",
            root => FlipField(AccessRow(root)["accessList"]![0]!, "address")),
        (SetCode, "authorization's nonce", "transactions",
            root => FlipField(AuthorizationRow(root)["authorizationList"]![0]!, "nonce")),
        (SetCode, "authorization's address", "transactions",
            root => FlipField(AuthorizationRow(root)["authorizationList"]![0]!, "address")),
        (Old, "legacy transaction's gasPrice", "transactions", Flip("block.transactions[0].gasPrice")),
        (Old, "legacy transaction's v", "transactions", Flip("block.transactions[3].v")),
        (Blob, "transaction missing", "transactions", root => Remove(root["block"]!["transactions"]!, 5)),
        (Blob, "transaction twice", "transactions", root => Repeat(root["block"]!["transactions"]!, 5)),
        (Blob, "transactions swapped", "transactions", root => Swap(root["block"]!["transactions"]!, 5)),
        .. new[]
        {
            "status", "cumulativeGasUsed", "gasUsed", "type", "transactionHash", "transactionIndex", "blockHash", "blockNumber", "from",
            "to", "effectiveGasPrice",
        }.Select(field => (Blob, $"receipt {field}", "receipts", Flip($"receipts[0].{field}"))),
        (Blob, "receipt's bloom", "bloom", Flip("receipts[0].logsBloom")),
        (Old, "receipt's state root", "receipts", Flip("receipts[0].root")),
        (Blob, "blob receipt's blobGasUsed", "receipts", root => FlipField(BlobReceipt(root), "blobGasUsed")),
        (Blob, "blob receipt's blobGasPrice", "receipts", root => FlipField(BlobReceipt(root), "blobGasPrice")),
        (Blob, "contract address where none was created", "receipts",
            Set("receipts[0].contractAddress", "0x00000000000000000000000000000000000000aa")),
        (Blob, "created contract's address", "receipts", root => FlipField(CreationReceipt(root), "contractAddress")),
        (Blob, "receipt missing", "receipts", root => Remove(root["receipts"]!, 5)),
        (Blob, "receipt twice", "receipts", root => Repeat(root["receipts"]!, 5)),
        (Blob, "receipts swapped", "receipts", root => Swap(root["receipts"]!, 5)),
        .. new[] { "address", "data", "logIndex", "transactionHash", "transactionIndex", "blockHash", "blockNumber" }
            .Select(field => (
                Blob, $"log {field}", "receipts", (Action<JsonNode>)(root => FlipField(Logs(root)[0]!, field)))),
        (Blob, "log's first topic", "receipts", root => FlipAt(Logs(root)[0]!, "topics", 0)),
        (Blob, "log's last topic", "receipts",
            root => FlipAt(Logs(root)[0]!, "topics", Logs(root)[0]!["topics"]!.AsArray().Count - 1)),
        (Blob, "log's topic missing", "receipts", root => Remove(Logs(root)[0]!["topics"]!, 1)),
        (Blob, "log removed", "receipts", root => Logs(root)[0]!["removed"] = true),
        (Blob, "log missing", "receipts", root => Remove(Logs(root), 0)),
        (Blob, "logs swapped", "receipts", root => Swap(Logs(root), 0)),
        (Withdrawing, "withdrawal index", "withdrawals", Flip("block.withdrawals[0].index")),
        (Withdrawing, "withdrawal validatorIndex", "withdrawals", Flip("block.withdrawals[0].validatorIndex")),
        (Withdrawing, "withdrawal address", "withdrawals", Flip("block.withdrawals[0].address")),
        (Withdrawing, "withdrawal amount", "withdrawals", Flip("block.withdrawals[0].amount")),
        (Withdrawing, "withdrawal missing", "withdrawals", root => Remove(root["block"]!["withdrawals"]!, 3)),
        (Withdrawing, "withdrawals swapped", "withdrawals", root => Swap(root["block"]!["withdrawals"]!, 3)),
    ];

    public static TheoryData<string> Changes => [.. Cases.Select(change => change.What)];

    [Theory]
    [MemberData(nameof(Changes))]
    public void A_single_corruption_of_a_real_block_is_caught_and_named(string what)
    {
        (string file, _, string group, Action<JsonNode> change) = Cases.Single(one => one.What == what);
        BlockVerdict verdict = Corrupted(file, change);
        Assert.True(verdict.IsBad, $"{what} of {file} was not caught");
        Assert.Equal(Verdict.Bad, Group(verdict, group));
    }

    [Fact]
    public void The_table_of_corruptions_stands_in_the_documents()
    {
        StringBuilder table = new("| what is changed | block | caught in | said |\n|---|---|---|---|\n");
        foreach ((string file, string what, string group, Action<JsonNode> change) in Cases)
        {
            string number = Path.GetFileName(file).Split('.')[0];
            string said = Shorten(Corrupted(file, change).Detail ?? "nothing");
            table.Append(CultureInfo.InvariantCulture, $"| {what} | {number} | {group} | {said} |\n");
        }

        Assert.True(Cases.Count >= 40);
        string path = Path.Combine(Golden.Root, "docs", "verification.md");
        string document = File.Exists(path) ? File.ReadAllText(path) : string.Empty;
        const string Start = "<!-- corruptions: made by CorruptionTests -->\n";
        const string End = "<!-- /corruptions -->";
        int from = document.IndexOf(Start, StringComparison.Ordinal);
        int to = document.IndexOf(End, StringComparison.Ordinal);
        Assert.True(from >= 0 && to > from, "docs/verification.md has no place for the table");
        Golden.Check("docs/verification.md", document[..(from + Start.Length)] + table + document[to..]);
    }

    private static BlockVerdict Corrupted(string file, Action<JsonNode> change)
    {
        JsonNode root = JsonNode.Parse(RealBlocks.ReadBytes(file))!;
        root = root["block"] is null ? new JsonObject { ["block"] = root } : root;
        change(root);
        return new BlockVerifier(VerifyLevel.Roots, 1).Verify(
            RealBlocks.Parse(Encoding.UTF8.GetBytes(root.ToJsonString())).Single());
    }

    [Fact]
    public void A_wrong_sender_is_caught_when_senders_are_asked_for()
    {
        JsonNode root = JsonNode.Parse(RealBlocks.ReadBytes(Blob))!;
        FlipField(root["block"]!["transactions"]![0]!, "from");
        FlipField(root["receipts"]![0]!, "from");
        Block block = RealBlocks.Parse(Encoding.UTF8.GetBytes(root.ToJsonString())).Single();
        BlockVerdict verdict = new BlockVerifier(VerifyLevel.Full, 1).Verify(block);
        Assert.Equal(Verdict.Bad, verdict.Senders);
        Assert.Contains("transactions[0].from", verdict.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void A_wrong_derived_field_is_replaced_when_that_is_accepted()
    {
        JsonNode root = JsonNode.Parse(RealBlocks.ReadBytes(Blob))!;
        string right = (string)root["receipts"]![0]!["gasUsed"]!;
        FlipField(root["receipts"]![0]!, "gasUsed");
        Block block = RealBlocks.Parse(Encoding.UTF8.GetBytes(root.ToJsonString())).Single();
        BlockVerdict verdict = new BlockVerifier(VerifyLevel.Roots, 1, acceptDerived: true).Verify(block);
        Assert.False(verdict.IsBad, verdict.Detail);
        Assert.Equal(1, verdict.DerivedReplaced);
        Assert.Equal(right, "0x" + block.Receipts[0].GasUsed.ToString("x", CultureInfo.InvariantCulture));
    }

    [Fact]
    public void Derived_fields_that_are_absent_are_computed()
    {
        Block whole = RealBlocks.Load(Blob);
        new BlockVerifier(VerifyLevel.Roots, 1).Verify(whole);
        JsonNode root = JsonNode.Parse(RealBlocks.ReadBytes(Blob))!;
        foreach (JsonNode? row in root["block"]!["transactions"]!.AsArray())
        {
            Drop(row!, "hash", "blockHash", "blockNumber", "transactionIndex", "from");
            if ((string)row!["type"]! is not ("0x0" or "0x1"))
            {
                Drop(row!, "gasPrice");
            }
        }

        foreach (JsonNode? row in root["receipts"]!.AsArray())
        {
            Drop(row!, "transactionHash", "transactionIndex", "blockHash", "blockNumber", "from", "to", "gasUsed",
                "contractAddress");
            Drop(row!, "logsBloom", "effectiveGasPrice", "blobGasUsed", "blobGasPrice", "type");
            foreach (JsonNode? log in row!["logs"]!.AsArray())
            {
                Drop(log!, "logIndex", "transactionIndex", "transactionHash", "blockHash", "blockNumber");
            }
        }

        Block bare = RealBlocks.Parse(Encoding.UTF8.GetBytes(root.ToJsonString())).Single();
        BlockVerdict verdict = new BlockVerifier(VerifyLevel.Roots, 1).Verify(bare);
        Assert.False(verdict.IsBad, verdict.Detail);
        for (int i = 0; i < whole.Transactions.Count; i++)
        {
            Assert.Equal(whole.Transactions[i].Hash, bare.Transactions[i].Hash);
            Assert.Equal(whole.Transactions[i].From, bare.Transactions[i].From);
            Assert.Equal(whole.Transactions[i].GasPrice, bare.Transactions[i].GasPrice);
            Assert.Equal(whole.Receipts[i].GasUsed, bare.Receipts[i].GasUsed);
            Assert.Equal(whole.Receipts[i].ContractAddress, bare.Receipts[i].ContractAddress);
            Assert.Equal(whole.Receipts[i].EffectiveGasPrice, bare.Receipts[i].EffectiveGasPrice);
            Assert.Equal(whole.Receipts[i].BlobGasPrice, bare.Receipts[i].BlobGasPrice);
            Assert.Equal(whole.Receipts[i].TransactionHash, bare.Receipts[i].TransactionHash);
        }

        for (int i = 0; i < whole.Logs.Count; i++)
        {
            Assert.Equal(whole.Logs[i].LogIndex, bare.Logs[i].LogIndex);
            Assert.Equal(whole.Logs[i].TransactionHash, bare.Logs[i].TransactionHash);
        }
    }

    [Fact]
    public void A_transaction_of_an_unknown_type_is_kept_and_its_group_unknown()
    {
        JsonNode root = JsonNode.Parse(RealBlocks.ReadBytes(Blob))!;
        root["block"]!["transactions"]![0]!["type"] = "0x7e";
        root["receipts"]![0]!["type"] = "0x7e";
        Block block = RealBlocks.Parse(Encoding.UTF8.GetBytes(root.ToJsonString())).Single();
        BlockVerdict verdict = new BlockVerifier(VerifyLevel.Roots, 1).Verify(block);
        Assert.False(verdict.IsBad, verdict.Detail);
        Assert.Equal((Verdict.Ok, Verdict.Unknown, Verdict.Unknown),
            (verdict.Header, verdict.Transactions, verdict.Receipts));
        Assert.Equal(0x7e, block.Transactions[0].Type);
    }

    [Fact]
    public void A_header_with_a_field_of_a_later_fork_is_unknown_and_proves_nothing()
    {
        JsonNode root = JsonNode.Parse(RealBlocks.ReadBytes(Blob))!;
        FlipField(root["block"]!, "hash");
        root["block"]!["someLaterRoot"] = "0x00";
        BlockVerdict verdict = new BlockVerifier(VerifyLevel.Header, 1).Verify(
            RealBlocks.Parse(Encoding.UTF8.GetBytes(root.ToJsonString())).Single());
        Assert.Equal(Verdict.Unknown, verdict.Header);
        Assert.Equal(Weir.Core.ProofGroups.None, verdict.Proven);
    }

    [Theory]
    [InlineData("block.transactions[0].value", "0xzz", "value is '0xzz'")]
    [InlineData("block.transactions[0].to", "0x12", "to is '0x12'")]
    [InlineData("block.logsBloom", "0x00", "logsBloom is '0x00'")]
    [InlineData("receipts[0].status", "1", "status is '1'")]
    public void What_is_no_block_is_a_clear_error(string path, string value, string said)
    {
        JsonNode root = JsonNode.Parse(RealBlocks.ReadBytes(Blob))!;
        Set(path, value)(root);
        DecodeException error = Assert.Throws<DecodeException>(
            () => RealBlocks.Parse(Encoding.UTF8.GetBytes(root.ToJsonString())));
        Assert.Contains(said, error.Message, StringComparison.Ordinal);
    }

    private static Verdict Group(BlockVerdict verdict, string group) => group switch
    {
        "header" => verdict.Header,
        "transactions" => verdict.Transactions,
        "receipts" => verdict.Receipts,
        "bloom" => verdict.Bloom,
        _ => verdict.Withdrawals,
    };

    private static string Shorten(string detail)
    {
        string first = detail.Split("; ")[0];
        return System.Text.RegularExpressions.Regex.Replace(first, "0x([0-9a-f]{6})[0-9a-f]{20,}", "0x$1…");
    }

    private static JsonArray Logs(JsonNode root) =>
        root["receipts"]!.AsArray().First(receipt => receipt!["logs"]!.AsArray().Count > 1)!["logs"]!.AsArray();

    private static JsonNode BlobRow(JsonNode root) =>
        First(root["block"]!["transactions"]!, row => (string?)row["type"] == "0x3");

    private static JsonNode BlobReceipt(JsonNode root) =>
        First(root["receipts"]!, row => (string?)row["type"] == "0x3");

    private static JsonNode CreationReceipt(JsonNode root)
    {
        if (root["receipts"]!.AsArray().FirstOrDefault(row => row!["contractAddress"] is not null) is { } created)
        {
            return created;
        }

        // The block creates none: name an address for one that has none.
        JsonNode receipt = root["receipts"]![1]!;
        receipt["contractAddress"] = "0x00000000000000000000000000000000000000aa";
        return receipt;
    }

    private static JsonNode AccessRow(JsonNode root) => First(
        root["block"]!["transactions"]!,
        row => row["accessList"] is JsonArray { Count: > 0 } list && list[0]!["storageKeys"]!.AsArray().Count > 0);

    private static JsonNode AuthorizationRow(JsonNode root) =>
        First(root["block"]!["transactions"]!, row => row["authorizationList"] is JsonArray { Count: > 0 });

    private static JsonNode First(JsonNode rows, Func<JsonNode, bool> fits) => rows.AsArray().First(row => fits(row!))!;

    private static Action<JsonNode> Flip(string path) => root =>
    {
        (JsonNode parent, string name) = Find(root, path);
        FlipField(parent, name);
    };

    private static Action<JsonNode> Set(string path, string value) => root =>
    {
        (JsonNode parent, string name) = Find(root, path);
        parent[name] = value;
    };

    private static (JsonNode Parent, string Name) Find(JsonNode root, string path)
    {
        string[] parts = path.Split('.');
        foreach (string part in parts[..^1])
        {
            int bracket = part.IndexOf('[', StringComparison.Ordinal);
            root = bracket < 0 ? root[part]!
                : root[part[..bracket]]![int.Parse(part[(bracket + 1)..^1], CultureInfo.InvariantCulture)]!;
        }

        return (root, parts[^1]);
    }

    // Changes the last hexadecimal digit.
    private static void FlipField(JsonNode parent, string name) => parent[name] = Flipped((string)parent[name]!);

    private static void FlipAt(JsonNode parent, string name, int index) =>
        parent[name]![index] = Flipped((string)parent[name]![index]!);

    private static string Flipped(string text) =>
        text == "0x" ? "0x00" : text[..^1] + (text[^1] == '0' ? '1' : text[^1] == '1' ? '2' : '0');

    private static void Parity(JsonNode row)
    {
        string flipped = (string)row["v"]! == "0x0" ? "0x1" : "0x0";
        row["v"] = flipped;
        if (row["yParity"] is not null)
        {
            row["yParity"] = flipped;
        }
    }

    private static void Drop(JsonNode row, params string[] names)
    {
        foreach (string name in names)
        {
            row.AsObject().Remove(name);
        }
    }

    private static void Remove(JsonNode array, int index) => array.AsArray().RemoveAt(index);

    private static void Repeat(JsonNode array, int index) => array.AsArray().Insert(index, array[index]!.DeepClone());

    private static void Swap(JsonNode array, int index)
    {
        JsonNode moved = array[index]!;
        array.AsArray().RemoveAt(index);
        array.AsArray().Insert(index + 1, moved);
    }
}
