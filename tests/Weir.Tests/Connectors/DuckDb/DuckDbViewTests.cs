using System.Numerics;
using Weir.Connectors.DuckDb;
using Weir.Core;
using Weir.Pipeline;
using Weir.Tests.Connectors.Export;

namespace Weir.Tests.Connectors.DuckDb;

public sealed class DuckDbViewTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string, string> Columns => new()
    {
        {
            "blocks",
            "number hash parent_hash nonce sha3_uncles logs_bloom transactions_root state_root receipts_root miner difficulty "
            + "total_difficulty size extra_data gas_limit gas_used timestamp transaction_count base_fee_per_gas withdrawals_root "
            + "withdrawals blob_gas_used excess_blob_gas"
        },
        {
            "transactions",
            "hash nonce block_hash block_number transaction_index from_address to_address value gas gas_price input "
            + "block_timestamp max_fee_per_gas max_priority_fee_per_gas transaction_type max_fee_per_blob_gas blob_versioned_hashes"
        },
        {
            "receipts",
            "transaction_hash transaction_index block_hash block_number cumulative_gas_used gas_used contract_address root status "
            + "effective_gas_price l1_fee l1_gas_used l1_gas_price l1_fee_scalar blob_gas_price blob_gas_used"
        },
        { "logs", "log_index transaction_hash transaction_index block_hash block_number address data topics" },
        { "token_transfers", "token_address from_address to_address value transaction_hash log_index block_number" },
    };

    [Theory]
    [MemberData(nameof(Columns))]
    public async Task Ethereum_etl_views_have_its_columns(string view, string columns)
    {
        await using SmallWarehouse warehouse = await SmallWarehouse.CreateAsync(Token);
        (string[] names, _) = await Query(warehouse, $"SELECT * FROM {view}", "ethereum_etl");
        Assert.Equal(columns.Split(' '), names);
    }

    [Fact]
    public async Task The_original_platforms_query_runs_unchanged()
    {
        const string Sql =
            """
            SELECT DATE_TRUNC('hour', block_timestamp) hour_bucket, contract token_contract, standard token_standard, chain_id,
                   COUNT(*) transfer_count, SUM(amount / 1e18) volume_normalized,
                   COUNT(DISTINCT "from") unique_senders, COUNT(DISTINCT "to") unique_receivers
            FROM token_transfers
            WHERE block_timestamp >= NOW() - INTERVAL '1000 years' AND standard = 'ERC-20'
            GROUP BY 1, 2, 3, 4 ORDER BY hour_bucket DESC
            """;
        await using SmallWarehouse warehouse = await SmallWarehouse.CreateAsync(Token);
        (_, List<IReadOnlyList<object?>> rows) = await Query(warehouse, Sql, "original");
        IReadOnlyList<object?> row = Assert.Single(rows);
        Assert.Equal(new DateTimeOffset(2023, 11, 14, 22, 0, 0, TimeSpan.Zero), row[0]);
        Assert.Equal([SmallWarehouse.Account(0), "ERC-20", 1L, 1L, 18.446744073709551616, 1L, 1L], row.Skip(1));
    }

    [Fact]
    public async Task Sums_of_amounts_stay_exact()
    {
        await using SmallWarehouse warehouse = await SmallWarehouse.CreateAsync(Token);
        (_, List<IReadOnlyList<object?>> rows) = await Query(
            warehouse, "SELECT sum(value), (SELECT max(token_id) FROM erc721_transfers) FROM token_transfers", "main");
        Assert.Equal([(BigInteger.One << 64) + 2, (BigInteger)UInt256.MaxValue], rows[0]);
    }

    private static async Task<(string[] Names, List<IReadOnlyList<object?>> Rows)> Query(
        SmallWarehouse warehouse, string sql, string searchSchema)
    {
        await using DuckDbQuery query = DuckDbQuery.Open(warehouse.File, new DuckDbOptions(), searchSchema);
        await using IQueryResult result = await query.QueryAsync(sql, [], Token);
        List<IReadOnlyList<object?>> rows = [];
        await foreach (IReadOnlyList<object?> row in result.ReadRowsAsync(Token))
        {
            rows.Add(row);
        }

        return ([.. result.Columns.Select(column => column.Name)], rows);
    }
}
