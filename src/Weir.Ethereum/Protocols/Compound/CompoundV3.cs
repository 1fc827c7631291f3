using Weir.Core;
using Weir.Core.Tables;
using Weir.Ethereum.Protocols.Facts;
using Weir.Ethereum.Transforms;

namespace Weir.Ethereum.Protocols.Compound;

/// <summary>Compound V3: one contract a base token (Comet.sol). Its events' names are everyone's: listed ones only.</summary>
public sealed class CompoundV3 : Protocol
{
    private static readonly Project Compound = new("compound", "3");

    // Comet and its base token: docs.compound.finance.
    private static readonly Dictionary<Address, Address> Bases = new()
    {
        [Address.Parse("0xc3d688b66703497daa19211eedff47f25384cdc3")] =
            Address.Parse("0xa0b86991c6218b36c1d19d4a2e9eb0ce3606eb48"),
        [Address.Parse("0xa17581a9e3356d9a858b789d68b4d866e593ae94")] =
            Address.Parse("0xc02aaa39b223fe8d0a0e5c4f27ead9083c756cc2"),
        [Address.Parse("0x3afdc9bca9213a35503b077a6072f3d0d5ab0840")] =
            Address.Parse("0xdac17f958d2ee523a2206206994597c13d831ec7"),
        [Address.Parse("0x3d0bb1ccab520a66e607822fc55bc921738fafe3")] =
            Address.Parse("0x7f39c581f595b53c5cb19bd0b3f8da6c935e2ca0"),
        [Address.Parse("0x5d409e56d886231adaf00c8775665ad0f9897b56")] =
            Address.Parse("0xdc035d45d973e3ec169d2276ddab16f1e407384f"),
    };

    internal CompoundV3(FactWriter facts)
        : base(facts, LendingEventBatch.Table)
    {
        On("Supply(address indexed from, address indexed dst, uint256 amount)", Supply, Bases.Keys);
        On("Withdraw(address indexed src, address indexed to, uint256 amount)", Withdraw, Bases.Keys);
        On(
            "SupplyCollateral(address indexed from, address indexed dst, address indexed asset, uint256 amount)",
            (in LogRow log) => Add(
                log, "deposit"u8, log.TopicAddress(1), log.TopicAddress(2), log.TopicAddress(3)), Bases.Keys);
        On(
            "WithdrawCollateral(address indexed src, address indexed to, address indexed asset, uint256 amount)",
            (in LogRow log) => Add(log, "withdraw"u8, log.TopicAddress(1), null, log.TopicAddress(3)), Bases.Keys);
        On(
            "AbsorbDebt(address indexed absorber, address indexed borrower, uint256 basePaidOut, uint256 usdValue)",
            (in LogRow log) => Absorb(log, Bases[log.Log.Address], log.UInt(0), null, null), Bases.Keys);
        On(
            "AbsorbCollateral(address indexed absorber, address indexed borrower, address indexed asset, "
            + "uint256 collateralAbsorbed, uint256 usdValue)",
            (in LogRow log) => Absorb(log, null, UInt256.Zero, log.TopicAddress(3), log.UInt(0)), Bases.Keys);
    }

    /// <inheritdoc/>
    public override string Name => "Compound V3";

    /// <inheritdoc/>
    public override string Proof =>
        "listed contracts with their base token; a repayment is a supply that mints nothing, a loan a withdrawal that "
        + "burns nothing";

    /// <inheritdoc/>
    public override string Evidence => "mainnet blocks, hand-made logs";

    /// <inheritdoc/>
    public override IEnumerable<ListedContract> Contracts =>
        Bases.Keys.Select(comet => new ListedContract(comet, Compound, "comet"));

    // Comet.supplyBase emits Transfer(0, dst) where the account had a balance or gets one: else all of it repaid.
    private string? Supply(in LogRow log)
    {
        bool mints = false;
        foreach (ref readonly Movement movement in Facts.Movements.Of(log))
        {
            mints |= movement.Token == log.Log.Address && movement.From.IsZero
                && movement.To == log.TopicAddress(2) && movement.Position > log.Position;
        }

        return Add(
            log, mints ? "deposit"u8 : "repay"u8, log.TopicAddress(1), log.TopicAddress(2), Bases[log.Log.Address]);
    }

    private string? Withdraw(in LogRow log)
    {
        bool burns = false;
        foreach (ref readonly Movement movement in Facts.Movements.Of(log))
        {
            burns |= movement.Token == log.Log.Address && movement.To.IsZero
                && movement.From == log.TopicAddress(1) && movement.Position > log.Position;
        }

        return Add(log, burns ? "withdraw"u8 : "borrow"u8, log.TopicAddress(1), null, Bases[log.Log.Address]);
    }

    private string? Add(
        in LogRow log, ReadOnlySpan<byte> kind, in Address user, Address? onBehalfOf, in Address asset)
    {
        Facts.Add(log, new LendingAct
        {
            Project = Compound,
            Market = log.Log.Address,
            Kind = kind,
            User = user,
            OnBehalfOf = onBehalfOf,
            Asset = asset,
            AmountRaw = log.UInt(0),
        });
        return null;
    }

    private string? Absorb(
        in LogRow log, Address? debt, in UInt256 amount, Address? collateral, UInt256? collateralAmount)
    {
        Facts.Add(log, new LendingAct
        {
            Project = Compound,
            Market = log.Log.Address,
            Kind = "liquidation"u8,
            User = log.TopicAddress(2),
            Asset = debt,
            AmountRaw = amount,
            CollateralAsset = collateral,
            CollateralAmountRaw = collateralAmount,
            Liquidator = log.TopicAddress(1),
        });
        return null;
    }
}
