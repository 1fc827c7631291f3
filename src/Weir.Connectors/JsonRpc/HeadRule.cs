namespace Weir.Connectors.JsonRpc;

/// <summary>Which block of a node counts as its last one.</summary>
/// <param name="Tag">The block that the node calls so.</param>
/// <param name="Confirmations">How many blocks below it, at least 0.</param>
public readonly record struct HeadRule(HeadTag Tag, long Confirmations)
{
    /// <summary>The newest block there is.</summary>
    public static HeadRule Latest => new(HeadTag.Latest, 0);
}

/// <summary>The block tags of the execution API that name an end of the chain.</summary>
public enum HeadTag
{
    /// <summary>The newest block; a reorganisation may take it back.</summary>
    Latest,

    /// <summary>The newest block that an honest majority would not take back.</summary>
    Safe,

    /// <summary>The newest block that cannot be taken back.</summary>
    Finalized,
}
