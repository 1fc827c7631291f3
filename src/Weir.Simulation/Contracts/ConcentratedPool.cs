using System.Numerics;
using Weir.Core;
using Weir.Detection.Counterfactuals;
using Weir.Ethereum.Hashing;
using Weir.Simulation.Chain;

namespace Weir.Simulation.Contracts;

/// <summary>
/// A Uniswap V3 pool with its exact integer arithmetic: positions between ticks, swaps that cross them, the pool's own
/// events in its order. Fees go to the positions in range by their liquidity, rounded down.
/// </summary>
internal sealed class ConcentratedPool
{
    private static readonly Hash32 InitCodeHash =
        Hash32.Parse("0xe34f199b19b2b4f47f68442619d555527d244f78a3297ea89325f843f87b8b54");

    private readonly SortedDictionary<int, BigInteger> _net = [];
    private readonly Dictionary<(Address Owner, int Lower, int Upper), Position> _positions = [];

    public ConcentratedPool(Address factory, FungibleToken one, FungibleToken other, int feePpm, int tickSpacing)
    {
        (Token0, Token1) = one.Address < other.Address ? (one, other) : (other, one);
        FeePpm = feePpm;
        TickSpacing = tickSpacing;
        Address = AddressOf(factory, Token0.Address, Token1.Address, feePpm);
    }

    public Address Address { get; }

    public FungibleToken Token0 { get; }

    public FungibleToken Token1 { get; }

    public int FeePpm { get; }

    public int TickSpacing { get; }

    public BigInteger SqrtPriceX96 { get; private set; }

    public BigInteger Liquidity { get; private set; }

    public int Tick { get; private set; }

    public FungibleToken Other(FungibleToken token) => token == Token0 ? Token1 : Token0;

    /// <summary>Sets the first price.</summary>
    public void Initialize(BlockBuilder block, BigInteger sqrtPriceX96)
    {
        SqrtPriceX96 = sqrtPriceX96;
        Tick = TickMath.TickAt(sqrtPriceX96);
        block.Log(
            Address, [Signatures.PoolInitialize], block.Data.Clear().Word((UInt256)sqrtPriceX96).Word(Signed(Tick)));
    }

    /// <summary>Opens a position or adds to it; the payer sends both tokens.</summary>
    public void Mint(BlockBuilder block, Address sender, Address owner, Address payer, int lower, int upper, BigInteger liquidity)
    {
        (BigInteger amount0, BigInteger amount1) = Amounts(lower, upper, liquidity, isUp: true);
        Change(lower, upper, liquidity);
        Position position = PositionOf(owner, lower, upper);
        position.Liquidity += liquidity;
        Pay(block, Token0, payer, Address, amount0);
        Pay(block, Token1, payer, Address, amount1);
        block.Log(
            Address, [Signatures.PoolMint, AbiWriter.Topic(owner), Topic(lower), Topic(upper)],
            block.Data.Clear().Word(sender).Word((UInt256)liquidity).Word((UInt256)amount0).Word((UInt256)amount1));
    }

    /// <summary>Takes liquidity out of a position; what it is owed waits for <see cref="Collect"/>.</summary>
    public void Burn(BlockBuilder block, Address owner, int lower, int upper, BigInteger liquidity)
    {
        (BigInteger amount0, BigInteger amount1) = Amounts(lower, upper, liquidity, isUp: false);
        Change(lower, upper, -liquidity);
        Position position = PositionOf(owner, lower, upper);
        position.Liquidity -= liquidity;
        position.Owed0 += amount0;
        position.Owed1 += amount1;
        block.Log(
            Address, [Signatures.PoolBurn, AbiWriter.Topic(owner), Topic(lower), Topic(upper)],
            block.Data.Clear().Word((UInt256)liquidity).Word((UInt256)amount0).Word((UInt256)amount1));
    }

    /// <summary>Pays out what a position is owed, fees included.</summary>
    public void Collect(BlockBuilder block, Address owner, Address to, int lower, int upper)
    {
        Position position = PositionOf(owner, lower, upper);
        (BigInteger owed0, BigInteger owed1) = (position.Owed0, position.Owed1);
        position.Owed0 = position.Owed1 = BigInteger.Zero;
        Pay(block, Token0, Address, to, owed0);
        Pay(block, Token1, Address, to, owed1);
        block.Log(
            Address, [Signatures.PoolCollect, AbiWriter.Topic(owner), Topic(lower), Topic(upper)],
            block.Data.Clear().Word(to).Word((UInt256)owed0).Word((UInt256)owed1));
    }

