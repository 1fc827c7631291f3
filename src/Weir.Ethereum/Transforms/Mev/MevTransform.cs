using System.Numerics;
using System.Text;
using Weir.Core;
using Weir.Core.Tables;
using Weir.Detection;
using Weir.Detection.Facts;
using Weir.Detection.Prices;
using Weir.Ethereum.Blocks;
using Weir.Ethereum.Chains;
using Weir.Ethereum.Hashing;

namespace Weir.Ethereum.Transforms.Mev;

/// <summary>The tables <c>mev</c> and <c>prices</c>: what inspectors find in each block, and what its pools say.</summary>
public sealed class MevTransform : ITransform<BlockRun>
{
    /// <inheritdoc/>
    public IReadOnlyList<TableSchema> Outputs { get; } = [MevBatch.Table, PriceBatch.Table];

    /// <inheritdoc/>
    public void Transform(BlockRun raw, BatchSet output)
    {
        var mev = (MevBatch)output.Of(MevBatch.Table);
        var prices = (PriceBatch)output.Of(PriceBatch.Table);
        BlockFactReader reader = new(new FactBatches(output));
        TokenList tokens = ChainTokens.Of(raw.ChainId);
        foreach (Block block in raw.Blocks)
        {
            BlockFacts facts = reader.Read(block, raw.ChainId);
            if (facts.Swaps.Count + facts.States.Count + facts.Liquidations.Count + facts.Sales.Count == 0)
            {
                continue;
            }

            BlockStamp stamp = BlockStamps.Of(raw.ChainId, block.Header);
            BlockPrices known = new(facts, tokens);
            MevRows.Append(mev, stamp, facts, known);
            PriceRows.Append(prices, stamp, known, tokens);
        }
    }
}

/// <summary>Findings to rows.</summary>
internal static class MevRows
{
    public static void Append(MevBatch rows, in BlockStamp stamp, BlockFacts facts, BlockPrices prices)
    {
        IReadOnlyList<MevFinding> findings = Inspectors.Inspect(facts);
        Dictionary<(MevKind, Hash32), int> shares = Shares(findings);
        HashSet<string> seen = [];
        Dictionary<(MevKind, Hash32), int> taken = [];
        foreach (MevFinding finding in findings)
        {
            string id = Id(finding);
            if (seen.Add(id))
            {
                AppendRow(rows, stamp, facts, prices, finding, id, shares, taken);
            }
        }
    }

    private static void AppendRow(
        MevBatch rows, in BlockStamp stamp, BlockFacts facts, BlockPrices prices, MevFinding finding, string id,
        Dictionary<(MevKind, Hash32), int> shares, Dictionary<(MevKind, Hash32), int> taken)
    {
        BigInteger? gas = BigInteger.Zero;
        BigInteger? paid = BigInteger.Zero;
        foreach (TransactionFact transaction in finding.Transactions)
        {
            (MevKind, Hash32) key = (finding.Kind, transaction.Hash);
            int place = taken[key] = taken.GetValueOrDefault(key) + 1;
            gas += Share(transaction.GasCostWei, shares[key], place);
            paid += Share(transaction.BuilderPaymentWei, shares[key], place);
        }

        Address? token = Named(facts, finding.ProfitToken);
        Address? lossToken = Named(facts, finding.LossToken);
        PriceGraph before = prices.Before(finding.Transactions[0].Index);
        rows.AppendBlock(stamp);
        rows.MevId.Append(id);
        rows.Kind.Append(finding.Kind.Name());
        rows.ActorAddress.Append(finding.Actor);
        rows.ActorContract.Append(finding.Contract);
        AppendHashes(rows.TxHashes, finding.Transactions);
        AppendHashes(rows.VictimTxHashes, finding.Victims);
        foreach (PoolId pool in finding.Pools)
        {
            ((BytesColumn)rows.Pools.Items).Append(pool.ToArray());
        }

        rows.Pools.EndList();
        rows.ProfitToken.Append(token);
        rows.ProfitRaw.Append(finding.ProfitRaw is { } raw ? (Int256?)(Int256)raw : null);
        rows.ProfitUsd.Append(ProfitUsd(finding, before, gas, paid));
        rows.GasCostWei.Append(gas is { } cost ? (UInt256?)(UInt256)cost : null);
        rows.BuilderPaymentWei.Append(paid is { } payment ? (UInt256?)(UInt256)payment : null);
        rows.VictimLossToken.Append(lossToken);
        rows.VictimLossRaw.Append(
            finding.LossRaw is { Sign: >= 0 } loss ? (UInt256?)(UInt256)loss : null);
        rows.VictimLossUsd.Append(
            lossToken is { } lost && finding.LossRaw is { Sign: >= 0 } lostRaw
                ? before.Value(lost, (double)lostRaw) : null);
        rows.PartOf.AppendNullable(finding.PartOf is { } whole ? Id(whole) : null);
        rows.ConfidenceRatio.Append(finding.Confidence);
        rows.Evidence.Append(MevJson.Write(finding));
    }

