using Weir.Core;
using Weir.Core.Tables;
using Weir.Ethereum.Protocols.Facts;
using Weir.Ethereum.Transforms;

namespace Weir.Ethereum.Protocols.Maker;

/// <summary>Maker: flash loans of DAI (DssFlash, EIP-3156), and the peg stability modules' swaps (psm.sol).</summary>
public sealed class Maker : Protocol
{
    private static readonly Project Flash = new("maker", "1");
    private static readonly Project Psm = new("maker", "psm");
    private static readonly Address Dai = Address.Parse("0x6b175474e89094c44da98b954eedeac495271d0f");

    internal static readonly ContractList Lenders = new(
        ListedContract.Of("0x1eb4cf3a948e7d72a198fe073ccb8c7a948cd853", Flash, "flash lender"),
        ListedContract.Of("0x60744434d6339a6b27d73d9eda62b6f66a0a04fa", Flash, "flash lender"));

    // A module, what it takes for DAI, and by how many digits DAI has more.
    private static readonly Dictionary<Address, (Address Gem, int Digits)> Modules = new()
    {
        [Address.Parse("0x89b78cfa322f6c5de0abceecab66aee45393cc5a")] =
            (Address.Parse("0xa0b86991c6218b36c1d19d4a2e9eb0ce3606eb48"), 12),
        [Address.Parse("0xf6e72db5454dd049d0788e411b06cfaf16853042")] =
            (Address.Parse("0xa0b86991c6218b36c1d19d4a2e9eb0ce3606eb48"), 12),
        [Address.Parse("0x961ae24a1ceba861d1fdf723794f6024dc5485cf")] =
            (Address.Parse("0x8e870d67f660d95d5be530380d0ec0bd388289e1"), 0),
        [Address.Parse("0x204659b2fd2ad5723975c362ce2230fba11d3900")] =
            (Address.Parse("0x056fd409e1d7a124bd7017459dfea2f387b6d5cd"), 16),
    };

    internal Maker(FactWriter facts)
        : base(facts, FlashLoanBatch.Table, DexTradeBatch.Table)
    {
        On("FlashLoan(address indexed receiver, address token, uint256 amount, uint256 fee)", Lend,
            Lenders.Addresses);
        On("SellGem(address indexed owner, uint256 value, uint256 fee)", (in LogRow log) => Swap(log, isSale: true),
            Modules.Keys);
        On("BuyGem(address indexed owner, uint256 value, uint256 fee)", (in LogRow log) => Swap(log, isSale: false),
            Modules.Keys);
    }

    /// <inheritdoc/>
    public override string Name => "Maker";

    /// <inheritdoc/>
    public override string Proof => "listed contracts; a module's DAI is its token's amount in 18 digits and the fee";

    /// <inheritdoc/>
    public override string Evidence => "mainnet blocks, hand-made logs";

    /// <inheritdoc/>
    public override IEnumerable<ListedContract> Contracts =>
        Lenders.All.Concat(Modules.Keys.Select(module => new ListedContract(module, Psm, "peg stability module")));

    private string? Lend(in LogRow log)
    {
        Facts.Add(log, new FlashLoan
        {
            Project = Flash,
            Lender = log.Log.Address,
            Recipient = log.TopicAddress(1),
            Asset = log.AddressAt(0),
            AmountRaw = log.UInt(1),
            FeeRaw = log.UInt(2),
        });
        return null;
    }

    private string? Swap(in LogRow log, bool isSale)
    {
        (Address gem, int digits) = Modules[log.Log.Address];
        UInt256 value = log.UInt(0);
        UInt256 fee = log.UInt(1);
        if (value.BitLength > 128 || fee.BitLength > 128)
        {
            return "an amount above 2^128";
        }

        UInt256 dai = value;
        for (int i = 0; i < digits; i++)
        {
            dai *= 10UL;
        }

        if (isSale && fee > dai)
        {
            return "SellGem: a fee above the amount";
        }

        dai = isSale ? dai - fee : dai + fee;
        Facts.Add(log, new Trade
        {
            Project = Psm,
            Contract = log.Log.Address,
            PoolId = log.Log.Address.Span,
            Taker = log.TopicAddress(1),
            SoldToken = isSale ? gem : Dai,
            SoldAmountRaw = isSale ? value : dai,
            BoughtToken = isSale ? Dai : gem,
            BoughtAmountRaw = isSale ? dai : value,
        });
        return null;
    }
}
