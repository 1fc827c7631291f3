using System.Runtime.ExceptionServices;
using Weir.Ethereum.Verification;

namespace Weir.Connectors.JsonRpc;

/// <summary>What came of a range of blocks.</summary>
/// <param name="Blocks">The blocks from its beginning, oldest first; all of them where there is no failure.</param>
/// <param name="Failure">Why the block after the last did not come.</param>
internal sealed record FetchedBlocks(IReadOnlyList<VerifiedBlock> Blocks, ExceptionDispatchInfo? Failure);
