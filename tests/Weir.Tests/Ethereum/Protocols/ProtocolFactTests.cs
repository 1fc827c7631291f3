using Weir.Core;
using Weir.Core.Tables;

namespace Weir.Tests.Ethereum.Protocols;

/// <summary>What protocols' events mean where no real block at hand has them: logs in the form of their contracts.</summary>
public sealed class ProtocolFactTests
{
    private const string Usdc = "0xa0b86991c6218b36c1d19d4a2e9eb0ce3606eb48";
    private const string Weth = "0xc02aaa39b223fe8d0a0e5c4f27ead9083c756cc2";
    private const string Dai = "0x6b175474e89094c44da98b954eedeac495271d0f";
    private const string Alice = "0x00000000000000000000000000000000000000a1";
    private const string Bob = "0x00000000000000000000000000000000000000b0";
    private const string Zero = "0x0000000000000000000000000000000000000000";
    private const string Hash = "0x1111111111111111111111111111111111111111111111111111111111111111";

    [Fact]
    public void Aave_v3_and_v2_loans_and_flash_loans()
    {
        const string v3 = "0x87870bca3f3fd6335c3f4ce8392d69350b4fa4e2";
        const string v2 = "0x7d2768de32b0b80b7a3454c06bdac94a69ddc7a9";
        FactBlock block = new FactBlock()
            .Emit(v3, "Supply(address indexed reserve, address user, address indexed onBehalfOf, uint256 amount, uint16 indexed referralCode)", Usdc, Alice, Bob, "100", "0")
            .Emit(v3, "Borrow(address indexed reserve, address user, address indexed onBehalfOf, uint256 amount, uint8 interestRateMode, uint256 borrowRate, uint16 indexed referralCode)", Weth, Alice, Bob, "7", "2", "0", "0")
            .Emit(v3, "Repay(address indexed reserve, address indexed user, address indexed repayer, uint256 amount, bool useATokens)", Weth, Bob, Alice, "3", true)
            .Emit(v3, "FlashLoan(address indexed target, address initiator, address indexed asset, uint256 amount, uint8 interestRateMode, uint256 premium, uint16 indexed referralCode)", Bob, Alice, Usdc, "1000000", "0", "500", "0")
            .Emit(v2, "FlashLoan(address indexed target, address indexed initiator, address indexed asset, uint256 amount, uint256 premium, uint16 referralCode)", Bob, Alice, Dai, "10000", "9", "0")
            .Emit(Alice, "Withdraw(address indexed reserve, address indexed user, address indexed to, uint256 amount)", Usdc, Alice, Bob, "1")
            .Decode();
        Assert.Equal(
            ["aave 3 deposit 100", "aave 3 borrow 7", "aave 3 repay 3", "unknown 2-3 withdraw 1"],
            Lending(block.Lending));
        Assert.Equal((Alice, Bob), (Address(block.Lending.UserAddress, 2), Address(block.Lending.OnBehalfOf, 2)));
        Assert.Equal(["aave 3 1000000 500", "aave 2 10000 9"], Loans(block.FlashLoans));
        Assert.Equal((Bob, Alice, Usdc), (
            Address(block.FlashLoans.Recipient, 0), Address(block.FlashLoans.Initiator, 0),
            Address(block.FlashLoans.AssetAddress, 0)));
    }

    [Fact]
    public void Flash_loans_of_balancer_maker_morpho_uniswap_v3_and_aave_v1()
    {
        const string balancer = "0xba12222222228d8ba445958a75a0704d566bf2c8";
        const string maker = "0x60744434d6339a6b27d73d9eda62b6f66a0a04fa";
        const string pool = "0x88e6a0c2ddd26feeb64f039a2c41296fcb3f5640";
        FactBlock block = new FactBlock()
            .Emit(balancer, "FlashLoan(address indexed recipient, address indexed token, uint256 amount, uint256 feeAmount)", Bob, Dai, "500", "0")
            .Emit(maker, "FlashLoan(address indexed receiver, address token, uint256 amount, uint256 fee)", Bob, Dai, "900", "0")
            .Emit("0xbbbbbbbbbb9cc5e90e3b3af64bdaf62c37eeffcb", "FlashLoan(address indexed caller, address indexed token, uint256 assets)", Bob, Usdc, "77")
            .Emit("0x398ec7346dcd622edc5ae82352f02be94c62d119", "FlashLoan(address indexed target, address indexed reserve, uint256 amount, uint256 totalFee, uint256 protocolFee, uint256 timestamp)", Bob, Dai, "10000", "9", "3", "0")
            .Transact().Move(Usdc, pool, Bob, "50").Move(Usdc, Bob, pool, "51").Move(Weth, Bob, pool, "1")
            .Emit(pool, "Flash(address indexed sender, address indexed recipient, uint256 amount0, uint256 amount1, uint256 paid0, uint256 paid1)", Alice, Bob, "50", "0", "1", "0")
            .Decode();
        Assert.Equal(
            ["balancer 2 500 0", "maker 1 900 0", "morpho blue 77 0", "aave 1 10000 9", "uniswap 3 50 1"],
            Loans(block.FlashLoans));
        Assert.Equal((Usdc, 0L), (Address(block.FlashLoans.AssetAddress, 4), block.FlashLoans.TokenIndex[4]));
        Assert.Equal(0, block.Quarantine.RowCount);
    }

