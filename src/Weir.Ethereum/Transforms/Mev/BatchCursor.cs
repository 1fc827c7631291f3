using Weir.Core;
using Weir.Core.Tables;

namespace Weir.Ethereum.Transforms.Mev;

/// <summary>Walks a table's rows block by block: rows stand in the order of the blocks they were made from.</summary>
internal sealed class BatchCursor<TBatch>
    where TBatch : Batch
{
    private readonly Func<TBatch, FixedBytesColumn> _blockHash;
    private int _next;

    public BatchCursor(Batch rows, Func<TBatch, FixedBytesColumn> blockHash)
    {
        Rows = (TBatch)rows;
        _blockHash = blockHash;
    }

    public TBatch Rows { get; }

    /// <summary>The rows of the block that comes next: first, and one past the last.</summary>
    public (int Start, int End) Take(Hash32 block)
    {
        FixedBytesColumn hashes = _blockHash(Rows);
        int start = _next;
        while (_next < Rows.RowCount && hashes[_next].SequenceEqual(block.Span))
        {
            _next++;
        }

        return (start, _next);
    }
}
