using Weir.Connectors.DuckDb;
using Weir.Connectors.Export;
using Weir.Core;
using Weir.Core.Errors;
using Weir.Pipeline;
using static Weir.Tests.Connectors.Export.SmallWarehouse;

namespace Weir.Tests.Connectors.Export;

/// <summary>
/// Small cases; eng/proofs/ethereum-etl-export.py compares whole real blocks with what ethereum-etl writes.
/// </summary>
public sealed class WarehouseExporterTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Ethereum_etl_blocks_carry_their_withdrawals()
    {
        await using SmallWarehouse warehouse = await CreateAsync(Token);
        string[] csv = (await Export(warehouse, "blocks", ExportFormat.Csv, ExportSchema.EthereumEtl)).Split("\r\n");
        Assert.StartsWith("number,hash,parent_hash,nonce,", csv[0], StringComparison.Ordinal);
        Assert.StartsWith($"100,{Hash(0xa0)},", csv[1], StringComparison.Ordinal);
        Assert.EndsWith(",1700000000,0,,,,,", csv[1], StringComparison.Ordinal);
        string account = Account(0x0f);
        Assert.EndsWith(
            $$"""
            ,1700000012,0,,,"{""index"":7,""validator_index"":70,""address"":""{{account}}"",""amount"":1000},{""index"":8,""validator_index"":71,""address"":""{{account}}"",""amount"":1001}",,
            """.Trim(),
            csv[2], StringComparison.Ordinal);
        Assert.Equal("", csv[3]);
        string[] json =
            (await Export(warehouse, "blocks", ExportFormat.JsonLines, ExportSchema.EthereumEtl)).Split('\n');
        Assert.Contains("\"withdrawals\": [], \"blob_gas_used\": null, \"excess_blob_gas\": null}", json[0],
            StringComparison.Ordinal);
        Assert.Contains(
            $"\"difficulty\": {UInt256.One << 70}, \"total_difficulty\": null", json[0], StringComparison.Ordinal);
        Assert.Contains(
            $$"""[{"index": 7, "validator_index": 70, "address": "{{account}}", "amount": 1000}, {"index": 8,""",
            json[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ethereum_etl_transactions_are_in_order_and_receipts_only_where_there_is_one()
    {
        await using SmallWarehouse warehouse = await CreateAsync(Token);
        string[] csv =
            (await Export(warehouse, "transactions", ExportFormat.Csv, ExportSchema.EthereumEtl)).Split("\r\n");
        Assert.StartsWith($"{Hash(0x10)},,{Hash(0xa0)},100,0,{Account(0)},,{UInt256.MaxValue},,,0x,1700000000,,,0,,",
            csv[1], StringComparison.Ordinal);
        Assert.EndsWith($",\"{Hash(0)},{Hash(1)}\"", csv[2], StringComparison.Ordinal);
        string receipts = await Export(warehouse, "receipts", ExportFormat.JsonLines, ExportSchema.EthereumEtl);
        Assert.Equal(
            $$"""
            {"transaction_hash": "{{Hash(0x10)}}", "transaction_index": 0, "block_hash": "{{Hash(0xa0)}}", "block_number": 100, "cumulative_gas_used": 21000, "gas_used": null, "contract_address": null, "root": null, "status": null, "effective_gas_price": null, "l1_fee": null, "l1_gas_used": null, "l1_gas_price": null, "l1_fee_scalar": null, "blob_gas_price": null, "blob_gas_used": null}

            """.ReplaceLineEndings("\n"),
            receipts);
    }

    [Fact]
    public async Task Ethereum_etl_logs_have_one_list_of_topics()
    {
        await using SmallWarehouse warehouse = await CreateAsync(Token);
        string[] csv = (await Export(warehouse, "logs", ExportFormat.Csv, ExportSchema.EthereumEtl)).Split("\r\n");
        Assert.EndsWith(",0x,", csv[1], StringComparison.Ordinal);
        Assert.EndsWith($",0x,{Hash(1)}", csv[2], StringComparison.Ordinal);
        Assert.EndsWith($",0x,\"{Hash(1)},{Hash(2)}\"", csv[3], StringComparison.Ordinal);
        string[] json = (await Export(warehouse, "logs", ExportFormat.JsonLines, ExportSchema.EthereumEtl)).Split('\n');
        Assert.EndsWith("\"topics\": []}", json[0], StringComparison.Ordinal);
        Assert.EndsWith($"\"topics\": [\"{Hash(1)}\", \"{Hash(2)}\"]}}", json[2], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ethereum_etl_transfers_leave_erc1155_out_and_give_the_id_of_an_erc721()
    {
        await using SmallWarehouse warehouse = await CreateAsync(Token);
        string csv = await Export(warehouse, "token_transfers", ExportFormat.Csv, ExportSchema.EthereumEtl);
        Assert.Equal(
            "token_address,from_address,to_address,value,transaction_hash,log_index,block_number\r\n"
            + $"{Account(0)},{Account(0)},{Account(0)},18446744073709551616,{Hash(0)},0,100\r\n"
            + $"{Account(1)},{Account(0)},{Account(0)},{UInt256.MaxValue},{Hash(0)},1,100\r\n",
            csv);
    }

    [Fact]
    public async Task Without_rows_ethereum_etl_writes_nothing_and_weir_its_header()
    {
        await using SmallWarehouse warehouse = await CreateAsync(Token);
        Assert.Equal(
            "", await Export(warehouse, "logs", ExportFormat.Csv, ExportSchema.EthereumEtl, new BlockRange(101, 101)));
        Assert.StartsWith(
            "chain_id,block_number,", await Export(warehouse, "logs", ExportFormat.Csv, ExportSchema.Weir, new BlockRange(101, 101)),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Weirs_own_tables_keep_null_and_empty_text_apart()
    {
        await using SmallWarehouse warehouse = await CreateAsync(Token);
        Assert.Equal(
            "chain_id,source,block_number,block_hash,item_index,address,reason,raw,column_name\n"
            + "1,token_transfers,100,,,,\"a \"\"quoted\"\", reason\nof two lines\",\"\",\n",
            await Export(warehouse, "quarantine", ExportFormat.Csv, ExportSchema.Weir));
        Assert.Equal(
            """{"chain_id":1,"source":"token_transfers","block_number":100,"block_hash":null,"item_index":null,"address":null,"reason":"a \"quoted\", reason\nof two lines","raw":"","column_name":null}"""
            + "\n",
            await Export(warehouse, "quarantine", ExportFormat.JsonLines, ExportSchema.Weir));
        string json = await Export(warehouse, "transactions", ExportFormat.JsonLines, ExportSchema.Weir);
        Assert.Contains("\"block_timestamp\":\"2023-11-14T22:13:20Z\"", json, StringComparison.Ordinal);
        Assert.Contains($"\"value\":\"{UInt256.MaxValue}\"", json, StringComparison.Ordinal);
        Assert.Contains($"\"blob_versioned_hashes\":[\"{Hash(0)}\",\"{Hash(1)}\"]", json, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("erc20_transfers", 1)]
    [InlineData("erc721_transfers", 1)]
    [InlineData("erc1155_transfers", 1)]
    [InlineData("original.token_transfers", 3)]
    [InlineData("ethereum_etl.logs", 3)]
    [InlineData("ingest_ranges", 16)]
    public async Task Views_and_other_tables_are_exported_by_name(string name, int rows)
    {
        await using SmallWarehouse warehouse = await CreateAsync(Token);
        Assert.Equal(
            rows, (await Export(warehouse, name, ExportFormat.JsonLines, ExportSchema.Weir)).Count(c => c == '\n'));
        Assert.Equal(
            rows + 1, (await Export(warehouse, name, ExportFormat.Csv, ExportSchema.Weir)).Count(c => c == '\n'));
    }

    [Theory]
    [InlineData("transactions", ExportSchema.Weir, 2)]
    [InlineData("blocks", ExportSchema.EthereumEtl, 2)]
    [InlineData("token_transfers", ExportSchema.EthereumEtl, 2)]
    [InlineData("erc721_transfers", ExportSchema.Weir, 1)]
    public async Task Parquet_has_every_row_and_exact_numbers_as_text(string name, ExportSchema schema, int rows)
    {
        await using SmallWarehouse warehouse = await CreateAsync(Token);
        ExportedFile file = await Run(warehouse, name, ExportFormat.Parquet, schema, BlockRange.All);
        Assert.Equal(rows, file.Rows);
        await using DuckDbQuery query = DuckDbQuery.Open(":memory:", new DuckDbOptions());
        await using IQueryResult result = await query.QueryAsync("SELECT * FROM read_parquet($1)", [file.Path], Token);
        Assert.All(
            result.Columns.Where(column => column.Name is "value" or "difficulty" or "token_id"),
            column => Assert.Equal("VARCHAR", column.TypeName));
        int read = 0;
        await foreach (IReadOnlyList<object?> row in result.ReadRowsAsync(Token))
        {
            Assert.Equal(result.Columns.Count, row.Count);
            read++;
        }

        Assert.Equal(rows, read);
    }

    [Fact]
    public async Task Parquet_of_a_range_of_blocks_has_only_those()
    {
        await using SmallWarehouse warehouse = await CreateAsync(Token);
        Assert.Equal(1,
            (await Run(warehouse, "blocks", ExportFormat.Parquet, ExportSchema.Weir, new BlockRange(101, 200))).Rows);
    }

    [Theory]
    [InlineData("nowhere", ExportSchema.Weir)]
    [InlineData("withdrawals", ExportSchema.EthereumEtl)]
    public async Task A_name_that_is_no_table_is_answered_with_those_that_are(string name, ExportSchema schema)
    {
        await using SmallWarehouse warehouse = await CreateAsync(Token);
        ConfigException error = await Assert.ThrowsAsync<ConfigException>(
            () => Run(warehouse, name, ExportFormat.Csv, schema, BlockRange.All));
        Assert.Contains("token_transfers", error.Remedy, StringComparison.Ordinal);
        Assert.False(Directory.Exists(warehouse.Folder));
    }

    [Fact]
    public async Task A_folder_that_cannot_be_written_is_named_and_nothing_stays()
    {
        await using SmallWarehouse warehouse = await CreateAsync(Token);
        await File.WriteAllTextAsync(warehouse.Folder, "a file where the folder should be", Token);
        WarehouseException error = await Assert.ThrowsAsync<WarehouseException>(
            () => Run(warehouse, "logs", ExportFormat.Csv, ExportSchema.Weir, BlockRange.All));
        Assert.Equal(ErrorCodes.FileWrite, error.Code);
    }

    [Fact]
    public async Task A_failure_leaves_no_partial_file_and_the_old_one_as_it_was()
    {
        await using SmallWarehouse warehouse = await CreateAsync(Token);
        await Export(warehouse, "logs", ExportFormat.Csv, ExportSchema.Weir);
        await using (DuckDbSink sink = new(warehouse.File, new DuckDbOptions(), TimeProvider.System))
        {
            await sink.OpenAsync(
                new SinkRequest(new(1, "backfill"), [Weir.Core.Tables.LogBatch.Table], ProofGroups.Header), Token);
            sink.Connection.Execute("UPDATE logs SET data = 'no hex' WHERE log_index = 2");
        }

        await Assert.ThrowsAsync<WarehouseException>(
            () => Run(warehouse, "logs", ExportFormat.Csv, ExportSchema.Weir, BlockRange.All));
        Assert.Equal(["logs.csv"], Directory.GetFiles(warehouse.Folder).Select(Path.GetFileName));
    }

    private static async Task<string> Export(
        SmallWarehouse warehouse, string table, ExportFormat format, ExportSchema schema, BlockRange? blocks = null)
    {
        ExportedFile file = await Run(warehouse, table, format, schema, blocks ?? BlockRange.All);
        Assert.Equal(new FileInfo(file.Path).Length, file.Bytes);
        return await File.ReadAllTextAsync(file.Path, Token);
    }

    private static async Task<ExportedFile> Run(
        SmallWarehouse warehouse, string table, ExportFormat format, ExportSchema schema, BlockRange blocks)
    {
        await using WarehouseExporter exporter = WarehouseExporter.Open(warehouse.File, new DuckDbOptions());
        return Assert.Single(
            await exporter.ExportAsync(new ExportRequest([table], warehouse.Folder, format, schema, blocks), Token));
    }
}
