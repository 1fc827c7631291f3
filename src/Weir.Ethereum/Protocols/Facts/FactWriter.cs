using Weir.Core;
using Weir.Core.Tables;
using Weir.Ethereum.Chains;

namespace Weir.Ethereum.Protocols.Facts;

/// <summary>
/// Where all protocols put what they read, in the order of the chain, with what they share of a block: the tokens that
/// moved, the pools that are proven.
/// </summary>
internal sealed class FactWriter
{
    private readonly List<PairProofs> _proofs = [];
    private BatchSet? _output;
    private DexTradeBatch _trades = new();
    private LiquidityEventBatch _liquidity = new();
    private LendingEventBatch _lending = new();
    private FlashLoanBatch _flashLoans = new();
    private NftTradeBatch _nfts = new();
    private PoolRows _pools = new(new PoolBatch());
    private (Hash32 Transaction, long Count) _sales;
    private long _chainId = -1;
    private byte[] _blockchain = [];

    /// <summary>The tokens that moved in a log's transaction.</summary>
    public Movements Movements { get; } = new();

    /// <summary>The chain of the block at hand.</summary>
    public long ChainId => _chainId;

    /// <summary>Finds the tokens of a kind of pool.</summary>
    public PairProofs Proofs(IReadOnlyList<Deployer> deployers, Project unlisted)
    {
        PairProofs proofs = new(this, deployers, unlisted);
        _proofs.Add(proofs);
        return proofs;
    }

    /// <summary>The trades that were written.</summary>
    public DexTradeBatch Trades => _trades;

    /// <summary>Where rows go from now on.</summary>
    public void Begin(BatchSet output)
    {
        if (_output == output)
        {
            return;
        }

        _output = output;
        _trades = (DexTradeBatch)output.Of(DexTradeBatch.Table);
        _liquidity = (LiquidityEventBatch)output.Of(LiquidityEventBatch.Table);
        _lending = (LendingEventBatch)output.Of(LendingEventBatch.Table);
        _flashLoans = (FlashLoanBatch)output.Of(FlashLoanBatch.Table);
        _nfts = (NftTradeBatch)output.Of(NftTradeBatch.Table);
        _pools = new PoolRows((PoolBatch)output.Of(PoolBatch.Table));
    }

    /// <summary>Names the chain of the block whose logs come next; nothing where it is known already.</summary>
    public void Enter(long chainId)
    {
        if (chainId != _chainId)
        {
            _chainId = chainId;
            _blockchain = System.Text.Encoding.UTF8.GetBytes(ChainNames.Of(chainId));
        }
    }

    /// <summary>Writes the pools of a block that ended, and forgets what was the block's.</summary>
    public void EndBlock(in BlockStamp stamp)
    {
        Movements.Forget();
        _pools.EndBlock(stamp);
        _sales = default;
        foreach (PairProofs proofs in _proofs)
        {
            proofs.EndBlock();
        }
    }

    /// <summary>A pool that the block proves; one row, however often it is seen.</summary>
    public void AddPool(ReadOnlySpan<byte> id, in Address contract, Pool pool) => _pools.Add(id, contract, pool);

    /// <summary>A pool of any number of tokens that its creation event names.</summary>
    public void AddPool(
        ReadOnlySpan<byte> id, in Address contract, Project project, ReadOnlySpan<Address> tokens, PoolProof proof) =>
        _pools.Add(id, contract, project, tokens, proof);

    public void Add(scoped FactPlace place, scoped in Trade trade)
    {
        DexTradeBatch rows = _trades;
        rows.ChainId.Append(place.Stamp.ChainId);
        rows.BlockNumber.Append(place.Stamp.Number);
        rows.BlockHash.Append(place.Stamp.Hash);
        rows.Blockchain.Append(_blockchain);
        rows.Project.Append(trade.Project.NameText);
        rows.Version.Append(trade.Project.VersionText);
        rows.BlockTime.Append(place.Stamp.TimestampMicroseconds);
        rows.TokenBoughtAddress.Append(trade.BoughtToken);
        rows.TokenBoughtAmountRaw.Append(trade.BoughtAmountRaw);
        rows.TokenSoldAddress.Append(trade.SoldToken);
        rows.TokenSoldAmountRaw.Append(trade.SoldAmountRaw);
        Address? sender = place.Sender;
        rows.Taker.Append(trade.Taker ?? sender);
        AppendBytes(rows.Maker, trade.Maker);
        AppendBytes(rows.PoolId, trade.PoolId);
        rows.ProjectContractAddress.Append(trade.Contract);
        rows.TxHash.Append(place.TransactionHash);
        rows.TxFrom.Append(sender);
        rows.TxTo.Append(place.Recipient);
        rows.TxIndex.Append(place.TransactionIndex);
        rows.EvtIndex.Append(place.EventIndex);
        AppendTrace(rows.TraceAddress, place);
        rows.TokenBoughtIndex.Append(trade.BoughtIndex);
        rows.TokenSoldIndex.Append(trade.SoldIndex);
    }

