using Weir.Core;
using Weir.Core.Tables;
using Weir.Ethereum.Protocols.Facts;
using Weir.Ethereum.Transforms;

namespace Weir.Ethereum.Protocols.Balancer;

/// <summary>Balancer V1: every pool is a contract whose events name the tokens (BPool.sol).</summary>
public sealed class BalancerV1 : Protocol
{
    private static readonly Project Balancer = new("balancer", "1");

    internal BalancerV1(FactWriter facts)
        : base(facts, DexTradeBatch.Table, LiquidityEventBatch.Table)
    {
        On(
            "LOG_SWAP(address indexed caller, address indexed tokenIn, address indexed tokenOut, "
            + "uint256 tokenAmountIn, uint256 tokenAmountOut)", Swap);
        On("LOG_JOIN(address indexed caller, address indexed tokenIn, uint256 tokenAmountIn)",
            (in LogRow log) => Change(log, isOut: false));
        On("LOG_EXIT(address indexed caller, address indexed tokenOut, uint256 tokenAmountOut)",
            (in LogRow log) => Change(log, isOut: true));
    }

    /// <inheritdoc/>
    public override string Name => "Balancer V1";

    /// <inheritdoc/>
    public override string Proof => "the event names the tokens";

    /// <inheritdoc/>
    public override string Evidence => "mainnet blocks, mev-inspect-py, mev-inspect-js";

    private string? Swap(in LogRow log)
    {
        Facts.Add(log, new Trade
        {
            Project = Balancer,
            Contract = log.Log.Address,
            PoolId = log.Log.Address.Span,
            Taker = log.TopicAddress(1),
            SoldToken = log.TopicAddress(2),
            SoldAmountRaw = log.UInt(0),
            BoughtToken = log.TopicAddress(3),
            BoughtAmountRaw = log.UInt(1),
        });
        return null;
    }

    private string? Change(in LogRow log, bool isOut)
    {
        if (!Amounts.TrySigned(log.UInt(0), isOut, out Int256 amount))
        {
            return Amounts.TooLarge;
        }

        Facts.Add(log, new LiquidityChange
        {
            Project = Balancer,
            PoolId = log.Log.Address.Span,
            Kind = isOut ? "burn"u8 : "mint"u8,
            Provider = log.TopicAddress(1),
            Token = log.TopicAddress(2),
            AmountRaw = amount,
        });
        return null;
    }
}
