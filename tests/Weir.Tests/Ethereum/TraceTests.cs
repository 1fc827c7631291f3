using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.VisualBasic.FileIO;
using Weir.Core;
using Weir.Core.Errors;
using Weir.Core.Tables;
using Weir.Ethereum.Abi;
using Weir.Ethereum.Blocks;
using Weir.Ethereum.Json;
using Weir.Ethereum.Transforms;

namespace Weir.Tests.Ethereum;

/// <summary>Traces of every form a node gives, beside what ethereum-etl makes of them.</summary>
public sealed class TraceTests
{
    private const string Cases = "chain/ethereum-etl/";

    [Theory]
    [InlineData("test_export_traces_job/block_with_error", "trace_block_0xf45bf", 3)]
    [InlineData("test_export_traces_job/block_with_subtraces", "trace_block_0xf4240", 4)]
    [InlineData("test_export_traces_job/block_without_transactions", "trace_block_0x0", 0)]
    [InlineData("test_extract_geth_traces_job/block_with_create", "debug_traceBlockByNumber_0xf44f2_tracer_calltracer", 2)]
    [InlineData("test_extract_geth_traces_job/block_with_suicide", "debug_traceBlockByNumber_0xf7105_tracer_calltracer", 2)]
    [InlineData("test_extract_geth_traces_job/block_without_transactions", "debug_traceBlockByNumber_0x1_tracer_calltracer", 0)]
    public void Traces_equal_ethereum_etls_rows(string folder, string response, int count)
    {
        string path = SharedData.PathOrSkip(Cases + folder);
        List<Dictionary<string, string>> expected = ReadCsv(Path.Combine(path, "expected_traces.csv"));
        JsonNode answer = JsonNode.Parse(File.ReadAllText(Path.Combine(path, $"web3_response.{response}.json")))!;
        bool isGeth = folder.Contains("geth", StringComparison.Ordinal);
        string number = response.Split('_')[isGeth ? 2 : 2];
        Block block = Read(answer["result"]!);
        block.Header.Number = Convert.ToInt64(number, 16);
        TraceBatch rows = Transform(block);
        Assert.Equal((count, count), (rows.RowCount, expected.Count));
        for (int row = 0; row < count; row++)
        {
            foreach ((string column, string value) in expected[row])
            {
                // Its rows of Geth's traces have neither hash nor status nor id: it makes those in another step.
                if (!isGeth || column is not ("transaction_hash" or "status" or "trace_id" or "error"))
                {
                    Assert.Equal((row, column, value), (row, column, Value(rows, row, column)));
                }
            }
        }
    }

    [Fact]
    public void Contracts_equal_ethereum_etls_rows()
    {
        string path = SharedData.PathOrSkip(Cases + "test_stream/blocks_508110_508110");
        JsonNode answer = JsonNode.Parse(
            File.ReadAllText(Path.Combine(path, "web3_response.trace_block_0x7c0ce.json")))!;
        Block block = Read(answer["result"]!);
        block.Header.Number = 508_110;
        BatchSet output = new();
        using BlockRun run = new(1, [block]);
        new ContractTransform().Transform(run, output);
        var rows = (ContractBatch)output.Of(ContractBatch.Table);
        JsonNode[] expected =
        [
            .. File.ReadLines(Path.Combine(path, "expected_contracts.json")).Where(line => line.Length > 0)
                .Select(line => JsonNode.Parse(line)!),
        ];
        Assert.Equal(expected.Length, rows.RowCount);
        for (int row = 0; row < rows.RowCount; row++)
        {
            Assert.Equal((string)expected[row]["address"]!, Hex.Encode(rows.Address[row]));
            Assert.Equal((string)expected[row]["bytecode"]!, Hex.Encode(rows.Bytecode[row]));
            Assert.Equal((bool)expected[row]["is_erc20"]!, rows.IsErc20[row]);
            Assert.Equal((bool)expected[row]["is_erc721"]!, rows.IsErc721[row]);
            (int start, int end) = rows.FunctionSighashes[row];
            var items = (BytesColumn)rows.FunctionSighashes.Items;
            Assert.Equal(
                expected[row]["function_sighashes"]!.AsArray().Select(item => (string)item!),
                Enumerable.Range(start, end - start).Select(item => Hex.Encode(items[item])));
        }

        TraceBatch traces = Transform(block);
        JsonNode[] theirs = [.. File.ReadLines(Path.Combine(path, "expected_traces.json")).Where(line => line.Length > 0)
            .Select(line => JsonNode.Parse(line)!)];
        Assert.Equal(theirs.Length, traces.RowCount);
        for (int row = 0; row < theirs.Length; row++)
        {
            // What its streamer adds to the row is no column of the table; lists are told by their text elsewhere.
            foreach ((string column, JsonNode? value) in theirs[row].AsObject()
                .Where(pair => pair.Key is not ("type" or "item_id" or "item_timestamp" or "block_timestamp" or "block_hash"
                    or "trace_index")
                    && pair.Value is not JsonArray))
            {
                Assert.Equal((row, column, value?.ToString() ?? string.Empty), (row, column, Value(traces, row, column)));
            }
        }
    }

