using Weir.Core;
using Weir.Core.Tables;
using Weir.Ethereum.Abi;
using Weir.Ethereum.Protocols.Facts;
using Weir.Ethereum.Transforms;

namespace Weir.Ethereum.Protocols.Nft;

/// <summary>X2Y2 V1 (X2Y2_r1.sol): an item is a list of collections and token ids.</summary>
public sealed class X2Y2 : Protocol
{
    private const int MostItems = 200;

    private static readonly Project V1 = new("x2y2", "1");

    private static readonly ContractList Exchanges = new(
        ListedContract.Of("0x74312363e45dcaba76c59ec49a7aa8a65a67eed3", V1, "exchange"));

    internal X2Y2(FactWriter facts)
        : base(facts, NftTradeBatch.Table) =>
        On(
            "EvInventory(bytes32 indexed itemHash, address maker, address taker, uint256 orderSalt, "
            + "uint256 settleSalt, uint256 intent, uint256 delegateType, uint256 deadline, address currency, "
            + "bytes dataMask, (uint256,bytes) item, "
            + "(uint8,uint256,uint256,uint256,bytes32,address,bytes,uint256,uint256,uint256,(uint256,address)[]) "
            + "detail)", Sold, Exchanges.Addresses);

    /// <inheritdoc/>
    public override string Name => "X2Y2";

    /// <inheritdoc/>
    public override string Proof => "the event names everything";

    /// <inheritdoc/>
    public override string Evidence => "mev-inspect-js, mainnet blocks";

    /// <inheritdoc/>
    public override IEnumerable<ListedContract> Contracts => Exchanges.All;

    // Intents (Market.sol): 1 sell, 2 auction, 3 buy. Other kinds than ERC-721 and ERC-1155 are not sold there.
    private string? Sold(in LogRow log)
    {
        const string beyond = "EvInventory: the item is beyond the data";
        UInt256 offset = log.UInt(9);
        if (!offset.FitsInt64 || (long)offset > log.Data.Length || !new AbiReader(
            log.Data[(int)(long)offset..]).TryBytes(1, out ReadOnlySpan<byte> item))
        {
            return beyond;
        }

        UInt256 price = new AbiReader(log.Data[(int)(long)offset..]).TryUInt256(0, out UInt256 value) ? value
            : UInt256.Zero;
        int words = log.UInt(5) == 2UL ? 3 : 2;
        AbiReader pairs = new(item);
        if (!pairs.TryUInt256(1, out UInt256 count) || count.IsZero || count > MostItems
            || pairs.WordCount < 2 + ((int)(long)count * words))
        {
            return beyond;
        }

        bool isBuy = log.UInt(4) != 3UL;
        Address maker = log.AddressAt(0);
        Address taker = log.AddressAt(1);
        int total = (int)(long)count;
        SaleShares shares = new(price, null, null, total);
        for (int i = 0; i < total; i++)
        {
            int at = 2 + (i * words);
            if (!pairs.TryAddress(at, out Address collection) || !pairs.TryUInt256(at + 1, out UInt256 id))
            {
                return beyond;
            }

            UInt256 amount = words == 3 && pairs.TryUInt256(at + 2, out UInt256 many) ? many : UInt256.One;
            Facts.Add(log, new NftSale
            {
                Project = V1,
                Contract = log.Log.Address,
                IsBuy = isBuy,
                IsBundle = total > 1,
                Collection = collection,
                TokenId = id,
                Amount = amount,
                Seller = isBuy ? maker : taker,
                Buyer = isBuy ? taker : maker,
                PriceRaw = price.IsZero ? price : shares.Price(i),
                Currency = Native.OrToken(log.AddressAt(7)),
            });
        }

        return null;
    }
}
