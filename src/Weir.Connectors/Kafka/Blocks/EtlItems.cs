using Weir.Connectors.Export;
using Weir.Core;
using Weir.Core.Tables;
using Weir.Ethereum.Blocks;
using Weir.Ethereum.Transforms;

namespace Weir.Connectors.Kafka.Blocks;

/// <summary>The items of a run of blocks as ethereum-etl's streamer sends them, with the topic of each.</summary>
internal sealed class EtlItems
{
    private static readonly TableSchema[] Tables =
        [BlockBatch.Table, TransactionBatch.Table, LogBatch.Table, TokenTransferBatch.Table, WithdrawalBatch.Table];

    private readonly IReadOnlyList<ITransform<BlockRun>> _transforms = Decoders.For(Tables);
    private readonly BatchSet _rows = new(Tables);
    private readonly ValueText _text = new();

    /// <summary>Every item: all blocks, then transactions, logs and transfers; JSON as Python writes it.</summary>
    public IEnumerable<(string Topic, byte[] Value)> Of(BlockRun run)
    {
        _rows.Clear();
        foreach (ITransform<BlockRun> transform in _transforms)
        {
            transform.Transform(run, _rows);
        }

        (string Topic, string Table, TableSchema Source)[] kinds =
        [
            ("blocks", "blocks", BlockBatch.Table), ("transactions", "transactions", TransactionBatch.Table),
            ("logs", "logs", LogBatch.Table), ("token_transfers", "token_transfers", TokenTransferBatch.Table),
        ];
        foreach ((string topic, string table, TableSchema source) in kinds)
        {
            Batch batch = _rows.Of(source);
            ExportField[] fields = Fields(batch);
            EthereumEtlTable known = EthereumEtlTable.Find(table)!;
            for (int row = 0; row < batch.RowCount; row++)
            {
                if (known.HasRow(batch, row))
                {
                    _text.Length = 0;
                    RowLayout.PythonJsonLines.AppendRow(_text, fields, row);
                    yield return (topic, _text.Written[..^1].ToArray());
                }
            }
        }
    }

    private ExportField[] Fields(Batch batch) => batch switch
    {
        BlockBatch blocks => EthereumEtlStream.Block(blocks, (WithdrawalBatch)_rows.Of(WithdrawalBatch.Table)),
        TransactionBatch transactions => EthereumEtlStream.Transaction(transactions),
        LogBatch logs => EthereumEtlStream.Log(logs),
        TokenTransferBatch transfers => EthereumEtlStream.Transfer(transfers),
        _ => throw new InvalidOperationException($"ethereum-etl has no items of {batch.Schema.Name}."),
    };
}
