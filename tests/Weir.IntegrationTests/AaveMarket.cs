using System.Globalization;
using System.Numerics;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Weir.IntegrationTests;

/// <summary>
/// Aave V3's own contracts on a node of the tests: a market of two tokens at 18 digits, prices set by hand, an account
/// that lends and one that borrows.
/// </summary>
internal sealed class AaveMarket
{
    private const int VariableRate = 2;

    private static readonly BigInteger Coin = BigInteger.Pow(10, 18);
    private static readonly BigInteger Ray = BigInteger.Pow(10, 27);

    private readonly Anvil _anvil;
    private readonly Dictionary<string, string> _libraries = [];

    private AaveMarket(Anvil anvil, string lender, string borrower)
    {
        _anvil = anvil;
        Lender = lender;
        Borrower = borrower;
    }

    /// <summary>Who deployed it, gives tokens, and liquidates.</summary>
    public string Lender { get; }

    public string Borrower { get; }

    public string Pool { get; private set; } = string.Empty;

    /// <summary>What the borrower gives as security.</summary>
    public string Collateral { get; private set; } = string.Empty;

    public string Debt { get; private set; } = string.Empty;

    private string Provider { get; set; } = string.Empty;

    private string Oracle { get; set; } = string.Empty;

    public static async Task<AaveMarket> DeployAsync(Anvil anvil)
    {
        JsonArray accounts = (await anvil.CallAsync("eth_accounts"))!.AsArray();
        AaveMarket market = new(anvil, (string)accounts[0]!, (string)accounts[1]!);
        await market.DeployAsync();
        return market;
    }

    public async Task<BigInteger> BalanceAsync(string token, string account) =>
        Anvil.Word(await _anvil.ReadAsync(token, Calldata.Call("balanceOf(address)", account)), 0);

    public Task<JsonNode> PriceAsync(string token, BigInteger price) => _anvil.SendAsync(
        Lender, Oracle, Calldata.Call("setAssetPrice(address,uint256)", token, price));

    public Task<JsonNode> SupplyAsync(string from, string token, BigInteger amount) => _anvil.SendAsync(
        from, Pool, Calldata.Call("supply(address,uint256,address,uint16)", token, amount, from, 0));

    public Task<JsonNode> BorrowAsync(BigInteger amount) => _anvil.SendAsync(
        Borrower, Pool, Calldata.Call(
            "borrow(address,uint256,uint256,uint16,address)", Debt, amount, VariableRate, 0, Borrower));

    public Task<JsonNode> RepayAsync(BigInteger amount) => _anvil.SendAsync(
        Borrower, Pool, Calldata.Call("repay(address,uint256,uint256,address)", Debt, amount, VariableRate, Borrower));

    public Task<JsonNode> WithdrawAsync(BigInteger amount) => _anvil.SendAsync(
        Lender, Pool, Calldata.Call("withdraw(address,uint256,address)", Debt, amount, Lender));

    /// <summary>The lender pays part of the borrower's debt and takes security for it.</summary>
    public Task<JsonNode> LiquidateAsync(BigInteger debt) => _anvil.SendAsync(
        Lender, Pool, Calldata.Call(
            "liquidationCall(address,address,address,uint256,bool)", Collateral, Debt, Borrower, debt, 0));

    /// <summary>Aave's own receiver borrows within a transaction, makes the premium itself and gives both back.</summary>
    public async Task FlashAsync(BigInteger amount)
    {
        string receiver = await CreateAsync("mocks/flashloan/MockFlashLoanReceiver", Calldata.Encode(Provider));
        await _anvil.SendAsync(Lender, Pool, Calldata.Call(
            "flashLoan(address,address[],uint256[],uint256[],address,bytes,uint16)", receiver, new[] { Number(Debt) },
            new[] { amount }, new[] { BigInteger.Zero }, Lender, Array.Empty<byte>(), 0));
    }

