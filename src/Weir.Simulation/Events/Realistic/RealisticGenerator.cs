using Weir.Core.Events;

namespace Weir.Simulation.Events.Realistic;

/// <summary>
/// Honest agents, a lending market, a WETH/DAI pool whose price follows from every trade, and now and then a flash
/// loan: messages in order of time, the same for a seed on any machine and clock.
/// </summary>
/// <remarks>
/// A step is one transaction with all its messages, or the end of a block. Aave's and Uniswap's real fees; amounts are
/// exact whole numbers of raw units, and no unit of any token is made or lost.
/// </remarks>
public sealed partial class RealisticGenerator
{
    private const long FirstBlock = 18_000_000;
    private const long SlotMicroseconds = 12_000_000;
    private const ulong FirstPriceMicroDai = 2_300_000_000;
    private const ulong LeastPriceMicroDai = 1_000_000_000;
    private const ulong MostPriceMicroDai = 5_000_000_000;
    private const ulong PoolDai = 100_000_000;

    private static readonly TimeSpan BetweenBenignLoans = TimeSpan.FromSeconds(90);
    private static readonly TimeSpan BetweenLargeTrades = TimeSpan.FromSeconds(75);

    private readonly Chance _chance;
    private readonly TokenBalances _balances = new();
    private readonly AddressBook _addresses = new();
    private readonly ConstantProductPool _pool;
    private readonly int _agents;
    private readonly int _firstAgent;
    private readonly int _provider;
    private readonly int _router;
    private readonly int _lender;
    private readonly int _otherLender;
    private readonly int _market;
    private readonly long _meanHonest;
    private readonly long _meanAttack;
    private readonly long _start;
    private readonly double _firstDepth;
    private long _block = FirstBlock;
    private long _slotEnd;
    private long _nextHonest;
    private long _nextAttack;
    private long _nextBenignLoan;
    private long _nextLargeTrade;
    private ulong _referenceMicroDai = FirstPriceMicroDai;
    private long _gasGwei = 30;
    private long _spikeGwei;

    /// <param name="start">The time of the first block; messages come after it.</param>
    public RealisticGenerator(RealisticOptions options, ulong seed, DateTimeOffset start)
    {
        _chance = new Chance(seed);
        _start = start.ToUnixTimeMilliseconds();
        _meanHonest = Math.Max(1, (long)(1_000_000 / options.TransactionsPerSecond));
        _meanAttack = Microseconds(options.AttackInterval);
        _agents = options.Agents;
        _provider = Open("0xA9754f1D6516a24A413148Db4534A4684344C1fE"u8);
        _router = Open("0x7a250d5630B4cF539739dF2C5dAcb4c659F2488D"u8);
        _lender = Open([]);
        _otherLender = Open([]);
        _market = Open([]);
        foreach (int account in (int[])[_provider, _lender, _otherLender, _market])
        {
            _balances.Endow(account, Token.Dai, (UInt128)1_000_000_000_000_000 * Tokens.Ether);
            _balances.Endow(account, Token.Weth, (UInt128)1_000_000_000_000 * Tokens.Ether);
        }

        UInt128 daiRaw = (UInt128)PoolDai * Tokens.Ether;
        _pool = new ConstantProductPool(daiRaw, daiRaw * 1_000_000 / FirstPriceMicroDai);
        _firstDepth = _pool.Depth;
        _balances.Endow(_router, Token.Dai, _pool.DaiRaw);
        _balances.Endow(_router, Token.Weth, _pool.WethRaw);
        _firstAgent = _balances.Accounts;
        for (int i = 0; i < _agents; i++)
        {
            int agent = Open([]);
            _balances.Endow(agent, Token.Dai, (UInt128)(ulong)_chance.Pareto(2_000, 5_000_000) * Tokens.Ether);
            _balances.Endow(agent, Token.Usdc, (UInt128)(ulong)_chance.Pareto(2_000, 5_000_000) * Tokens.UsdCoin);
            _balances.Endow(agent, Token.Weth, (UInt128)(ulong)_chance.Pareto(1, 2_000) * Tokens.Ether);
        }

        _slotEnd = SlotMicroseconds;
        _nextHonest = _chance.Pause(_meanHonest);
        _nextAttack = _chance.Pause(_meanAttack);
        _nextBenignLoan = _chance.Pause(Microseconds(BetweenBenignLoans));
        _nextLargeTrade = _chance.Pause(Microseconds(BetweenLargeTrades));
    }

