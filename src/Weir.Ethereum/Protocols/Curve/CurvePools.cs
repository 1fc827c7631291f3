using System.Globalization;
using Weir.Core;
using Weir.Core.Tables;
using Weir.Ethereum.Abi;
using Weir.Ethereum.Protocols.Facts;
using Weir.Ethereum.Transforms;

namespace Weir.Ethereum.Protocols.Curve;

/// <summary>Curve's pools: StableSwap (version 1, plain, lending and meta pools) and CryptoSwap (version 2).</summary>
/// <remarks>
/// A pool names its coins by their place. Which token a place is, the block shows by the transfer of the amount; the
/// native coin leaves none, and is NULL.
/// </remarks>
public sealed class CurvePools : Protocol
{
    private const int MostCoins = 8;

    private static readonly Project Stable = new("curve", "1");
    private static readonly Project Crypto = new("curve", "2");

    internal CurvePools(FactWriter facts)
        : base(facts, DexTradeBatch.Table, LiquidityEventBatch.Table, PoolBatch.Table)
    {
        const string stable =
            "(address indexed buyer, int128 sold_id, uint256 tokens_sold, int128 bought_id, uint256 tokens_bought)";
        const string crypto =
            "address indexed buyer, uint256 sold_id, uint256 tokens_sold, uint256 bought_id, uint256 tokens_bought";
        On("TokenExchange" + stable, (in LogRow log) => Exchange(log, Stable));
        On("TokenExchangeUnderlying" + stable, (in LogRow log) => Exchange(log, Stable));
        On($"TokenExchange({crypto})", (in LogRow log) => Exchange(log, Crypto));
        On($"TokenExchange({crypto}, uint256 fee, uint256 packed_price_scale)",
            (in LogRow log) => Exchange(log, Crypto));
        for (int coins = 2; coins <= MostCoins; coins++)
        {
            DeclareLiquidity(coins.ToString(CultureInfo.InvariantCulture), coins);
        }

        DeclareGrowing();
        DeclareSingle();
    }

    /// <inheritdoc/>
    public override string Name => "Curve";

    /// <inheritdoc/>
    public override string Proof => "the transfers of the exchanged amounts to and from the pool";

    /// <inheritdoc/>
    public override string Evidence => "mainnet blocks, mev-inspect-py, mev-inspect-js";

    private void DeclareLiquidity(string n, int coins)
    {
        const string provider = "address indexed provider, ";
        On($"AddLiquidity({provider}uint256[{n}] token_amounts, uint256[{n}] fees, uint256 invariant, uint256 token_supply)",
            (in LogRow log) => Change(log, Stable, coins, isOut: false));
        On($"RemoveLiquidity({provider}uint256[{n}] token_amounts, uint256[{n}] fees, uint256 token_supply)",
            (in LogRow log) => Change(log, Stable, coins, isOut: true));
        On($"RemoveLiquidityImbalance({provider}uint256[{n}] token_amounts, uint256[{n}] fees, uint256 invariant, uint256 token_supply)",
            (in LogRow log) => Change(log, Stable, coins, isOut: true));
        if (coins > 3)
        {
            return;
        }

        On($"AddLiquidity({provider}uint256[{n}] token_amounts, uint256 fee, uint256 token_supply)",
            (in LogRow log) => Change(log, Crypto, coins, isOut: false));
        On($"AddLiquidity({provider}uint256[{n}] token_amounts, uint256 fee, uint256 token_supply, uint256 packed_price_scale)",
            (in LogRow log) => Change(log, Crypto, coins, isOut: false));
        On($"RemoveLiquidity({provider}uint256[{n}] token_amounts, uint256 token_supply)",
            (in LogRow log) => Change(log, Crypto, coins, isOut: true));
    }

    // StableSwapNG: lists of any length.
    private void DeclareGrowing()
    {
        On("AddLiquidity(address indexed provider, uint256[] token_amounts, uint256[] fees, uint256 invariant, uint256 token_supply)",
            (in LogRow log) => ChangeGrowing(log, isOut: false));
        On("RemoveLiquidity(address indexed provider, uint256[] token_amounts, uint256[] fees, uint256 token_supply)",
            (in LogRow log) => ChangeGrowing(log, isOut: true));
        On("RemoveLiquidityImbalance(address indexed provider, uint256[] token_amounts, uint256[] fees, uint256 invariant, uint256 token_supply)",
            (in LogRow log) => ChangeGrowing(log, isOut: true));
    }

