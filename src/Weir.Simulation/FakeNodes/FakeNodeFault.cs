namespace Weir.Simulation.FakeNodes;

/// <summary>What goes wrong.</summary>
public enum FakeNodeFaultKind
{
    /// <summary>An HTTP status, instead of an answer.</summary>
    Status,

    /// <summary>A pause before the answer.</summary>
    Delay,

    /// <summary>The connection breaks in the middle of the body.</summary>
    Cut,

    /// <summary>A whole body that is no JSON.</summary>
    MalformedJson,

    /// <summary>A page of HTML with status 200.</summary>
    Html,

    /// <summary>The answers of a batch in the opposite order.</summary>
    ReversedBatch,

    /// <summary>The last answer of each batch is left out.</summary>
    MissingAnswer,

    /// <summary>Every answer has an id that was not asked with.</summary>
    WrongIds,

    /// <summary>Batches with more calls than a number are refused as too large (-32003).</summary>
    TooLarge,

    /// <summary>The result is null.</summary>
    NullResult,

    /// <summary>The method is not known (-32601).</summary>
    MethodNotFound,

    /// <summary>An error of JSON-RPC, instead of a result.</summary>
    Error,

    /// <summary>One field of the result has another value.</summary>
    Lie,
}

/// <summary>
/// One scripted fault. Faults of whole requests are counted by HTTP request, those of single calls (null, method not
/// found, error, lie) by call.
/// </summary>
public sealed record FakeNodeFault
{
    private FakeNodeFault(FakeNodeFaultKind kind)
    {
        Kind = kind;
    }

    public FakeNodeFaultKind Kind { get; }

    /// <summary>How often it happens; null for always.</summary>
    public int? Times { get; init; }

    /// <summary>How many it lets pass before it begins.</summary>
    public int After { get; init; }

    /// <summary>
    /// The method whose calls (or whose requests, if they have such a call) it strikes; null for all.
    /// </summary>
    public string? Method { get; init; }

    /// <summary>The block whose calls it strikes, for faults of single calls; null for all.</summary>
    public long? Block { get; init; }

    /// <summary>An HTTP status or a JSON-RPC error code.</summary>
    public int Code { get; private init; }

    /// <summary>An error's message or a body.</summary>
    public string Text { get; private init; } = string.Empty;

    /// <summary>How long the client is asked to wait (Retry-After), or how long the answer takes.</summary>
    public TimeSpan? Pause { get; private init; }

    /// <summary>The most calls in a batch that are not too large.</summary>
    public int MostItems { get; private init; }

    /// <summary>Where the lie is, as in <c>transactions[0].value</c> or <c>[2].logs[0].data</c>.</summary>
    public string Path { get; private init; } = string.Empty;

    /// <summary>The lie as JSON; null to leave the field out.</summary>
    public string? Replacement { get; private init; }

    /// <summary>Whether it strikes a single call rather than a whole request.</summary>
    internal bool IsOfCall => Kind >= FakeNodeFaultKind.NullResult;

    public static FakeNodeFault Status(int status, TimeSpan? retryAfter = null, string body = "") =>
        new(FakeNodeFaultKind.Status) { Code = status, Pause = retryAfter, Text = body };

    public static FakeNodeFault Delay(TimeSpan pause) => new(FakeNodeFaultKind.Delay) { Pause = pause };

    public static FakeNodeFault Cut() => new(FakeNodeFaultKind.Cut);

    public static FakeNodeFault MalformedJson(string body = "{\"jsonrpc\":\"2.0\",\"id\":0,\"result\":{\"number\":") =>
        new(FakeNodeFaultKind.MalformedJson) { Text = body };

    public static FakeNodeFault Html(string body = "<!DOCTYPE html><html><body>Welcome</body></html>") =>
        new(FakeNodeFaultKind.Html) { Text = body };

    public static FakeNodeFault ReversedBatch() => new(FakeNodeFaultKind.ReversedBatch);

    public static FakeNodeFault MissingAnswer() => new(FakeNodeFaultKind.MissingAnswer);

    public static FakeNodeFault WrongIds() => new(FakeNodeFaultKind.WrongIds);

    public static FakeNodeFault TooLarge(int mostItems) => new(FakeNodeFaultKind.TooLarge) { MostItems = mostItems };

    public static FakeNodeFault NullResult(string method) => new(FakeNodeFaultKind.NullResult) { Method = method };

    public static FakeNodeFault MethodNotFound(string method) =>
        new(FakeNodeFaultKind.MethodNotFound) { Method = method };

    public static FakeNodeFault Error(int code, string message) =>
        new(FakeNodeFaultKind.Error) { Code = code, Text = message };

    /// <summary>Changes one field of a method's result.</summary>
    /// <param name="path">Names and indexes, from the result on: <c>gasUsed</c>, <c>transactions[0].value</c>,
    /// <c>[2].logs[0].data</c>.</param>
    /// <param name="replacement">The value as JSON (<c>"\"0x1\""</c>), or null to leave the field out.</param>
    public static FakeNodeFault Lie(string method, string path, string? replacement) =>
        new(FakeNodeFaultKind.Lie) { Method = method, Path = path, Replacement = replacement };
}
