using System.Globalization;
using System.Text;
using Weir.Core;
using Weir.Core.Events;

namespace Weir.Simulation.Events.SeedCompat;

/// <summary>
/// The messages of deltastreaminc's defi_event_generator 0.2.1, as Python's <c>json.dumps</c> writes them, with its
/// faults: hashes of 16 bytes, one hash a leg of the loan, a price that falls where it would rise, no
/// <c>join_helper</c> in the attack's price.
/// </summary>
internal sealed class SeedEvents
{
    public const string Provider = "0xA9754f1D6516a24A413148Db4534A4684344C1fE";
    public const string Router = "0x7a250d5630B4cF539739dF2C5dAcb4c659F2488D";
    private const string Pair = "WETH/DAI";

    private Xoshiro256 _random;

    public SeedEvents(ulong seed) => _random = new Xoshiro256(seed);

    /// <summary>An attacker's address: 16 bytes, as the original's.</summary>
    public string NextAttacker() => "0x" + NextUuid();

    /// <summary>The three messages of a normal tick.</summary>
    public IReadOnlyList<SeedEvent> Tick(long block, long now)
    {
        double price = 2300.0 + ((NextUnit() * 10) - 5);
        return
        [
            Transaction("0xUserA", "0xUserB", "USDC", "1000", block, now, "normal_trade"),
            Price(now, Python(price), ", \"join_helper\": \"A\""),
            Mempool(now, block, 30 + (int)Math.BigMul(_random.NextStarStar(), 11, out _)),
        ];
    }

    /// <summary>One of the five messages of an attack, counted from 1.</summary>
    public SeedEvent Attack(int step, string attacker, long block, long began) => step switch
    {
        1 => Transaction(Provider, attacker, "DAI", "50000000", block, began, attacker),
        2 => Transaction(attacker, Router, "DAI", "50000000", block, began + 100, attacker),
        3 => Price(began + 200, "1850.75", string.Empty),
        4 => Mempool(began + 300, block, 250),
        5 => Transaction(attacker, Provider, "DAI", "50000000.1", block, began + 500, attacker),
        _ => throw new ArgumentOutOfRangeException(nameof(step), step, "An attack has five messages."),
    };

    // repr(float): the shortest digits that read back, with ".0" for a whole number; no exponent in the range of these
    // prices.
    private static string Python(double value)
    {
        string text = value.ToString("R", CultureInfo.InvariantCulture);
        return text.Contains('.', StringComparison.Ordinal) ? text : text + ".0";
    }

    private static SeedEvent Price(long time, string price, string more) => new(
        EventTopics.Prices, Pair,
        string.Create(CultureInfo.InvariantCulture,
            $"{{\"event_timestamp\": {time}, \"token_pair\": \"{Pair}\", \"price\": {price}{more}}}"));

    private static SeedEvent Mempool(long time, long block, int gwei) => new(
        EventTopics.Mempool, block.ToString(CultureInfo.InvariantCulture),
        string.Create(
            CultureInfo.InvariantCulture,
            $"{{\"event_timestamp\": {time}, \"block_number\": {block}, \"avg_gas_price_gwei\": {gwei}}}"));

    private SeedEvent Transaction(
        string from, string to, string token, string amount, long block, long time, string key) => new(
        EventTopics.Transactions, key,
        string.Create(
            CultureInfo.InvariantCulture,
            $"{{\"tx_hash\": \"0x{NextUuid()}\", \"block_number\": {block}, \"event_timestamp\": {time}, \"from_address\": \"{from}\", \"to_address\": \"{to}\", \"tx_token\": \"{token}\", \"tx_amount\": {amount}}}"));

    // RFC 9562, version 4, without its dashes.
    private string NextUuid()
    {
        ulong high = (_random.NextStarStar() & 0xFFFF_FFFF_FFFF_0FFF) | 0x4000;
        ulong low = (_random.NextStarStar() & 0x3FFF_FFFF_FFFF_FFFF) | 0x8000_0000_0000_0000;
        return string.Create(CultureInfo.InvariantCulture, $"{high:x16}{low:x16}");
    }

    private double NextUnit() => (_random.NextStarStar() >> 11) * (1.0 / (1UL << 53));
}

/// <summary>One message of the original.</summary>
/// <param name="Topic">Its place in <see cref="EventTopics.Original"/>.</param>
/// <param name="Key">The key that the original's Java ancestor gives it on Kafka.</param>
/// <param name="Json">The value.</param>
internal readonly record struct SeedEvent(int Topic, string Key, string Json)
{
    /// <summary>Makes it the only message of a batch.</summary>
    public void Fill(EventBatch batch)
    {
        batch.Clear();
        batch.Add(Topic, Encoding.UTF8.GetBytes(Key), Encoding.UTF8.GetBytes(Json));
    }
}
