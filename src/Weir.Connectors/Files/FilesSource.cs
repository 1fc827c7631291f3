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
        BlockFolderIndex index = await _folder.GetIndexAsync(cancellationToken);
        BlockRangeSet whole = new(from.Whole);
        BlockVerifier verifier = new(_options.Level, index.ChainId, _options.AcceptDerived);
        UpdateBuilder builder = new(index.ChainId, _options.Strict);
        foreach (BlockFile file in index.Files)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if ((_range is { } range && !range.Contains(file.Number)) || whole.Contains(file.Number))
            {
                continue;
            }

            Block block = await _folder.ReadAsync(file, cancellationToken);
            BlockVerdict verdict = verifier.Verify(block);
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
