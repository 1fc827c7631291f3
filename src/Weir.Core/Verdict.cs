namespace Weir.Core;

/// <summary>What the check of one part of a block came to.</summary>
public enum Verdict
{
    /// <summary>It could not be recomputed, or was not asked for.</summary>
    Unknown,

    /// <summary>It follows from the hashes.</summary>
    Ok,

    /// <summary>It contradicts the hashes.</summary>
    Bad,
}
