using Weir.Core;
using Weir.Core.Tables;
using Weir.Ethereum.Blocks;
using Weir.Ethereum.Transforms;

namespace Weir.Tests.Detection;

/// <summary>A row of the table mev, as a test reads it.</summary>
internal sealed record MevRow(
    string Id, string Kind, string Actor, string? Contract, string[] Transactions, string[] Victims, string[] Pools,
    string? ProfitToken, Int256? Profit, double? ProfitUsd, UInt256? Gas, string? LossToken, UInt256? Loss,
    string? PartOf, string Evidence)
{
    /// <summary>The rows of some blocks.</summary>
    public static List<MevRow> Of(params Block[] blocks) => Of(Decode(blocks));

    /// <summary>The rows that were made.</summary>
    public static List<MevRow> Of(BatchSet output)
    {
        var batch = (MevBatch)output.Of(MevBatch.Table);
        return [.. Enumerable.Range(0, batch.RowCount).Select(row => new MevRow(
            batch.MevId.Text(row), batch.Kind.Text(row), Hex.Encode(batch.ActorAddress[row]),
            Text(batch.ActorContract, row), List(batch.TxHashes, row), List(batch.VictimTxHashes, row),
            List(batch.Pools, row), Text(batch.ProfitToken, row), batch.ProfitRaw.GetNullable(row),
            batch.ProfitUsd.GetNullable(row), batch.GasCostWei.GetNullable(row), Text(batch.VictimLossToken, row),
            batch.VictimLossRaw.GetNullable(row), batch.PartOf.IsNull(row) ? null : batch.PartOf.Text(row),
            batch.Evidence.Text(row)))];
    }

    /// <summary>The decoded tables of some blocks.</summary>
    public static BatchSet Decode(params Block[] blocks)
    {
        BatchSet output = new();
        using BlockRun run = new(1, blocks);
        foreach (ITransform<BlockRun> transform in Decoders.For(Decoders.MevTables))
        {
            transform.Transform(run, output);
        }

        return output;
    }

    private static string? Text(FixedBytesColumn column, int row) =>
        column.IsNull(row) ? null : Hex.Encode(column[row]);

    private static string[] List(ListColumn column, int row)
    {
        (int start, int end) = column[row];
        return [.. Enumerable.Range(start, end - start).Select(item => column.Items is BytesColumn bytes
            ? Hex.Encode(bytes[item]) : Hex.Encode(((FixedBytesColumn)column.Items)[item]))];
    }
}
