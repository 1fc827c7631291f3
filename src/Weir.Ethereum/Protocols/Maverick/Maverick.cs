using Weir.Core;
using Weir.Core.Tables;
using Weir.Ethereum.Protocols.Facts;
using Weir.Ethereum.Transforms;

namespace Weir.Ethereum.Protocols.Maverick;

/// <summary>Maverick: pools of version 1 (IPool.sol, Swap) and 2 (IMaverickV2Pool.sol, PoolSwap).</summary>
public sealed class Maverick : Protocol
{
    private static readonly Project V1 = new("maverick", "1");
    private static readonly Project V2 = new("maverick", "2");

    internal Maverick(FactWriter facts)
        : base(facts, DexTradeBatch.Table, PoolBatch.Table)
    {
        On(
            "Swap(address sender, address recipient, bool tokenAIn, bool exactOutput, uint256 amountIn, "
            + "uint256 amountOut, int32 activeTick)",
            (in LogRow log) => Swap(log, V1, log.Flag(2), log.UInt(4), log.UInt(5)));
        On(
            "PoolSwap(address sender, address recipient, (uint256,bool,bool,int32) params, uint256 amountIn, "
            + "uint256 amountOut)",
            (in LogRow log) => Swap(log, V2, log.Flag(3), log.UInt(6), log.UInt(7)));
    }

    /// <inheritdoc/>
    public override string Name => "Maverick";

    /// <inheritdoc/>
    public override string Proof => "the transfers of the swap's amounts";

    /// <inheritdoc/>
    public override string Evidence => "mainnet blocks (V1), hand-made logs";

    private string? Swap(in LogRow log, Project project, bool isTokenAIn, in UInt256 sold, in UInt256 bought)
    {
        Address pool = log.Log.Address;
        ReadOnlySpan<Movement> movements = Facts.Movements.Of(log);
        Address? soldToken = TransferMatch.Into(movements, pool, sold);
        Address? boughtToken = TransferMatch.OutOf(movements, pool, bought);
        if (soldToken is { } from && boughtToken is { } to && from != to)
        {
            Facts.AddPool(pool.Span, pool, new Pool(
                isTokenAIn ? from : to, isTokenAIn ? to : from, project, PoolProof.Transfers));
        }

        Facts.Add(log, new Trade
        {
            Project = project,
            Contract = pool,
            PoolId = pool.Span,
            Taker = log.AddressAt(1),
            SoldToken = soldToken,
            SoldAmountRaw = sold,
            BoughtToken = boughtToken,
            BoughtAmountRaw = bought,
            SoldIndex = isTokenAIn ? 0 : 1,
            BoughtIndex = isTokenAIn ? 1 : 0,
        });
        return null;
    }
}