    /// <summary>A swap of an exact input, or of an exact output where one is given.</summary>
    /// <returns>What went in and what came out.</returns>
    public (BigInteger In, BigInteger Out) Swap(
        BlockBuilder block, Address caller, Address payer, Address to, FungibleToken tokenIn, BigInteger amount,
        bool isExactOut = false)
    {
        bool isZeroForOne = tokenIn == Token0;
        (BigInteger paid, BigInteger got) = Run(isZeroForOne, amount, isExactOut, isDry: false);
        Pay(block, Other(tokenIn), Address, to, got);
        Pay(block, tokenIn, payer, Address, paid);
        Int256 amount0 = (Int256)(isZeroForOne ? paid : -got);
        Int256 amount1 = (Int256)(isZeroForOne ? -got : paid);
        block.Log(
            Address, [Signatures.PoolSwap, AbiWriter.Topic(caller), AbiWriter.Topic(to)],
            block.Data.Clear().Word(Word(amount0)).Word(Word(amount1)).Word((UInt256)SqrtPriceX96)
                .Word((UInt256)Liquidity).Word(Signed(Tick)));
        return (paid, got);
    }

    /// <summary>What a swap would move; nothing changes.</summary>
    public (BigInteger In, BigInteger Out) Quote(FungibleToken tokenIn, BigInteger amount, bool isExactOut = false) =>
        Run(tokenIn == Token0, amount, isExactOut, isDry: true);

    /// <summary>
    /// The pool as it is now: what several swaps would move in it, one after the other, whatever happens to the pool
    /// meanwhile (but for positions).
    /// </summary>
    public Func<IEnumerable<(FungibleToken TokenIn, BigInteger Amount, bool IsExactOut)>, List<(BigInteger In, BigInteger Out)>>
        Snapshot()
    {
        (BigInteger startPrice, BigInteger startLiquidity, int startTick) = (SqrtPriceX96, Liquidity, Tick);
        return swaps =>
        {
            (BigInteger price, BigInteger liquidity, int tick) = (startPrice, startLiquidity, startTick);
            List<(BigInteger, BigInteger)> moved = [];
            foreach ((FungibleToken tokenIn, BigInteger amount, bool isExactOut) in swaps)
            {
                moved.Add(Step(tokenIn == Token0, amount, isExactOut, ref price, ref liquidity, ref tick, null));
            }

            return moved;
        };
    }

    private (BigInteger In, BigInteger Out) Run(bool isZeroForOne, BigInteger amount, bool isExactOut, bool isDry)
    {
        (BigInteger price, BigInteger liquidity, int tick) = (SqrtPriceX96, Liquidity, Tick);
        (BigInteger In, BigInteger Out) moved = Step(
            isZeroForOne, amount, isExactOut, ref price, ref liquidity, ref tick, isDry ? null : Share);
        if (!isDry)
        {
            (SqrtPriceX96, Liquidity, Tick) = (price, liquidity, tick);
        }

        return moved;
    }

    // UniswapV3Pool.swap without a limit: range after range until the amount is used up.
    private (BigInteger In, BigInteger Out) Step(
        bool isZeroForOne, BigInteger amount, bool isExactOut, ref BigInteger price, ref BigInteger liquidity,
        ref int tick, Action<bool, BigInteger, BigInteger, int>? share)
    {
        BigInteger paid = BigInteger.Zero;
        BigInteger got = BigInteger.Zero;
        BigInteger left = amount;
        while (left.Sign > 0)
        {
            int next = NextTick(tick, isZeroForOne);
            BigInteger target = TickMath.SqrtPriceAt(next);
            BigInteger reach = ConcentratedLiquidity.Amount(price, target, liquidity, isZeroForOne, isUp: true);
            BigInteger reachOut = ConcentratedLiquidity.Amount(price, target, liquidity, !isZeroForOne, isUp: false);
            BigInteger net = isExactOut ? left : left * (1_000_000 - FeePpm) / 1_000_000;
            BigInteger in_;
            BigInteger out_;
            BigInteger fee;
            bool isCrossing = isExactOut ? left >= reachOut : net >= reach;
            if (isCrossing)
            {
                (in_, out_) = (reach, reachOut);
                fee = Up(in_ * FeePpm, 1_000_000 - FeePpm);
                price = target;
            }
            else
            {
                ConcentratedLiquidity.Step step = isExactOut
                    ? ConcentratedLiquidity.ExactOut(price, liquidity, left, isZeroForOne, FeePpm)
                        ?? throw new InvalidOperationException("The pool does not hold as much.")
                    : ConcentratedLiquidity.ExactIn(price, liquidity, left, isZeroForOne, FeePpm);
                BigInteger used = ConcentratedLiquidity.Amount(price, step.NextX96, liquidity, isZeroForOne, isUp: true);
                (in_, out_) = (used, step.OutRaw);
                fee = step.InRaw - used;
                price = step.NextX96;
            }

            share?.Invoke(isZeroForOne, fee, liquidity, tick);
            paid += in_ + fee;
            got += out_;
            left -= isExactOut ? out_ : in_ + fee;
            if (isCrossing)
            {
                liquidity += isZeroForOne ? -_net[next] : _net[next];
                tick = isZeroForOne ? next - 1 : next;
            }
            else
            {
                tick = TickMath.TickAt(price);
            }
        }

        return (paid, got);
    }