    /// <summary>Messages of the three topics made so far.</summary>
    public long Events { get; private set; }

    /// <summary>Labels made so far.</summary>
    public long Labels { get; private set; }

    /// <summary>Flash-loan attacks made so far.</summary>
    public long Attacks { get; private set; }

    /// <summary>The simulated Unix time of the next step in milliseconds.</summary>
    public long NextMilliseconds => _start + (NextDue / 1_000);

    /// <summary>All that the ledger holds of a token; never changes.</summary>
    internal UInt128 TotalRaw(Token token) => _balances.TotalRaw(token);

    /// <summary>The pool whose reserves the router's account holds.</summary>
    internal ConstantProductPool Pool => _pool;

    /// <summary>What the router's account holds, which is what the pool says.</summary>
    internal UInt128 RouterRaw(Token token) => _balances.BalanceRaw(_router, token);

    private long NextDue => Math.Min(
        Math.Min(_slotEnd, _nextHonest), Math.Min(_nextAttack, Math.Min(_nextBenignLoan, _nextLargeTrade)));

    /// <summary>
    /// Appends the messages of the next step, and the labels where they are wanted (the same batch or another).
    /// </summary>
    public void Step(EventBatch events, EventBatch? labels)
    {
        long due = NextDue;
        Scene scene = new(events, labels, _start + (due / 1_000));
        if (due == _slotEnd)
        {
            _slotEnd += SlotMicroseconds;
            EndBlock(scene);
        }
        else if (due == _nextAttack)
        {
            _nextAttack = due + _chance.Pause(_meanAttack);
            Attack(scene);
        }
        else if (due == _nextBenignLoan)
        {
            _nextBenignLoan = due + _chance.Pause(Microseconds(BetweenBenignLoans));
            BenignLoan(scene);
        }
        else if (due == _nextLargeTrade)
        {
            _nextLargeTrade = due + _chance.Pause(Microseconds(BetweenLargeTrades));
            LargeTrade(scene);
        }
        else
        {
            _nextHonest = due + _chance.Pause(_meanHonest);
            Honest(scene);
        }
    }

    private static long Microseconds(TimeSpan span) => (long)span.TotalMicroseconds;

    private int Open(ReadOnlySpan<byte> address)
    {
        if (address.IsEmpty)
        {
            _addresses.AddRandom(_chance);
        }
        else
        {
            _addresses.Add(address);
        }

        return _balances.Open();
    }

    private void EndBlock(Scene scene)
    {
        long gwei = _spikeGwei > 0 ? _spikeGwei : _gasGwei + _chance.Below(11);
        Mempool(scene, gwei);
        _spikeGwei = 0;
        _gasGwei = Math.Clamp(_gasGwei + _chance.Between(-2, 2), 12, 60);
        _block++;
        long drift = ((long)FirstPriceMicroDai - (long)_referenceMicroDai) / 5_000;
        long noise = (long)_referenceMicroDai / 1_000_000 * _chance.Bell(300);
        _referenceMicroDai = (ulong)Math.Clamp((long)_referenceMicroDai + drift + noise, (long)LeastPriceMicroDai,
            (long)MostPriceMicroDai);
        CollectFees(scene);
        Arbitrage(scene);
    }

    /// <summary>Where a step writes, and its time.</summary>
    private readonly record struct Scene(EventBatch Events, EventBatch? Labels, long Milliseconds);
}