    public void Add(scoped FactPlace place, scoped in LiquidityChange change)
    {
        LiquidityEventBatch rows = _liquidity;
        rows.AppendBlock(place.Stamp);
        rows.Project.Append(change.Project.NameText);
        rows.Version.Append(change.Project.VersionText);
        rows.PoolId.Append(change.PoolId);
        rows.Kind.Append(change.Kind);
        rows.Provider.Append(change.Provider);
        rows.TokenIndex.Append(change.TokenIndex);
        rows.TokenAddress.Append(change.Token);
        rows.AmountRaw.Append(change.AmountRaw);
        rows.TickLower.Append(change.TickLower);
        rows.TickUpper.Append(change.TickUpper);
        rows.Liquidity.Append(change.Liquidity);
        rows.TxHash.Append(place.TransactionHash);
        rows.TxIndex.Append(place.TransactionIndex);
        rows.EvtIndex.Append(place.EventIndex);
        AppendTrace(rows.TraceAddress, place);
    }

    public void Add(scoped FactPlace place, scoped in LendingAct act)
    {
        LendingEventBatch rows = _lending;
        rows.AppendBlock(place.Stamp);
        rows.Project.Append(act.Project.NameText);
        rows.Version.Append(act.Project.VersionText);
        rows.MarketAddress.Append(act.Market);
        rows.Kind.Append(act.Kind);
        rows.UserAddress.Append(act.User);
        rows.OnBehalfOf.Append(act.OnBehalfOf);
        rows.AssetAddress.Append(act.Asset);
        rows.AmountRaw.Append(act.AmountRaw);
        rows.CollateralAsset.Append(act.CollateralAsset);
        rows.CollateralAmountRaw.Append(act.CollateralAmountRaw);
        rows.Liquidator.Append(act.Liquidator);
        rows.TxHash.Append(place.TransactionHash);
        rows.TxIndex.Append(place.TransactionIndex);
        rows.EvtIndex.Append(place.EventIndex);
        AppendTrace(rows.TraceAddress, place);
    }

    public void Add(scoped FactPlace place, scoped in FlashLoan loan)
    {
        FlashLoanBatch rows = _flashLoans;
        rows.AppendBlock(place.Stamp);
        rows.Project.Append(loan.Project.NameText);
        rows.Version.Append(loan.Project.VersionText);
        rows.LenderAddress.Append(loan.Lender);
        rows.Initiator.Append(loan.Initiator);
        rows.Recipient.Append(loan.Recipient);
        rows.AssetAddress.Append(loan.Asset);
        rows.AmountRaw.Append(loan.AmountRaw);
        rows.FeeRaw.Append(loan.FeeRaw);
        rows.TxHash.Append(place.TransactionHash);
        rows.TxIndex.Append(place.TransactionIndex);
        rows.EvtIndex.Append(place.EventIndex);
        AppendTrace(rows.TraceAddress, place);
        rows.TokenIndex.Append(loan.TokenIndex);
    }

    public void Add(scoped FactPlace place, scoped in NftSale sale)
    {
        _sales = _sales.Transaction == place.TransactionHash ? (_sales.Transaction, _sales.Count + 1)
            : (place.TransactionHash, 1);
        NftTradeBatch rows = _nfts;
        rows.AppendBlock(place.Stamp);
        rows.Blockchain.Append(_blockchain);
        rows.Project.Append(sale.Project.NameText);
        rows.ProjectVersion.Append(sale.Project.VersionText);
        rows.TradeCategory.Append(sale.IsBuy ? "Buy"u8 : "Sell"u8);
        rows.TradeType.Append(sale.IsBundle ? "Bundle Trade"u8 : "Single Item Trade"u8);
        rows.NftContractAddress.Append(sale.Collection);
        rows.NftTokenId.Append(sale.TokenId);
        rows.NftAmount.Append(sale.Amount);
        rows.Seller.Append(sale.Seller);
        rows.Buyer.Append(sale.Buyer);
        rows.PriceRaw.Append(sale.PriceRaw);
        rows.CurrencyContract.Append(sale.Currency);
        rows.PlatformFeeAmountRaw.Append(sale.PlatformFeeRaw);
        rows.RoyaltyFeeAmountRaw.Append(sale.RoyaltyFeeRaw);
        rows.ProjectContractAddress.Append(sale.Contract);
        rows.TxHash.Append(place.TransactionHash);
        rows.TxIndex.Append(place.TransactionIndex);
        rows.EvtIndex.Append(place.EventIndex);
        AppendTrace(rows.TraceAddress, place);
        rows.SubTxTradeId.Append(_sales.Count);
    }

    private static void AppendBytes(BytesColumn column, ReadOnlySpan<byte> value)
    {
        if (value.IsEmpty)
        {
            column.AppendNull();
        }
        else
        {
            column.Append(value);
        }
    }

    private static void AppendTrace(BytesColumn column, scoped in FactPlace place)
    {
        if (place.EventIndex is null)
        {
            column.Append(place.TraceAddress);
        }
        else
        {
            column.AppendNull();
        }
    }
}