    private int NextTick(int tick, bool isZeroForOne)
    {
        int? found = null;
        foreach (int known in _net.Keys)
        {
            if (isZeroForOne && known <= tick)
            {
                found = known;
            }
            else if (!isZeroForOne && known > tick)
            {
                return known;
            }
        }

        return found ?? throw new InvalidOperationException("The pool is empty beyond this price.");
    }

    private void Share(bool isZeroForOne, BigInteger fee, BigInteger liquidity, int tick)
    {
        foreach (((Address Owner, int Lower, int Upper) key, Position position) in _positions)
        {
            if (position.Liquidity.Sign > 0 && key.Lower <= tick && tick < key.Upper)
            {
                BigInteger part = fee * position.Liquidity / liquidity;
                position.Owed0 += isZeroForOne ? part : BigInteger.Zero;
                position.Owed1 += isZeroForOne ? BigInteger.Zero : part;
            }
        }
    }

    private (BigInteger Amount0, BigInteger Amount1) Amounts(int lower, int upper, BigInteger liquidity, bool isUp)
    {
        BigInteger low = TickMath.SqrtPriceAt(lower);
        BigInteger high = TickMath.SqrtPriceAt(upper);
        BigInteger at = BigInteger.Min(BigInteger.Max(SqrtPriceX96, low), high);
        return (
            ConcentratedLiquidity.Amount(at, high, liquidity, isToken0: true, isUp),
            ConcentratedLiquidity.Amount(low, at, liquidity, isToken0: false, isUp));
    }

    private void Change(int lower, int upper, BigInteger liquidity)
    {
        AddNet(lower, liquidity);
        AddNet(upper, -liquidity);
        Liquidity += lower <= Tick && Tick < upper ? liquidity : BigInteger.Zero;
    }

    private void AddNet(int tick, BigInteger net)
    {
        BigInteger sum = _net.GetValueOrDefault(tick) + net;
        _net[tick] = sum;
        if (sum.IsZero)
        {
            _net.Remove(tick);
        }
    }

    private Position PositionOf(Address owner, int lower, int upper)
    {
        if (!_positions.TryGetValue((owner, lower, upper), out Position? position))
        {
            _positions[(owner, lower, upper)] = position = new Position();
        }

        return position;
    }

    private static void Pay(BlockBuilder block, FungibleToken token, Address from, Address to, BigInteger raw)
    {
        if (raw.Sign > 0)
        {
            token.Transfer(block, from, to, (UInt256)raw);
        }
    }

    private static UInt256 Signed(int value) => Word((Int256)(long)value);

    private static Hash32 Topic(int tick) => AbiWriter.Topic(Signed(tick));

    private static UInt256 Word(Int256 value)
    {
        Span<byte> word = stackalloc byte[Hash32.Length];
        value.WriteBigEndian(word);
        return UInt256.FromBigEndian(word);
    }

    private static BigInteger Up(BigInteger value, BigInteger by) => (value + by - 1) / by;

    private static Address AddressOf(Address factory, Address token0, Address token1, int feePpm)
    {
        byte[] words = new byte[3 * Hash32.Length];
        token0.Span.CopyTo(words.AsSpan(12));
        token1.Span.CopyTo(words.AsSpan(Hash32.Length + 12));
        System.Buffers.Binary.BinaryPrimitives.WriteInt32BigEndian(words.AsSpan(^4..), feePpm);
        Hash32 salt = Keccak.Hash(words);
        return new Address(Keccak.Hash((byte[])[0xFF, .. factory.Span, .. salt.Span, .. InitCodeHash.Span]).Span[12..]);
    }

    private sealed class Position
    {
        public BigInteger Liquidity { get; set; }

        public BigInteger Owed0 { get; set; }

        public BigInteger Owed1 { get; set; }
    }
}
