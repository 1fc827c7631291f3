using Weir.Core;
using Weir.Core.Tables;
using Weir.Ethereum.Abi;
using Weir.Ethereum.Protocols.Facts;
using Weir.Ethereum.Transforms;

namespace Weir.Ethereum.Protocols.Nft;

/// <summary>Blur V1 (BlurExchange.sol) and V2 (BlurExchangeV2, packed events of Executor.sol).</summary>
public sealed class Blur : Protocol
{
    private const int OrderWords = 13;

    private static readonly Project V1 = new("blur", "1");
    private static readonly Project V2 = new("blur", "2");

    // Bids are paid from Blur's pool, a token of its own.
    private static readonly Address BlurPool = Address.Parse("0x0000000000a39bb272e79075ade125fd351887ac");

    private static readonly ContractList Exchanges = new(
        ListedContract.Of("0x000000000000ad05ccc4f10045630fb830b95127", V1, "exchange"),
        ListedContract.Of("0xb2ecfe4e4d61f8790bbb9de2d1259b9e2410cea5", V2, "exchange"));

    internal Blur(FactWriter facts)
        : base(facts, NftTradeBatch.Table)
    {
        const string order =
            "(address,uint8,address,address,uint256,uint256,address,uint256,uint256,uint256,(uint16,address)[],"
            + "uint256,bytes)";
        On(
            $"OrdersMatched(address indexed maker, address indexed taker, {order} sell, bytes32 sellHash, "
            + $"{order} buy, bytes32 buyHash)", Matched, Exchanges.Addresses);
        const string packed = "(bytes32 orderHash, uint256 tokenIdListingIndexTrader, uint256 collectionPriceSide";
        On("Execution721Packed" + packed + ")", Executed, Exchanges.Addresses);
        On("Execution721TakerFeePacked" + packed + ", uint256 takerFeeRecipientRate)", Executed,
            Exchanges.Addresses);
        On("Execution721MakerFeePacked" + packed + ", uint256 makerFeeRecipientRate)", Executed,
            Exchanges.Addresses);
    }

    /// <inheritdoc/>
    public override string Name => "Blur";

    /// <inheritdoc/>
    public override string Proof => "V1: the event names everything; V2: the taker is who else the NFT's transfer names";

    /// <inheritdoc/>
    public override string Evidence => "mainnet blocks";

    /// <inheritdoc/>
    public override IEnumerable<ListedContract> Contracts => Exchanges.All;

    private string? Matched(in LogRow log)
    {
        if (!TryOrder(log.Data, 0, out ReadOnlySpan<byte> sell) || !TryOrder(log.Data, 2, out ReadOnlySpan<byte> buy))
        {
            return "OrdersMatched: an order is beyond the data";
        }

        Address seller = new(sell[12..AbiReader.WordLength]);
        bool isBuy = seller == log.TopicAddress(1);
        ReadOnlySpan<byte> maker = isBuy ? sell : buy;
        Facts.Add(log, new NftSale
        {
            Project = V1,
            Contract = log.Log.Address,
            IsBuy = isBuy,
            Collection = new Address(Word(sell, 3)[12..]),
            TokenId = UInt256.FromBigEndian(Word(sell, 4)),
            Amount = UInt256.FromBigEndian(Word(sell, 5)),
            Seller = seller,
            Buyer = new Address(buy[12..AbiReader.WordLength]),
            PriceRaw = UInt256.FromBigEndian(Word(maker, 7)),
            Currency = Native.OrToken(new Address(Word(maker, 6)[12..])),
        });
        return null;
    }

    // tokenId << 168 | listing << 160 | trader; side << 248 | price << 160 | collection.
    private string? Executed(in LogRow log)
    {
        UInt256 first = log.UInt(1);
        UInt256 second = log.UInt(2);
        Address maker = log.AddressAt(1);
        Address collection = log.AddressAt(2);
        UInt256 id = first >> 168;
        UInt256 price = (second << 8) >> 168;
        bool isBuy = (second >> 248).IsZero;
        ReadOnlySpan<Movement> movements = Facts.Movements.Of(log);
        Address? other = isBuy ? NftMoves.Getter(movements, collection, id, maker)
            : NftMoves.Giver(movements, collection, id);
        if (other is not { } taker)
        {
            return "Execution721Packed: the NFT did not move";
        }

        Facts.Add(log, new NftSale
        {
            Project = V2,
            Contract = log.Log.Address,
            IsBuy = isBuy,
            Collection = collection,
            TokenId = id,
            Amount = UInt256.One,
            Seller = isBuy ? maker : taker,
            Buyer = isBuy ? taker : maker,
            PriceRaw = price,
            Currency = isBuy ? Native.Coin : BlurPool,
        });
        return null;
    }

    private static ReadOnlySpan<byte> Word(ReadOnlySpan<byte> order, int index) =>
        order.Slice(index * AbiReader.WordLength, AbiReader.WordLength);

    private static bool TryOrder(ReadOnlySpan<byte> data, int head, out ReadOnlySpan<byte> order)
    {
        order = default;
        if (!new AbiReader(data).TryUInt256(head, out UInt256 offset) || !offset.FitsInt64
            || (long)offset > data.Length - (OrderWords * AbiReader.WordLength))
        {
            return false;
        }

        order = data.Slice((int)(long)offset, OrderWords * AbiReader.WordLength);
        return !order[..12].ContainsAnyExcept((byte)0);
    }
}
