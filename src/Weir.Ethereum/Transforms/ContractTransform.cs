using Weir.Core;
using Weir.Core.Tables;
using Weir.Ethereum.Abi;
using Weir.Ethereum.Blocks;

namespace Weir.Ethereum.Transforms;

/// <summary>Contracts that traces show being created to the table <c>contracts</c>, as ethereum-etl does.</summary>
public sealed class ContractTransform : ITransform<BlockRun>
{
    /// <inheritdoc/>
    public IReadOnlyList<TableSchema> Outputs { get; } = [ContractBatch.Table];

    /// <inheritdoc/>
    public void Transform(BlockRun raw, BatchSet output)
    {
        var batch = (ContractBatch)output.Of(ContractBatch.Table);
        foreach (Block block in raw.Blocks)
        {
            BlockStamp stamp = BlockStamps.Of(raw.ChainId, block.Header);
            HashSet<Address>? seen = null;
            foreach (ref readonly Trace trace in block.Traces.Rows)
            {
                // Created, destroyed and created again (CREATE2): the first counts, the key has room for one.
                if (trace.Type == TraceType.Create && !trace.IsReverted && trace.Has(TraceFields.To)
                    && (seen ??= []).Add(trace.To))
                {
                    Append(batch, stamp, trace.To, block.Bytes[trace.Output]);
                }
            }
        }
    }

    private static void Append(ContractBatch batch, in BlockStamp stamp, in Address address, ReadOnlySpan<byte> code)
    {
        IReadOnlyList<uint> selectors = ContractCode.Selectors(code);
        batch.AppendBlock(stamp);
        batch.Address.Append(address);
        batch.Bytecode.Append(code);
        foreach (uint selector in selectors)
        {
            Span<byte> bytes = ((BytesColumn)batch.FunctionSighashes.Items).AppendSpan(sizeof(uint));
            System.Buffers.Binary.BinaryPrimitives.WriteUInt32BigEndian(bytes, selector);
        }

        batch.FunctionSighashes.EndList();
        batch.IsErc20.Append(ContractCode.IsErc20(selectors));
        batch.IsErc721.Append(ContractCode.IsErc721(selectors));
        batch.IsErc1155.Append(ContractCode.IsErc1155(selectors));
    }
}
