namespace Weir.Core.Events;

/// <summary>What happened to a topic when a sink was opened.</summary>
/// <param name="Topic">Its name.</param>
/// <param name="Step">What happened.</param>
/// <param name="Reason">Why it could not be made, else null.</param>
public readonly record struct TopicReport(string Topic, TopicStep Step, string? Reason = null);

/// <summary>The steps of making a topic.</summary>
public enum TopicStep
{
    /// <summary>It is missing and is being made.</summary>
    Creating,

    /// <summary>It has been made.</summary>
    Created,

    /// <summary>It is there already.</summary>
    Exists,

    /// <summary>It could not be looked up or made.</summary>
    Failed,
}
