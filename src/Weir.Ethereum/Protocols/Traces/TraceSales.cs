using Weir.Core;
using Weir.Ethereum.Abi;
using Weir.Ethereum.Protocols.Facts;

namespace Weir.Ethereum.Protocols.Traces;

/// <summary>Sales of NFTs by Wyvern's atomicMatch_.</summary>
internal sealed class TraceSales(FactWriter facts)
{
    private const uint AtomicMatch = 0xab834bab;
    private const int BuyMaker = 1;
    private const int Target = 4;
    private const int SellMaker = 8;

    private static readonly Project OpenSea = new("opensea", "1");
    private static readonly Address Exchange = Address.Parse("0x7be8076f4ea4a4ad08075c2508e481d6c946d12b");
    private static readonly Address FeeWallet = Address.Parse("0x5b3256965e7c3cf26e11fcaf296dfc8807c01073");

    /// <summary>Whether the call was a sale.</summary>
    public bool Read(in TraceCall call) =>
        call.Selector == AtomicMatch && call.Trace.To == Exchange && ReadMatch(call);

    // The orders' parties are named; what moved between them says the rest.
    private bool ReadMatch(in TraceCall call)
    {
        AbiReader arguments = call.Arguments;
        if (!arguments.TryAddress(BuyMaker, out Address buyer) || !arguments.TryAddress(Target, out Address target)
            || !arguments.TryAddress(SellMaker, out Address seller))
        {
            return false;
        }

        TraceMove item = default;
        TraceMove payment = default;
        int items = 0;
        int payments = 0;
        UInt256 fee = UInt256.Zero;
        foreach (ref readonly TraceMove movement in call.Moves)
        {
            if (!call.IsWithin(movement))
            {
                continue;
            }

            if (movement.To == buyer && movement.Token == target)
            {
                item = movement;
                items++;
            }
            else if (movement.To == seller)
            {
                payment = movement;
                payments++;
            }
            else if (movement.To == FeeWallet && fee.BitLength < 250 && movement.Amount.BitLength < 250)
            {
                fee += movement.Amount;
            }
        }

        if (items != 1 || payments != 1 || payment.Amount.BitLength > 250)
        {
            return false;
        }

        // A seller who was paid in a token pays the fee out of it; the coin's fee never reaches the seller.
        bool isFeeIncluded = payment.Token != Native.Coin;
        facts.Add(call.Place, new NftSale
        {
            Project = OpenSea,
            Contract = call.Trace.To,
            IsBuy = call.Trace.From == buyer,
            Collection = item.Token,
            TokenId = item.Amount,
            Amount = UInt256.One,
            Seller = seller,
            Buyer = buyer,
            PriceRaw = isFeeIncluded ? payment.Amount : payment.Amount + fee,
            Currency = payment.Token,
            PlatformFeeRaw = fee,
        });
        return true;
    }
}
