using Weir.Core;

namespace Weir.Simulation.Events.Realistic;

/// <content>What is labelled: attacks, and honest transactions that look like one.</content>
public sealed partial class RealisticGenerator
{
    /// <summary>
    /// What the attacked market lends on a deposit, in basis points of its value at the pool's price of the moment.
    /// </summary>
    internal const ulong LoanToValueBps = 8_000;

    // Aave V3's FLASHLOAN_PREMIUM_TOTAL on mainnet.
    private const ulong FlashLoanFeeBps = 5;
    private const ulong Bps = 10_000;

    // A deviation that pays Uniswap's fee and a little more.
    private const double ArbitrageRatio = 0.004;

    private long _benignLoans;
    private long _largeTrades;
    private Scenario _lastMove = new("start", 0);

    /// <summary>
    /// One transaction: borrow DAI, buy WETH with all of it so that the pool's price jumps, borrow against the WETH
    /// from a market that believes this price, repay with the fee, and leave the WETH behind.
    /// </summary>
    private void Attack(Scene scene)
    {
        int attacker = Open([]);
        Hash32 hash = NextHash();
        ulong loanDai = Attacks == 0 ? 50_000_000 : (ulong)_chance.Between(400, 600) * 100_000;

        // Below about a quarter of the reserve the loan would not pay for itself, and the transaction would revert.
        ulong leastDai = (ulong)(_pool.DaiRaw * 2 / 5 / Tokens.Ether);
        UInt128 loanRaw = (UInt128)Math.Max(loanDai, leastDai) * Tokens.Ether;
        UInt128 feeRaw = Fee(loanRaw);
        Transfer(scene, hash, _provider, attacker, Token.Dai, loanRaw);
        UInt128 wethRaw = Trade(scene, hash, attacker, Token.Dai, loanRaw);
        UInt128 borrowedRaw =
            ConstantProductPool.MultiplyDivide(wethRaw, _pool.DaiRaw, _pool.WethRaw) / Bps * LoanToValueBps;
        Transfer(scene, hash, attacker, _lender, Token.Weth, wethRaw);
        Transfer(scene, hash, _lender, attacker, Token.Dai, borrowedRaw);
        Transfer(scene, hash, attacker, _provider, Token.Dai, loanRaw + feeRaw);
        _spikeGwei = _chance.Between(180, 400);
        Attacks++;
        _lastMove = new Scenario("attack", Attacks);
        Label(scene, _lastMove, "attacker"u8, hash, "\"flash_loan_attack\",\"price_manipulation\""u8, borrowedRaw,
            loanRaw + feeRaw);
    }

    /// <summary>
    /// A loan that moves a debt from one market to another: the hard negative for rules that only see loan and
    /// repayment.
    /// </summary>
    private void BenignLoan(Scene scene)
    {
        int borrower = _firstAgent + (int)_chance.Below(_agents);
        Hash32 hash = NextHash();
        UInt128 loanRaw = (UInt128)(ulong)_chance.Between(11, 200) * 100_000 * Tokens.Ether;
        UInt128 feeRaw = Fee(loanRaw);
        Transfer(scene, hash, _provider, borrower, Token.Dai, loanRaw);
        Transfer(scene, hash, borrower, _lender, Token.Dai, loanRaw);
        Transfer(scene, hash, _otherLender, borrower, Token.Dai, loanRaw + feeRaw);
        Transfer(scene, hash, borrower, _provider, Token.Dai, loanRaw + feeRaw);

        // The new debt is larger than the old one by the fee: that is what it cost, though no DAI of the borrower's own
        // moved.
        Label(scene, new Scenario("benign-flash-loan", ++_benignLoans), "borrower"u8, hash, [], 0, feeRaw);
    }

    /// <summary>One honest trade of 1 to 5 million DAI: it moves the price and is no attack.</summary>
    private void LargeTrade(Scene scene)
    {
        Hash32 hash = NextHash();
        int trader = Open([]);
        UInt128 daiRaw = (UInt128)(ulong)_chance.Between(10, 50) * 100_000 * Tokens.Ether;
        bool buysWeth = _chance.Below(2) == 0;
        Token tokenIn = buysWeth ? Token.Dai : Token.Weth;
        UInt128 inRaw = buysWeth ? daiRaw : ToWeth(daiRaw);
        _balances.Move(_market, trader, tokenIn, inRaw);
        UInt128 outRaw = Trade(scene, hash, trader, tokenIn, inRaw);
        _lastMove = new Scenario("large-trade", ++_largeTrades);
        LabelAtReference(scene, _lastMove, "trader"u8, hash, tokenIn, inRaw, outRaw);
    }

    /// <summary>Brings the pool back to the market's price where that pays.</summary>
    private void Arbitrage(Scene scene)
    {
        double price = _pool.PriceMicroDai;
        double reference = _referenceMicroDai;
        if (Math.Abs((price / reference) - 1) < ArbitrageRatio)
        {
            return;
        }

        double daiRaw = (double)_pool.DaiRaw;
        double wethRaw = (double)_pool.WethRaw;
        double root = _pool.Depth;
        double scale = Math.Sqrt(reference / 1e6);
        Token tokenIn = price > reference ? Token.Weth : Token.Dai;
        UInt128 inRaw = tokenIn == Token.Weth
            ? (UInt128)((root / scale) - wethRaw) / WethGrain * WethGrain
            : (UInt128)((root * scale) - daiRaw) / Cent * Cent;
        if (inRaw == 0)
        {
            return;
        }

        Hash32 hash = NextHash();
        UInt128 outRaw = Trade(scene, hash, _market, tokenIn, inRaw);
        if ((tokenIn == Token.Dai ? inRaw : outRaw) >= (UInt128)LargeTradeDai * Tokens.Ether)
        {
            LabelAtReference(scene, _lastMove, "arbitrageur"u8, hash, tokenIn, inRaw, outRaw);
        }
    }

    /// <summary>
    /// The liquidity provider takes out what fees have added, so that the pool stays as deep as it began.
    /// </summary>
    private void CollectFees(Scene scene)
    {
        double depth = _pool.Depth;
        if (depth < _firstDepth * 1.02)
        {
            return;
        }

        Hash32 hash = NextHash();
        (UInt128 daiRaw, UInt128 wethRaw) = _pool.Withdraw((ulong)((1 - (_firstDepth / depth)) * 1_000_000));
        Transfer(scene, hash, _router, _market, Token.Dai, daiRaw);
        Transfer(scene, hash, _router, _market, Token.Weth, wethRaw);
    }

    private static UInt128 Fee(UInt128 loanRaw) => ((loanRaw * FlashLoanFeeBps) + (Bps / 2)) / Bps;

    private void LabelAtReference(
        Scene scene, Scenario scenario, ReadOnlySpan<byte> role, in Hash32 hash, Token tokenIn, UInt128 inRaw,
        UInt128 outRaw)
    {
        UInt128 inDaiRaw = tokenIn == Token.Dai ? inRaw : inRaw / 1_000_000 * _referenceMicroDai;
        UInt128 outDaiRaw = tokenIn == Token.Dai ? outRaw / 1_000_000 * _referenceMicroDai : outRaw;
        Label(scene, scenario, role, hash, [], outDaiRaw, inDaiRaw);
    }

    /// <summary>A labelled story: its kind and its number among those of its kind.</summary>
    private readonly record struct Scenario(string Kind, long Number);
}
