using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Weir.Core;
using Weir.Ethereum.Blocks;
using Weir.Ethereum.Verification;

namespace Weir.Connectors.JsonRpc;

/// <summary>Blocks of a range from the nodes of a chain: several requests in flight, handed on in order, verified.</summary>
internal sealed class RangeReader(RpcNodes nodes, BlockSourceOptions options, long chainId)
{
    private readonly ConcurrentBag<BlockVerifier> _verifiers = [];

    /// <summary>Where blocks are rented, and go back to when they have been used.</summary>
    public BlockPool Pool { get; } = new();

    /// <summary>The blocks, oldest first; those before one that fails for good come before its failure.</summary>
    /// <param name="range">Which.</param>
    /// <param name="refuseBad">Whether a bad block is asked for again, and refused when it stays bad.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public async IAsyncEnumerable<VerifiedBlock> ReadAsync(
        BlockRange range, bool refuseBad, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using CancellationTokenSource abort = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Queue<Task<FetchedBlocks>> flying = [];
        try
        {
            long next = range.From;
            while (next <= range.To || flying.Count > 0)
            {
                while (next <= range.To && flying.Count < nodes.Concurrency.Current)
                {
                    BlockRange part = new(next, Math.Min(range.To, next + nodes.Batch.Current - 1));
                    flying.Enqueue(FetchAsync(part, refuseBad, abort.Token));
                    next = part.To + 1;
                }

                FetchedBlocks fetched = await flying.Peek();
                _ = flying.Dequeue();
                foreach (VerifiedBlock block in fetched.Blocks)
                {
                    yield return block;
                }

                fetched.Failure?.Throw();
            }
        }
        finally
        {
            await abort.CancelAsync();
            foreach (Task task in flying)
            {
                await task.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private Task<FetchedBlocks> FetchAsync(BlockRange range, bool refuseBad, CancellationToken cancellationToken) =>
        Task.Run(
            async () =>
            {
                BlockVerifier verifier = _verifiers.TryTake(out BlockVerifier? idle) ? idle
                    : new BlockVerifier(options.Level, chainId, options.AcceptDerived, options.Rules);
                try
                {
                    return await nodes.FetchAsync(
                        range, new FetchRequest(verifier, Pool, options.OnWish, options.Gathering(chainId)), refuseBad,
                        cancellationToken);
                }
                finally
                {
                    _verifiers.Add(verifier);
                }
            },
            CancellationToken.None);
}
