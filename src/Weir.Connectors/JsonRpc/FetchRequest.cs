using Weir.Core;
using Weir.Ethereum.Blocks;
using Weir.Ethereum.Verification;

namespace Weir.Connectors.JsonRpc;

/// <summary>What is asked of a node for each block.</summary>
/// <param name="Verifier">Checks the blocks.</param>
/// <param name="Pool">Where blocks are rented.</param>
/// <param name="OnWish">Parts beyond block and receipts.</param>
/// <param name="Refusal">What is refused beyond bad blocks.</param>
internal sealed record FetchRequest(
    BlockVerifier Verifier, BlockPool Pool, ProofGroups OnWish, GathererOptions Refusal);
