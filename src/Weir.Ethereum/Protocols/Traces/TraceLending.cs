using Weir.Core;
using Weir.Ethereum.Abi;
using Weir.Ethereum.Blocks;
using Weir.Ethereum.Protocols.Compound;
using Weir.Ethereum.Protocols.Facts;

namespace Weir.Ethereum.Protocols.Traces;

/// <summary>Liquidations by the calls that make them: of listed lenders, and of others where what moved bears it out.</summary>
internal sealed class TraceLending(FactWriter facts)
{
    private const uint LiquidationCall = 0x00a718a9;
    private const uint LiquidateBorrow = 0xf5e3c462;
    private const uint LiquidateBorrowCoin = 0xaae40a2a;
    private const uint Seize = 0xb2a02ff1;

    // Of a call that all versions have, an unlisted contract does not say which it is.
    private static readonly Project Unlisted = Project.Unlisted("2-3");

    /// <summary>Whether the call was a liquidation.</summary>
    public bool Read(in TraceCall call)
    {
        switch (call.Selector)
        {
            case LiquidationCall:
                return ReadAave(call, TraceLenders.All.Find(facts.ChainId, call.Trace.To)?.Project);
            case LiquidateBorrow or LiquidateBorrowCoin:
                return ReadCompound(call);
            default:
                return false;
        }
    }

    // liquidationCall(collateral, reserve, user, amount, receiveAToken): what moved says how much.
    private bool ReadAave(in TraceCall call, Project? listed)
    {
        Address liquidator = call.Trace.From;
        AbiReader arguments = call.Arguments;
        if (!arguments.TryAddress(0, out Address collateral) || !arguments.TryAddress(1, out Address reserve)
            || !arguments.TryAddress(2, out Address user)
            || !TryFirst(call, liquidator, isFrom: true, out TraceMove debt)
            || !TryFirst(call, liquidator, isFrom: false, out TraceMove received)
            || (listed is null && (debt.Token != reserve || received.Token != collateral)))
        {
            return false;
        }

        Add(call, listed ?? Unlisted, user, debt.Token, debt.Amount, received.Token, received.Amount);
        return true;
    }

    // liquidateBorrow(borrower, amount, collateral), of the native coin liquidateBorrow(borrower, collateral).
    private bool ReadCompound(in TraceCall call)
    {
        bool isCoin = call.Selector == LiquidateBorrowCoin;
        AbiReader arguments = call.Arguments;
        if (facts.ChainId != 1
            || !CompoundMarkets.All.TryGetValue(call.Trace.To, out (Project Project, Address Underlying) market)
            || !arguments.TryAddress(0, out Address user) || !arguments.TryUInt256(1, out UInt256 asked)
            || !arguments.TryAddress(isCoin ? 1 : 2, out Address collateral)
            || !TrySeized(call, out UInt256 seized))
        {
            return false;
        }

        UInt256 repaid = isCoin ? call.Trace.Value
            : TryFirst(call, call.Trace.From, isFrom: true, out TraceMove debt) ? debt.Amount : asked;
        Add(call, market.Project, user, market.Underlying, repaid, collateral, seized);
        return true;
    }

    private void Add(
        in TraceCall call, Project project, in Address user, in Address asset, in UInt256 amount,
        in Address collateral, in UInt256 seized) =>
        facts.Add(call.Place, new LendingAct
        {
            Project = project,
            Market = call.Trace.To,
            Kind = "liquidation"u8,
            User = user,
            Asset = asset,
            AmountRaw = amount,
            CollateralAsset = collateral,
            CollateralAmountRaw = seized,
            Liquidator = call.Trace.From,
        });

    private static bool TrySeized(in TraceCall call, out UInt256 seized)
    {
        for (int i = call.Position + 1; i < call.End; i++)
        {
            ref readonly Trace trace = ref call.Block.Traces[i];
            if (TraceCalls.IsCall(call.Block, trace) && !trace.IsReverted
                && TraceCalls.Selector(call.Block.Bytes[trace.Input]) == Seize)
            {
                return TraceCalls.Arguments(call.Block, trace).TryUInt256(2, out seized);
            }
        }

        // A market that seizes its own tokens calls nobody (CToken.liquidateBorrowFresh); the calldata has no amount.
        seized = default;
        return false;
    }

    private static bool TryFirst(in TraceCall call, in Address party, bool isFrom, out TraceMove first)
    {
        foreach (ref readonly TraceMove move in call.Moves)
        {
            if ((isFrom ? move.From : move.To) == party && call.IsWithin(move))
            {
                first = move;
                return true;
            }
        }

        first = default;
        return false;
    }
}
