namespace Weir.Core.Tables;

/// <summary>What the rows of a table are, for whoever proves a warehouse from its own rows.</summary>
public enum RowOrigin
{
    /// <summary>What the hashes were made of: blocks are rebuilt from these rows.</summary>
    Hashed,

    /// <summary>Follow from the block: made again from it and compared.</summary>
    Derived,

    /// <summary>A node's word or a call's answer (traces, tokens): taken as stored, never made again.</summary>
    Observed,
}
