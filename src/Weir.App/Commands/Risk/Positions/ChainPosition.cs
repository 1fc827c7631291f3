using System.Globalization;
using System.Numerics;
using Weir.Core;
using Weir.Core.Tables;
using Weir.Detection.Prices;
using Weir.Ethereum.Chains;
using Weir.Pipeline;
using Weir.Risk.Liquidity;

namespace Weir.App.Commands.Risk.Positions;

/// <summary>
/// A position of the chain as the models take it: its curve in units of both tokens, the pool's own prices, and what it
/// was paid in and out. A stablecoin is the quote where the pool has one, else the second token.
/// </summary>
internal sealed class ChainPosition
{
    private readonly PoolPosition _position;
    private readonly (string Symbol, double Unit)[] _tokens;
    private readonly bool _isInverted;
    private readonly string _pool;

    private ChainPosition(
        string pool, PoolPosition position, (string Symbol, double Unit)[] tokens, bool isInverted, LpPosition held,
        double? feeRatio)
    {
        (_pool, _position, _tokens, _isInverted) = (pool, position, tokens, isInverted);
        (Held, FeeRatio) = (held, feeRatio);
    }

    /// <summary>Its curve; prices are quote tokens a base token.</summary>
    public LpPosition Held { get; }

    /// <summary>The pool's fee, where it is proven.</summary>
    public double? FeeRatio { get; }

    /// <summary>The symbol of the token that prices and values are in.</summary>
    public string Quote => _tokens[_isInverted ? 0 : 1].Symbol;

    /// <summary>The pool's own prices at the ends of blocks, as SQL.</summary>
    public string PriceSql => $"SELECT block_timestamp AS time, {(_isInverted ? "1 / price" : "price")} AS price FROM prices "
        + $"WHERE source = '{_pool}' AND quote_address <> '{PriceBatch.Usd}' ORDER BY block_number";

    /// <exception cref="Core.Errors.ConfigException">
    /// No such pool or position, more than one that fits, or tokens without decimals.
    /// </exception>
    public static async Task<ChainPosition> ReadAsync(
        IWarehouseQuery query, PositionSpec spec, CancellationToken cancellationToken)
    {
        (long chain, string[] addresses, double? fee) = await PoolAsync(query, spec.Pool, cancellationToken);
        (string Symbol, double Unit)[] tokens =
        [
            await TokenAsync(query, chain, addresses[0], cancellationToken),
            await TokenAsync(query, chain, addresses[1], cancellationToken),
        ];
        TokenList list = ChainTokens.Of(chain);
        bool isInverted = IsStable(list, addresses[0]) && !IsStable(list, addresses[1]);
        PositionReader reader = new(query, spec.Pool);
        List<PoolPosition> ranges = await reader.RangesAsync(cancellationToken);
        if (ranges.Count > 0)
        {
            PoolPosition range = One(ranges, spec);
            double unit = tokens[0].Unit / tokens[1].Unit;
            (double lower, double upper) = (
                Math.Pow(1.0001, range.Ticks!.Value.Lower) * unit, Math.Pow(1.0001, range.Ticks.Value.Upper) * unit);
            return new ChainPosition(
                spec.Pool, range, tokens, isInverted, new ConcentratedPosition(
                    isInverted ? 1 / upper : lower, isInverted ? 1 / lower : upper,
                    (double)range.Liquidity / Math.Sqrt(tokens[0].Unit * tokens[1].Unit)), fee);
        }

        (List<PoolPosition> holders, BigInteger shares) = await reader.SharesAsync(cancellationToken);
        PoolPosition holder = One(holders, spec);
        double[] reserves = await reader.ReservesAsync(cancellationToken) ?? throw RiskErrors.Request(
            $"the warehouse has no reserves of the pool {spec.Pool}.", "Load blocks in which it traded.");
        double owned = (double)holder.Liquidity / (double)shares;
        return new ChainPosition(
            spec.Pool, holder, tokens, isInverted, new ConstantProductPosition(
                owned * Math.Sqrt(reserves[0] / tokens[0].Unit) * Math.Sqrt(reserves[1] / tokens[1].Unit)), fee);
    }

