using System.Runtime.CompilerServices;
using System.Text.Json;
using Weir.Core;
using Weir.Core.Errors;
using Weir.Core.Tables;
using Weir.Ethereum.Blocks;
using Weir.Ethereum.Transforms;
using Weir.Ethereum.Verification;
using Weir.Pipeline;

namespace Weir.Proofs;

/// <summary>
/// The blocks that a warehouse has, rebuilt from its rows and verified with their senders: what was stored with less
/// proof is completed without a node. Blocks that cannot be rebuilt whole are left out.
/// </summary>
/// <param name="reader">The warehouse.</param>
/// <param name="chainId">The chain.</param>
/// <param name="blocks">Which blocks; the base tables have all of them.</param>
/// <param name="time">The clock that a block's waiting is measured on.</param>
public sealed class StoredSource(IWarehouseReader reader, long chainId, BlockRangeSet blocks, TimeProvider time)
    : ISource<BlockRun>
{
    private const long BlocksPerStep = 500;

    private static readonly TableSchema[] HashedTables =
        [.. Decoders.BaseTables.Where(table => table.Origin == RowOrigin.Hashed)];

    private readonly BlockRebuilder _rebuilder = new();

    /// <summary>The tables that a block is rebuilt from.</summary>
    public static IReadOnlyList<TableSchema> Tables => HashedTables;

    /// <inheritdoc/>
    public Task<long> GetChainIdAsync(CancellationToken cancellationToken) => Task.FromResult(chainId);

    /// <inheritdoc/>
    public IAsyncEnumerable<ChainUpdate<BlockRun>> ReadAsync(SinkState from, CancellationToken cancellationToken) =>
        new UpdateGatherer(new GathererOptions { ChainId = chainId, Asked = VerifyLevel.Full.Asked() }, time)
            .GatherAsync(ReadVerifiedAsync(cancellationToken), [], cancellationToken);

    /// <inheritdoc/>
    public async IAsyncEnumerable<BlockVerdict> VerifyAsync(
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (VerifiedBlock block in ReadVerifiedAsync(cancellationToken))
        {
            yield return block.Verdict;
        }
    }

    private async IAsyncEnumerable<VerifiedBlock> ReadVerifiedAsync(
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        BlockVerifier verifier = new(VerifyLevel.Full, chainId);
        foreach (BlockRange range in blocks.Ranges)
        {
            for (long from = range.From; from <= range.To; from += BlocksPerStep)
            {
                BlockRange step = new(from, Math.Min(range.To, from + BlocksPerStep - 1));
                StoredBlocks rows = await StoredBlocks.ReadAsync(reader, HashedTables, step, cancellationToken);
                for (long number = step.From; number <= step.To; number++)
                {
                    if (Rebuild(rows.Of(chainId, number)) is { } block
                        && verifier.Verify(block) is { IsBad: false } verdict)
                    {
                        yield return new VerifiedBlock(block, verdict);
                    }
                }
            }
        }
    }

    private Block? Rebuild(StoredBlock stored)
    {
        try
        {
            return stored.Header.Count == 1
                ? _rebuilder.Rebuild(stored, ProofGroups.Transactions | ProofGroups.Receipts | ProofGroups.Withdrawals)
                : null;
        }
        catch (Exception error) when (error is JsonException or DecodeException)
        {
            // What is damaged is for weir repair, which says so.
            return null;
        }
    }
}
