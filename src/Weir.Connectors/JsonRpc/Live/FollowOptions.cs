namespace Weir.Connectors.JsonRpc.Live;

/// <summary>How the end of a chain is followed.</summary>
public sealed class FollowOptions
{
    /// <summary>Which block counts as the last: the newest, or one that is surer.</summary>
    public HeadRule Delivery { get; set; } = HeadRule.Latest;

    /// <summary>The first block of a pipeline that has stored nothing yet; the head when null.</summary>
    public long? StartBlock { get; set; }

    /// <summary>How often a node without subscriptions is asked for its newest block.</summary>
    public TimeSpan PollEvery { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>A subscription that is silent for so long is looked after.</summary>
    public TimeSpan Silence { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>How many nodes must have the last block of what is handed on.</summary>
    public int Quorum { get; set; } = 1;
}

/// <summary>What a follower tells beside its blocks. Called from any thread.</summary>
public interface IFollowObserver
{
    /// <summary>A head was heard of.</summary>
    void Head(long number);

    /// <summary>Blocks have left the chain.</summary>
    /// <param name="ancestor">The last block that stays.</param>
    /// <param name="depth">How many blocks leave.</param>
    void Reorganised(long ancestor, long depth);

    /// <summary>Something that the user should know: a subscription was lost, a node is behind.</summary>
    void Note(string text);
}
