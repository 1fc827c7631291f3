using Weir.Core;
using Weir.Core.Tables;
using Weir.Ethereum.Protocols.Tokens;

namespace Weir.Connectors.Export;

/// <summary>
/// One of ethereum-etl 2.4.2's files: the table its rows come from, its columns, and which rows it has.
/// </summary>
/// <remarks>Rows are in the order that its exporters write with one worker: by block, then by place in the
/// block.</remarks>
internal sealed class EthereumEtlTable
{
    private static readonly IReadOnlyList<EthereumEtlTable> All =
    [
        new("blocks", BlockBatch.Table, batch => EthereumEtlFields.Block((BlockBatch)batch), static (_, _) => true),
        new("transactions", TransactionBatch.Table, batch => EthereumEtlFields.Transaction((TransactionBatch)batch),
            static (_, _) => true),
        new("receipts", TransactionBatch.Table, batch => EthereumEtlFields.Receipt((TransactionBatch)batch),
            HasReceipt),
        new("logs", LogBatch.Table, batch => EthereumEtlFields.Log((LogBatch)batch), static (_, _) => true),
        new("token_transfers", TokenTransferBatch.Table, batch => EthereumEtlFields.Transfer((TokenTransferBatch)batch),
            IsKnownToIt),
        new("traces", TraceBatch.Table, batch => EthereumEtlFields.Trace((TraceBatch)batch), static (_, _) => true),
        new("contracts", ContractBatch.Table, batch => EthereumEtlFields.Contract((ContractBatch)batch),
            static (_, _) => true),
    ];

    private readonly Func<Batch, ExportField[]> _fields;
    private readonly Func<Batch, int, bool> _hasRow;

    private EthereumEtlTable(
        string name, TableSchema source, Func<Batch, ExportField[]> fields, Func<Batch, int, bool> hasRow)
    {
        Name = name;
        Source = source;
        _fields = fields;
        _hasRow = hasRow;
    }

    /// <summary>The names of its tables.</summary>
    public static IEnumerable<string> Names => All.Select(table => table.Name);

    public string Name { get; }

    /// <summary>Weir's table that the rows are made from.</summary>
    public TableSchema Source { get; }

    public static EthereumEtlTable? Find(string name) => All.FirstOrDefault(table => table.Name == name);

    /// <summary>The columns over a batch of <see cref="Source"/>.</summary>
    public ExportField[] Fields(Batch batch) => _fields(batch);

    /// <summary>Whether a row of <see cref="Source"/> is a row of this file.</summary>
    public bool HasRow(Batch batch, int row) => _hasRow(batch, row);

    private static bool HasReceipt(Batch batch, int row) =>
        !((TransactionBatch)batch).ReceiptCumulativeGasUsed.IsNull(row);

    // It knows neither ERC-1155 nor ERC-2309 (batch_index above 0), nor the births of CryptoPunks.
    private static bool IsKnownToIt(Batch batch, int row)
    {
        var transfers = (TokenTransferBatch)batch;
        bool isErc721 = transfers.Standard[row].SequenceEqual("erc721"u8);
        return !transfers.Standard[row].SequenceEqual("erc1155"u8)
            && !(isErc721 && transfers.BatchIndex[row] > 0)
            && !(isErc721 && transfers.TokenAddress.Address(row) == CryptoPunks.Contract
                && transfers.FromAddress.Address(row) == Address.Zero);
    }
}
