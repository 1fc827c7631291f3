namespace Weir.Connectors.JsonRpc;

/// <summary>How requests reach a node, and its answers come back. Any thread may post.</summary>
internal interface IRpcTransport : IDisposable
{
    /// <summary>What goes wrong with this node, as typed errors.</summary>
    RpcErrors Errors { get; }

    /// <summary>Sends one request or batch; does not repeat.</summary>
    /// <exception cref="Core.Errors.RpcException">No connection, no JSON, a refusal, or too slow.</exception>
    Task<ResponseBuffer> PostAsync(ReadOnlyMemory<byte> body, CancellationToken cancellationToken);
}
