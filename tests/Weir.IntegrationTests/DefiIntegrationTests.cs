using System.Numerics;
using System.Text.Json;
using System.Text.Json.Nodes;
using Weir.Tests.App;
using static Weir.IntegrationTests.AnvilWarehouse;

namespace Weir.IntegrationTests;

/// <summary>
/// Uniswap's own contracts on a real EVM: what Weir stores of liquidity, swaps and a flash loan equals the contracts'
/// state, from logs and from traces alike, and proves itself.
/// </summary>
public sealed class DefiIntegrationTests
{
    // Gives back what it was lent and what the call's data names beside: token and amount (uniswapV2Call).
    private const string Borrower = "0x6026600c60003960266000f3"
        + "63a9059cbb60e01b60005233600452" + "60c435602452" + "60006000604460006000" + "60a4355af1" + "5000";

    private static readonly BigInteger Coin = BigInteger.Pow(10, 18);

    [Fact]
    public async Task Uniswap_on_a_real_EVM_is_stored_as_its_contracts_say()
    {
        await using Anvil anvil = await Anvil.StartOrSkipAsync();
        Assert.SkipUnless(
            Directory.Exists(Path.Combine(Anvil.Packages, "@uniswap", "v3-periphery")),
            "Uniswap's contracts are not installed; ./test brings them with npm");
        Uniswap uniswap = await Uniswap.DeployAsync(anvil);
        BigInteger before = await uniswap.BalanceAsync(uniswap.Token1);
        await uniswap.SwapV2Async(3 * Coin);
        BigInteger gotV2 = await uniswap.BalanceAsync(uniswap.Token1) - before;
        before = await uniswap.BalanceAsync(uniswap.Token1);
        await uniswap.SwapV3Async(5 * Coin);
        BigInteger gotV3 = await uniswap.BalanceAsync(uniswap.Token1) - before;
        await uniswap.FlashAsync(Borrower, 100 * Coin, 101 * Coin);
        (BigInteger reserve0, BigInteger reserve1) = await uniswap.ReservesAsync();

        using CommandLine weir = new();
        string warehouse = await LoadAsync(weir, anvil);
        string[] trades = await QueryAsync(weir, warehouse,
            "SELECT concat_ws(' ', version, token_sold_address, CAST(token_sold_amount_raw AS VARCHAR), token_bought_address, "
            + "CAST(token_bought_amount_raw AS VARCHAR)) AS line FROM dex.trades ORDER BY block_number");
        Assert.Equal(
            [
                $"2 {uniswap.Token0} {3 * Coin} {uniswap.Token1} {gotV2}",
                $"3 {uniswap.Token0} {5 * Coin} {uniswap.Token1} {gotV3}",
            ],
            trades);
        Assert.Equal(
            [$"{uniswap.Pair} {uniswap.Token0} {100 * Coin} {Coin}"],
            await QueryAsync(weir, warehouse,
                "SELECT concat_ws(' ', contract_address, currency_contract, CAST(amount_raw AS VARCHAR), "
                + "CAST(fee_raw AS VARCHAR)) AS line FROM lending.flashloans"));
        Assert.Equal(
            [$"{reserve0}", $"{reserve1}"],
            await QueryAsync(weir, warehouse,
                "SELECT CAST(amount_raw AS VARCHAR) AS line FROM liquidity_events WHERE kind = 'sync' "
                + "ORDER BY block_number DESC, evt_index DESC, token_index LIMIT 2"));
        Assert.Equal(
            [$"{uniswap.Pair} event", $"{uniswap.Pool} event"],
            (await QueryAsync(weir, warehouse,
                "SELECT pool_id || ' ' || proof AS line FROM pools WHERE proof = 'event' ORDER BY block_number")));
        Assert.Equal(
            ["mint 2", "mint 3"],
            await QueryAsync(weir, warehouse,
                "SELECT DISTINCT kind || ' ' || version AS line FROM liquidity_events WHERE kind = 'mint' ORDER BY 1"));
        Assert.Equal(["0"], await QueryAsync(weir, warehouse, "SELECT CAST(count(*) AS VARCHAR) AS line FROM quarantine"));
        await RunAsync(weir, "verify", warehouse, "--proofs");

        string traced = await LoadTracedAsync(weir, anvil);
        Assert.Equal(trades, await QueryAsync(weir, traced,
            "SELECT concat_ws(' ', version, token_sold_address, CAST(token_sold_amount_raw AS VARCHAR), token_bought_address, "
            + "CAST(token_bought_amount_raw AS VARCHAR)) AS line FROM dex_trades ORDER BY block_number"));
        Assert.Equal(
            [$"{uniswap.Token0} {100 * Coin} {Coin}"],
            await QueryAsync(weir, traced,
                "SELECT concat_ws(' ', asset_address, CAST(amount_raw AS VARCHAR), CAST(fee_raw AS VARCHAR)) AS line "
                + "FROM flash_loans"));
    }

    // Traces by Parity's method and by Geth's are one form: the same calls with the same places.
    [Fact]
    public async Task Traces_of_both_methods_are_the_same_calls()
    {
        await using Anvil anvil = await Anvil.StartOrSkipAsync();
        string[] accounts = [.. (await anvil.CallAsync("eth_accounts"))!.AsArray().Select(item => (string)item!)];
        string coin = await anvil.CreateAsync(
            accounts[0], "ERC20PresetMinterPauser", Calldata.Encode("Coin", "COIN"));
        JsonNode receipt = await anvil.SendAsync(
            accounts[0], coin, Calldata.Call("mint(address,uint256)", accounts[1], 5));
        JsonObject tracer = new() { ["tracer"] = "callTracer" };
        JsonNode? geth = await TryCallAsync(
            anvil, "debug_traceBlockByNumber", receipt["blockNumber"]!.DeepClone(), tracer);
        Assert.SkipUnless(geth is not null, "this Anvil has no debug_traceBlockByNumber");
        JsonNode parity = (await anvil.CallAsync("trace_block", receipt["blockNumber"]!.DeepClone()))!;
        Assert.Equal(Calls(parity), Calls(geth!));
    }

    private static string[] Calls(JsonNode traces)
    {
        Ethereum.Blocks.Block block = new();
        Utf8JsonReader reader = new(JsonSerializer.SerializeToUtf8Bytes(traces));
        reader.Read();
        Ethereum.Json.TraceJson.ReadAll(ref reader, block);
        return
        [
            .. Enumerable.Range(0, block.Traces.Count).Select(i =>
            {
                ref Ethereum.Blocks.Trace trace = ref block.Traces[i];
                return $"{trace.Type} {trace.Depth} {trace.From} {trace.To} {trace.Value} "
                    + Convert.ToHexStringLower(block.Bytes[trace.Input]);
            }),
        ];
    }

    private static async Task<JsonNode?> TryCallAsync(Anvil anvil, string method, params JsonNode[] parameters)
    {
        try
        {
            return await anvil.CallAsync(method, parameters);
        }
        catch (Xunit.Sdk.XunitException)
        {
            return null;
        }
    }
}
