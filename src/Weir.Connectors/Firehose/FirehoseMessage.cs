namespace Weir.Connectors.Firehose;

/// <summary>A step of the chain, as a Firehose tells it.</summary>
/// <param name="Block">The block that joins the chain, or leaves it.</param>
/// <param name="IsUndo">Whether it leaves.</param>
/// <param name="Cursor">Where to go on after this step.</param>
/// <param name="FinalNumber">The newest block that cannot be undone any more, where the server says so.</param>
internal sealed record FirehoseMessage(Wire.Block Block, bool IsUndo, string Cursor, long? FinalNumber);

/// <summary>Which steps a Firehose is asked for.</summary>
/// <param name="Start">The first block; negative: so many below the head. Not looked at where there is a cursor.</param>
/// <param name="Stop">The last block; null to go on for ever.</param>
/// <param name="Cursor">Where to go on; null to begin at <paramref name="Start"/>.</param>
internal sealed record FirehoseQuestion(long Start, long? Stop = null, string? Cursor = null)
{
    /// <summary>Whether blocks that are not final yet are wanted, whatever the options say: to see the head.</summary>
    public bool IsOfHead { get; init; }
}
