using Weir.Core;

namespace Weir.Connectors.Files;

/// <summary>Where a block lies.</summary>
/// <param name="Path">The file.</param>
/// <param name="Position">Its place among the file's blocks, from 0.</param>
/// <param name="Number">Its number.</param>
/// <param name="Hash">Its hash, as the file says.</param>
/// <param name="Present">What the file has of it.</param>
public sealed record BlockFile(string Path, int Position, long Number, Hash32 Hash, ProofGroups Present);

/// <summary>The blocks of a folder, by number, and their chain.</summary>
/// <param name="ChainId">The chain.</param>
/// <param name="IsAssumed">Whether no block and no user named it: mainnet's id stands in, and no rule of mainnet is
/// used.</param>
/// <param name="Files">Where the blocks lie.</param>
public sealed record BlockFolderIndex(long ChainId, bool IsAssumed, IReadOnlyList<BlockFile> Files);
