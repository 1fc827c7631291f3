namespace Weir.Ethereum.Blocks;

/// <summary>Verified blocks of one chain, contiguous and oldest first: what transforms turn into rows.</summary>
public sealed record BlockRun(long ChainId, IReadOnlyList<Block> Blocks);
