using System.Globalization;
using System.Numerics;
using System.Text.Json.Nodes;
using Weir.Tests.App;

namespace Weir.IntegrationTests;

/// <summary>
/// A real EVM: OpenZeppelin's tokens are made, minted and moved on Anvil; what Weir stores equals what the contracts'
/// own receipts say, decoded here a second time and plainly.
/// </summary>
public sealed class AnvilIntegrationTests
{
    private const string Transfer = "0xddf252ad1be2c89b69c2b068fc378daa952ba7f163c4a11628f55a4df523b3ef";
    private const string TransferSingle = "0xc3d58168c5ae7397731d063d5bbf3d657854427343f4c083240f7aacaa2d0f62";
    private const string TransferBatch = "0x4a39dc06d4c0dbc64b70af90fd698a233a518aa5d07e595d983b8c0526c8f7fb";

    [Fact]
    public async Task Tokens_moved_on_a_real_EVM_are_stored_as_their_receipts_say()
    {
        await using Anvil anvil = await Anvil.StartOrSkipAsync();
        List<JsonNode> receipts = [];
        string[] accounts = [.. (await anvil.CallAsync("eth_accounts"))!.AsArray().Select(account => (string)account!)];
        await MoveTokensAsync(anvil, accounts, receipts);
        string[] expected = [.. receipts.SelectMany(Decode)];
        Assert.Equal(9, expected.Length);

        using CommandLine weir = new();
        string warehouse = $"duckdb:{weir.Path("anvil.duckdb")}";
        await SucceedAsync(weir, "backfill", "--source", $"rpc:{anvil.Url}", "--blocks", "0:", "--verify", "senders",
            "--strict", "--to", warehouse, "--quiet");
        await SucceedAsync(
            weir, "query", "--warehouse", warehouse, "--json",
            "SELECT concat_ws(' ', standard, token_address, coalesce(operator, '-'), from_address, to_address, coalesce(CAST(token_id AS VARCHAR), '-'), "
            + "CAST(value AS VARCHAR), transaction_hash, CAST(log_index AS VARCHAR), CAST(batch_index AS VARCHAR)) AS line "
            + "FROM token_transfers ORDER BY block_number, log_index, batch_index");
        Assert.Equal(expected, weir.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(
            line => (string)JsonNode.Parse(line)!["line"]!));
        await SucceedAsync(weir, "verify", warehouse, "--proofs");
        await SucceedAsync(weir, "query", "--warehouse", warehouse, "--json", "SELECT count(*) AS n FROM quarantine");
        Assert.Equal("{\"n\":0}", weir.Output.Trim());
    }

    private static async Task MoveTokensAsync(Anvil anvil, string[] accounts, List<JsonNode> receipts)
    {
        string owner = accounts[0];
        string coin = await anvil.CreateAsync(owner, "ERC20PresetMinterPauser", Calldata.Encode("Coin", "COIN"));
        string picture = await anvil.CreateAsync(
            owner, "ERC721PresetMinterPauserAutoId", Calldata.Encode("Picture", "PIC", "ipfs:none/"));
        string things = await anvil.CreateAsync(owner, "ERC1155PresetMinterPauser", Calldata.Encode("ipfs:none/{id}"));
        BigInteger most = BigInteger.Pow(2, 255);
        (string From, string To, string Data)[] calls =
        [
            (owner, coin, Calldata.Call("mint(address,uint256)", owner, most)),
            (owner, coin, Calldata.Call("transfer(address,uint256)", accounts[1], BigInteger.Pow(10, 18) + 1)),
            (accounts[1], coin, Calldata.Call("burn(uint256)", 7)),
            (owner, picture, Calldata.Call("mint(address)", accounts[2])),
            (accounts[2], picture, Calldata.Call("transferFrom(address,address,uint256)", accounts[2], accounts[3], 0)),
            (owner, things, Calldata.Call("mint(address,uint256,uint256,bytes)", owner, 5, 1000, Array.Empty<byte>())),
            (owner, things, Calldata.Call("safeTransferFrom(address,address,uint256,uint256,bytes)", owner, accounts[4],
                5, 10, Array.Empty<byte>())),
            (owner, things, Calldata.Call("mintBatch(address,uint256[],uint256[],bytes)", owner, new[] { 6, 7 },
                new[] { 60, 70 }, Array.Empty<byte>())),
        ];
        foreach ((string from, string to, string data) in calls)
        {
            receipts.Add(await anvil.SendAsync(from, to, data));
        }
    }

    private static IEnumerable<string> Decode(JsonNode receipt)
    {
        foreach (JsonNode? log in receipt["logs"]!.AsArray())
        {
            string[] topics = [.. log!["topics"]!.AsArray().Select(topic => (string)topic!)];
            string data = ((string)log["data"]!)[2..];
            string token = (string)log["address"]!;
            string place = $"{(string)receipt["transactionHash"]!} {Number((string)log["logIndex"]!)}";
            if (topics[0] == Transfer)
            {
                yield return topics.Length == 4
                    ? $"erc721 {token} - {Account(topics[1])} {Account(topics[2])} {Number(topics[3])} 1 {place} 0"
                    : $"erc20 {token} - {Account(topics[1])} {Account(topics[2])} - {Number(data)} {place} 0";
            }
            else if (topics[0] is TransferSingle or TransferBatch)
            {
                string parties = $"erc1155 {token} {Account(topics[1])} {Account(topics[2])} {Account(topics[3])}";
                string[] words = [.. data.Chunk(64).Select(word => new string(word))];
                int count = topics[0] == TransferSingle ? 1 : (int)Number(words[2]);
                for (int i = 0; i < count; i++)
                {
                    (string id, string amount) = topics[0] == TransferSingle ? (words[0], words[1])
                        : (words[3 + i], words[4 + count + i]);
                    yield return $"{parties} {Number(id)} {Number(amount)} {place} {i}";
                }
            }
        }
    }

    private static string Account(string topic) => "0x" + topic[^40..];

    private static BigInteger Number(string hex) =>
        BigInteger.Parse("0" + (hex.StartsWith("0x", StringComparison.Ordinal) ? hex[2..] : hex),
            NumberStyles.HexNumber, CultureInfo.InvariantCulture);

    private static async Task SucceedAsync(CommandLine weir, params string[] args)
    {
        int code = await weir.RunAsync(args);
        Assert.True(code == 0, $"{string.Join(' ', args)}: {code}\n{weir.Output}\n{weir.Error}");
    }
}
