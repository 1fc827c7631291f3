using System.Globalization;
using System.Numerics;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Weir.Tests.Simulation.Events;

/// <summary>
/// Reads the messages of the realistic mode as a stranger would, with nothing but the published formulas, and checks
/// what must hold in them.
/// </summary>
internal sealed partial class StreamCheck
{
    public const string Provider = "0xA9754f1D6516a24A413148Db4534A4684344C1fE";
    public const string Router = "0x7a250d5630B4cF539739dF2C5dAcb4c659F2488D";

    private readonly Dictionary<string, List<Leg>> _transactions = [];
    private BigInteger _dai = BigInteger.Pow(10, 26);
    private BigInteger _weth = BigInteger.Pow(10, 32) / 2_300_000_000;
    private Leg? _in;
    private long _lastTime;

    public IReadOnlyDictionary<string, List<Leg>> Transactions => _transactions;

    public Dictionary<string, long> BlockOfMempool { get; } = [];

    public int Trades { get; private set; }

    public void Read(int topic, string json)
    {
        using JsonDocument document = JsonDocument.Parse(json);
        JsonElement value = document.RootElement;
        long time = value.GetProperty("event_timestamp").GetInt64();
        Assert.True(time >= _lastTime, "time goes back");
        _lastTime = time;
        switch (topic)
        {
            case 0:
                Leg leg = new(
                    value.GetProperty("tx_hash").GetString()!, value.GetProperty("block_number").GetInt64(), time,
                    value.GetProperty("from_address").GetString()!, value.GetProperty("to_address").GetString()!,
                    value.GetProperty("tx_token").GetString()!, value.GetProperty("tx_amount").GetRawText());
                Take(leg);
                break;
            case 1:
                Assert.Equal("A", value.GetProperty("join_helper").GetString());
                Assert.Equal(
                    Trim(_dai * 1_000_000 / _weth, 6), value.GetProperty("price").GetRawText());
                break;
            default:
                Assert.True(BlockOfMempool.TryAdd(value.GetProperty("block_number").GetRawText(), time));
                Assert.InRange(value.GetProperty("avg_gas_price_gwei").GetInt32(), 12, 400);
                break;
        }
    }

    /// <summary>A whole number of 10^-decimals as the messages write it.</summary>
    public static string Trim(BigInteger raw, int decimals)
    {
        BigInteger whole = BigInteger.DivRem(BigInteger.Abs(raw), BigInteger.Pow(10, decimals), out BigInteger rest);
        string text = rest.ToString(CultureInfo.InvariantCulture).PadLeft(decimals, '0').TrimEnd('0');
        return (raw.Sign < 0 ? "-" : string.Empty) + whole.ToString(CultureInfo.InvariantCulture)
            + (text.Length > 0 ? "." + text : string.Empty);
    }

    private void Take(Leg leg)
    {
        Assert.Matches(HashForm(), leg.Hash);
        Assert.Matches(AddressForm(), leg.From);
        Assert.Matches(AddressForm(), leg.To);
        Assert.True(leg.Raw.Sign > 0);
        if (!_transactions.TryGetValue(leg.Hash, out List<Leg>? legs))
        {
            _transactions.Add(leg.Hash, legs = []);
        }

        Assert.All(legs, other => Assert.Equal((other.Block, other.Time), (leg.Block, leg.Time)));
        legs.Add(leg);
        if (leg.To == Router)
        {
            Assert.Null(_in);
            _in = leg;
        }
        else if (leg.From == Router && _in is { } paid)
        {
            Trade(paid, leg);
            _in = null;
        }
        else if (leg.From == Router)
        {
            Move(leg.Token, -leg.Raw);
        }
    }

    // UniswapV2Library.getAmountOut, and K of the whitepaper.
    private void Trade(Leg paid, Leg got)
    {
        Assert.Equal((paid.Hash, paid.From), (got.Hash, got.To));
        Assert.NotEqual(paid.Token, got.Token);
        (BigInteger reserveIn, BigInteger reserveOut) = paid.Token == "DAI" ? (_dai, _weth) : (_weth, _dai);
        Assert.Equal(paid.Raw * 997 * reserveOut / ((reserveIn * 1000) + (paid.Raw * 997)), got.Raw);
        BigInteger k = _dai * _weth;
        BigInteger price = _dai * BigInteger.Pow(10, 18) / _weth;
        Move(paid.Token, paid.Raw);
        Move(got.Token, -got.Raw);
        Assert.True(_dai * _weth >= k, "k fell");
        Assert.Equal(paid.Token == "DAI", _dai * BigInteger.Pow(10, 18) / _weth >= price);
        Trades++;
    }

    private void Move(string token, BigInteger raw)
    {
        if (token == "DAI")
        {
            _dai += raw;
        }
        else
        {
            Assert.Equal("WETH", token);
            _weth += raw;
        }

        Assert.True(_dai.Sign > 0 && _weth.Sign > 0);
    }

    [GeneratedRegex("^0x[0-9a-f]{64}$")]
    private static partial Regex HashForm();

    [GeneratedRegex("^0x[0-9a-fA-F]{40}$")]
    private static partial Regex AddressForm();

    /// <summary>One transfer.</summary>
    internal sealed record Leg(string Hash, long Block, long Time, string From, string To, string Token, string Amount)
    {
        /// <summary>The amount in raw units of 18 or, for USDC, 6 decimals.</summary>
        public BigInteger Raw
        {
            get
            {
                int decimals = Token == "USDC" ? 6 : 18;
                string[] parts = Amount.Split('.');
                string rest = parts.Length > 1 ? parts[1] : string.Empty;
                return BigInteger.Parse(parts[0] + rest.PadRight(decimals, '0'), CultureInfo.InvariantCulture);
            }
        }
    }
}
