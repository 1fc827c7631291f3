using System.Text.Json;
using Weir.Core.Errors;
using Weir.Ethereum.Blocks;
using Weir.Ethereum.Json;

namespace Weir.Connectors.JsonRpc;

/// <summary>
/// Gets the traces of blocks: by <c>trace_block</c> where the node has it, else by <c>debug_traceBlockByNumber</c>
/// with Geth's <c>callTracer</c>. Safe for several threads.
/// </summary>
/// <param name="client">The node.</param>
/// <param name="parse">Reads a batch's answers and names the node in what goes wrong.</param>
internal sealed class TraceFetcher(
    IRpcTransport client, Action<RpcBatch, ResponseBuffer, RpcBatch.ResultReader> parse)
{
    private volatile bool _hasParity = true;

    /// <summary>Asks for the traces of blocks that came already.</summary>
    /// <exception cref="ConfigException">The node has neither method.</exception>
    public async Task AskAsync(IReadOnlyList<Block> blocks, CancellationToken cancellationToken)
    {
        bool withParity = _hasParity;
        try
        {
            await AskAsync(blocks, withParity, cancellationToken);
        }
        catch (RpcException error) when (error.Fault == RpcFault.MethodNotFound && withParity)
        {
            _hasParity = false;
            await AskAsync(blocks, cancellationToken);
        }
        catch (RpcException error) when (error.Fault == RpcFault.MethodNotFound)
        {
            throw new ConfigException(
                ErrorCodes.BadTable, $"the node traces nothing: {error.Message}",
                "Leave traces and contracts out of --tables, or use a node with trace_block or debug_traceBlockByNumber.");
        }
    }

    private async Task AskAsync(IReadOnlyList<Block> blocks, bool withParity, CancellationToken cancellationToken)
    {
        RpcBatch batch = new();
        List<Block> asked = [];
        foreach (Block block in blocks)
        {
            block.Traces.Clear();
            block.HasTraces = true;

            // The first block executes nothing, and Geth refuses to trace it.
            if (block.Header.Number > 0)
            {
                string number = RpcBatch.Quantity(block.Header.Number);
                batch.Add(
                    withParity ? "trace_block" : "debug_traceBlockByNumber",
                    withParity ? $"\"{number}\"" : $"\"{number}\",{{\"tracer\":\"callTracer\"}}");
                asked.Add(block);
            }
        }

        if (asked.Count == 0)
        {
            return;
        }

        batch.Close();
        using ResponseBuffer answer = await client.PostAsync(batch.Body, cancellationToken);
        parse(batch, answer, (int id, ref Utf8JsonReader reader) =>
        {
            if (reader.TokenType == JsonTokenType.Null)
            {
                throw client.Errors.MissingTraces(asked[id].Header.Number);
            }

            TraceJson.ReadAll(ref reader, asked[id]);
            RequireOfBlock(asked[id]);
        });
    }

    // Traces are under no hash: that they name the block's own transactions is all that can be checked.
    private void RequireOfBlock(Block block)
    {
        foreach (ref readonly Trace trace in block.Traces.Rows)
        {
            if (trace.Has(TraceFields.TransactionIndex) && (trace.TransactionIndex >= block.TransactionCount
                || (trace.Has(TraceFields.TransactionHash) && block.HasTransactions
                    && block.Transactions[(int)trace.TransactionIndex].Hash != trace.TransactionHash)))
            {
                throw client.Errors.Incomplete(
                    $"sent traces of another block when asked for those of {block.Header.Number}");
            }
        }
    }
}
