using Weir.Core;
using Weir.Core.Tables;
using Weir.Ethereum.Abi;
using Weir.Ethereum.Protocols.Facts;
using Weir.Ethereum.Transforms;

namespace Weir.Ethereum.Protocols.Nft;

/// <summary>Seaport, OpenSea's exchange since 2022 (ConsiderationEventsAndErrors.sol).</summary>
public sealed class Seaport : Protocol
{
    private const int OfferWords = 4;
    private const int ConsiderationWords = 5;
    private const int MostItems = 200;

    private static readonly Project V1 = new("opensea", "seaport");
    private static readonly Project Unlisted = Project.Unlisted("seaport");

    private static readonly ContractList Exchanges = new(
        ListedContract.Of("0x00000000006cee72100d161c57ada5bb2be1ca79", V1, "exchange 1.0", null),
        ListedContract.Of("0x00000000006c3852cbef3e08e8df289169ede581", V1, "exchange 1.1", null),
        ListedContract.Of("0x00000000000006c7676171937c444f6bde3d6282", V1, "exchange 1.2", null),
        ListedContract.Of("0x0000000000000ad24e80fd803c6ac37206a45f15", V1, "exchange 1.3", null),
        ListedContract.Of("0x00000000000001ad428e4906ae43d8f9852d0dd6", V1, "exchange 1.4", null),
        ListedContract.Of("0x00000000000000adc04c56bf30ac9d3c0aaf14dc", V1, "exchange 1.5", null),
        ListedContract.Of("0x0000000000000068f116a894984e2db1123eb395", V1, "exchange 1.6", null));

    // OpenSea's wallets for fees: docs.opensea.io.
    private static readonly HashSet<Address> PlatformWallets =
    [
        Address.Parse("0x8de9c5a032463c561423387a9648c5c7bcc5bc90"),
        Address.Parse("0x5b3256965e7c3cf26e11fcaf296dfc8807c01073"),
        Address.Parse("0x0000a26b00c1f0df003000390027140000faa719"),
    ];

    private readonly HashSet<(Hash32 Transaction, Address Collection, UInt256 TokenId)> _matched = [];

    internal Seaport(FactWriter facts)
        : base(facts, NftTradeBatch.Table) =>
        On(
            "OrderFulfilled(bytes32 orderHash, address indexed offerer, address indexed zone, address recipient, "
            + "(uint8,address,uint256,uint256)[] offer, (uint8,address,uint256,uint256,address)[] consideration)",
            Fulfilled);

    /// <inheritdoc/>
    public override string Name => "OpenSea Seaport";

    /// <inheritdoc/>
    public override string Proof => "the event names everything; matched orders tell the buyer by the NFT's transfer";

    /// <inheritdoc/>
    public override string Evidence => "mainnet blocks, mev-inspect-js";

    /// <inheritdoc/>
    public override IEnumerable<ListedContract> Contracts => Exchanges.All;

    private protected override void ForgetBlock() => _matched.Clear();

    private string? Fulfilled(in LogRow log)
    {
        if (!TryItems(log.Data, 2, OfferWords, out ReadOnlySpan<byte> offer)
            || !TryItems(log.Data, 3, ConsiderationWords, out ReadOnlySpan<byte> consideration))
        {
            return $"OrderFulfilled: not lists of at most {MostItems} items";
        }

        Items offered = new(offer, OfferWords);
        Items considered = new(consideration, ConsiderationWords);
        return offered.NftCount > 0 && considered.NftCount == 0 ? Listing(log, offered, considered)
            : offered.NftCount == 0 && considered.NftCount > 0 ? Bid(log, offered, considered)
            : null;
    }

    // Somebody took an offer of NFTs: the price is all that the consideration pays.
    private string? Listing(in LogRow log, in Items offered, in Items considered)
    {
        if (!considered.TrySum(log.TopicAddress(1), out Payment paid))
        {
            return "OrderFulfilled: payments in several currencies, or beyond 2^250";
        }

        if (paid.TotalRaw.IsZero)
        {
            return null;
        }

        Address seller = log.TopicAddress(1);
        SaleShares shares = new(paid.TotalRaw, paid.PlatformRaw, paid.RoyaltyRaw, offered.NftCount);
        int sold = 0;
        for (int i = 0; i < offered.Count; i++)
        {
            if (offered.IsNft(i))
            {
                Sell(log, true, offered, i, seller, log.AddressAt(1), paid.Currency, shares, sold++);
            }
        }

        return null;
    }

    // Somebody gave NFTs for a bid: the price is what the bidder offered.
    private string? Bid(in LogRow log, in Items offered, in Items considered)
    {
        if (!offered.TrySum(default, out Payment paid) || !considered.TrySum(log.TopicAddress(1), out Payment fees)
            || (!fees.TotalRaw.IsZero && fees.Currency != paid.Currency))
        {
            return "OrderFulfilled: payments in several currencies, or beyond 2^250";
        }

        if (paid.TotalRaw.IsZero)
        {
            return null;
        }

        Address buyer = log.TopicAddress(1);
        SaleShares shares = new(paid.TotalRaw, fees.PlatformRaw, fees.RoyaltyRaw, considered.NftCount);
        int sold = 0;
        for (int i = 0; i < considered.Count; i++)
        {
            if (considered.IsNft(i))
            {
                Sell(log, false, considered, i, log.AddressAt(1), buyer, paid.Currency, shares, sold++);
            }
        }

        return null;
    }

