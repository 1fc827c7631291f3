using Weir.Core;
using Weir.Ethereum.Protocols.Facts;
using Weir.Ethereum.Transforms;

namespace Weir.Ethereum.Protocols.Uniswap;

/// <summary>What Uniswap V2, V3 and their forks share: contracts that are a pool of two tokens.</summary>
public abstract class PairProtocol : Protocol
{
    private readonly IReadOnlyList<Deployer> _deployers;
    private readonly Project _unlisted;

    private protected PairProtocol(FactWriter facts, IReadOnlyList<Deployer> deployers, Project unlisted)
        : base(
            facts, Core.Tables.DexTradeBatch.Table, Core.Tables.LiquidityEventBatch.Table,
            Core.Tables.FlashLoanBatch.Table, Core.Tables.PoolBatch.Table)
    {
        _deployers = deployers;
        _unlisted = unlisted;
        Pairs = facts.Proofs(deployers, unlisted);
    }

    /// <inheritdoc/>
    public override IEnumerable<ListedContract> Contracts => _deployers.Select(deployer => new ListedContract(
        deployer.Address, deployer.Project, deployer.Address == deployer.Factory ? "factory" : "deployer",
        deployer.ChainId));

    private protected PairProofs Pairs { get; }

    /// <summary>Who a pool of no listed deployer is.</summary>
    internal Project Unlisted => _unlisted;

    /// <summary>The pool of these tokens, where a listed deployer made it.</summary>
    internal Pool? Prove(in Address pool, in Address token, in Address other) => Pairs.Prove(pool, token, other);

    /// <summary>A swap of two amounts, above zero where they went into the pool.</summary>
    private protected void AddTrade(
        in LogRow log, Pool? pool, int soldIndex, in UInt256 sold, in UInt256 bought, in Address taker,
        ReadOnlySpan<byte> maker)
    {
        // What an unlisted factory claims must be borne out by the very amounts.
        pool = pool is { IsClaim: true } ? null : pool;
        Address contract = log.Log.Address;
        Address? soldToken = pool?.Token(soldIndex);
        Address? boughtToken = pool?.Token(1 - soldIndex);
        if (pool is null)
        {
            ReadOnlySpan<Movement> movements = Facts.Movements.Of(log);
            soldToken = TransferMatch.Into(movements, contract, sold);
            boughtToken = TransferMatch.OutOf(movements, contract, bought);
            if (soldToken is { } from && boughtToken is { } to)
            {
                if (from == to)
                {
                    soldToken = boughtToken = null;
                }
                else
                {
                    Facts.AddPool(contract.Span, contract, new Pool(
                        soldIndex == 0 ? from : to, soldIndex == 0 ? to : from, _unlisted, PoolProof.Transfers));
                }
            }
        }

        Facts.Add(log, new Trade
        {
            Project = pool?.Project ?? _unlisted,
            Contract = contract,
            PoolId = contract.Span,
            Maker = maker,
            Taker = taker,
            SoldToken = soldToken,
            SoldAmountRaw = sold,
            BoughtToken = boughtToken,
            BoughtAmountRaw = bought,
            SoldIndex = soldIndex,
            BoughtIndex = 1 - soldIndex,
        });
    }

    /// <summary>A row for each of the pool's two tokens.</summary>
    private protected string? AddLiquidity(
        in LogRow log, Pool? pool, ReadOnlySpan<byte> kind, in UInt256 amount0, in UInt256 amount1, bool isOut,
        Address? provider, UInt256? liquidity = null, long? tickLower = null, long? tickUpper = null)
    {
        if (!Amounts.TrySigned(amount0, isOut, out Int256 signed0)
            || !Amounts.TrySigned(amount1, isOut, out Int256 signed1))
        {
            return Amounts.TooLarge;
        }

        for (int i = 0; i < 2; i++)
        {
            Facts.Add(log, new LiquidityChange
            {
                Project = pool?.Project ?? _unlisted,
                PoolId = log.Log.Address.Span,
                Kind = kind,
                Provider = provider,
                TokenIndex = i,
                Token = pool?.Token(i),
                AmountRaw = i == 0 ? signed0 : signed1,
                TickLower = tickLower,
                TickUpper = tickUpper,
                Liquidity = liquidity,
            });
        }

        return null;
    }

    /// <summary>A row for each token that was lent.</summary>
    private protected void AddFlashLoan(
        in LogRow log, Pool? pool, int index, in UInt256 amount, in UInt256 fee, in Address initiator,
        in Address recipient) =>
        Facts.Add(log, new FlashLoan
        {
            Project = pool?.Project ?? _unlisted,
            Lender = log.Log.Address,
            Initiator = initiator,
            Recipient = recipient,
            Asset = pool?.Token(index) ?? TransferMatch.OutOf(Facts.Movements.Of(log), log.Log.Address, amount),
            AmountRaw = amount,
            FeeRaw = fee,
            TokenIndex = index,
        });
}
