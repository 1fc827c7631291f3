using System.Globalization;
using System.Numerics;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Weir.IntegrationTests;

/// <summary>Uniswap V2 and V3 on a node of the tests, with a pair and a pool of two new tokens that hold liquidity.</summary>
internal sealed class Uniswap
{
    private const string Deadline = "115792089237316195423570985008687907853269984665640564039457584007913129639935";
    private const int MinTick = -887_220;

    private static readonly BigInteger Coin = BigInteger.Pow(10, 18);

    private readonly Anvil _anvil;
    private readonly string _owner;
    private readonly string _routerV2;
    private readonly string _routerV3;

    private Uniswap(
        Anvil anvil, string owner, string token0, string token1, string pair, string pool, string routerV2,
        string routerV3)
    {
        _anvil = anvil;
        _owner = owner;
        Token0 = token0;
        Token1 = token1;
        Pair = pair;
        Pool = pool;
        _routerV2 = routerV2;
        _routerV3 = routerV3;
    }

    public string Token0 { get; }

    public string Token1 { get; }

    public string Pair { get; }

    public string Pool { get; }

    public static async Task<Uniswap> DeployAsync(Anvil anvil)
    {
        string owner = (string)(await anvil.CallAsync("eth_accounts"))![0]!;
        string[] tokens =
        [
            await anvil.CreateAsync(owner, "ERC20PresetMinterPauser", Calldata.Encode("One", "ONE")),
            await anvil.CreateAsync(owner, "ERC20PresetMinterPauser", Calldata.Encode("Two", "TWO")),
        ];
        Array.Sort(tokens, StringComparer.Ordinal);
        string weth = await CreateAsync(anvil, owner, "v2-periphery/build/WETH9", string.Empty);
        string factoryV2 = await CreateAsync(
            anvil, owner, "v2-core/build/UniswapV2Factory", Calldata.Encode(owner));
        string routerV2 = await CreateAsync(
            anvil, owner, "v2-periphery/build/UniswapV2Router02", Calldata.Encode(factoryV2, weth));
        string factoryV3 = await CreateAsync(
            anvil, owner, "v3-core/artifacts/contracts/UniswapV3Factory.sol/UniswapV3Factory", string.Empty);
        string positions = await CreateAsync(
            anvil, owner,
            "v3-periphery/artifacts/contracts/NonfungiblePositionManager.sol/NonfungiblePositionManager",
            Calldata.Encode(factoryV3, weth, owner));
        string routerV3 = await CreateAsync(
            anvil, owner, "v3-periphery/artifacts/contracts/SwapRouter.sol/SwapRouter",
            Calldata.Encode(factoryV3, weth));
        foreach (string token in tokens)
        {
            await anvil.SendAsync(owner, token, Calldata.Call("mint(address,uint256)", owner, 1_000_000 * Coin));
            foreach (string spender in (string[])[routerV2, positions, routerV3])
            {
                await anvil.SendAsync(
                    owner, token, Calldata.Call("approve(address,uint256)", spender, 1_000_000 * Coin));
            }
        }

        await anvil.SendAsync(owner, routerV2, Calldata.Call(
            "addLiquidity(address,address,uint256,uint256,uint256,uint256,address,uint256)", tokens[0], tokens[1],
            1_000 * Coin, 2_000 * Coin, 0, 0, owner, Number(Deadline)));
        await anvil.SendAsync(owner, positions, Calldata.Call(
            "createAndInitializePoolIfNecessary(address,address,uint24,uint160)", tokens[0], tokens[1], 3000,
            BigInteger.Pow(2, 96)));
        await anvil.SendAsync(owner, positions, Calldata.Call(
            "mint((address,address,uint24,int24,int24,uint256,uint256,uint256,uint256,address,uint256))", tokens[0],
            tokens[1], 3000, BigInteger.Pow(2, 256) + MinTick, -MinTick, 1_000 * Coin, 1_000 * Coin, 0, 0, owner,
            Number(Deadline)));
        return new Uniswap(
            anvil, owner, tokens[0], tokens[1],
            Anvil.Account(await anvil.ReadAsync(factoryV2, Calldata.Call(
                "getPair(address,address)", tokens[0], tokens[1]))),
            Anvil.Account(await anvil.ReadAsync(factoryV3, Calldata.Call(
                "getPool(address,address,uint24)", tokens[0], tokens[1], 3000))),
            routerV2, routerV3);
    }

    /// <summary>The owner's balance of a token.</summary>
    public async Task<BigInteger> BalanceAsync(string token) =>
        Anvil.Word(await _anvil.ReadAsync(token, Calldata.Call("balanceOf(address)", _owner)), 0);

    /// <summary>The pair's reserves, as its own state has them.</summary>
    public async Task<(BigInteger Reserve0, BigInteger Reserve1)> ReservesAsync()
    {
        string answer = await _anvil.ReadAsync(Pair, Calldata.Call("getReserves()"));
        return (Anvil.Word(answer, 0), Anvil.Word(answer, 1));
    }

    public Task<JsonNode> SwapV2Async(BigInteger amount) => _anvil.SendAsync(_owner, _routerV2,
        Calldata.Call("swapExactTokensForTokens(uint256,uint256,address[],address,uint256)", amount, 0,
            new[] { Account(Token0), Account(Token1) }, _owner, Number(Deadline)));

    public Task<JsonNode> SwapV3Async(BigInteger amount) => _anvil.SendAsync(_owner, _routerV3,
        Calldata.Call(
            "exactInputSingle((address,address,uint24,address,uint256,uint256,uint256,uint160))", Token0, Token1, 3000,
            _owner, Number(Deadline), amount, 0, 0));

    /// <summary>A contract borrows token 0 from the pair and gives back more.</summary>
    public async Task FlashAsync(string code, BigInteger amount, BigInteger back)
    {
        string borrower = await _anvil.DeployAsync(_owner, code);
        await _anvil.SendAsync(_owner, Token0, Calldata.Call("transfer(address,uint256)", borrower, 10 * Coin));
        byte[] data = Convert.FromHexString(Calldata.Encode(Token0, back));
        await _anvil.SendAsync(
            _owner, Pair, Calldata.Call("swap(uint256,uint256,address,bytes)", amount, 0, borrower, data));
    }

    private static async Task<string> CreateAsync(Anvil anvil, string from, string contract, string arguments)
    {
        string path = Path.Combine(Anvil.Packages, "@uniswap", contract + ".json");
        using JsonDocument build = JsonDocument.Parse(await File.ReadAllBytesAsync(path));
        string code = build.RootElement.GetProperty("bytecode").GetString()!;
        return await anvil.DeployAsync(from, code + arguments);
    }

    private static BigInteger Account(string address) =>
        BigInteger.Parse("0" + address[2..], NumberStyles.HexNumber, CultureInfo.InvariantCulture);

    private static BigInteger Number(string text) => BigInteger.Parse(text, CultureInfo.InvariantCulture);
}