    [Fact]
    public void A_dydx_flash_loan_is_withdrawal_call_and_deposit_of_one_market()
    {
        const string solo = "0x1e0447b19bb6ecfdae1e4ae1694b0c3659614e4e";
        const string update = "((bool,uint256),(bool,uint128)) update";
        string withdraw = $"LogWithdraw(address indexed accountOwner, uint256 accountNumber, uint256 market, {update}, address to)";
        string deposit = $"LogDeposit(address indexed accountOwner, uint256 accountNumber, uint256 market, {update}, address from)";
        const string call = "LogCall(address indexed accountOwner, uint256 accountNumber, address callee)";
        FactBlock block = new FactBlock()
            .Emit(solo, withdraw, Alice, "1", "2", Update(false, "1000"), Bob)
            .Emit(solo, call, Alice, "1", Bob)
            .Emit(solo, deposit, Alice, "1", "2", Update(true, "1002"), Bob)
            .Transact()
            .Emit(solo, deposit, Alice, "1", "3", Update(true, "5"), Bob)
            .Decode();
        Assert.Equal(["dydx solo 1000 2"], Loans(block.FlashLoans));
        Assert.Equal(Usdc, Address(block.FlashLoans.AssetAddress, 0));
        Assert.Equal(
            ["dydx solo withdraw 1000", "dydx solo deposit 1002", "dydx solo deposit 5"], Lending(block.Lending));
    }

    [Fact]
    public void Compound_v3_tells_a_repayment_from_a_deposit_by_what_it_mints()
    {
        const string comet = "0xc3d688b66703497daa19211eedff47f25384cdc3";
        const string supply = "Supply(address indexed from, address indexed dst, uint256 amount)";
        const string withdraw = "Withdraw(address indexed src, address indexed to, uint256 amount)";
        FactBlock block = new FactBlock()
            .Emit(comet, supply, Alice, Bob, "10").Move(comet, Zero, Bob, "10")
            .Transact().Emit(comet, supply, Alice, Bob, "4")
            .Transact().Emit(comet, withdraw, Bob, Alice, "6").Move(comet, Bob, Zero, "6")
            .Transact().Emit(comet, withdraw, Bob, Alice, "2")
            .Emit(comet, "AbsorbCollateral(address indexed absorber, address indexed borrower, address indexed asset, uint256 collateralAbsorbed, uint256 usdValue)", Alice, Bob, Weth, "3", "1")
            .Emit(comet, "AbsorbDebt(address indexed absorber, address indexed borrower, uint256 basePaidOut, uint256 usdValue)", Alice, Bob, "9", "1")
            .Emit(Alice, supply, Alice, Bob, "1")
            .Decode();
        Assert.Equal(
            [
                "compound 3 deposit 10", "compound 3 repay 4", "compound 3 withdraw 6", "compound 3 borrow 2",
                "compound 3 liquidation 0", "compound 3 liquidation 9",
            ],
            Lending(block.Lending));
        Assert.Equal((Weth, "3"), (
            Address(block.Lending.CollateralAsset, 4), block.Lending.CollateralAmountRaw[4].ToString()));
    }

    [Fact]
    public void Maker_psm_swaps_in_eighteen_digits_with_the_fee()
    {
        const string psm = "0x89b78cfa322f6c5de0abceecab66aee45393cc5a";
        FactBlock block = new FactBlock()
            .Emit(psm, "SellGem(address indexed owner, uint256 value, uint256 fee)", Alice, "2000000", "5")
            .Emit(psm, "BuyGem(address indexed owner, uint256 value, uint256 fee)", Alice, "1000000", "7")
            .Decode();
        Assert.Equal(
            [$"maker psm {Usdc} 2000000 {Dai} 1999999999999999995", $"maker psm {Dai} 1000000000000000007 {Usdc} 1000000"],
            Trades(block.Trades));
    }

