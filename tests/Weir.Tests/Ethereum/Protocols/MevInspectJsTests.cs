using System.Text.Json.Nodes;
using Weir.Core;
using Weir.Core.Tables;
using Weir.Ethereum.Protocols;

namespace Weir.Tests.Ethereum.Protocols;

/// <summary>
/// mev-inspect-js' unit cases: decoded events of real transactions, encoded again as logs, must become the swaps,
/// liquidity and NFT sales that its tests expect.
/// </summary>
public sealed class MevInspectJsTests
{
    private const string Wrapped = "0xc02aaa39b223fe8d0a0e5c4f27ead9083c756cc2";

    private static readonly Dictionary<string, string> Protocols = new()
    {
        ["balancerV1"] = "Balancer V1",
        ["balancerV2"] = "Balancer V2",
        ["curveV1"] = "Curve",
        ["curveV2"] = "Curve",
        ["uniswapV2"] = "Uniswap V2 and forks",
        ["uniswapV3"] = "Uniswap V3 and forks",
        ["looksRareV1"] = "LooksRare",
        ["openseaSeaport"] = "OpenSea Seaport",
        ["x2y2V1"] = "X2Y2",
    };

    [Fact]
    public void Events_become_what_its_tests_expect()
    {
        Dictionary<string, int> passed = [];
        foreach (JsonNode? test in JsonNode.Parse(RealBlocks.ReadBytes("mev-inspect-js/cases.json.gz"))!.AsArray())
        {
            foreach (JsonNode? assertion in test!["assertions"]!.AsArray())
            {
                string call = (string)assertion!["call"]!;
                string[] parts = call.Split('.');
                if (parts.Length != 3 || parts[2] != "parse" || !Protocols.TryGetValue(parts[0], out string? protocol)
                    || parts[1] == "transfer")
                {
                    continue;
                }

                Check($"{test["test"]}: {call}", protocol, parts[1], assertion["args"]!.AsArray(),
                    assertion["expected"]!);
                passed[parts[1]] = passed.GetValueOrDefault(parts[1]) + 1;
            }
        }

        Assert.True(passed["swap"] >= 20, $"{passed["swap"]} swaps");
        Assert.True(passed["liquidityDeposit"] >= 5, $"{passed["liquidityDeposit"]} deposits");
        Assert.True(passed["liquidityWithdrawal"] >= 1);
        Assert.True(passed["nftSwap"] >= 4, $"{passed["nftSwap"]} sales");
    }

    // Compound V2's repayment and Aave V2's seizure among its raw logs are liquidations and repayments here.
    [Fact]
    public void Raw_logs_become_lending_events_and_swaps()
    {
        FactBlock block = new();
        foreach (JsonNode? item in JsonNode.Parse(RealBlocks.ReadBytes("mev-inspect-js/raw_logs.json"))!.AsArray())
        {
            JsonNode log = item!["log"]!;
            block.Transact(Address.Parse((string)log["transactionFrom"]!)).EmitRaw(
                (string)log["address"]!,
                [.. log["topics"]!.AsArray().Select(topic => Convert.FromHexString(((string)topic!)[2..]))],
                Convert.FromHexString(((string)log["data"]!)[2..]));
        }

        block.Decode();
        Assert.Equal(0, block.Quarantine.RowCount);
        Assert.Equal(["repay", "liquidation"],
            Enumerable.Range(0, block.Lending.RowCount).Select(row => block.Lending.Kind.Text(row)));
        Assert.Equal("aave", block.Lending.Project.Text(1));
        Assert.Equal(2, block.Trades.RowCount);
        Assert.Equal(["unknown", "balancer"],
            Enumerable.Range(0, 2).Select(row => block.Trades.Project.Text(row)));
    }

    private static void Check(string name, string protocol, string kind, JsonArray args, JsonNode expected)
    {
        JsonNode[] nodes = [.. args.OfType<JsonNode>()];
        JsonNode @event = nodes.First(node => node is JsonObject item && item.ContainsKey("values"));
        JsonNode pool = nodes[0];
        FactBlock block = new();
        block.Transact(Address.Parse(((string)@event["transactionFrom"]!).ToLowerInvariant()));
        foreach (JsonNode? move in nodes.OfType<JsonArray>().FirstOrDefault() ?? [])
        {
            if (move!["asset"] is not null && move["value"] is not null)
            {
                block.Move((string)move["asset"]!, (string)move["from"]!, (string)move["to"]!, (string)move["value"]!);
            }
        }

        if (@event["values"]!["detail"] is JsonObject detail)
        {
            // The case file could not hold them.
            detail["fees"] = new JsonArray();
        }

        JsonNode?[] values = [.. @event["values"]!.AsObject().Select(value => value.Value)];
        block.Emit((string)@event["address"]!, Form(protocol, (string)@event["name"]!, values), values).Decode();
        Assert.Equal((name, 0), (name, block.Quarantine.RowCount));
        if (kind == "swap")
        {
            CheckSwap(name, block.Trades, pool, expected);
        }
        else if (kind == "nftSwap")
        {
            CheckSale(name, block.Sales, expected);
        }
        else
        {
            CheckLiquidity(name, block.Liquidity, pool, expected);
        }
    }

