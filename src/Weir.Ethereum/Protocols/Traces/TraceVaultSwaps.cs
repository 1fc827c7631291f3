using Weir.Core;
using Weir.Ethereum.Abi;
using Weir.Ethereum.Protocols.Balancer;
using Weir.Ethereum.Protocols.Facts;

namespace Weir.Ethereum.Protocols.Traces;

/// <summary>
/// Swaps of Balancer V2 by what the vault asks a pool, once for each hop: onSwap of IMinimalSwapInfoPool and IGeneralPool.
/// The vault nets what a batch moves, so that transfers do not tell. A pool's id begins with its address.
/// </summary>
internal sealed class TraceVaultSwaps(FactWriter facts)
{
    private const uint OnSwapMinimal = 0x9d2c110c;
    private const uint OnSwapGeneral = 0x01ec954a;

    /// <summary>Whether the call was a swap.</summary>
    public bool Read(in TraceCall call)
    {
        // SwapRequest: kind, tokenIn, tokenOut, amount, poolId, lastChangeBlock, from, to, userData.
        if (call.Selector is not (OnSwapMinimal or OnSwapGeneral)
            || !call.Arguments.TryTuple(0, out AbiReader request)
            || !request.TryUInt256(0, out UInt256 kind) || !request.TryAddress(1, out Address sold)
            || !request.TryAddress(2, out Address bought) || !request.TryUInt256(3, out UInt256 given)
            || !request.TryWord(4, out ReadOnlySpan<byte> pool)
            || !pool[..Address.Length].SequenceEqual(call.Trace.To.Span)
            || !call.Answer.TryUInt256(0, out UInt256 calculated))
        {
            return false;
        }

        bool isGivenIn = kind.IsZero;
        facts.Add(call.Place, new Trade
        {
            Project = BalancerV2.ProjectOf(facts.ChainId, call.Trace.From),
            Contract = call.Trace.From,
            PoolId = pool,
            SoldToken = sold,
            SoldAmountRaw = isGivenIn ? given : calculated,
            BoughtToken = bought,
            BoughtAmountRaw = isGivenIn ? calculated : given,
        });
        return true;
    }
}