    [Fact]
    public void Orders_of_0x_cow_1inch_bancor_and_dodo()
    {
        const string data = "0xf47261b0000000000000000000000000";
        FactBlock block = new FactBlock()
            .Emit("0x61935cbdd02287b511119ddb11aeb42f1593b7ef", "Fill(address indexed makerAddress, address indexed feeRecipientAddress, bytes makerAssetData, bytes takerAssetData, bytes makerFeeAssetData, bytes takerFeeAssetData, bytes32 indexed orderHash, address takerAddress, address senderAddress, uint256 makerAssetFilledAmount, uint256 takerAssetFilledAmount, uint256 makerFeePaid, uint256 takerFeePaid, uint256 protocolFeePaid)",
                Bob, Zero, data + Usdc[2..], data + Weth[2..], "0x", "0x", Hash, Alice, Alice, "30", "1", "0", "0", "0")
            .Emit("0xdef1c0ded9bec7f1a1670819833240f027b25eff", "OtcOrderFilled(bytes32 orderHash, address maker, address taker, address makerToken, address takerToken, uint128 makerTokenFilledAmount, uint128 takerTokenFilledAmount)",
                Hash, Bob, Alice, Usdc, Weth, "40", "2")
            .Emit("0x9008d19f58aabd9ed0d60971565aa8510560ab41", "Trade(address indexed owner, address sellToken, address buyToken, uint256 sellAmount, uint256 buyAmount, uint256 feeAmount, bytes orderUid)",
                Alice, Weth, Dai, "3", "50", "0", "0x00")
            .Emit("0x1111111254fb6c44bac0bed2854e76f90643097d", "Swapped(address sender, address srcToken, address dstToken, address dstReceiver, uint256 spentAmount, uint256 returnAmount)",
                Alice, Zero, Dai, Bob, "4", "60")
            .Emit("0x2f9ec37d6ccfff1cab21733bdadede11c823ccb0", "Conversion(address indexed smartToken, address indexed fromToken, address indexed toToken, uint256 fromAmount, uint256 toAmount, address trader)",
                Bob, Weth, Dai, "5", "70", Alice)
            .Emit(Bob, "DODOSwap(address fromToken, address toToken, uint256 fromAmount, uint256 toAmount, address trader, address receiver)",
                Usdc, Dai, "6", "80", Alice, Alice)
            .Decode();
        const string coin = "0xeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeee";
        Assert.Equal(
            [
                $"0x 3 {Weth} 1 {Usdc} 30", $"0x 4 {Weth} 2 {Usdc} 40", $"cow_protocol 1 {Weth} 3 {Dai} 50",
                $"1inch 4 {coin} 4 {Dai} 60", $"bancor 2 {Weth} 5 {Dai} 70", $"dodo 2 {Usdc} 6 {Dai} 80",
            ],
            Trades(block.Trades));
        Assert.Equal(Bob, Hex.Encode(block.Trades.Maker[0]));
    }

    [Fact]
    public void Nft_sales_of_wyvern_punks_and_a_seaport_bundle()
    {
        const string nft = "0xbc4ca0eda7647a8ab7c2061c2e118a18a936f13d";
        const string punks = "0xb47e3cd837ddf8e4c57f05d70ab865de6e193bbb";
        FactBlock block = new FactBlock()
            .Emit(nft, FactBlock.NftTransfer, Alice, Bob, "9")
            .Emit("0x7be8076f4ea4a4ad08075c2508e481d6c946d12b", "OrdersMatched(bytes32 buyHash, bytes32 sellHash, address indexed maker, address indexed taker, uint256 price, bytes32 indexed metadata)",
                Hash, Hash, Alice, Bob, "1000", Hash)
            .Transact()
            .Emit(punks, "Transfer(address indexed from, address indexed to, uint256 value)", Alice, Bob, "1")
            .Emit(punks, "PunkBought(uint256 indexed punkIndex, uint256 value, address indexed fromAddress, address indexed toAddress)",
                "77", "0", Alice, Zero)
            .Transact()
            .Emit("0x00000000006c3852cbef3e08e8df289169ede581", "OrderFulfilled(bytes32 orderHash, address indexed offerer, address indexed zone, address recipient, (uint8,address,uint256,uint256)[] offer, (uint8,address,uint256,uint256,address)[] consideration)",
                Hash, Alice, Zero, Bob, Json($"[[2,\"{nft}\",\"1\",\"1\"],[2,\"{nft}\",\"2\",\"1\"]]"),
                Json($"[[0,\"{Zero}\",\"0\",\"95\",\"{Alice}\"],[0,\"{Zero}\",\"0\",\"6\",\"0x0000a26b00c1f0df003000390027140000faa719\"]]"))
            .Decode();
        NftTradeBatch rows = block.Sales;
        Assert.Equal(
            [
                $"opensea 1 Buy Single Item Trade 9 {Alice} {Bob} 1000",
                $"cryptopunks 1 Sell Single Item Trade 77 {Alice} {Bob} 0",
                $"opensea seaport Buy Bundle Trade 1 {Alice} {Bob} 51",
                $"opensea seaport Buy Bundle Trade 2 {Alice} {Bob} 50",
            ],
            Enumerable.Range(0, rows.RowCount).Select(row =>
                $"{rows.Project.Text(row)} {rows.ProjectVersion.Text(row)} {rows.TradeCategory.Text(row)} "
                + $"{rows.TradeType.Text(row)} {rows.NftTokenId[row]} {Address(rows.Seller, row)} "
                + $"{Address(rows.Buyer, row)} {rows.PriceRaw[row]}"));
        Assert.Equal([1L, 1, 1, 2], rows.SubTxTradeId.Values.ToArray());
        Assert.Equal(("3", "0"), (
            rows.PlatformFeeAmountRaw[2].ToString(), rows.RoyaltyFeeAmountRaw[2].ToString()));
    }

