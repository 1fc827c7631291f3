using Weir.Core;
using Weir.Core.Tables;
using Weir.Ethereum.Protocols.Facts;
using Weir.Ethereum.Transforms;

namespace Weir.Ethereum.Protocols.Nft;

/// <summary>CryptoPunks' own market (CryptoPunksMarket.sol).</summary>
public sealed class PunkSales : Protocol
{
    private static readonly Project Punks = new("cryptopunks", "1");

    private static readonly ContractList Market = new(new ListedContract(Tokens.CryptoPunks.Contract, Punks, "market"));

    internal PunkSales(FactWriter facts)
        : base(facts, NftTradeBatch.Table) =>
        On(
            "PunkBought(uint256 indexed punkIndex, uint256 value, address indexed fromAddress, "
            + "address indexed toAddress)", Bought, Market.Addresses);

    /// <inheritdoc/>
    public override string Name => "CryptoPunks";

    /// <inheritdoc/>
    public override string Proof =>
        "the event; a bid that was accepted is told without buyer and value (a fault of the contract): the transfer "
        + "names the buyer, the value is 0";

    /// <inheritdoc/>
    public override string Evidence => "hand-made logs";

    /// <inheritdoc/>
    public override IEnumerable<ListedContract> Contracts => Market.All;

    private string? Bought(in LogRow log)
    {
        Address seller = log.TopicAddress(2);
        Address buyer = log.TopicAddress(3);
        bool isBuy = !buyer.IsZero;
        if (!isBuy)
        {
            foreach (ref readonly Movement movement in Facts.Movements.Of(log))
            {
                if (movement.Token == log.Log.Address && movement.From == seller && movement.Position < log.Position)
                {
                    buyer = movement.To;
                }
            }
        }

        Facts.Add(log, new NftSale
        {
            Project = Punks,
            Contract = log.Log.Address,
            IsBuy = isBuy,
            Collection = log.Log.Address,
            TokenId = UInt256.FromBigEndian(log.Topic(1)),
            Amount = UInt256.One,
            Seller = seller,
            Buyer = buyer,
            PriceRaw = log.UInt(0),
            Currency = Native.Coin,
        });
        return null;
    }
}
