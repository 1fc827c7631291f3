using Weir.App.Settings;
using Weir.Connectors;
using Weir.Connectors.Files;
using Weir.Core;
using Weir.Core.Errors;
using Weir.Ethereum.Blocks;
using Weir.Ethereum.Chains;
using Weir.Ethereum.Verification;

namespace Weir.App.Commands;

/// <summary>Verifies every block of a folder, bad ones too, by number.</summary>
internal sealed class FilesCheck
{
    private readonly BlockFolder _folder;
    private readonly BlockSourceOptions _options;
    private readonly RangeSpec _range;

    public FilesCheck(BlockFolder folder, BlockSourceOptions options, RangeSpec range)
    {
        _folder = folder;
        _options = options;
        _range = range;
    }

    public async Task<IReadOnlyList<BlockLine>> RunAsync(CancellationToken cancellationToken)
    {
        long? chainId = await _folder.FindChainIdAsync(cancellationToken);
        ChainRules? rules = _options.Rules ?? (chainId is null ? ChainRules.None : null);
        BlockVerifier verifier = new(_options.Level, chainId ?? 0, _options.AcceptDerived, rules);
        List<(BlockVerdict Verdict, Hash32 Parent)> blocks = [];
        List<BlockLine> lines = [];
        foreach (string path in _folder.ListFiles())
        {
            try
            {
                foreach (Block block in await _folder.ReadFileAsync(path, cancellationToken))
                {
                    blocks.Add((verifier.Verify(block), block.Header.ParentHash));
                }
            }
            catch (DecodeException error)
            {
                lines.Add(BlockLine.Unreadable(error.Message) with { ChainId = chainId });
            }
        }

        blocks.Sort((left, right) => left.Verdict.Block.Number.CompareTo(right.Verdict.Block.Number));
        BlockRange range = _range.Resolve(blocks.Count > 0 ? blocks[^1].Verdict.Block.Number : 0);
        BlockRef? before = null;
        foreach ((BlockVerdict verdict, Hash32 parent) in blocks.Where(
            block => range.Contains(block.Verdict.Block.Number)))
        {
            lines.Add(BlockLine.Of(Chained(verdict, parent, before)) with { ChainId = chainId });
            before = verdict.Block;
        }

        return lines;
    }

    private static BlockVerdict Chained(BlockVerdict verdict, Hash32 parent, BlockRef? before) =>
        before is { } last && last.Number + 1 == verdict.Block.Number && last.Hash != parent
            && verdict.Header != Verdict.Bad
            ? verdict with
            {
                Header = Verdict.Bad,
                Detail = $"parentHash is {parent}, but block {last.Number} here is {last.Hash}"
            }
            : verdict;
}