    [Fact]
    public void Balancer_v3_and_maverick()
    {
        const string vault = "0xba1333333333a1ba1108e8412f11850a5c319ba9";
        FactBlock block = new FactBlock()
            .Emit(vault, "PoolRegistered(address indexed pool, address indexed factory, (address,uint8,address,bool)[] tokenConfig, uint256 swapFeePercentage, uint32 pauseWindowEndTime, (address,address,address) roleAccounts, (bool,bool,bool,bool,bool,bool,bool,bool,bool,bool,address) hooksConfig, (bool,bool,bool,bool) liquidityManagement)",
                Bob, Alice, Json($"[[\"{Dai}\",0,\"{Zero}\",false],[\"{Usdc}\",0,\"{Zero}\",false]]"), "1", "0",
                Json($"[\"{Zero}\",\"{Zero}\",\"{Zero}\"]"),
                Json($"[false,false,false,false,false,false,false,false,false,false,\"{Zero}\"]"),
                Json("[false,false,false,false]"))
            .Emit(vault, "LiquidityAdded(address indexed pool, address indexed liquidityProvider, uint8 indexed kind, uint256 totalSupply, uint256[] amountsAddedRaw, uint256[] swapFeeAmountsRaw)",
                Bob, Alice, "1", "100", Json("[\"5\",\"6\"]"), Json("[]"))
            .Emit(vault, "Swap(address indexed pool, address indexed tokenIn, address indexed tokenOut, uint256 amountIn, uint256 amountOut, uint256 swapFeePercentage, uint256 swapFeeAmount)",
                Bob, Dai, Usdc, "2", "1", "0", "0")
            .Transact().Move(Weth, Alice, Bob, "11").Move(Usdc, Bob, Alice, "12")
            .Emit(Bob, "PoolSwap(address sender, address recipient, (uint256,bool,bool,int32) params, uint256 amountIn, uint256 amountOut)",
                Alice, Alice, Json("[\"11\",false,false,\"0\"]"), "11", "12")
            .Decode();
        Assert.Equal([$"balancer 3 {Dai} 2 {Usdc} 1", $"maverick 2 {Weth} 11 {Usdc} 12"], Trades(block.Trades));
        Assert.Equal((Dai, Usdc), (Address(block.Liquidity.TokenAddress, 0), Address(block.Liquidity.TokenAddress, 1)));
        Assert.Equal((1L, 0L), (block.Trades.TokenSoldIndex[1], block.Trades.TokenBoughtIndex[1]));
        Assert.Equal(["event", "transfers"],
            Enumerable.Range(0, block.Pools.RowCount).Select(row => block.Pools.Proof.Text(row)));
    }

    private static System.Text.Json.Nodes.JsonNode Update(bool sign, string value) =>
        Json($"[[{(sign ? "true" : "false")},\"{value}\"],[true,\"0\"]]");

    private static System.Text.Json.Nodes.JsonNode Json(string text) => System.Text.Json.Nodes.JsonNode.Parse(text)!;

    private static string Address(FixedBytesColumn column, int row) => Hex.Encode(column[row]);

    private static IEnumerable<string> Trades(DexTradeBatch rows) => Enumerable.Range(0, rows.RowCount).Select(row =>
        $"{rows.Project.Text(row)} {rows.Version.Text(row)} {Address(rows.TokenSoldAddress, row)} "
        + $"{rows.TokenSoldAmountRaw[row]} {Address(rows.TokenBoughtAddress, row)} {rows.TokenBoughtAmountRaw[row]}");

    private static IEnumerable<string> Lending(LendingEventBatch rows) => Enumerable.Range(0, rows.RowCount).Select(
        row => $"{rows.Project.Text(row)} {rows.Version.Text(row)} {rows.Kind.Text(row)} {rows.AmountRaw[row]}");

    private static IEnumerable<string> Loans(FlashLoanBatch rows) => Enumerable.Range(0, rows.RowCount).Select(
        row => $"{rows.Project.Text(row)} {rows.Version.Text(row)} {rows.AmountRaw[row]} {rows.FeeRaw[row]}");
}
