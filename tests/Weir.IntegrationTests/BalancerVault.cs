using System.Globalization;
using System.Numerics;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Weir.IntegrationTests;

/// <summary>Balancer V2's own vault on a node of the tests, with a weighted pool of two new tokens that holds liquidity.</summary>
internal sealed class BalancerVault
{
    // Sends back to who called it (receiveFlashLoan) what it was lent of the first token.
    private const string Receiver = "0x6026600c60003960266000f3"
        + "63a9059cbb60e01b60005233600452" + "60e435602452" + "60006000604460006000" + "60a4355af1" + "5000";

    private static readonly BigInteger Coin = BigInteger.Pow(10, 18);
    private static readonly BigInteger Never = BigInteger.Pow(2, 255);

    private readonly Anvil _anvil;
    private readonly string _owner;

    private BalancerVault(Anvil anvil, string owner, string vault, string[] tokens) =>
        (_anvil, _owner, Vault, Tokens) = (anvil, owner, vault, tokens);

    public string Vault { get; }

    /// <summary>In the order of their addresses, as the pool has them.</summary>
    public string[] Tokens { get; }

    public string PoolId { get; private set; } = string.Empty;

    public static async Task<BalancerVault> DeployAsync(Anvil anvil)
    {
        string owner = (string)(await anvil.CallAsync("eth_accounts"))![0]!;
        string[] tokens =
        [
            await anvil.CreateAsync(owner, "ERC20PresetMinterPauser", Calldata.Encode("Red", "RED")),
            await anvil.CreateAsync(owner, "ERC20PresetMinterPauser", Calldata.Encode("Blue", "BLUE")),
        ];
        Array.Sort(tokens, StringComparer.Ordinal);
        string vault = await anvil.DeployAsync(
            owner, await CodeAsync("20210418-vault", "Vault") + Calldata.Encode(owner, tokens[0], 0, 0));
        BalancerVault balancer = new(anvil, owner, vault, tokens);
        await balancer.CreatePoolAsync();
        return balancer;
    }

    public async Task<BigInteger> BalanceAsync(string token) =>
        Anvil.Word(await _anvil.ReadAsync(token, Calldata.Call("balanceOf(address)", _owner)), 0);

    /// <summary>What the vault says that the pool has of each token.</summary>
    public async Task<BigInteger[]> PoolBalancesAsync()
    {
        // Three heads, then the list of tokens (a length and two), then that of balances.
        string answer = await _anvil.ReadAsync(Vault, Calldata.Call("getPoolTokens(bytes32)", PoolId));
        return [Anvil.Word(answer, 7), Anvil.Word(answer, 8)];
    }

    public Task<JsonNode> SwapAsync(BigInteger amount) => _anvil.SendAsync(_owner, Vault, Calldata.Call(
        "swap((bytes32,uint8,address,address,uint256,bytes),(address,bool,address,bool),uint256,uint256)",
        new List<object> { PoolId, 0, Tokens[0], Tokens[1], amount, Array.Empty<byte>() }, _owner, 0, _owner, 0, 0, Never));

    public async Task FlashAsync(BigInteger amount)
    {
        string receiver = await _anvil.DeployAsync(_owner, Receiver);
        await _anvil.SendAsync(_owner, Vault, Calldata.Call(
            "flashLoan(address,address[],uint256[],bytes)", receiver, new[] { Number(Tokens[0]) }, new[] { amount },
            Array.Empty<byte>()));
    }

    private async Task CreatePoolAsync()
    {
        string factory = await _anvil.DeployAsync(
            _owner, await CodeAsync("20210418-weighted-pool", "WeightedPoolFactory") + Calldata.Encode(Vault));
        JsonNode receipt = await _anvil.SendAsync(_owner, factory, Calldata.Call(
            "create(string,string,address[],uint256[],uint256,address)", "Pool", "POOL",
            Tokens.Select(Number).ToArray(), new[] { Coin / 2, Coin / 2 }, Coin / 100, _owner));
        string pool = Anvil.Account((string)receipt["logs"]!.AsArray()[^1]!["topics"]![1]!);
        PoolId = await _anvil.ReadAsync(pool, Calldata.Call("getPoolId()"));
        foreach (string token in Tokens)
        {
            await _anvil.SendAsync(_owner, token, Calldata.Call("mint(address,uint256)", _owner, 1_000_000 * Coin));
            await _anvil.SendAsync(_owner, token, Calldata.Call("approve(address,uint256)", Vault, 1_000_000 * Coin));
        }

        BigInteger[] amounts = [1_000 * Coin, 2_000 * Coin];
        byte[] first = Convert.FromHexString(Calldata.Encode(0, amounts));
        await _anvil.SendAsync(_owner, Vault, Calldata.Call(
            "joinPool(bytes32,address,address,(address[],uint256[],bytes,bool))", PoolId, _owner, _owner,
            new List<object> { Tokens.Select(Number).ToArray(), amounts, first, 0 }));
    }

    private static async Task<string> CodeAsync(string task, string contract)
    {
        string path = Path.Combine(
            Anvil.Packages, "@balancer-labs", "v2-deployments", "dist", "tasks", task, "bytecode", contract + ".json");
        using JsonDocument build = JsonDocument.Parse(await File.ReadAllBytesAsync(path));
        return build.RootElement.GetProperty("creationCode").GetString()!;
    }

    private static BigInteger Number(string address) =>
        BigInteger.Parse("0" + address[2..], NumberStyles.HexNumber, CultureInfo.InvariantCulture);
}
