using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Weir.Connectors.JsonRpc;
using Weir.Core;
using Weir.Core.Errors;
using Weir.Ethereum.Blocks;
using Weir.Ethereum.Json;
using Weir.Ethereum.Verification;
using Weir.Pipeline;
using Weir.Tests.Ethereum;

namespace Weir.Tests.Connectors.Live;

/// <summary>
/// What go-ethereum and Erigon answered when their own test suites were recorded: every pair comes through the client
/// as the value it is, or as the right typed error; blocks, receipts and logs also through our readers.
/// </summary>
public sealed class RecordedExchangesTests
{
    [Theory]
    [InlineData("execution-apis", 56, 12, 0, 3503995874084926)]
    [InlineData("erigon-rpc-tests", 130, 10, 9, 1)]
    public async Task Every_recorded_answer_is_read_to_its_value_or_its_error(
        string folder, int values, int errors, int empties, long chainId)
    {
        JsonObject recorded = JsonNode.Parse(RealBlocks.ReadBytes($"{folder}/rpc_exchanges.json.gz"))!.AsObject();
        await using RecordedNode node = await RecordedNode.StartAsync();
        using RpcNode client = new(
            new RpcOptions { Endpoint = node.Url, Retry = new RetryOptions { Attempts = 0 } }, TimeProvider.System);
        int read = 0;
        int refused = 0;
        int empty = 0;
        foreach ((string name, JsonNode? pairs) in recorded)
        {
            foreach (JsonNode? pair in pairs is JsonArray list ? list : [pairs!.DeepClone()])
            {
                if (pair!["request"] is not JsonObject request || pair["response"] is not JsonObject response)
                {
                    continue;
                }

                node.Next = response;
                string method = request["method"]!.ToString();
                string parameters = request["params"]?.ToJsonString()[1..^1] ?? string.Empty;
                if (response["error"] is { } error)
                {
                    RpcException failure = await Assert.ThrowsAsync<RpcException>(
                        () => client.CallAsync(method, parameters, TestContext.Current.CancellationToken));
                    CheckError(name, failure, (int)error["code"]!, error["message"]!.ToString());
                    refused++;
                }
                else if (!response.ContainsKey("result"))
                {
                    // Recorded without its value: no answer of JSON-RPC.
                    RpcException failure = await Assert.ThrowsAsync<RpcException>(
                        () => client.CallAsync(method, parameters, TestContext.Current.CancellationToken));
                    Assert.Equal((name, ErrorCodes.RpcNotJson), (name, failure.Code));
                    empty++;
                }
                else
                {
                    JsonElement value = await client.CallAsync(method, parameters, TestContext.Current.CancellationToken);
                    Assert.True(
                        JsonNode.DeepEquals(response["result"], JsonNode.Parse(value.GetRawText())), $"{name}: {value}");
                    CheckValue(name, method, response["result"], chainId);
                    read++;
                }

                Assert.True(JsonNode.DeepEquals(request["params"] ?? new JsonArray(), node.Asked!["params"]), name);
            }
        }

        Assert.Equal((values, errors, empties), (read, refused, empty));
    }

    // A node's own trouble may pass; what was asked wrongly, or was reverted, does not.
    private static void CheckError(string name, RpcException failure, int code, string message)
    {
        bool isBehind = message.Contains("beyond current head", StringComparison.Ordinal);
        Assert.Equal((name, isBehind ? ErrorCodes.RpcMissingBlock : ErrorCodes.RpcError), (name, failure.Code));
        Assert.Contains($"failed with code {code}", failure.Message, StringComparison.Ordinal);
        Assert.Contains(message.Split('"', '\n')[0][..Math.Min(40, message.Split('"', '\n')[0].Length)], failure.Message, StringComparison.Ordinal);
        Assert.Equal((name, isBehind || code is -32000 or -32603), (name, failure.IsTransient));
    }

    private static void CheckValue(string name, string method, JsonNode? result, long chainId)
    {
        Utf8JsonReader reader = new(Encoding.UTF8.GetBytes(result?.ToJsonString() ?? "null"));
        reader.Read();
        Block block = new();
        switch (method, result)
        {
            case ("eth_getBlockByNumber" or "eth_getBlockByHash", JsonObject header):
                new BlockJson().Read(ref reader, block);
                Assert.Equal(header["hash"]!.ToString(), block.Header.Hash.ToString());
                BlockVerdict verdict = new BlockVerifier(VerifyLevel.Roots, chainId).Verify(block);
                Assert.Equal((name, Verdict.Ok, verdict.Detail), (name, verdict.Header, verdict.Detail));
                break;
            case ("eth_getBlockReceipts", JsonArray receipts):
                ReceiptJson.ReadAll(ref reader, block);
                Assert.Equal(receipts.Count, block.Receipts.Count);
                Assert.Equal(receipts.Sum(one => one!["logs"]!.AsArray().Count), block.Logs.Count);
                break;
            case ("eth_getTransactionReceipt", JsonObject receipt):
                ReceiptJson.ReadOne(ref reader, block);
                Assert.Equal(receipt["transactionHash"]!.ToString(), block.Receipts.Rows[0].TransactionHash.ToString());
                Assert.Equal(receipt["logs"]!.AsArray().Count, block.Logs.Count);
                break;
            case ("eth_getLogs", JsonArray logs):
                Assert.Equal(logs.Count, LogJson.ReadAll(ref reader, block));
                for (int i = 0; i < logs.Count; i++)
                {
                    ref readonly LogEntry log = ref block.Logs.Rows[i];
                    Assert.Equal(logs[i]!["address"]!.ToString(), log.Address.ToString());
                    Assert.Equal(logs[i]!["data"]!.ToString(), Hex.Encode(block.Bytes[log.Data]));
                }

                break;
            default:
                break;
        }
    }
}
