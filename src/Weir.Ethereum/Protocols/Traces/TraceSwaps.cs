using Weir.Core;
using Weir.Ethereum.Abi;
using Weir.Ethereum.Blocks;
using Weir.Ethereum.Protocols.Facts;
using Weir.Ethereum.Protocols.Uniswap;

namespace Weir.Ethereum.Protocols.Traces;

/// <summary>
/// Swaps by the calls of pools: what went in is the last transfer to the pool, what came out the one transfer from it
/// to the recipient (mev-inspect, classifiers/helpers.py).
/// </summary>
internal sealed class TraceSwaps
{
    private const uint V2Swap = 0x022c0d9f;
    private const uint V3Swap = 0x128acb08;
    private const uint BalancerIn = 0x8201aa3f;
    private const uint BalancerOut = 0x7c5e9ea4;
    private const uint CurveExchange = 0x3df02124;
    private const uint CurveUnderlying = 0xa6417ed6;
    private const uint CurveCrypto = 0x5b41b908;
    private const uint CurveCryptoEth = 0x394747c5;
    private const uint BancorPath = 0xb77d239b;
    private const uint ZeroXRfq = 0xaa77476c;
    private const uint ZeroXRfqInternal = 0xa656186b;
    private const uint ZeroXRfqInternalOld = 0xaa6b21cd;
    private const uint ZeroXLimit = 0xf6274f66;
    private const uint ZeroXLimitInternal = 0x414e4ccf;

    private static readonly Project BalancerV1 = new("balancer", "1");
    private static readonly Project CurveV1 = new("curve", "1");
    private static readonly Project CurveV2 = new("curve", "2");
    private static readonly Project Bancor = new("bancor", "2");
    private static readonly Project ZeroX = new("0x", "4");
    private static readonly Address ZeroXProxy = Address.Parse("0xdef1c0ded9bec7f1a1670819833240f027b25eff");

    private readonly FactWriter _facts;
    private readonly UniswapV2 _v2;
    private readonly UniswapV3 _v3;
    private readonly TraceVaultSwaps _vaults;

    // The transaction's movements that paid for a swap.
    private readonly HashSet<int> _paid = [];
    private readonly bool _provesPools;
    private int _zeroXEnd;

    /// <param name="facts">Where swaps go.</param>
    /// <param name="v2">Proves pairs.</param>
    /// <param name="v3">Proves pools.</param>
    /// <param name="provesPools">Whether pools become rows; where logs told them already they do not.</param>
    public TraceSwaps(FactWriter facts, UniswapV2 v2, UniswapV3 v3, bool provesPools)
    {
        _facts = facts;
        _provesPools = provesPools;
        _v2 = v2;
        _v3 = v3;
        _vaults = new TraceVaultSwaps(facts);
    }

    /// <summary>Called before a transaction's first trace.</summary>
    public void Enter()
    {
        _paid.Clear();
        _zeroXEnd = 0;
    }

    /// <summary>Whether the call was a swap of a known form.</summary>
    public bool Read(in TraceCall call)
    {
        switch (call.Selector)
        {
            case V2Swap:
                return call.Arguments.TryAddress(2, out Address to) && ReadPair(call, to, isPaidBefore: true, _v2);
            case V3Swap:
                return call.Arguments.TryAddress(0, out Address recipient)
                    && ReadPair(call, recipient, isPaidBefore: false, _v3);
            case BalancerIn or BalancerOut:
                return ReadPool(call, BalancerV1);
            case CurveExchange or CurveUnderlying:
                return !IsRouter(call) && ReadPool(call, CurveV1);
            case CurveCrypto or CurveCryptoEth:
                return !IsRouter(call) && ReadPool(call, CurveV2);
            case BancorPath:
                return ReadBancor(call);
            case ZeroXRfq or ZeroXRfqInternal or ZeroXRfqInternalOld or ZeroXLimit or ZeroXLimitInternal:
                return ReadZeroX(call);
            default:
                return _vaults.Read(call);
        }
    }

    private bool ReadPair(in TraceCall call, in Address recipient, bool isPaidBefore, PairProtocol protocol)
    {
        Address pool = call.Trace.To;
        if (!TryMoves(call, recipient, isPaidBefore, out TraceMove sold, out TraceMove bought))
        {
            return false;
        }

        if (sold.Token == bought.Token)
        {
            if (sold.Amount >= bought.Amount)
            {
                _facts.Add(call.Place, new FlashLoan
                {
                    Project = protocol.Unlisted,
                    Lender = pool,
                    Initiator = call.Trace.From,
                    Recipient = recipient,
                    Asset = bought.Token,
                    AmountRaw = bought.Amount,
                    FeeRaw = sold.Amount - bought.Amount,
                });
            }

            return true;
        }

        Pool? proven = _provesPools ? protocol.Prove(pool, sold.Token, bought.Token) : null;
        int soldIndex = sold.Token < bought.Token ? 0 : 1;
        _facts.Add(call.Place, new Trade
        {
            Project = proven?.Project ?? protocol.Unlisted,
            Contract = pool,
            PoolId = pool.Span,
            Maker = isPaidBefore ? pool.Span : default,
            Taker = bought.To,
            SoldToken = sold.Token,
            SoldAmountRaw = sold.Amount,
            BoughtToken = bought.Token,
            BoughtAmountRaw = bought.Amount,
            SoldIndex = soldIndex,
            BoughtIndex = 1 - soldIndex,
        });
        return true;
    }

