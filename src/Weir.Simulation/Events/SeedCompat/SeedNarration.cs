using System.Globalization;
using Weir.Core.Events;

namespace Weir.Simulation.Events.SeedCompat;

/// <summary>What the original prints, line for line; nothing where there is no writer.</summary>
internal sealed class SeedNarration(TextWriter? output)
{
    private static readonly string[] AttackSteps =
    [
        "1. Attacker takes 50M DAI flash loan.",
        "2. Attacker swaps DAI for WETH, causing price slippage.",
        "3. DEX price oracle for WETH/DAI reports anomalous drop.",
        "4. Mempool shows massive gas spike.",
        "5. Attacker repays the 50M DAI flash loan.",
    ];

    public void Setup() => Line("\n=== ENTITY SETUP ===");

    public void Topic(TopicReport report) => Line(report.Step switch
    {
        TopicStep.Creating => $"Creating entity '{report.Topic}'...",
        TopicStep.Created => $"✅ Created entity '{report.Topic}'",
        TopicStep.Exists => $"✅ Entity '{report.Topic}' already exists",
        _ => $"⚠️  Warning creating entity '{report.Topic}': {report.Reason}",
    });

    public void Banner(SeedOptions options)
    {
        Line("🚀 Started generating real-time on-chain data...");
        Line($"   Normal traffic every {Seconds(options.NormalInterval)}s");
        Line($"   Flash loan attacks every {Seconds(options.AttackInterval)}s");
        Line(options.Duration > TimeSpan.Zero
            ? $"   Running for {Seconds(options.Duration)}s"
            : "   Running indefinitely (Ctrl+C to stop)");
    }

    public void Insert(string topic, string json) => Line($"  → {topic}: {json}");

    public void Attack(string attacker, long block) =>
        Line(string.Create(
            CultureInfo.InvariantCulture,
            $"\n\n🚨 --- SIMULATING FLASH LOAN ATTACK by {attacker} at block {block} --- 🚨\n"));

    public void AttackStep(int step) => Line(AttackSteps[step - 1]);

    public void Tick() => output?.Write('.');

    public void AttackError(string reason) => Line($"Error generating flash loan attack: {reason}");

    public void TickError(string reason) => Line($"\nError generating normal traffic: {reason}");

    public void Completed() => Line("\n\n✅ Completed generation cycle");

    public void Stopped() => Line("\n\n⚠️  Stopped by user");

    public void Flush() => output?.Flush();

    private static string Seconds(TimeSpan span) => ((long)span.TotalSeconds).ToString(CultureInfo.InvariantCulture);

    // Python's print ends lines in LF everywhere.
    private void Line(string text)
    {
        output?.Write(text);
        output?.Write('\n');
    }
}
