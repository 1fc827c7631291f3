using System.Globalization;
using System.Text.Json;
using Weir.App.Settings;
using Weir.Connectors.Subgraph;
using Weir.Core;
using Weir.Core.Tables;
using Weir.Pipeline;

namespace Weir.App.Commands.Subgraph;

/// <summary>A subgraph's pools beside those that were decoded from blocks: what one has and the other has not, or otherwise.</summary>
internal sealed class PoolComparison(WeirHost host, WarehouseSpec warehouse, WarehouseSettings settings, long chainId, string version)
{
    private long _differences;

    /// <summary>Compares and lists the differences.</summary>
    /// <returns>The exit code: 1 where there are some.</returns>
    public async Task<int> RunAsync(IAsyncEnumerable<SubgraphPool> pools, bool asJson, CancellationToken stop)
    {
        Dictionary<Address, Decoded> decoded = await ReadAsync(stop);
        BlockRangeSet loaded = (await host.Warehouses.ReadLedgerAsync(warehouse, chainId, stop)).Blocks(PoolBatch.Table.Name);
        long same = 0;
        await foreach (SubgraphPool pool in pools)
        {
            if (!decoded.Remove(pool.Pool, out Decoded? ours))
            {
                // A pool of blocks that were not loaded says nothing.
                if (loaded.Contains(pool.CreatedAt))
                {
                    await DifferAsync(asJson, pool.Pool, "only in the subgraph", $"made in block {pool.CreatedAt.ToString(CultureInfo.InvariantCulture)}, which is loaded");
                }
            }
            else if (ours.Token0 != pool.Token0 || ours.Token1 != pool.Token1)
            {
                await DifferAsync(
                    asJson, pool.Pool, "other tokens", $"{ours.Token0} and {ours.Token1} by {ours.Proof}, {pool.Token0} and {pool.Token1} in the subgraph");
            }
            else if (ours.FeePpm is { } fee && fee != pool.FeePpm)
            {
                await DifferAsync(asJson, pool.Pool, "another fee", $"{fee} by {ours.Proof}, {pool.FeePpm} in the subgraph");
            }
            else
            {
                same++;
            }
        }

        foreach ((Address pool, Decoded ours) in decoded.OrderBy(pair => pair.Key))
        {
            await DifferAsync(asJson, pool, "only decoded", $"known by {ours.Proof}");
        }

        await host.Screen.Error.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture, $"{same:N0} pools are the same, {_differences:N0} differ"));
        return _differences == 0 ? 0 : 1;
    }

    private async Task DifferAsync(bool asJson, Address pool, string what, string detail)
    {
        _differences++;
        if (!asJson)
        {
            await host.Screen.Output.WriteLineAsync($"{pool}  {what}: {detail}");
            return;
        }

        using MemoryStream utf8 = new();
        await using (Utf8JsonWriter json = new(utf8))
        {
            json.WriteStartObject();
            json.WriteString("pool", pool.ToString());
            json.WriteString("difference", what);
            json.WriteString("detail", detail);
            json.WriteEndObject();
        }

        await host.Screen.Output.WriteLineAsync(System.Text.Encoding.UTF8.GetString(utf8.ToArray()));
    }

    // The best proof of each pool; a subgraph's own rows are no evidence.
    private async Task<Dictionary<Address, Decoded>> ReadAsync(CancellationToken stop)
    {
        Dictionary<Address, Decoded> found = [];
        await using IWarehouseReader reader = host.Warehouses.OpenReader(warehouse, settings);
        await foreach (Batch batch in reader.ReadAsync(PoolBatch.Table, BlockRange.All, RowOrder.Any, stop))
        {
            var rows = (PoolBatch)batch;
            for (int row = 0; row < rows.RowCount; row++)
            {
                string proof = rows.Proof.Text(row);
                if (rows.ChainId[row] == chainId && proof != "subgraph" && rows.Protocol.Text(row) == "uniswap"
                    && rows.Version.Text(row) == version)
                {
                    var tokens = (FixedBytesColumn)rows.Tokens.Items;
                    (int start, int end) = rows.Tokens[row];
                    Decoded one = new(
                        tokens.Address(start), tokens.Address(end - 1), rows.FeePpm.GetNullable(row), proof);
                    Address pool = rows.ContractAddress.Address(row);
                    if (!found.TryGetValue(pool, out Decoded? before) || (before.Proof != "create2" && proof == "create2"))
                    {
                        found[pool] = one;
                    }
                }
            }
        }

        return found;
    }

    private sealed record Decoded(Address Token0, Address Token1, long? FeePpm, string Proof);
}
