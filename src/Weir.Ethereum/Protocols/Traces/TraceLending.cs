using Weir.Core;
using Weir.Ethereum.Abi;
using Weir.Ethereum.Blocks;
using Weir.Ethereum.Protocols.Compound;
using Weir.Ethereum.Protocols.Facts;

namespace Weir.Ethereum.Protocols.Traces;

/// <summary>Liquidations and flash loans by the calls of listed lenders.</summary>
internal sealed class TraceLending(FactWriter facts)
{
    private const uint LiquidationCall = 0x00a718a9;
    private const uint LiquidateBorrow = 0xf5e3c462;
    private const uint LiquidateBorrowCoin = 0xaae40a2a;
    private const uint Seize = 0xb2a02ff1;
    private const uint FlashLoanOne = 0x5cffe9de;
    private const uint FlashLoanAave = 0xab9c4b5d;
    private const uint FlashLoanBalancer = 0x5c38449e;
    private const int MostAssets = 64;

    private static readonly Project AaveV1 = new("aave", "1");
    private static readonly Project AaveV2 = new("aave", "2");
    private static readonly Project Balancer = new("balancer", "2");
    private static readonly Project Maker = new("maker", "1");

    private static readonly ContractList Lenders = new(
        ListedContract.Of("0x398ec7346dcd622edc5ae82352f02be94c62d119", AaveV1, "lending pool"),
        ListedContract.Of("0x3dfd23a6c5e8bbcfc9581d2e864a68feb6a076d3", AaveV1, "lending pool core"),
        ListedContract.Of("0x7d2768de32b0b80b7a3454c06bdac94a69ddc7a9", AaveV2, "lending pool"),
        ListedContract.Of("0x7937d4799803fbbe595ed57278bc4ca21f3bffcb", AaveV2, "lending pool (AMM)"),
        ListedContract.Of("0xba12222222228d8ba445958a75a0704d566bf2c8", Balancer, "vault", null),
        ListedContract.Of("0x1eb4cf3a948e7d72a198fe073ccb8c7a948cd853", Maker, "flash lender"),
        ListedContract.Of("0x60744434d6339a6b27d73d9eda62b6f66a0a04fa", Maker, "flash lender"));

    /// <summary>Whether the call was a liquidation or a flash loan.</summary>
    public bool Read(in TraceCall call)
    {
        switch (call.Selector)
        {
            case LiquidationCall:
                return Lenders.Find(facts.ChainId, call.Trace.To) is { } aave && ReadAave(call, aave.Project);
            case LiquidateBorrow or LiquidateBorrowCoin:
                return ReadCompound(call);
            case FlashLoanOne:
                return Lenders.Find(facts.ChainId, call.Trace.To) is { } one && ReadOne(call, one.Project);
            case FlashLoanAave or FlashLoanBalancer:
                return Lenders.Find(facts.ChainId, call.Trace.To) is { } many && ReadMany(call, many.Project);
            default:
                return false;
        }
    }

    // liquidationCall(collateral, reserve, user, amount, receiveAToken): what moved says how much.
    private bool ReadAave(in TraceCall call, Project project)
    {
        Address liquidator = call.Trace.From;
        if (!call.Arguments.TryAddress(2, out Address user)
            || !TryFirst(call, liquidator, isFrom: true, out TraceMove debt)
            || !TryFirst(call, liquidator, isFrom: false, out TraceMove received))
        {
            return false;
        }

        Add(call, project, user, debt.Token, debt.Amount, received.Token, received.Amount);
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

    // flashLoan(receiver, asset, amount, data): Aave V1 and EIP-3156.
    private bool ReadOne(in TraceCall call, Project project)
    {
        AbiReader arguments = call.Arguments;
        if (!arguments.TryAddress(0, out Address receiver) || !arguments.TryAddress(1, out Address asset)
            || !arguments.TryUInt256(2, out UInt256 amount))
        {
            return false;
        }

        Lend(call, project, receiver, asset, amount, null);
        return true;
    }

    // flashLoan(receiver, assets, amounts, …).
    private bool ReadMany(in TraceCall call, Project project)
    {
        AbiReader arguments = call.Arguments;
        if (!arguments.TryAddress(0, out Address receiver)
            || !arguments.TryWordArray(1, out ReadOnlySpan<byte> assets)
            || !arguments.TryWordArray(2, out ReadOnlySpan<byte> amounts) || assets.Length != amounts.Length
            || assets.Length > MostAssets * AbiReader.WordLength)
        {
            return false;
        }

        for (int i = 0; i < assets.Length; i += AbiReader.WordLength)
        {
            Lend(
                call, project, receiver, new Address(assets.Slice(i + 12, Address.Length)),
                UInt256.FromBigEndian(amounts.Slice(i, AbiReader.WordLength)), i / AbiReader.WordLength);
        }

        return true;
    }

    private void Lend(
        in TraceCall call, Project project, in Address receiver, in Address asset, in UInt256 amount, long? index) =>
        facts.Add(call.Place, new FlashLoan
        {
            Project = project,
            Lender = call.Trace.To,
            Initiator = call.Trace.From,
            Recipient = receiver,
            Asset = Native.OrToken(asset),
            AmountRaw = amount,
            TokenIndex = index,
        });

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
