namespace Weir.Simulation.FakeNodes;

/// <summary>The outcome of a call: a result as JSON, or an error.</summary>
/// <param name="Block">The block it is about, if it is about one.</param>
internal readonly record struct RpcAnswer(ReadOnlyMemory<byte> Result, int ErrorCode, string? Message, long? Block)
{
    public const int InvalidRequest = -32600;
    public const int MethodNotFound = -32601;
    public const int InvalidParameters = -32602;
    public const int ParseError = -32700;
    public const int TooLarge = -32003;
    public const int Pruned = 4444;
    public const int ServerError = -32000;

    private static readonly byte[] NullText = "null"u8.ToArray();

    public static RpcAnswer Null(long? block = null) => new(NullText, 0, null, block);

    public static RpcAnswer Of(ReadOnlyMemory<byte> result, long? block = null) => new(result, 0, null, block);

    public static RpcAnswer Error(int code, string message) => new(default, code, message, null);
}
