using Weir.Core;

namespace Weir.Ethereum.Blocks;

/// <summary>Verified blocks of one chain, contiguous and oldest first: what transforms turn into rows.</summary>
/// <param name="ChainId">The chain.</param>
/// <param name="Proven">What was proven of each of them.</param>
/// <param name="Blocks">The blocks.</param>
public sealed record BlockRun(long ChainId, ProofGroups Proven, IReadOnlyList<Block> Blocks);
