using System.Globalization;
using System.Text.RegularExpressions;
using Weir.Simulation.Events;
using Weir.Simulation.Events.SeedCompat;

namespace Weir.Tests.Simulation.Events;

/// <summary>The original's messages and lines, rule by rule (defi_event_generator 0.2.1).</summary>
public sealed partial class SeedCompatTests
{
    private const string Provider = "0xA9754f1D6516a24A413148Db4534A4684344C1fE";
    private const string Router = "0x7a250d5630B4cF539739dF2C5dAcb4c659F2488D";
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task The_transcript_is_the_golden_one()
    {
        (MemoryEventSink sink, string lines) = await RunAsync(new MemoryEventSink(), 7, 0, TimeSpan.FromSeconds(130));
        Golden.Check("tests/Golden/simulate/seed-compat.txt", lines);
        Golden.Check(
            "tests/Golden/simulate/seed-compat.jsonl", string.Concat(sink.Messages.Select(message => $"{message.Topic} {message.Key} {message.Value}\n")));
    }

    [Fact]
    public async Task An_attack_is_five_messages_by_the_rules()
    {
        (MemoryEventSink sink, _) = await RunAsync(new MemoryEventSink(), 3, 5, TimeSpan.Zero);
        long t = Start.ToUnixTimeMilliseconds();
        Assert.Equal([0, 0, 1, 2, 0], sink.Messages.Select(message => message.Topic));
        string attacker = AttackerForm().Match(sink.Messages[0].Value).Groups[1].Value;
        Assert.Equal(34, attacker.Length);
        Check(sink.Messages[0].Value, t, Provider, attacker, "50000000");
        Check(sink.Messages[1].Value, t + 100, attacker, Router, "50000000");
        Assert.Equal($"{{\"event_timestamp\": {t + 200}, \"token_pair\": \"WETH/DAI\", \"price\": 1850.75}}",
            sink.Messages[2].Value);
        Assert.Equal($"{{\"event_timestamp\": {t + 300}, \"block_number\": 18000001, \"avg_gas_price_gwei\": 250}}",
            sink.Messages[3].Value);
        Check(sink.Messages[4].Value, t + 500, attacker, Provider, "50000000.1");
        Assert.Equal(
            [attacker, attacker, "WETH/DAI", "18000001", attacker], sink.Messages.Select(message => message.Key));

        static void Check(string json, long time, string from, string to, string amount) => Assert.Matches(
            $"^\\{{\"tx_hash\": \"0x[0-9a-f]{{12}}4[0-9a-f]{{3}}[89ab][0-9a-f]{{15}}\", \"block_number\": 18000001, \"event_timestamp\": {time}, "
            + $"\"from_address\": \"{from}\", \"to_address\": \"{to}\", \"tx_token\": \"DAI\", \"tx_amount\": {Regex.Escape(amount)}\\}}$",
            json);
    }

    [Fact]
    public async Task Normal_ticks_keep_the_originals_ranges_and_reach_their_ends()
    {
        (MemoryEventSink sink, _) =
            await RunAsync(new MemoryEventSink(), 11, 6_000, TimeSpan.Zero, attackSeconds: 31_536_000);
        List<int> gas = [];
        double least = double.MaxValue;
        double most = 0;
        for (int i = 5; i < sink.Messages.Count; i += 3)
        {
            Assert.Contains(
                "\"from_address\": \"0xUserA\", \"to_address\": \"0xUserB\", \"tx_token\": \"USDC\", \"tx_amount\": 1000}", sink.Messages[i].Value, StringComparison.Ordinal);
            Match price = PriceForm().Match(sink.Messages[i + 1].Value);
            Assert.True(price.Success, sink.Messages[i + 1].Value);
            double value = double.Parse(price.Groups[1].Value, CultureInfo.InvariantCulture);
            least = Math.Min(least, value);
            most = Math.Max(most, value);
            gas.Add(int.Parse(sink.Messages[i + 2].Value.Split(": ")[^1].TrimEnd('}'), CultureInfo.InvariantCulture));
        }

        Assert.InRange(least, 2295, 2295.1);
        Assert.InRange(most, 2304.9, 2305);
        Assert.Equal(Enumerable.Range(30, 11), gas.Distinct().Order());
    }

    [Fact]
    public async Task A_failed_message_gives_up_its_attack_and_nothing_else()
    {
        (MemoryEventSink sink, string lines) =
            await RunAsync(new MemoryEventSink { RefusedAt = 2 }, 3, 8, TimeSpan.Zero);
        Assert.Contains(
            "Error generating flash loan attack: Failed to execute SQL: no", lines, StringComparison.Ordinal);
        Assert.DoesNotContain("3. DEX price", lines, StringComparison.Ordinal);
        Assert.Equal([0, 0, 0, 1, 2, 0, 1, 2], sink.Messages.Select(message => message.Topic));
    }

    [Fact]
    public async Task An_interrupt_in_an_attack_ends_cleanly()
    {
        using CancellationTokenSource stop = new();
        MemoryEventSink sink = new() { BeforeMessage = at => { if (at == 3) { stop.Cancel(); } } };
        using StringWriter lines = new();
        SeedRun run = new(
            Options(0, TimeSpan.Zero, 120), 3, new EventClock(TimeProvider.System, Start, null, false), sink, lines);
        EventTotals totals = await run.RunAsync(stop.Token);
        Assert.True(totals.IsInterrupted);
        Assert.EndsWith("\n\n⚠️  Stopped by user\n", lines.ToString(), StringComparison.Ordinal);
        Assert.Equal(3, sink.Messages.Count);
    }

    private static SeedOptions Options(long events, TimeSpan duration, int attackSeconds) =>
        new(TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(attackSeconds), duration, events);

    private static async Task<(MemoryEventSink Sink, string Lines)> RunAsync(
        MemoryEventSink sink, ulong seed, long events, TimeSpan duration, int attackSeconds = 120)
    {
        using StringWriter lines = new();
        EventClock clock = new(TimeProvider.System, Start, null, followsReal: false);
        await new SeedRun(Options(events, duration, attackSeconds), seed, clock, sink, lines).RunAsync(
            TestContext.Current.CancellationToken);
        return (sink, lines.ToString());
    }

    [GeneratedRegex("\"to_address\": \"(0x[0-9a-f]+)\"")]
    private static partial Regex AttackerForm();

    [GeneratedRegex(
        "^\\{\"event_timestamp\": \\d+, \"token_pair\": \"WETH/DAI\", \"price\": (2\\d{3}\\.\\d+), \"join_helper\": \"A\"\\}$")]
    private static partial Regex PriceForm();
}
