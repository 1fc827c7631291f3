using System.Numerics;
using System.Text;
using Weir.Core;
using Weir.Core.Tables;
using Weir.Detection;
using Weir.Detection.Facts;
using Weir.Detection.Prices;
using Weir.Ethereum.Hashing;

namespace Weir.Ethereum.Transforms.Mev;

/// <summary>Findings to rows.</summary>
internal static class MevRows
{
    public static void Append(
        MevBatch rows, in BlockStamp stamp, BlockFacts facts, BlockPrices prices, IReadOnlyList<MevFinding> findings)
    {
        Dictionary<(MevKind, Hash32), int> shares = Shares(findings);
        Dictionary<(MevKind, Hash32), int> taken = [];
        foreach ((string id, MevFinding finding) in findings.Select(finding => (Id(finding), finding))
            .DistinctBy(item => item.Item1).OrderBy(item => item.Item1, StringComparer.Ordinal))
        {
            AppendRow(rows, stamp, facts, prices, finding, id, shares, taken);
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