    [Fact]
    public void The_kind_of_a_contract_told_by_its_code_is_ethereum_etls()
    {
        string path = SharedData.PathOrSkip(Cases + "test_export_contracts_job/erc721_contract");
        JsonNode answer = JsonNode.Parse(File.ReadAllText(Directory.GetFiles(path, "web3_response.eth_getCode_*")[0]))!;
        JsonNode expected = JsonNode.Parse(File.ReadAllText(Path.Combine(path, "expected_contracts.json")))!;
        IReadOnlyList<uint> selectors = ContractCode.Selectors(Convert.FromHexString(((string)answer["result"]!)[2..]));
        Assert.Equal(
            expected["function_sighashes"]!.AsArray().Select(selector => (string)selector!),
            selectors.Select(selector => "0x" + selector.ToString("x8", CultureInfo.InvariantCulture)));
        Assert.Equal(
            ((bool)expected["is_erc20"]!, (bool)expected["is_erc721"]!),
            (ContractCode.IsErc20(selectors), ContractCode.IsErc721(selectors)));
    }

    [Fact]
    public void Function_selectors_equal_ethereum_etls()
    {
        string path = SharedData.PathOrSkip(Cases + "function_sighash_cases.json");
        JsonArray cases = JsonNode.Parse(File.ReadAllText(path))!.AsArray();
        Assert.Equal(3, cases.Count);
        foreach (JsonNode? item in cases)
        {
            string text = (string)item!["bytecode"]!;
            IReadOnlyList<uint> selectors =
                ContractCode.Selectors(Convert.FromHexString(text.Replace("0x", string.Empty, StringComparison.Ordinal)));
            Assert.Equal(
                item["expected_sighashes"]!.AsArray().Select(selector => (string)selector!),
                selectors.Select(selector => "0x" + selector.ToString("x8", CultureInfo.InvariantCulture)));
            Assert.Equal(
                ((bool)item["is_erc20"]!, (bool)item["is_erc721"]!),
                (ContractCode.IsErc20(selectors), ContractCode.IsErc721(selectors)));
        }
    }

    // Every answer of a node to a question for traces: it is read whole, or refused with the reason.
    [Fact]
    public void Traces_that_nodes_answered_are_read_or_refused_by_name()
    {
        int read = 0;
        int refused = 0;
        foreach (string file in (string[])["erigon-rpc-tests", "execution-apis"])
        {
            JsonObject exchanges = JsonNode.Parse(
                RealBlocks.ReadBytes($"{file}/rpc_exchanges.json.gz"))!.AsObject();
            foreach ((string name, JsonNode? pairs) in exchanges)
            {
                if (!name.StartsWith("trace_", StringComparison.Ordinal)
                    && !name.StartsWith("debug_traceBlock", StringComparison.Ordinal))
                {
                    continue;
                }

                foreach (JsonNode? pair in pairs is JsonArray list ? list : [pairs!.DeepClone()])
                {
                    JsonNode? result = pair!["response"]?["result"];
                    if (result is not JsonArray traces)
                    {
                        continue;
                    }

                    bool hasSteps = result.ToJsonString().Contains("structLogs", StringComparison.Ordinal);
                    if (hasSteps)
                    {
                        DecodeException error = Assert.Throws<DecodeException>(() => Read(result));
                        Assert.Contains("callTracer", error.Message, StringComparison.Ordinal);
                        refused++;
                        continue;
                    }

                    Block block = Read(result);
                    int flat = traces.Sum(trace => trace!["result"] is JsonArray inner && trace["action"] is null
                        ? inner.Count : 1);
                    Assert.Equal((name, flat), (name, block.Traces.Count));
                    read += flat;
                }
            }
        }

        Assert.True(read > 3_000 && refused >= 1, $"{read} traces, {refused} refused");
    }

    [Fact]
    public void Mainnets_trace_files_are_read_whole_and_in_order()
    {
        int read = 0;
        foreach (string path in Directory.GetFiles(SharedData.PathOrSkip("chain/mainnet/traces-only")))
        {
            JsonNode answer = JsonNode.Parse(RealBlocks.ReadBytes($"mainnet/traces-only/{Path.GetFileName(path)}"))!;
            JsonNode traces = answer is JsonArray ? answer : answer["traces"] ?? answer["result"]!;
            Block block = Read(traces);
            Assert.Equal(traces.AsArray().Count, block.Traces.Count);
            TraceBatch rows = Transform(block);
            string[] ids = [.. Enumerable.Range(0, rows.RowCount).Select(row => rows.TraceId.Text(row))];
            Assert.Distinct(ids);
            read += ids.Length;
        }

        Assert.True(read > 500, $"{read} traces");
    }