    private void DeclareSingle()
    {
        On("RemoveLiquidityOne(address indexed provider, uint256 token_amount, uint256 coin_amount)",
            (in LogRow log) => RemoveOne(log, Stable, null, log.UInt(1)));

        // Of the same signature: StableSwap's (tokens, coins, supply) and CryptoSwap's (tokens, place, coins).
        On("RemoveLiquidityOne(address indexed provider, uint256 token_amount, uint256 second, uint256 third)",
            (in LogRow log) => log.UInt(1) < MostCoins
                ? RemoveOne(log, Crypto, log.Small(1), log.UInt(2))
                : RemoveOne(log, Stable, null, log.UInt(1)));
        On("RemoveLiquidityOne(address indexed provider, int128 token_id, uint256 token_amount, uint256 coin_amount, uint256 token_supply)",
            (in LogRow log) => RemoveOne(log, Stable, log.Small(0), log.UInt(2)));
        On("RemoveLiquidityOne(address indexed provider, uint256 token_amount, uint256 coin_index, uint256 coin_amount, uint256 approx_fee, uint256 packed_price_scale)",
            (in LogRow log) => log.UInt(1) < MostCoins ? RemoveOne(log, Crypto, log.Small(1), log.UInt(2))
                : "RemoveLiquidityOne: a place beyond the pool's coins");
    }

    private string? Exchange(in LogRow log, Project project)
    {
        Int256 sold = log.Int(0);
        Int256 bought = log.Int(2);
        if (sold.IsNegative || bought.IsNegative || sold >= MostCoins || bought >= MostCoins || sold == bought)
        {
            return "TokenExchange: not the places of two coins";
        }

        Address pool = log.Log.Address;
        ReadOnlySpan<Movement> movements = Facts.Movements.Of(log);
        int soldIndex = (int)log.Small(0);
        int boughtIndex = (int)log.Small(2);
        Address? soldToken = TransferMatch.Into(movements, pool, log.UInt(1));
        Address? boughtToken = TransferMatch.OutOf(movements, pool, log.UInt(3));
        if (soldToken is { } from && boughtToken is { } to)
        {
            if (from == to)
            {
                soldToken = boughtToken = null;
            }
            else if (soldIndex + boughtIndex == 1)
            {
                Facts.AddPool(pool.Span, pool, new Pool(
                    soldIndex == 0 ? from : to, soldIndex == 0 ? to : from, project, PoolProof.Transfers));
            }
        }

        Facts.Add(log, new Trade
        {
            Project = project,
            Contract = pool,
            PoolId = pool.Span,
            Taker = log.TopicAddress(1),
            SoldToken = soldToken,
            SoldAmountRaw = log.UInt(1),
            BoughtToken = boughtToken,
            BoughtAmountRaw = log.UInt(3),
            SoldIndex = soldIndex,
            BoughtIndex = boughtIndex,
        });
        return null;
    }

    private string? Change(in LogRow log, Project project, int coins, bool isOut) =>
        AddAmounts(log, project, log.Data[..(coins * AbiReader.WordLength)], isOut);

    private string? ChangeGrowing(in LogRow log, bool isOut) =>
        new AbiReader(log.Data).TryWordArray(0, out ReadOnlySpan<byte> amounts)
        && amounts.Length <= MostCoins * AbiReader.WordLength
            ? AddAmounts(log, Stable, amounts, isOut)
            : "not a list of at most 8 amounts";

    private string? AddAmounts(in LogRow log, Project project, ReadOnlySpan<byte> words, bool isOut)
    {
        for (int start = 0; start < words.Length; start += AbiReader.WordLength)
        {
            if ((words[start] & 0x80) != 0)
            {
                return Amounts.TooLarge;
            }
        }

        for (int i = 0; i < words.Length / AbiReader.WordLength; i++)
        {
            UInt256 amount = UInt256.FromBigEndian(words.Slice(i * AbiReader.WordLength, AbiReader.WordLength));
            AddOne(log, project, i, amount, isOut);
        }

        return null;
    }

    private string? RemoveOne(in LogRow log, Project project, long? index, in UInt256 amount)
    {
        if (amount.BitLength == 256)
        {
            return Amounts.TooLarge;
        }

        AddOne(log, project, index, amount, isOut: true);
        return null;
    }

    private void AddOne(in LogRow log, Project project, long? index, in UInt256 amount, bool isOut)
    {
        Amounts.TrySigned(amount, isOut, out Int256 signed);
        ReadOnlySpan<Movement> movements = Facts.Movements.Of(log);
        Facts.Add(log, new LiquidityChange
        {
            Project = project,
            PoolId = log.Log.Address.Span,
            Kind = isOut ? "burn"u8 : "mint"u8,
            Provider = log.TopicAddress(1),
            TokenIndex = index,
            Token = amount.IsZero ? null
                : isOut ? TransferMatch.OutOf(movements, log.Log.Address, amount)
                : TransferMatch.Into(movements, log.Log.Address, amount),
            AmountRaw = signed,
        });
    }
}
