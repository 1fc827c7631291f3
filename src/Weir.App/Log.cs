using Microsoft.Extensions.Logging;

namespace Weir.App;

/// <summary>Everything that is logged, with ids that stay: one line a start, an end, a repetition, a finding.</summary>
internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Information,
        "{Source} (chain {ChainId}, blocks {Blocks}) → {Warehouse}: {Missing:N0} blocks to load, {There:N0} there already")]
    public static partial void RunStarted(
        ILogger log, string source, long chainId, string blocks, string warehouse, long missing, long there);

    [LoggerMessage(2, LogLevel.Information,
        "{Blocks:N0} blocks, {Rows:N0} rows in {Seconds:N1} s ({BlocksPerSecond:N0} blocks/s)")]
    public static partial void RunEnded(ILogger log, long blocks, long rows, double seconds, double blocksPerSecond);

    [LoggerMessage(3, LogLevel.Warning, "{Problem} [{Code}]; trying again in {Seconds:0.0} s")]
    public static partial void Retrying(ILogger log, string problem, string code, double seconds);

    [LoggerMessage(4, LogLevel.Warning,
        "{Blocks:N0} blocks could not be proven whole and were stored as what could be ({Example}); --strict refuses them")]
    public static partial void StoredUnproven(ILogger log, long blocks, string? example);

    [LoggerMessage(5, LogLevel.Warning, "{Fields:N0} wrong derived fields were replaced by the computed value")]
    public static partial void DerivedReplaced(ILogger log, long fields);

    [LoggerMessage(6, LogLevel.Warning,
        "{Items:N0} malformed items went to the quarantine: SELECT reason, count(*) FROM quarantine GROUP BY 1")]
    public static partial void Quarantined(ILogger log, long items);

    [LoggerMessage(7, LogLevel.Error, "{Problem}\n      {Remedy} [{Code}]")]
    public static partial void Failed(ILogger log, string problem, string remedy, string code);

    [LoggerMessage(8, LogLevel.Error, "interrupted")]
    public static partial void Interrupted(ILogger log);

    [LoggerMessage(9, LogLevel.Warning, "line {Line}, column {Column}: {Problem}")]
    public static partial void QueryWarning(ILogger log, long line, long column, string problem);

    [LoggerMessage(10, LogLevel.Warning, "{Note}")]
    public static partial void SourceNote(ILogger log, string note);

    [LoggerMessage(11, LogLevel.Information,
        "{Fields:N0} derived fields are the node's word: no rule of chain {ChainId} is known for them")]
    public static partial void NodesWord(ILogger log, long fields, long chainId);

    [LoggerMessage(12, LogLevel.Warning,
        "blocks {From} to {To} of chain {ChainId} are no longer on the chain ({Depth:N0} deep, the last common block is {Ancestor}): they are replaced in every table that had them")]
    public static partial void BranchLeft(ILogger log, long from, long to, long chainId, long depth, long ancestor);

    [LoggerMessage(13, LogLevel.Information,
        "{Blocks:N0} blocks had no proven senders: these were recovered from the stored signatures")]
    public static partial void SendersCompleted(ILogger log, long blocks);

    [LoggerMessage(14, LogLevel.Information, "{Source} (chain {ChainId}) → {Warehouse}: following {Delivery} blocks from {From}")]
    public static partial void Following(
        ILogger log, string source, long chainId, string warehouse, string delivery, string from);

    [LoggerMessage(15, LogLevel.Warning,
        "reorganisation: {Depth:N0} blocks above block {Ancestor} have left the chain; the new branch takes their place in every table")]
    public static partial void Reorganised(ILogger log, long depth, long ancestor);

    [LoggerMessage(16, LogLevel.Information,
        "block {Block}, {Lag:N0} behind; {Blocks:N0} blocks, {Rows:N0} rows ({BlocksPerSecond:N1} blocks/s), {Reorganisations:N0} reorganisations, newest stored {Milliseconds:N0} ms after it was heard of")]
    public static partial void FollowProgress(
        ILogger log, long block, long lag, long blocks, long rows, double blocksPerSecond, long reorganisations,
        double milliseconds);

    [LoggerMessage(17, LogLevel.Warning, "{Problem} [{Code}]; going on from what is stored in {Seconds:0.0} s")]
    public static partial void Restarting(ILogger log, string problem, string code, double seconds);

    [LoggerMessage(18, LogLevel.Information, "stopped at block {Block}: {Blocks:N0} blocks, {Rows:N0} rows in {Seconds:N0} s")]
    public static partial void Stopped(ILogger log, long block, long blocks, long rows, double seconds);

    [LoggerMessage(19, LogLevel.Debug, "block {Block} is stored {Milliseconds:N1} ms after it was heard of")]
    public static partial void Stored(ILogger log, long block, double milliseconds);

    [LoggerMessage(40, LogLevel.Information, "kafka:{Brokers} (chain {ChainId}) → {Warehouse}, group {Group}")]
    public static partial void TransformStarted(
        ILogger log, string brokers, long chainId, string warehouse, string group);

    [LoggerMessage(41, LogLevel.Warning, "to the dead-letter topic: {What}")]
    public static partial void DeadLetter(ILogger log, string what);

    [LoggerMessage(42, LogLevel.Information,
        "worker {Name}: {Source} (chain {ChainId}), blocks {Blocks} → {Brokers}; {Planned:N0} of them put to work now")]
    public static partial void WorkStarted(
        ILogger log, string name, string source, long chainId, string blocks, string brokers, long planned);

    [LoggerMessage(50, LogLevel.Information, "serving {Warehouse} at {Url}")]
    public static partial void Serving(ILogger log, string warehouse, string url);

    [LoggerMessage(51, LogLevel.Warning, "request to {Path} failed: {Problem} [{Code}]")]
    public static partial void RequestFailed(ILogger log, string path, string problem, string code);

    [LoggerMessage(52, LogLevel.Warning, "the event stream could not read the warehouse: {Problem} [{Code}]")]
    public static partial void FeedFailed(ILogger log, string problem, string code);

    [LoggerMessage(54, LogLevel.Error, "request to {Path} failed by a mistake of Weir's own: {Problem}")]
    public static partial void RequestBroken(ILogger log, string path, string problem);

    [LoggerMessage(53, LogLevel.Information, "{Path}: the page with {Answers} answers inside, {Kilobytes:N0} KB")]
    public static partial void PageWritten(ILogger log, string path, int answers, long kilobytes);
}