    private static void CheckSwap(string name, DexTradeBatch rows, JsonNode pool, JsonNode expected)
    {
        Assert.Equal((name, 1), (name, rows.RowCount));
        Assert.Equal(
            (name, Asset(expected, "assetIn"), (string)expected["amountIn"]!),
            (name, Token(rows.TokenSoldAddress, rows.TokenSoldIndex, 0, pool), rows.TokenSoldAmountRaw[0].ToString()));
        Assert.Equal(
            (name, Asset(expected, "assetOut"), (string)expected["amountOut"]!),
            (name, Token(rows.TokenBoughtAddress, rows.TokenBoughtIndex, 0, pool),
                rows.TokenBoughtAmountRaw[0].ToString()));
    }

    // A list of amounts by the pool's tokens: a row each, also of those that are zero.
    private static void CheckLiquidity(string name, LiquidityEventBatch rows, JsonNode pool, JsonNode expected)
    {
        JsonArray assets = expected["assets"]!.AsArray();
        JsonArray amounts = expected["amounts"]!.AsArray();
        Assert.Equal((name, assets.Count), (name, rows.RowCount));
        for (int row = 0; row < rows.RowCount; row++)
        {
            Assert.Equal((name, (string)amounts[row]!), (name, rows.AmountRaw[row].Magnitude.ToString()));
            Assert.Equal(
                (name, ((string)assets[row]!["address"]!).ToLowerInvariant()),
                (name, Token(rows.TokenAddress, rows.TokenIndex, row, pool)));
        }
    }

    private static void CheckSale(string name, NftTradeBatch rows, JsonNode expected)
    {
        Assert.Equal((name, 1), (name, rows.RowCount));
        bool isBought = (string)expected["assetOut"]!["type"]! != "erc20";
        JsonNode nft = expected[isBought ? "assetOut" : "assetIn"]!;
        Assert.Equal(
            (name, ((string)nft["collection"]!).ToLowerInvariant(), (string)nft["id"]!),
            (name, Hex.Encode(rows.NftContractAddress[0]), rows.NftTokenId[0].ToString()));
        string currency = Hex.Encode(rows.CurrencyContract[0]);
        Assert.Equal(
            (name, Asset(expected, isBought ? "assetIn" : "assetOut")),
            (name, currency.StartsWith("0xeeee", StringComparison.Ordinal) ? Wrapped : currency));
        string party = ((string)expected["from"]!).ToLowerInvariant();
        Assert.Equal((name, party), (name, Hex.Encode((isBought ? rows.Buyer : rows.Seller)[0])));
        if (isBought)
        {
            Assert.Equal((name, (string)expected["amountIn"]!), (name, rows.PriceRaw[0].ToString()));
        }
        else
        {
            // A seller's amount there is what is left after fees.
            Assert.True(UInt256.Parse((string)expected["amountOut"]!) <= rows.PriceRaw[0], name);
        }
    }

    // As the views do it: the row's token, else the pool's at the row's place.
    private static string Token(FixedBytesColumn tokens, Int64Column indexes, int row, JsonNode pool)
    {
        string? known = pool["assets"] is JsonArray assets && indexes.GetNullable(row) is { } index
            ? ((string)assets[(int)index]!).ToLowerInvariant() : null;
        string? token = tokens.IsNull(row) ? known : Hex.Encode(tokens[row]);
        Assert.True(known is null || tokens.IsNull(row) || known == token, $"{known} is not {token}");
        return token ?? string.Empty;
    }

    private static string Asset(JsonNode expected, string side) =>
        ((string)expected[side]!["address"]!).ToLowerInvariant();

    // The protocol's declaration of that name that the values fit.
    private static string Form(string protocol, string name, JsonNode?[] values)
    {
        List<string> fitting = [];
        foreach (EventForm form in Registry.Create().Single(item => item.Name == protocol).Events)
        {
            if (form.Text.StartsWith(name + "(", StringComparison.Ordinal))
            {
                string[] parameters = [.. AbiEncoder.Split(form.Text[(name.Length + 1)..^1])];
                if (parameters.Length == values.Length && parameters.Zip(values).All(Fits))
                {
                    fitting.Add(form.Text);
                }
            }
        }

        Assert.True(fitting.Count > 0, $"{protocol} has no {name} of {values.Length} values");
        return fitting[0];
    }

    private static bool Fits((string Parameter, JsonNode? Value) pair)
    {
        string type = pair.Parameter.Split(' ')[0];
        int bracket = type.IndexOf('[', StringComparison.Ordinal);
        return pair.Value is not JsonArray list ? bracket < 0 || type.StartsWith('(')
            : type.EndsWith("[]", StringComparison.Ordinal) || type.StartsWith('(')
            || (bracket > 0 && type[(bracket + 1)..^1] == $"{list.Count}");
    }
}
