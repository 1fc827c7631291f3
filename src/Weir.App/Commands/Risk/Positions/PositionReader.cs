using System.Numerics;
using Weir.Pipeline;

namespace Weir.App.Commands.Risk.Positions;

/// <summary>Positions of a pool out of a warehouse's mints, burns and collects.</summary>
/// <param name="query">The warehouse.</param>
/// <param name="pool">The pool's address, in lower case.</param>
internal sealed class PositionReader(IWarehouseQuery query, string pool)
{
    private const string Nobody = "0x0000000000000000000000000000000000000000";

    /// <summary>The ranges of a V3 pool in which there is liquidity, the largest first.</summary>
    public async Task<List<PoolPosition>> RangesAsync(CancellationToken cancellationToken)
    {
        Dictionary<(string, long, long), PoolPosition> found = [];
        await foreach (IReadOnlyList<object?> row in RowsAsync(
            "SELECT kind, provider, tick_lower, tick_upper, token_index, amount_raw, liquidity, block_number "
            + "FROM liquidity_events WHERE pool_id = $1 AND kind IN ('mint', 'burn', 'collect') AND provider IS NOT NULL "
            + "AND tick_lower IS NOT NULL AND token_index IS NOT NULL ORDER BY block_number, tx_index, evt_index, token_index",
            cancellationToken))
        {
            (string kind, string owner) = ($"{row[0]}", $"{row[1]}");
            (long Lower, long Upper) ticks = ((long)WarehouseRows.Number(row[2]), (long)WarehouseRows.Number(row[3]));
            if (!found.TryGetValue((owner, ticks.Lower, ticks.Upper), out PoolPosition? position))
            {
                found[(owner, ticks.Lower, ticks.Upper)] = position = new PoolPosition(owner, ticks)
                {
                    SinceBlock = (long)WarehouseRows.Number(row[7]),
                };
            }

            int token = (int)WarehouseRows.Number(row[4]);
            BigInteger[] moved = kind switch
            {
                "mint" => position.Deposited,
                "burn" => position.Withdrawn,
                _ => position.Collected,
            };
            moved[token] += BigInteger.Abs(WarehouseRows.Whole(row[5]));
            if (token == 0)
            {
                position.Liquidity += (kind == "burn" ? -1 : 1) * WarehouseRows.Whole(row[6]);
            }
        }

        return Open(found.Values);
    }

    /// <summary>Who holds shares of a V2 pair, the largest first, and how many shares there are.</summary>
    public async Task<(List<PoolPosition> Holders, BigInteger Shares)> SharesAsync(CancellationToken cancellationToken)
    {
        Dictionary<string, PoolPosition> found = [];
        Dictionary<string, string> minted = [];
        Dictionary<string, string> burned = [];
        BigInteger shares = 0;
        await foreach (IReadOnlyList<object?> row in RowsAsync(
            "SELECT from_address, to_address, value, block_number, transaction_hash FROM token_transfers "
            + "WHERE token_address = $1 ORDER BY block_number, log_index", cancellationToken))
        {
            (string from, string to, BigInteger value, string tx) =
                ($"{row[0]}", $"{row[1]}", WarehouseRows.Whole(row[2]), $"{row[4]}");
            shares += from == Nobody ? value : to == Nobody ? -value : 0;
            Of(to, row[3]).Liquidity += value;
            if (from != Nobody)
            {
                Of(from, row[3]).Liquidity -= value;
            }

            if (from == Nobody && to != Nobody)
            {
                minted[tx] = to;
            }
            else if (to == pool)
            {
                burned[tx] = from;
            }
        }

        // The events name the router; whose shares were made or given back in the same transaction is the owner.
        await foreach (IReadOnlyList<object?> row in RowsAsync(
            "SELECT kind, tx_hash, token_index, amount_raw FROM liquidity_events WHERE pool_id = $1 "
            + "AND kind IN ('mint', 'burn') AND token_index IS NOT NULL ORDER BY block_number, tx_index, evt_index, token_index",
            cancellationToken))
        {
            bool isMint = $"{row[0]}" == "mint";
            if ((isMint ? minted : burned).TryGetValue($"{row[1]}", out string? owner))
            {
                PoolPosition position = found[owner];
                (isMint ? position.Deposited : position.Withdrawn)[(int)WarehouseRows.Number(row[2])] +=
                    BigInteger.Abs(WarehouseRows.Whole(row[3]));
            }
        }

        found.Remove(Nobody);
        found.Remove(pool);
        return (Open(found.Values), shares);

        PoolPosition Of(string owner, object? block)
        {
            if (!found.TryGetValue(owner, out PoolPosition? position))
            {
                found[owner] = position = new PoolPosition(owner, null)
                {
                    SinceBlock = (long)WarehouseRows.Number(block),
                };
            }

            return position;
        }
    }

    /// <summary>A pair's reserves, raw, as its last Sync has them; null before the first.</summary>
    public async Task<double[]?> ReservesAsync(CancellationToken cancellationToken)
    {
        List<double> reserves = [];
        await foreach (IReadOnlyList<object?> row in RowsAsync(
            "SELECT amount_raw FROM liquidity_events WHERE pool_id = $1 AND kind = 'sync' "
            + "ORDER BY block_number DESC, tx_index DESC, evt_index DESC, token_index LIMIT 2", cancellationToken))
        {
            reserves.Add(WarehouseRows.Number(row[0]));
        }

        return reserves.Count == 2 ? [.. reserves] : null;
    }

    private static List<PoolPosition> Open(IEnumerable<PoolPosition> positions) =>
    [
        .. positions.Where(position => position.Liquidity > 0)
            .OrderByDescending(position => position.Liquidity).ThenBy(position => position.ToString(), StringComparer.Ordinal),
    ];

    private IAsyncEnumerable<IReadOnlyList<object?>> RowsAsync(string sql, CancellationToken cancellationToken) =>
        WarehouseRows.ReadAsync(query, sql, [pool], cancellationToken);
}
