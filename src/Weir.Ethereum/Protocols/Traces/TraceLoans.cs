using Weir.Core;
using Weir.Ethereum.Abi;
using Weir.Ethereum.Protocols.Facts;

namespace Weir.Ethereum.Protocols.Traces;

/// <summary>
/// Flash loans by the calls that make them: of listed lenders, and of others where the amount went out and came back
/// within the call. What came back beyond the amount is the fee.
/// </summary>
internal sealed class TraceLoans(FactWriter facts)
{
    private const uint FlashLoanOne = 0x5cffe9de;
    private const uint FlashLoanSimple = 0x42b0b77c;
    private const uint FlashLoanAave = 0xab9c4b5d;
    private const uint FlashLoanBalancer = 0x5c38449e;
    private const uint FlashPool = 0x490e6cbc;
    private const uint OperateSolo = 0xa67a6a45;
    private const int MostAssets = 64;

    private static readonly Project AaveUnlisted = Project.Unlisted("2-3");
    private static readonly Project AaveV3Unlisted = Project.Unlisted("3");
    private static readonly Project BalancerUnlisted = Project.Unlisted("2");
    private static readonly Project LenderUnlisted = Project.Unlisted("eip-3156");
    private static readonly Project PoolUnlisted = Project.Unlisted("3");
    private static readonly Project Dydx = new("dydx", "solo");
    private static readonly Address Solo = Address.Parse("0x1e0447b19bb6ecfdae1e4ae1694b0c3659614e4e");

    /// <summary>Whether the call was a flash loan.</summary>
    public bool Read(in TraceCall call) => call.Selector switch
    {
        FlashLoanOne => ReadOne(call, LenderUnlisted),
        FlashLoanSimple => ReadOne(call, AaveV3Unlisted),
        FlashLoanAave => ReadMany(call, AaveUnlisted),
        FlashLoanBalancer => ReadMany(call, BalancerUnlisted),
        FlashPool => ReadPool(call),
        OperateSolo => facts.ChainId == 1 && call.Trace.To == Solo && ReadSolo(call),
        _ => false,
    };

    // flashLoan(receiver, asset, amount, data): Aave V1 and EIP-3156; flashLoanSimple begins alike.
    private bool ReadOne(in TraceCall call, Project unlisted)
    {
        AbiReader arguments = call.Arguments;
        return arguments.TryAddress(0, out Address receiver) && arguments.TryAddress(1, out Address asset)
            && arguments.TryUInt256(2, out UInt256 amount) && Lend(call, unlisted, receiver, asset, amount, null);
    }

    // flashLoan(receiver, assets, amounts, …).
    private bool ReadMany(in TraceCall call, Project unlisted)
    {
        AbiReader arguments = call.Arguments;
        if (!arguments.TryAddress(0, out Address receiver)
            || !arguments.TryWordArray(1, out ReadOnlySpan<byte> assets)
            || !arguments.TryWordArray(2, out ReadOnlySpan<byte> amounts) || assets.Length != amounts.Length
            || assets.Length > MostAssets * AbiReader.WordLength)
        {
            return false;
        }

        bool isLoan = false;
        for (int i = 0; i < assets.Length; i += AbiReader.WordLength)
        {
            isLoan |= Lend(
                call, unlisted, receiver, new Address(assets.Slice(i + 12, Address.Length)),
                UInt256.FromBigEndian(amounts.Slice(i, AbiReader.WordLength)), i / AbiReader.WordLength);
        }

        return isLoan;
    }

    private bool Lend(
        in TraceCall call, Project unlisted, in Address receiver, in Address asset, in UInt256 amount, long? index)
    {
        Project? listed = TraceLenders.All.Find(facts.ChainId, call.Trace.To)?.Project;
        Address token = Native.OrToken(asset);
        UInt256? fee = TryLent(call, receiver, token, amount, out TraceMove lent) ? Fee(call, lent) : null;
        if (listed is null && fee is null)
        {
            return false;
        }

        Add(call, listed ?? unlisted, receiver, token, amount, fee, index);
        return true;
    }

    // flash(recipient, amount0, amount1, data): the pool pays both, and is paid both back.
    private bool ReadPool(in TraceCall call)
    {
        AbiReader arguments = call.Arguments;
        if (!arguments.TryAddress(0, out Address recipient))
        {
            return false;
        }

        bool isLoan = false;
        for (int index = 0; index < 2; index++)
        {
            if (arguments.TryUInt256(1 + index, out UInt256 amount) && !amount.IsZero
                && TryLent(call, recipient, null, amount, out TraceMove lent) && lent.From == call.Trace.To
                && Fee(call, lent) is { } fee)
            {
                Add(call, PoolUnlisted, recipient, lent.Token, amount, fee, index);
                isLoan = true;
            }
        }

        return isLoan;
    }

    // operate(accounts, actions): a withdrawal and, after the call between, a deposit of the same token.
    private bool ReadSolo(in TraceCall call)
    {
        bool isLoan = false;
        foreach (ref readonly TraceMove move in call.Moves)
        {
            if (move.From == Solo && call.IsWithin(move) && Fee(call, move) is { } fee)
            {
                Add(call, Dydx, move.To, move.Token, move.Amount, fee, null);
                isLoan = true;
            }
        }

        return isLoan;
    }

    private void Add(
        in TraceCall call, Project project, in Address receiver, in Address token, in UInt256 amount, UInt256? fee,
        long? index) =>
        facts.Add(call.Place, new FlashLoan
        {
            Project = project,
            Lender = call.Trace.To,
            Initiator = call.Trace.From,
            Recipient = receiver,
            Asset = token,
            AmountRaw = amount,
            FeeRaw = fee,
            TokenIndex = index,
        });

    private static bool TryLent(
        in TraceCall call, in Address receiver, Address? token, in UInt256 amount, out TraceMove lent)
    {
        foreach (ref readonly TraceMove move in call.Moves)
        {
            if (move.To == receiver && move.Amount == amount && (token is null || move.Token == token)
                && call.IsWithin(move))
            {
                lent = move;
                return true;
            }
        }

        lent = default;
        return false;
    }

    // What came back to who lent it, beyond the amount; null where that much did not come.
    private static UInt256? Fee(in TraceCall call, in TraceMove lent)
    {
        foreach (ref readonly TraceMove move in call.Moves)
        {
            if (move.Position > lent.Position && move.To == lent.From && move.Token == lent.Token
                && move.Amount >= lent.Amount && call.IsWithin(move))
            {
                return move.Amount - lent.Amount;
            }
        }

        return null;
    }
}