    [Fact]
    public void What_stands_in_a_failed_call_failed_whatever_it_says()
    {
        Block block = Read(JsonNode.Parse("""
            [{"txHash":"0x1111111111111111111111111111111111111111111111111111111111111111","result":
            {"type":"CALL","from":"0x00000000000000000000000000000000000000a1","to":"0x00000000000000000000000000000000000000b0",
             "input":"0x","value":"0x1","gas":"0x1","gasUsed":"0x1","calls":[
              {"type":"CALL","from":"0x00000000000000000000000000000000000000b0","to":"0x00000000000000000000000000000000000000c0","input":"0x",
               "error":"execution reverted","calls":[
                {"type":"STATICCALL","from":"0x00000000000000000000000000000000000000c0","to":"0x00000000000000000000000000000000000000d0","input":"0x","output":"0x"}]},
              {"type":"DELEGATECALL","from":"0x00000000000000000000000000000000000000b0","to":"0x00000000000000000000000000000000000000c0","input":"0x"},
              {"type":"CREATE2","from":"0x00000000000000000000000000000000000000b0","to":"0x00000000000000000000000000000000000000e0","input":"0x60","output":"0x00"},
              {"type":"SELFDESTRUCT","from":"0x00000000000000000000000000000000000000b0","to":"0x00000000000000000000000000000000000000f0","value":"0x2"}]}}]
            """)!);
        TraceBatch rows = Transform(block);
        Assert.Equal(
            [
                "call call  1 ", "call call 0 0 Reverted", "call staticcall 0,0 0 ", "call delegatecall 1 1 ",
                "create  2 1 ", "suicide  3 1 ",
            ],
            Enumerable.Range(0, rows.RowCount).Select(row =>
                $"{rows.TraceType.Text(row)} {rows.CallType.Text(row)} {rows.TraceAddress.Text(row)} "
                + $"{rows.Status[row]} {rows.Error.Text(row)}"));
        Assert.Equal([4L, 1, 0, 0, 0, 0], rows.Subtraces.Values.ToArray());
        Assert.EndsWith("_0_0", rows.TraceId.Text(2), StringComparison.Ordinal);
        Assert.Equal("0", rows.Value[2].ToString());
    }

    // The EVM's depth is 1,024 calls: twice that of JSON.
    [Fact]
    public void Calls_may_be_as_deep_as_the_EVM_lets_them()
    {
        const string frame = "{\"type\":\"CALL\",\"from\":\"0x00000000000000000000000000000000000000a1\","
            + "\"to\":\"0x00000000000000000000000000000000000000b0\",\"calls\":[";
        string text = string.Concat(Enumerable.Repeat(frame, 1024)) + string.Concat(Enumerable.Repeat("]}", 1024));
        Block block = Parse($"[{{\"result\":{text}}}]");
        Assert.Equal((1024, 1023), (block.Traces.Count, block.Traces[1023].Depth));
        string deeper = string.Concat(Enumerable.Repeat(frame, 1200)) + string.Concat(Enumerable.Repeat("]}", 1200));
        Assert.Throws<DecodeException>(() => Parse($"[{{\"result\":{deeper}}}]"));
    }

    [Theory]
    [InlineData("[{\"type\":\"dance\",\"action\":{},\"traceAddress\":[]}]", "type")]
    [InlineData("[{\"action\":{\"from\":\"0x1\"},\"type\":\"call\"}]", "action.from")]
    [InlineData("[{\"result\":{\"from\":\"0x00000000000000000000000000000000000000a1\"}}]", "type")]
    [InlineData("[{\"txHash\":\"0x1111111111111111111111111111111111111111111111111111111111111111\",\"error\":\"oom\"}]", "could not trace")]
    [InlineData("{}", "traces")]
    public void What_is_no_trace_is_refused_by_name(string json, string named) =>
        Assert.Contains(named, Assert.Throws<DecodeException>(() => Parse(json)).Message, StringComparison.Ordinal);

    private static Block Read(JsonNode traces) => Parse(traces.ToJsonString(new() { MaxDepth = 4096 }));

    private static Block Parse(string json)
    {
        Block block = new();
        Utf8JsonReader reader = new(System.Text.Encoding.UTF8.GetBytes(json), JsonValues.DeepOptions);
        reader.Read();
        TraceJson.ReadAll(ref reader, block);
        Assert.True(block.HasTraces && block.Present.HasFlag(ProofGroups.Traces));
        return block;
    }

    private static TraceBatch Transform(Block block)
    {
        BatchSet output = new();
        using BlockRun run = new(1, [block]);
        new TraceTransform().Transform(run, output);
        return (TraceBatch)output.Of(TraceBatch.Table);
    }

    private static string Value(TraceBatch rows, int row, string column)
    {
        int index = rows.Schema.IndexOf(column);
        ValueFormat format = ValueFormat.Of(rows.Schema.Columns[index], rows.Columns[index]);
        if (format.IsNull(row))
        {
            return string.Empty;
        }

        ValueText text = new();
        format.Append(text, row);
        return System.Text.Encoding.UTF8.GetString(text.Written);
    }

    private static List<Dictionary<string, string>> ReadCsv(string path)
    {
        using TextFieldParser parser = new(path) { Delimiters = [","], HasFieldsEnclosedInQuotes = true };
        List<Dictionary<string, string>> rows = [];
        string[]? names = parser.ReadFields();
        while (names is not null && parser.ReadFields() is { } fields)
        {
            rows.Add(names.Zip(fields).ToDictionary(pair => pair.First, pair => pair.Second));
        }

        return rows;
    }
}