    // After gas and what went to the builder; null where a token of it has no price.
    private static double? ProfitUsd(MevFinding finding, PriceGraph prices, BigInteger? gas, BigInteger? paid)
    {
        IReadOnlyList<TokenAmount> gains = finding.Gains.Count > 0 ? finding.Gains
            : finding is { ProfitToken: { } token, ProfitRaw: { } raw } ? [new TokenAmount(token, raw)] : [];
        if (gains.Count == 0 || gas is not { } cost)
        {
            return null;
        }

        double sum = 0;
        foreach (TokenAmount gain in gains)
        {
            if (prices.Value(gain.Token, (double)gain.Raw) is not { } value)
            {
                return null;
            }

            sum += value;
        }

        return prices.Value(Protocols.Facts.Native.Coin, (double)(cost + (paid ?? BigInteger.Zero))) is { } costs
            ? sum - costs : null;
    }

    // A transaction that several rows of a kind share is paid for by each in part: the sums stay right.
    private static Dictionary<(MevKind, Hash32), int> Shares(IReadOnlyList<MevFinding> findings)
    {
        Dictionary<(MevKind, Hash32), int> shares = [];
        foreach (MevFinding finding in findings.DistinctBy(Id))
        {
            foreach (TransactionFact transaction in finding.Transactions)
            {
                (MevKind, Hash32) key = (finding.Kind, transaction.Hash);
                shares[key] = shares.GetValueOrDefault(key) + 1;
            }
        }

        return shares;
    }

    private static BigInteger? Share(BigInteger? whole, int count, int place) =>
        whole is not { } amount ? null
            : (amount / count) + (place == 1 ? amount - (amount / count * count) : BigInteger.Zero);

    private static Address? Named(BlockFacts facts, Address? token) =>
        token is { } known && !facts.Unnamed.Contains(known) ? known : null;

    private static void AppendHashes(ListColumn column, IReadOnlyList<TransactionFact> transactions)
    {
        foreach (TransactionFact transaction in transactions)
        {
            ((FixedBytesColumn)column.Items).Append(transaction.Hash);
        }

        column.EndList();
    }

    /// <summary>Keccak-256 of kind, transactions and pools.</summary>
    internal static string Id(MevFinding finding)
    {
        StringBuilder text = new(finding.Kind.Name());
        foreach (TransactionFact transaction in finding.Transactions)
        {
            text.Append(' ').Append(transaction.Hash);
        }

        foreach (PoolId pool in finding.Pools)
        {
            text.Append(' ').Append(pool);
        }

        return Keccak.Hash(Encoding.ASCII.GetBytes(text.ToString())).ToString();
    }
}

/// <summary>Prices to rows: each pool's at the block's end, and each token's in USD.</summary>
internal static class PriceRows
{
    /// <summary>USD as a quote: its number in ISO 4217, as Chainlink's Denominations.sol has it.</summary>
    public static readonly Address Usd = Address.Parse("0x0000000000000000000000000000000000000348");

    public static void Append(PriceBatch rows, in BlockStamp stamp, BlockPrices prices, TokenList tokens)
    {
        PriceGraph graph = prices.AtEnd();
        foreach ((PairTokens pair, PoolState state) in prices.EndStates().OrderBy(
            item => item.Pair.Pool.ToString(), StringComparer.Ordinal))
        {
            if (tokens.Find(pair.Token0) is { } token0 && tokens.Find(pair.Token1) is { } token1
                && state.Price > 0 && double.IsFinite(state.Price))
            {
                AppendRow(
                    rows, stamp, pair.Token0, pair.Token1, state.Price * token0.Unit / token1.Unit,
                    pair.Pool.ToString(), graph.Value(pair.Token1, 2 * state.Depth1));
            }
        }

        foreach (Address token in graph.Priced)
        {
            // A stablecoin that the others call on its peg is taken at it.
            double? liquidity = graph.LiquidityUsd(token);
            AppendRow(
                rows, stamp, token, Usd, graph.Usd(token)!.Value, liquidity is null ? "peg" : "median", liquidity);
        }
    }

    private static void AppendRow(
        PriceBatch rows, in BlockStamp stamp, Address token, Address quote, double price, string source,
        double? liquidityUsd)
    {
        rows.AppendBlock(stamp);
        rows.TokenAddress.Append(token);
        rows.QuoteAddress.Append(quote);
        rows.Price.Append(price);
        rows.Source.Append(source);
        rows.LiquidityUsd.Append(liquidityUsd);
    }
}