    private async Task DeployAsync()
    {
        Provider = await CreateAsync(
            "protocol/configuration/PoolAddressesProvider", Calldata.Encode("Test", Lender));
        await _anvil.SendAsync(Lender, Provider, Calldata.Call("setACLAdmin(address)", Lender));
        string roles = await CreateAsync("protocol/configuration/ACLManager", Calldata.Encode(Provider));
        await _anvil.SendAsync(Lender, Provider, Calldata.Call("setACLManager(address)", roles));
        await _anvil.SendAsync(Lender, roles, Calldata.Call("addPoolAdmin(address)", Lender));
        Oracle = await CreateAsync("mocks/oracle/PriceOracle", string.Empty);
        await _anvil.SendAsync(Lender, Provider, Calldata.Call("setPriceOracle(address)", Oracle));
        await _anvil.SendAsync(Lender, Provider, Calldata.Call(
            "setPoolImpl(address)", await CreateAsync("protocol/pool/Pool", Calldata.Encode(Provider))));
        await _anvil.SendAsync(Lender, Provider, Calldata.Call(
            "setPoolConfiguratorImpl(address)", await CreateAsync("protocol/pool/PoolConfigurator", string.Empty)));
        Pool = Anvil.Account(await _anvil.ReadAsync(Provider, Calldata.Call("getPool()")));
        string configurator = Anvil.Account(await _anvil.ReadAsync(Provider, Calldata.Call("getPoolConfigurator()")));

        string strategy = await CreateAsync(
            "protocol/pool/DefaultReserveInterestRateStrategy",
            Calldata.Encode(Provider, Ray * 8 / 10, 0, Ray / 25, Ray, Ray / 50, Ray, Ray / 50, Ray / 20, Ray / 5));
        string lent = await CreateAsync("protocol/tokenization/AToken", Calldata.Encode(Pool));
        string stable = await CreateAsync("protocol/tokenization/StableDebtToken", Calldata.Encode(Pool));
        string variable = await CreateAsync("protocol/tokenization/VariableDebtToken", Calldata.Encode(Pool));
        Collateral = await TokenAsync("Collateral");
        Debt = await TokenAsync("Debt");
        await _anvil.SendAsync(Lender, configurator, Calldata.Call("updateFlashloanPremiumTotal(uint128)", 9));
        foreach (string token in (string[])[Collateral, Debt])
        {
            object nobody = "0x0";
            List<object> reserve =
            [
                lent, stable, variable, 18, strategy, token, Lender, nobody, "a", "a", "v", "v", "s", "s", Array.Empty<byte>(),
            ];
            await _anvil.SendAsync(Lender, configurator, Calldata.Call(
                "initReserves((address,address,address,uint8,address,address,address,address,string,string,string,string,string,"
                + "string,bytes)[])", (object)new IReadOnlyList<object>[] { reserve }));
            await _anvil.SendAsync(Lender, configurator, Calldata.Call(
                "configureReserveAsCollateral(address,uint256,uint256,uint256)", token, 7500, 8000, 10_500));
            await _anvil.SendAsync(Lender, configurator, Calldata.Call("setReserveBorrowing(address,bool)", token, 1));
            await _anvil.SendAsync(Lender, configurator, Calldata.Call("setReserveFlashLoaning(address,bool)", token, 1));
            await PriceAsync(token, Coin);
            foreach (string account in (string[])[Lender, Borrower])
            {
                await _anvil.SendAsync(account, token, Calldata.Call("mint(address,uint256)", account, 1_000_000 * Coin));
                await _anvil.SendAsync(account, token, Calldata.Call("approve(address,uint256)", Pool, 1_000_000 * Coin));
            }
        }
    }

    private Task<string> TokenAsync(string name) => CreateAsync(
        "mocks/tokens/MintableERC20", Calldata.Encode(name, name, 18));

    // A contract with its libraries, which are made first and once each.
    private async Task<string> CreateAsync(string contract, string arguments)
    {
        string name = contract[(contract.LastIndexOf('/') + 1)..];
        string path = Path.Combine(
            Anvil.Packages, "@aave", "core-v3", "artifacts", "contracts", contract + ".sol", name + ".json");
        using JsonDocument build = JsonDocument.Parse(await File.ReadAllBytesAsync(path));
        StringBuilder code = new(build.RootElement.GetProperty("bytecode").GetString()!);
        foreach (JsonProperty file in build.RootElement.GetProperty("linkReferences").EnumerateObject())
        {
            foreach (JsonProperty library in file.Value.EnumerateObject())
            {
                if (!_libraries.TryGetValue(library.Name, out string? address))
                {
                    _libraries[library.Name] = address = await CreateAsync(
                        file.Name["contracts/".Length..^".sol".Length], string.Empty);
                }

                foreach (JsonElement place in library.Value.EnumerateArray())
                {
                    int start = 2 + (2 * place.GetProperty("start").GetInt32());
                    code.Remove(start, 40).Insert(start, address[2..]);
                }
            }
        }

        return await _anvil.DeployAsync(Lender, code + arguments);
    }

    private static BigInteger Number(string address) =>
        BigInteger.Parse("0" + address[2..], NumberStyles.HexNumber, CultureInfo.InvariantCulture);
}