    private void Sell(
        in LogRow log, bool isBuy, in Items items, int item, in Address seller, in Address buyer,
        in Address currency, in SaleShares shares, int share)
    {
        Address collection = items.Token(item);
        UInt256 id = items.Identifier(item);
        Address from = seller;
        Address to = buyer;
        if (log.AddressAt(1).IsZero)
        {
            // Two orders matched with each other: each is told, and the sale counts once.
            if (!_matched.Add((log.Log.TransactionHash, collection, id)))
            {
                return;
            }

            ReadOnlySpan<Movement> movements = Facts.Movements.Of(log);
            from = isBuy ? from : NftMoves.Giver(movements, collection, id) ?? from;
            to = isBuy ? NftMoves.Getter(movements, collection, id, from) ?? to : to;
        }

        Facts.Add(log, new NftSale
        {
            Project = Exchanges.Find(Facts.ChainId, log.Log.Address)?.Project ?? Unlisted,
            Contract = log.Log.Address,
            IsBuy = isBuy,
            IsBundle = items.NftCount > 1,
            Collection = collection,
            TokenId = id,
            Amount = items.Amount(item),
            Seller = from,
            Buyer = to,
            PriceRaw = shares.Price(share),
            Currency = currency,
            PlatformFeeRaw = shares.Platform(share),
            RoyaltyFeeRaw = shares.Royalty(share),
        });
    }

    private static bool TryItems(ReadOnlySpan<byte> data, int head, int words, out ReadOnlySpan<byte> items)
    {
        items = default;
        if (!new AbiReader(data).TryUInt256(head, out UInt256 offset) || !offset.FitsInt64
            || (long)offset > data.Length || (long)offset % AbiReader.WordLength != 0)
        {
            return false;
        }

        AbiReader list = new(data[(int)(long)offset..]);
        if (!list.TryUInt256(0, out UInt256 count) || count > MostItems
            || list.WordCount < 1 + ((int)(long)count * words))
        {
            return false;
        }

        items = data.Slice(
            (int)(long)offset + AbiReader.WordLength, (int)(long)count * words * AbiReader.WordLength);
        for (int i = 0; i < (int)(long)count; i++)
        {
            ReadOnlySpan<byte> item = items.Slice(i * words * AbiReader.WordLength, words * AbiReader.WordLength);
            if (item[..31].ContainsAnyExcept((byte)0) || item[31] > 5
                || item.Slice(AbiReader.WordLength, 12).ContainsAnyExcept((byte)0))
            {
                return false;
            }
        }

        return true;
    }

    private readonly record struct Payment(Address Currency, UInt256 TotalRaw, UInt256 PlatformRaw, UInt256 RoyaltyRaw);

    // Item types (ConsiderationEnums.sol): 0 native, 1 ERC-20, 2 ERC-721, 3 ERC-1155, 4 and 5 with criteria.
    private readonly ref struct Items
    {
        private readonly ReadOnlySpan<byte> _items;
        private readonly int _words;

        public Items(ReadOnlySpan<byte> items, int words)
        {
            _items = items;
            _words = words;
            Count = items.Length / (words * AbiReader.WordLength);
            for (int i = 0; i < Count; i++)
            {
                NftCount += IsNft(i) ? 1 : 0;
            }
        }

        public int Count { get; }

        public int NftCount { get; }

        public bool IsNft(int item) => Word(item, 0)[31] >= 2;

        public Address Token(int item) => new(Word(item, 1)[12..]);

        public UInt256 Identifier(int item) => UInt256.FromBigEndian(Word(item, 2));

        public UInt256 Amount(int item) => UInt256.FromBigEndian(Word(item, 3));

        /// <summary>What is paid in all; fees are what others than the first party get.</summary>
        public bool TrySum(in Address party, out Payment paid)
        {
            paid = default;
            for (int i = 0; i < Count; i++)
            {
                if (IsNft(i))
                {
                    continue;
                }

                Address currency = Native.OrToken(Token(i));
                UInt256 amount = Amount(i);
                if (amount.BitLength > 240 || (!paid.TotalRaw.IsZero && currency != paid.Currency))
                {
                    return false;
                }

                bool hasRecipient = _words == ConsiderationWords;
                Address recipient = hasRecipient ? new Address(Word(i, 4)[12..]) : default;
                bool isPlatform = hasRecipient && PlatformWallets.Contains(recipient);
                bool isRoyalty = hasRecipient && !isPlatform && recipient != party;
                paid = new Payment(
                    currency, paid.TotalRaw + amount, paid.PlatformRaw + (isPlatform ? amount : UInt256.Zero),
                    paid.RoyaltyRaw + (isRoyalty ? amount : UInt256.Zero));
            }

            return true;
        }

        private ReadOnlySpan<byte> Word(int item, int word) =>
            _items.Slice(((item * _words) + word) * AbiReader.WordLength, AbiReader.WordLength);
    }
}
