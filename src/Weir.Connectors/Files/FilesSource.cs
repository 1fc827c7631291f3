using System.Runtime.CompilerServices;
using Weir.Core;
using Weir.Core.Errors;
using Weir.Ethereum.Blocks;
using Weir.Ethereum.Verification;
using Weir.Pipeline;

namespace Weir.Connectors.Files;

/// <summary>Blocks from a folder of JSON-RPC answers, in the order of their numbers, each verified.</summary>
public sealed class FilesSource : ISource<BlockRun>
{
    private readonly BlockFolder _folder;
    private readonly BlockSourceOptions _options;
    private readonly BlockRange? _range;

    /// <param name="folder">The files.</param>
    /// <param name="options">How blocks are checked.</param>
    /// <param name="range">Which blocks; all that are there when null.</param>
    public FilesSource(BlockFolder folder, BlockSourceOptions options, BlockRange? range)
    {
        _folder = folder;
        _options = options;
        _range = range;
    }

    /// <inheritdoc/>
    public async Task<long> GetChainIdAsync(CancellationToken cancellationToken) =>
        (await _folder.GetIndexAsync(cancellationToken)).ChainId;

    /// <inheritdoc/>
    public async IAsyncEnumerable<ChainUpdate<BlockRun>> ReadAsync(
        SinkState from, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        UpdateBuilder builder = new(await GetChainIdAsync(cancellationToken), _options.Strict);
        await foreach ((BlockFile file, Block block, BlockVerdict verdict) in ReadVerifiedAsync(from, cancellationToken))
        {
            _options.OnVerified?.Invoke(verdict);
            if (AddTo(builder, block, verdict, file) is { } update)
            {
                yield return update;
            }
        }

        if (builder.Flush() is { } last)
        {
            yield return last;
        }
    }

    /// <summary>Every verdict of the range, bad ones too.</summary>
    public async IAsyncEnumerable<BlockVerdict> VerifyAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach ((_, _, BlockVerdict verdict) in ReadVerifiedAsync(SinkState.Empty, cancellationToken))
        {
            yield return verdict;
        }
    }

    private async IAsyncEnumerable<(BlockFile File, Block Block, BlockVerdict Verdict)> ReadVerifiedAsync(
        SinkState from, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        BlockFolderIndex index = await _folder.GetIndexAsync(cancellationToken);
        BlockRangeSet whole = new(from.Whole);
        BlockVerifier verifier = new(_options.Level, index.ChainId, _options.AcceptDerived);
        foreach (BlockFile file in index.Files)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if ((_range is not { } range || range.Contains(file.Number)) && !whole.Contains(file.Number))
            {
                Block block = await _folder.ReadAsync(file, cancellationToken);
                yield return (file, block, verifier.Verify(block));
            }
        }
    }

    private ChainUpdate<BlockRun>? AddTo(UpdateBuilder builder, Block block, BlockVerdict verdict, BlockFile file)
    {
        try
        {
            return builder.Add(block, verdict, _options.Level.Asked());
        }
        catch (VerificationException error)
        {
            throw new VerificationException(error.Code, $"{file.Path}: {error.Message}", error.Remedy, error.BlockNumber);
        }
    }
}
