using Weir.Core;
using Weir.Core.Tables;
using Weir.Ethereum.Abi;
using Weir.Ethereum.Protocols.Facts;
using Weir.Ethereum.Transforms;

namespace Weir.Ethereum.Protocols.Nft;

/// <summary>LooksRare V1 (LooksRareExchange.sol) and V2 (LooksRareProtocol.sol).</summary>
public sealed class LooksRare : Protocol
{
    private static readonly Project V1 = new("looksrare", "1");
    private static readonly Project V2 = new("looksrare", "2");

    private static readonly ContractList Exchanges = new(
        ListedContract.Of("0x59728544b08ab483533076417fbbb2fd0b17ce3a", V1, "exchange"),
        ListedContract.Of("0x0000000000e655fae4d56241588680f86e3b2377", V2, "exchange"));

    internal LooksRare(FactWriter facts)
        : base(facts, NftTradeBatch.Table)
    {
        const string sale =
            "(bytes32 orderHash, uint256 orderNonce, address indexed taker, address indexed maker, "
            + "address indexed strategy, address currency, address collection, uint256 tokenId, uint256 amount, "
            + "uint256 price)";
        On("TakerBid" + sale, (in LogRow log) => Sale(log, isBuy: true), Exchanges.Addresses);
        On("TakerAsk" + sale, (in LogRow log) => Sale(log, isBuy: false), Exchanges.Addresses);
        const string items =
            ", uint256 strategyId, address currency, address collection, uint256[] itemIds, uint256[] amounts, "
            + "address[2] feeRecipients, uint256[3] feeAmounts)";
        On("TakerBid((bytes32,uint256,bool) nonce, address bidUser, address bidRecipient" + items,
            (in LogRow log) => SaleV2(log, isBuy: true), Exchanges.Addresses);
        On("TakerAsk((bytes32,uint256,bool) nonce, address askUser, address bidUser" + items,
            (in LogRow log) => SaleV2(log, isBuy: false), Exchanges.Addresses);
    }

    /// <inheritdoc/>
    public override string Name => "LooksRare";

    /// <inheritdoc/>
    public override string Proof => "the event names everything but V2's seller, who is the one whose NFT moved";

    /// <inheritdoc/>
    public override string Evidence => "mev-inspect-js, mainnet blocks";

    /// <inheritdoc/>
    public override IEnumerable<ListedContract> Contracts => Exchanges.All;

    private string? Sale(in LogRow log, bool isBuy)
    {
        Facts.Add(log, new NftSale
        {
            Project = V1,
            Contract = log.Log.Address,
            IsBuy = isBuy,
            Collection = log.AddressAt(3),
            TokenId = log.UInt(4),
            Amount = log.UInt(5),
            Seller = log.TopicAddress(isBuy ? 2 : 1),
            Buyer = log.TopicAddress(isBuy ? 1 : 2),
            PriceRaw = log.UInt(6),
            Currency = Native.OrToken(log.AddressAt(2)),
        });
        return null;
    }

    // What the buyer paid are the seller's part, the creator's fee and the protocol's.
    private string? SaleV2(in LogRow log, bool isBuy)
    {
        AbiReader abi = new(log.Data);
        if (!abi.TryWordArray(8, out ReadOnlySpan<byte> ids) || !abi.TryWordArray(9, out ReadOnlySpan<byte> amounts)
            || ids.Length != amounts.Length || ids.IsEmpty)
        {
            return "not as many amounts as items";
        }

        UInt256 proceeds = log.UInt(12);
        UInt256 royalty = log.UInt(13);
        UInt256 platform = log.UInt(14);
        if (Math.Max(proceeds.BitLength, Math.Max(royalty.BitLength, platform.BitLength)) > 250)
        {
            return Amounts.TooLarge;
        }

        int count = ids.Length / AbiReader.WordLength;
        Address collection = log.AddressAt(7);
        Address other = log.AddressAt(4);
        SaleShares shares = new(proceeds + royalty + platform, platform, royalty, count);
        for (int i = 0; i < count; i++)
        {
            UInt256 id = UInt256.FromBigEndian(ids.Slice(i * AbiReader.WordLength, AbiReader.WordLength));
            Address? seller = isBuy ? NftMoves.Giver(Facts.Movements.Of(log), collection, id) : log.AddressAt(3);
            if (seller is not { } from)
            {
                return "no NFT of the collection moved";
            }

            Facts.Add(log, new NftSale
            {
                Project = V2,
                Contract = log.Log.Address,
                IsBuy = isBuy,
                IsBundle = count > 1,
                Collection = collection,
                TokenId = id,
                Amount = UInt256.FromBigEndian(amounts.Slice(i * AbiReader.WordLength, AbiReader.WordLength)),
                Seller = from,
                Buyer = other,
                PriceRaw = shares.Price(i),
                Currency = Native.OrToken(log.AddressAt(6)),
                PlatformFeeRaw = shares.Platform(i),
                RoyaltyFeeRaw = shares.Royalty(i),
            });
        }

        return null;
    }
}
