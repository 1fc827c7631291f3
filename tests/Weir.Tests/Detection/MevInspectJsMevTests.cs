using System.Numerics;
using System.Text.Json.Nodes;
using Weir.Core;
using Weir.Detection;
using Weir.Detection.Arbitrages;
using Weir.Detection.Facts;
using Weir.Detection.Jit;
using Weir.Detection.Liquidations;
using Weir.Detection.Sandwiches;
using Weir.Tests.Ethereum;

namespace Weir.Tests.Detection;

/// <summary>
/// mev-inspect-js' unit cases on real transactions: arbitrages, sandwiches, just-in-time liquidity, liquidations and
/// arbitrages of NFTs, and those that are none.
/// </summary>
public sealed class MevInspectJsMevTests
{
    [Fact]
    public void Its_unit_cases_pass()
    {
        Dictionary<string, int> passed = [];
        foreach (JsonNode? test in JsonNode.Parse(RealBlocks.ReadBytes("mev-inspect-js/cases.json.gz"))!.AsArray())
        {
            foreach (JsonNode? assertion in test!["assertions"]!.AsArray())
            {
                string call = (string)assertion!["call"]!;
                JsonArray args = assertion["args"]!.AsArray();
                JsonArray expected = assertion["expected"] as JsonArray ?? [];
                string name = $"{test["test"]}: {call}";
                switch (call)
                {
                    case "arbitrage.getArbitrages":
                        CheckArbitrages(name, args, expected);
                        break;
                    case "nftArbitrages.getNftArbitrages":
                        CheckSales(name, args, expected);
                        break;
                    case "sandwiches.getSandwiches":
                        CheckSandwiches(name, args, expected);
                        break;
                    case "jitSandwiches.getJitSandwiches":
                        CheckJits(name, args, expected);
                        break;
                    case "liquidations.getLiquidations":
                        CheckLiquidations(name, args, expected);
                        break;
                    default:
                        continue;
                }

                passed[call] = passed.GetValueOrDefault(call) + 1;
            }
        }

        Assert.Equal(8, passed["arbitrage.getArbitrages"]);
        Assert.Equal(2, passed["nftArbitrages.getNftArbitrages"]);
        Assert.Equal(9, passed["sandwiches.getSandwiches"]);
        Assert.Equal(4, passed["jitSandwiches.getJitSandwiches"]);
        Assert.Equal(4, passed["liquidations.getLiquidations"]);
    }

    private static void CheckArbitrages(string name, JsonArray args, JsonArray expected)
    {
        BlockFacts block = Read(swaps: args[0]);
        Check(name, ArbitrageInspector.Find(block), expected, (item, row) =>
        {
            Assert.Equal(Text(item["profit"]!["asset"]!["address"]), $"{row.ProfitToken}");
            Assert.Equal((string)item["profit"]!["amount"]!, $"{row.ProfitRaw}");
            Assert.Equal(Text(item["arbitrager"]!["sender"]), $"{row.Actor}");
            Assert.Equal(item["swaps"]!.AsArray().Count, row.Places["swaps"].Count);
        });
    }

    private static void CheckSales(string name, JsonArray args, JsonArray expected)
    {
        BlockFacts block = new();
        foreach (JsonNode? item in args[0]!.AsArray())
        {
            bool isBought = (string)item!["assetOut"]!["type"]! != "erc20";
            JsonNode nft = item[isBought ? "assetOut" : "assetIn"]!;
            BigInteger price = Amount(item[isBought ? "amountIn" : "amountOut"]);
            Address trader = Account(item["from"]);
            block.Sales.Add(new NftSale
            {
                Order = (long)item["event"]!["logIndex"]!,
                Transaction = Transaction(block, item),
                Market = Account(item["contract"]!["address"]),
                Collection = Account(nft["collection"]),
                TokenId = Amount(nft["id"]),
                Buyer = isBought ? trader : Address.Zero,
                Seller = isBought ? Address.Zero : trader,
                Currency = Account(item[isBought ? "assetIn" : "assetOut"]!["address"]),
                PriceRaw = price,
                ProceedsRaw = price,
                Place = "sale",
            });
        }

        Check(name, ArbitrageInspector.Find(block), expected, (item, row) =>
            Assert.Equal((string)item["profit"]!["amount"]!, $"{row.ProfitRaw}"));
    }

    private static void CheckSandwiches(string name, JsonArray args, JsonArray expected)
    {
        BlockFacts block = Read(args[1], args[2], args[3]);
        if (expected is [{ } only] && Amount(only["profit"]!["amount"]).Sign < 0)
        {
            // It finds a loss of 0.44 WETH: the legs are the same here, and no sandwich is made of them.
            Sandwich legs = Assert.Single(new SandwichSearch(new Searchers(block), []).Find(
                [.. block.Swaps.OrderBy(swap => swap.Order)]));
            Assert.Single(legs.Victims);
            expected = [];
        }

        Check(name, SandwichInspector.Find(block), expected, (item, row) =>
        {
            Assert.Equal(Text(item["profit"]!["asset"]!["address"]), $"{row.ProfitToken}");

            // Its own are rounded in floating point.
            Assert.True(BigInteger.Abs(Amount(item["profit"]!["amount"]) - row.ProfitRaw!.Value) <= 1, name);
            Assert.Equal(Text(item["sandwicher"]!["sender"]), $"{row.Actor}");
            Assert.Equal(
                item["sandwiched"]!.AsArray().Select(victim => (string)victim!["transaction"]!["hash"]!).Distinct()
                    .Order(StringComparer.Ordinal),
                row.Victims.Select(victim => $"{victim.Hash}").Order(StringComparer.Ordinal));
        });
    }

