using Weir.Core;
using Weir.Core.Tables;
using Weir.Ethereum.Protocols.Facts;
using Weir.Ethereum.Transforms;

namespace Weir.Ethereum.Protocols.Dodo;

/// <summary>DODO: V1's pools (Trader.sol), V2's (DPP, DVM, DSP), and their flash loans.</summary>
public sealed class Dodo : Protocol
{
    private static readonly Project V1 = new("dodo", "1");
    private static readonly Project V2 = new("dodo", "2");

    internal Dodo(FactWriter facts)
        : base(facts, DexTradeBatch.Table, FlashLoanBatch.Table)
    {
        On(
            "DODOSwap(address fromToken, address toToken, uint256 fromAmount, uint256 toAmount, address trader, "
            + "address receiver)", Swap);
        On("SellBaseToken(address indexed seller, uint256 payBase, uint256 receiveQuote)",
            (in LogRow log) => SwapV1(log, soldIndex: 0, log.UInt(0), log.UInt(1)));
        On("BuyBaseToken(address indexed buyer, uint256 receiveBase, uint256 payQuote)",
            (in LogRow log) => SwapV1(log, soldIndex: 1, log.UInt(1), log.UInt(0)));
        On("DODOFlashLoan(address borrower, address assetTo, uint256 baseAmount, uint256 quoteAmount)", Lend);
    }

    /// <inheritdoc/>
    public override string Name => "DODO";

    /// <inheritdoc/>
    public override string Proof => "V2: the event names the tokens; V1: the transfers of the amounts";

    /// <inheritdoc/>
    public override string Evidence => "mainnet blocks, hand-made logs";

    private string? Swap(in LogRow log)
    {
        Facts.Add(log, new Trade
        {
            Project = V2,
            Contract = log.Log.Address,
            PoolId = log.Log.Address.Span,
            Taker = log.AddressAt(5),
            SoldToken = log.AddressAt(0),
            SoldAmountRaw = log.UInt(2),
            BoughtToken = log.AddressAt(1),
            BoughtAmountRaw = log.UInt(3),
        });
        return null;
    }

    private string? SwapV1(in LogRow log, int soldIndex, in UInt256 sold, in UInt256 bought)
    {
        ReadOnlySpan<Movement> movements = Facts.Movements.Of(log);
        Facts.Add(log, new Trade
        {
            Project = V1,
            Contract = log.Log.Address,
            PoolId = log.Log.Address.Span,
            Taker = log.TopicAddress(1),
            SoldToken = TransferMatch.Into(movements, log.Log.Address, sold),
            SoldAmountRaw = sold,
            BoughtToken = TransferMatch.OutOf(movements, log.Log.Address, bought),
            BoughtAmountRaw = bought,
            SoldIndex = soldIndex,
            BoughtIndex = 1 - soldIndex,
        });
        return null;
    }

    private string? Lend(in LogRow log)
    {
        ReadOnlySpan<Movement> movements = Facts.Movements.Of(log);
        for (int i = 0; i < 2; i++)
        {
            UInt256 amount = log.UInt(2 + i);
            if (!amount.IsZero)
            {
                Facts.Add(log, new FlashLoan
                {
                    Project = V2,
                    Lender = log.Log.Address,
                    Initiator = log.AddressAt(0),
                    Recipient = log.AddressAt(1),
                    Asset = TransferMatch.OutOf(movements, log.Log.Address, amount),
                    AmountRaw = amount,
                    TokenIndex = i,
                });
            }
        }

        return null;
    }
}
