using Weir.Connectors.JsonRpc;
using Weir.Connectors.JsonRpc.Tokens;
using Weir.Core;
using Weir.Core.Tables;
using Weir.Pipeline;

namespace Weir.App.Commands;

/// <summary>Puts the asking for tokens before a warehouse, where the table <c>tokens</c> is asked for.</summary>
internal static class TokenWiring
{
    /// <summary>
    /// The warehouse's sink, with tokens, and contracts' interfaces, where the plan has them and there is a node to ask.
    /// </summary>
    public static ISink OpenSink(WeirHost host, BackfillPlan plan, RpcNodes? nodes)
    {
        ISink sink = host.Warehouses.OpenSink(plan.Warehouse, plan.Settings);
        if (nodes is null)
        {
            return sink;
        }

        ContractCalls calls = new(nodes);
        if (plan.Tables.Contains(ContractBatch.Table))
        {
            sink = new InterfaceSink(
                sink, calls, error => Log.SourceNote(host.Logger, $"contracts could not be asked for their interfaces: {error.Message}"));
        }

        return !plan.Tables.Contains(TokenBatch.Table) ? sink : new TokenSink(
            sink, new TokenReader(calls), (chainId, token) => ReadKnownAsync(host, plan, chainId, token),
            error => Log.SourceNote(host.Logger, $"tokens could not be asked for: {error.Message}"));
    }

    /// <summary>The chain's tokens that are stored, each with the block in which it was first seen.</summary>
    public static async Task<IReadOnlyDictionary<Address, long>> ReadKnownAsync(
        WeirHost host, BackfillPlan plan, long chainId, CancellationToken cancellationToken)
    {
        Dictionary<Address, long> known = [];
        if (!host.Warehouses.IsReadable(plan.Warehouse))
        {
            return known;
        }

        await using IWarehouseReader reader = host.Warehouses.OpenReader(plan.Warehouse, plan.Settings);
        await foreach (Batch batch in reader.ReadAsync(TokenBatch.Table, BlockRange.All, RowOrder.Any, cancellationToken))
        {
            var tokens = (TokenBatch)batch;
            for (int row = 0; row < tokens.RowCount; row++)
            {
                if (tokens.ChainId[row] == chainId)
                {
                    known[tokens.Address.Address(row)] = tokens.BlockNumber[row];
                }
            }
        }

        return known;
    }
}