    /// <summary>The position in words, for the head of an answer.</summary>
    public IEnumerable<(string Name, string Value)> Describe(double price)
    {
        yield return ("pool", _pool);
        yield return ("owner", _position.Owner);
        yield return ("since block", _position.SinceBlock.ToString(CultureInfo.InvariantCulture));
        if (Held is ConcentratedPosition range)
        {
            yield return ("range", string.Create(
                CultureInfo.InvariantCulture, $"{range.LowerPrice:G6} to {range.UpperPrice:G6}, ticks {_position.Ticks!.Value.Lower}:{_position.Ticks.Value.Upper}"));
        }

        Holdings held = Held.HoldingsAt(price);
        double[] now = _isInverted ? [held.QuoteTokens, held.BaseTokens] : [held.BaseTokens, held.QuoteTokens];
        yield return ("holds", Amounts(token => now[token]));
        yield return ("paid in", Amounts(token => (double)_position.Deposited[token] / _tokens[token].Unit));
        yield return ("taken out", Amounts(token => (double)_position.Withdrawn[token] / _tokens[token].Unit));
        if (_position.Ticks is not null)
        {
            yield return ("fees collected", Amounts(token => (double)_position.Fees(token) / _tokens[token].Unit));
        }

        double gained = Enumerable.Range(0, 2).Sum(token => Worth(token, price) * (now[token]
            + ((double)(_position.Withdrawn[token] + _position.Fees(token) - _position.Deposited[token]) / _tokens[token].Unit)));
        yield return ("against holding", string.Create(CultureInfo.InvariantCulture, $"{gained:N2} {Quote}"));
    }

    private string Amounts(Func<int, double> amount) => string.Create(
        CultureInfo.InvariantCulture, $"{amount(0):G8} {_tokens[0].Symbol} and {amount(1):G8} {_tokens[1].Symbol}");

    // What a token is worth in the quote token.
    private double Worth(int token, double price) => token == (_isInverted ? 0 : 1) ? 1 : price;

    private static PoolPosition One(List<PoolPosition> positions, PositionSpec spec)
    {
        List<PoolPosition> fitting = [.. positions.Where(spec.Fits)];
        return fitting.Count == 1 ? fitting[0] : throw RiskErrors.Request(
            fitting.Count == 0 ? $"the warehouse has no open position {spec.Owner ?? "of anyone"} in the pool {spec.Pool}."
                : string.Create(CultureInfo.InvariantCulture, $"{fitting.Count} open positions in the pool {spec.Pool} fit."),
            fitting.Count > 1 ? $"Name one: --position {spec.Pool}/…, of {string.Join(", ", fitting.Take(5))}."
            : positions.Count > 0 ? $"There are {string.Join(", ", positions.Take(5))}."
            : "Load the blocks in which liquidity was given (weir backfill --tables all).");
    }

    private static async Task<(long Chain, string[] Tokens, double? FeeRatio)> PoolAsync(
        IWarehouseQuery query, string pool, CancellationToken cancellationToken)
    {
        await foreach (IReadOnlyList<object?> row in WarehouseRows.ReadAsync(
            query, "SELECT chain_id, tokens, fee_ppm FROM pools_known WHERE pool_id = $1", [pool], cancellationToken))
        {
            string[] tokens = [.. ((IReadOnlyList<object?>)row[1]!).Select(token => $"{token}")];
            return tokens.Length == 2
                ? ((long)WarehouseRows.Number(row[0]), tokens, row[2] is null ? null : WarehouseRows.Number(row[2]) / 1e6)
                : throw RiskErrors.Request(
                    string.Create(CultureInfo.InvariantCulture, $"the pool {pool} has {tokens.Length} tokens."),
                    "Positions are read of pools of two: Uniswap V2, V3 and their kin.");
        }

        throw RiskErrors.Request(
            $"the warehouse does not know the pool {pool}.",
            "Load blocks in which it traded, with the tables pools and liquidity_events (weir backfill --tables all).");
    }

    private static async Task<(string Symbol, double Unit)> TokenAsync(
        IWarehouseQuery query, long chain, string address, CancellationToken cancellationToken)
    {
        await foreach (IReadOnlyList<object?> row in WarehouseRows.ReadAsync(
            query, "SELECT symbol, decimals FROM tokens_known WHERE chain_id = $1 AND address = $2 AND decimals IS NOT NULL",
            [chain, address], cancellationToken))
        {
            return ($"{row[0] ?? address}", Math.Pow(10, WarehouseRows.Number(row[1])));
        }

        throw RiskErrors.Request(
            $"the decimals of {address} are not known.", "Load the table tokens (weir backfill --tables all, or weir tokens refresh).");
    }

    private static bool IsStable(TokenList tokens, string address) =>
        tokens.Find(Address.Parse(address)) is { Role: TokenRole.Stablecoin };
}
