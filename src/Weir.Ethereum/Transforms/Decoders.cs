using Weir.Core;
using Weir.Core.Tables;
using Weir.Ethereum.Blocks;
using Weir.Ethereum.Protocols;
using Weir.Ethereum.Protocols.Tokens;
using Weir.Ethereum.Transforms.Mev;

namespace Weir.Ethereum.Transforms;

/// <summary>
/// The one registry: what makes the tables. A new table is a batch, a transform or decoder, and its line here.
/// </summary>
public static class Decoders
{
    // In the order the data flows: a table that is made from others comes after them.
    private static IEnumerable<ITransform<BlockRun>> Transforms() =>
        [new BlockTransform(), new TransactionTransform(), new LogTransform(), new LogDecoding(LogDecoders()),
            new WithdrawalTransform(), new UncleTransform(), new TraceTransform(), new ContractTransform(),
            new BlockFeatureTransform(), new MevTransform(), new AddressFeatureTransform()];

    private static IEnumerable<ILogDecoder> LogDecoders() => [new TokenTransferDecoder(), .. Registry.CreateDecoders()];

    /// <summary>Every table that is made from blocks, in the order the data flows.</summary>
    public static IReadOnlyList<TableSchema> Tables { get; } =
        [.. Transforms().SelectMany(transform => transform.Outputs).Distinct().Where(
            table => table != QuarantineBatch.Table)];

    /// <summary>The tables of the chain itself: what a load fills unless it is told otherwise.</summary>
    public static IReadOnlyList<TableSchema> BaseTables { get; } =
        [BlockBatch.Table, TransactionBatch.Table, LogBatch.Table, TokenTransferBatch.Table, WithdrawalBatch.Table];

    /// <summary>What protocols did.</summary>
    public static IReadOnlyList<TableSchema> DefiTables { get; } =
        [
            DexTradeBatch.Table, LiquidityEventBatch.Table, LendingEventBatch.Table, FlashLoanBatch.Table,
            PoolBatch.Table, NftTradeBatch.Table, BlockFeatureBatch.Table,
        ];

    /// <summary>What inspectors find, and the prices they find it at.</summary>
    public static IReadOnlyList<TableSchema> MevTables { get; } =
        [MevBatch.Table, PriceBatch.Table, PoolFeatureBatch.Table, AddressFeatureBatch.Table];

    /// <summary>Those tables, and the quarantine.</summary>
    public static IReadOnlyList<TableSchema> AllTables { get; } = [.. Tables, QuarantineBatch.Table];

    /// <summary>The table of that name, or null.</summary>
    public static TableSchema? Find(string name) => AllTables.FirstOrDefault(table => table.Name == name);

    /// <summary>The transforms that the named tables need, with those of the tables that these are made from.</summary>
    public static IReadOnlyList<ITransform<BlockRun>> For(IReadOnlyList<TableSchema> tables) =>
        For(tables, Transforms());

    /// <summary>Of the given transforms those that the named tables need, in the given order.</summary>
    public static IReadOnlyList<ITransform<BlockRun>> For(
        IReadOnlyList<TableSchema> tables, IEnumerable<ITransform<BlockRun>> transforms)
    {
        HashSet<TableSchema> needed = [];
        Stack<TableSchema> open = new(tables);
        while (open.TryPop(out TableSchema? table))
        {
            if (table != QuarantineBatch.Table && needed.Add(table))
            {
                table.MadeFrom.ToList().ForEach(open.Push);
            }
        }

        return [.. transforms.Select(transform => transform is LogDecoding logs ? logs.For(needed) : transform).Where(
            Makes)];

        bool Makes(ITransform<BlockRun> transform) => transform.Outputs.Any(needed.Contains);
    }
}