    private bool ReadPool(in TraceCall call, Project project)
    {
        if (!TryMoves(call, call.Trace.From, isPaidBefore: false, out TraceMove sold, out TraceMove bought)
            || sold.Token == bought.Token)
        {
            return false;
        }

        _facts.Add(call.Place, new Trade
        {
            Project = project,
            Contract = call.Trace.To,
            PoolId = call.Trace.To.Span,
            Taker = bought.To,
            SoldToken = sold.Token,
            SoldAmountRaw = sold.Amount,
            BoughtToken = bought.Token,
            BoughtAmountRaw = bought.Amount,
        });
        return true;
    }

    // A pair of V2 is paid before the call or, as a loan, within it; other pools take what they are owed.
    private bool TryMoves(
        in TraceCall call, in Address recipient, bool isPaidBefore, out TraceMove sold, out TraceMove bought)
    {
        Address pool = call.Trace.To;
        bought = default;
        if (!call.Trace.Value.IsZero)
        {
            sold = new TraceMove
            {
                Token = Native.Coin,
                From = call.Trace.From,
                To = pool,
                Amount = call.Trace.Value,
            };
        }
        else
        {
            int paid = LastTo(call, pool, isPaidBefore);
            paid = paid >= 0 ? paid : LastTo(call, pool, !isPaidBefore);
            if (paid < 0)
            {
                sold = default;
                return false;
            }

            sold = call.Moves[paid];
            _paid.Add(paid);
        }

        int count = 0;
        foreach (ref readonly TraceMove move in call.Moves)
        {
            if (move.From == pool && move.To == recipient && call.IsWithin(move))
            {
                bought = move;
                count++;
            }
        }

        return count == 1;
    }

    // What has paid for one swap pays for no other.
    private int LastTo(in TraceCall call, in Address pool, bool isBefore)
    {
        for (int i = call.Moves.Length - 1; i >= 0; i--)
        {
            ref readonly TraceMove move = ref call.Moves[i];
            if (move.To == pool && (isBefore ? call.IsBefore(move) : call.IsWithin(move)) && !_paid.Contains(i))
            {
                return i;
            }
        }

        return -1;
    }

    // A contract that hands the exchange on to a pool has the pools' form and is none.
    private static bool IsRouter(in TraceCall call)
    {
        for (int i = call.Position + 1; i < call.End; i++)
        {
            ref readonly Trace trace = ref call.Block.Traces[i];
            if (trace.From == call.Trace.To && TraceCalls.IsCall(call.Block, trace)
                && TraceCalls.Selector(call.Block.Bytes[trace.Input]) == call.Selector)
            {
                return true;
            }
        }

        return false;
    }

    // convertByPath(path, amount, minReturn, beneficiary, affiliate, fee): tokens and their anchors take turns.
    private bool ReadBancor(in TraceCall call)
    {
        AbiReader arguments = call.Arguments;
        if (!arguments.TryWordArray(0, out ReadOnlySpan<byte> path) || path.Length < 3 * AbiReader.WordLength
            || !arguments.TryUInt256(1, out UInt256 sold) || !arguments.TryAddress(3, out Address beneficiary)
            || !call.Answer.TryUInt256(0, out UInt256 bought))
        {
            return false;
        }

        _facts.Add(call.Place, new Trade
        {
            Project = Bancor,
            Contract = call.Trace.To,
            Taker = beneficiary.IsZero ? call.Trace.From : beneficiary,
            SoldToken = new Address(path[12..AbiReader.WordLength]),
            SoldAmountRaw = sold,
            BoughtToken = new Address(path[^20..]),
            BoughtAmountRaw = bought,
        });
        return true;
    }

    // An order's first words: maker token, taker token, …; the answer: what the taker gave, what the maker gave.
    private bool ReadZeroX(in TraceCall call)
    {
        bool isRfq = call.Selector is ZeroXRfq or ZeroXRfqInternal or ZeroXRfqInternalOld;
        AbiReader arguments = call.Arguments;
        if (call.Trace.To != ZeroXProxy || call.Position < _zeroXEnd
            || !arguments.TryAddress(0, out Address makerToken) || !arguments.TryAddress(1, out Address takerToken)
            || !arguments.TryAddress(isRfq ? 4 : 5, out Address maker)
            || !call.Answer.TryUInt256(0, out UInt256 sold) || !call.Answer.TryUInt256(1, out UInt256 bought))
        {
            return false;
        }

        _zeroXEnd = call.End;
        _facts.Add(call.Place, new Trade
        {
            Project = ZeroX,
            Contract = ZeroXProxy,
            Maker = maker.Span,
            SoldToken = takerToken,
            SoldAmountRaw = sold,
            BoughtToken = makerToken,
            BoughtAmountRaw = bought,
            Taker = call.Trace.From == ZeroXProxy ? null : call.Trace.From,
        });
        return true;
    }
}
