using System.Runtime.CompilerServices;
using Weir.Core;
using Weir.Ethereum.Blocks;
using Weir.Ethereum.Chains;
using Weir.Ethereum.Verification;
using Weir.Pipeline;

namespace Weir.Connectors.Files;

/// <summary>Blocks from a folder of JSON-RPC answers, in the order of their numbers, each verified.</summary>
public sealed class FilesSource : ISource<BlockRun>
{
    private readonly BlockFolder _folder;
    private readonly BlockSourceOptions _options;
    private readonly BlockRange? _range;
    private readonly TimeProvider _time;

    /// <param name="folder">The files.</param>
    /// <param name="options">How blocks are checked.</param>
    /// <param name="range">Which blocks; all that are there when null.</param>
    /// <param name="time">The clock that a block's waiting is measured on.</param>
    public FilesSource(BlockFolder folder, BlockSourceOptions options, BlockRange? range, TimeProvider time)
    {
        _folder = folder;
        _options = options;
        _range = range;
        _time = time;
    }

    /// <inheritdoc/>
    public async Task<long> GetChainIdAsync(CancellationToken cancellationToken) =>
        (await _folder.GetIndexAsync(cancellationToken)).ChainId;

    /// <inheritdoc/>
    public async IAsyncEnumerable<ChainUpdate<BlockRun>> ReadAsync(
        SinkState from, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        UpdateGatherer gatherer = new(_options.Gathering(await GetChainIdAsync(cancellationToken)), _time);
        IAsyncEnumerable<VerifiedBlock> blocks = ReadVerifiedAsync(from, cancellationToken);
        await foreach (ChainUpdate<BlockRun> update in gatherer.GatherAsync(blocks, [], cancellationToken))
        {
            yield return update;
        }
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<BlockVerdict> VerifyAsync(
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (VerifiedBlock block in ReadVerifiedAsync(SinkState.Empty, cancellationToken))
        {
            yield return block.Verdict;
        }
    }

    private async IAsyncEnumerable<VerifiedBlock> ReadVerifiedAsync(
        SinkState from, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        BlockFolderIndex index = await _folder.GetIndexAsync(cancellationToken);
        BlockRangeSet whole = new(from.Whole);
        BlockVerifier verifier = new(
            _options.Level, index.ChainId, _options.AcceptDerived,
            _options.Rules ?? (index.IsAssumed ? ChainRules.None : null));
        foreach (BlockFile file in index.Files)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if ((_range is not { } range || range.Contains(file.Number)) && !whole.Contains(file.Number))
            {
                Block block = await _folder.ReadAsync(file, cancellationToken);
                yield return new VerifiedBlock(block, verifier.Verify(block), Origin: file.Path);
            }
        }
    }
}
