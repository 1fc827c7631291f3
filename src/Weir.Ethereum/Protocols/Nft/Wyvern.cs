using Weir.Core;
using Weir.Core.Tables;
using Weir.Ethereum.Protocols.Facts;
using Weir.Ethereum.Transforms;

namespace Weir.Ethereum.Protocols.Nft;

/// <summary>
/// Wyvern, OpenSea's exchange until 2022 (ExchangeCore.sol): the event has the price, the transfers have the rest.
/// </summary>
public sealed class Wyvern : Protocol
{
    private const int MostItems = 200;

    private static readonly Project V1 = new("opensea", "1");
    private static readonly Project V2 = new("opensea", "2");

    private static readonly ContractList Exchanges = new(
        ListedContract.Of("0x7be8076f4ea4a4ad08075c2508e481d6c946d12b", V1, "exchange"),
        ListedContract.Of("0x7f268357a8c2552623316e2562d90e642bb538e5", V2, "exchange"));

    private (Hash32 Transaction, int Position) _last;

    internal Wyvern(FactWriter facts)
        : base(facts, NftTradeBatch.Table) =>
        On(
            "OrdersMatched(bytes32 buyHash, bytes32 sellHash, address indexed maker, address indexed taker, "
            + "uint256 price, bytes32 indexed metadata)", Matched, Exchanges.Addresses);

    /// <inheritdoc/>
    public override string Name => "OpenSea Wyvern";

    /// <inheritdoc/>
    public override string Proof => "the NFTs that moved from maker or taker before the event";

    /// <inheritdoc/>
    public override string Evidence => "mainnet blocks, mev-inspect-py (by traces)";

    /// <inheritdoc/>
    public override IEnumerable<ListedContract> Contracts => Exchanges.All;

    private protected override void ForgetBlock() => _last = default;

    private string? Matched(in LogRow log)
    {
        Address maker = log.TopicAddress(1);
        Address taker = log.TopicAddress(2);
        int after = _last.Transaction == log.Log.TransactionHash ? _last.Position : -1;
        _last = (log.Log.TransactionHash, log.Position);
        ReadOnlySpan<Movement> movements = Facts.Movements.Of(log);
        bool isBuy = Count(movements, maker, after, log.Position) > 0;
        Address seller = isBuy ? maker : taker;
        int count = Count(movements, seller, after, log.Position);
        if (count is 0 or > MostItems)
        {
            return "OrdersMatched: no NFT moved from maker or taker";
        }

        SaleShares shares = new(log.UInt(2), null, null, count);
        int item = 0;
        foreach (ref readonly Movement movement in movements)
        {
            if (IsSold(movement, seller, after, log.Position))
            {
                Facts.Add(log, new NftSale
                {
                    Project = Exchanges.Find(Facts.ChainId, log.Log.Address)?.Project ?? V1,
                    Contract = log.Log.Address,
                    IsBuy = isBuy,
                    IsBundle = count > 1,
                    Collection = movement.Token,
                    TokenId = movement.TokenId,
                    Amount = movement.Amount,
                    Seller = seller,
                    Buyer = movement.To,
                    PriceRaw = shares.Price(item++),
                    Currency = Currency(movements, isBuy ? taker : maker, seller, after, log.Position),
                });
            }
        }

        return null;
    }

    private static bool IsSold(in Movement movement, in Address seller, int after, int before) =>
        movement.IsNft && movement.From == seller && movement.Position > after && movement.Position < before;

    private static int Count(ReadOnlySpan<Movement> movements, in Address seller, int after, int before)
    {
        int count = 0;
        foreach (ref readonly Movement movement in movements)
        {
            count += IsSold(movement, seller, after, before) ? 1 : 0;
        }

        return count;
    }

    // A token that the buyer gave the seller; the coin leaves no log.
    private static Address Currency(
        ReadOnlySpan<Movement> movements, in Address buyer, in Address seller, int after, int before)
    {
        foreach (ref readonly Movement movement in movements)
        {
            if (!movement.IsNft && movement.From == buyer && movement.To == seller && movement.Position > after
                && movement.Position < before)
            {
                return movement.Token;
            }
        }

        return Native.Coin;
    }
}