    private static void CheckJits(string name, JsonArray args, JsonArray expected)
    {
        BlockFacts block = Read(args[0], args[1], args[2]);
        Check(name, JitInspector.Find(block), expected, (item, row) =>
            Assert.Equal(
                ((string)item["deposit"]!["transaction"]!["hash"]!, (string)item["withdrawal"]!["transaction"]!["hash"]!),
                ($"{row.Transactions[0].Hash}", $"{row.Transactions[1].Hash}")));
    }

    private static void CheckLiquidations(string name, JsonArray args, JsonArray expected)
    {
        BlockFacts block = new();
        foreach ((JsonNode? repayment, JsonNode? seizure) in args[0]!.AsArray().Zip(args[1]!.AsArray()))
        {
            block.Liquidations.Add(new Liquidation
            {
                Order = (long)seizure!["event"]!["logIndex"]!,
                Transaction = Transaction(block, seizure),
                Market = Account(seizure["contract"]!["address"]),
                Borrower = Account(seizure["borrower"]),
                Liquidator = Account(seizure["seizor"]),
                DebtToken = Account(repayment!["asset"]!["address"]),
                DebtRaw = Amount(repayment["amount"]),
                CollateralToken = Account(seizure["asset"]!["address"]),
                CollateralRaw = Amount(seizure["amount"]),
                Place = "liquidation",
            });
        }

        Check(name, LiquidationInspector.Find(block), expected, (item, row) =>
        {
            Assert.Equal(Text(item["liquidator"]!["sender"]), $"{row.Actor}");
            Assert.Equal(Text(item["liquidator"]!["beneficiary"]), $"{row.Contract}");
            Assert.Equal(Text(item["borrower"]), row.Clauses["borrower"]);
        });
    }

    private static void Check(
        string name, IReadOnlyList<MevFinding> found, JsonArray expected, Action<JsonNode, MevFinding> compare)
    {
        Assert.True(expected.Count == found.Count, $"{name}: {found.Count} found, {expected.Count} expected");
        foreach ((JsonNode? item, MevFinding row) in expected.Zip(found))
        {
            try
            {
                compare(item!, row);
            }
            catch (Xunit.Sdk.XunitException error)
            {
                Assert.Fail($"{name}: {error.Message}");
            }
        }
    }

    private static BlockFacts Read(JsonNode? swaps = null, JsonNode? deposits = null, JsonNode? withdrawals = null)
    {
        BlockFacts block = new();
        foreach (JsonNode? item in swaps?.AsArray() ?? [])
        {
            block.Swaps.Add(new Swap
            {
                Order = (long)item!["event"]!["logIndex"]!,
                Transaction = Transaction(block, item),
                Pool = new PoolId(Account(item["contract"]!["address"]).Span),
                Contract = Account(item["contract"]!["address"]),
                Caller = Account(item["from"]),
                Taker = Account(item["to"]),
                Sold = Account(item["assetIn"]!["address"]),
                SoldRaw = Amount(item["amountIn"]),
                Bought = Account(item["assetOut"]!["address"]),
                BoughtRaw = Amount(item["amountOut"]),
                Place = $"log {item["event"]!["logIndex"]}",
            });
        }

        AddLiquidity(block, deposits, LiquidityKind.Mint, "depositor");
        AddLiquidity(block, withdrawals, LiquidityKind.Burn, "withdrawer");
        return block;
    }

    private static void AddLiquidity(BlockFacts block, JsonNode? items, LiquidityKind kind, string party)
    {
        foreach (JsonNode? item in items?.AsArray() ?? [])
        {
            block.Liquidity.Add(new LiquidityChange
            {
                Order = (long)item!["event"]!["logIndex"]!,
                Transaction = Transaction(block, item),
                Pool = new PoolId(Account(item["contract"]!["address"]).Span),
                Kind = kind,
                Provider = Account(item[party]),
                Amounts = [.. item["assets"]!.AsArray().Zip(item["amounts"]!.AsArray()).Select(
                    pair => new TokenAmount(Account(pair.First!["address"]), Amount(pair.Second)))],
                Place = "liquidity",
            });
        }
    }

    private static TransactionFact Transaction(BlockFacts block, JsonNode item)
    {
        long index = (long)item["transaction"]!["index"]!;
        if (!block.Transactions.TryGetValue(index, out TransactionFact? transaction))
        {
            block.Transactions[index] = transaction = new TransactionFact
            {
                Index = index,
                Hash = Hash32.Parse((string)item["transaction"]!["hash"]!),
                From = Account(item["transaction"]!["from"]),
            };
        }

        return transaction;
    }

    private static Address Account(JsonNode? node) => Address.Parse(Text(node));

    private static string Text(JsonNode? node) => ((string)node!).ToLowerInvariant();

    private static BigInteger Amount(JsonNode? node) =>
        BigInteger.Parse((string)node!, System.Globalization.CultureInfo.InvariantCulture);
}
