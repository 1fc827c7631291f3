using System.Globalization;
using System.Numerics;
using Weir.Core;
using Weir.Ethereum.Blocks;
using Weir.Ethereum.Transforms;
using Weir.Core.Tables;
using Weir.Simulation.Actors;
using Weir.Simulation.Chain;

namespace Weir.Tests.Detection;

/// <summary>Inspectors held against the labels of a simulated chain's actors.</summary>
internal sealed class MevScore
{
    /// <summary>The kinds, as the table names them.</summary>
    public static readonly string[] Kinds = ["arbitrage", "backrun", "jit", "jit_sandwich", "liquidation", "sandwich"];

    private readonly Dictionary<string, Count> _counts = Kinds.ToDictionary(kind => kind, _ => new Count());

    /// <summary>What was found though nothing was, or missed, or lost another amount.</summary>
    public List<string> Faults { get; } = [];

    /// <summary>Swaps whose loss was compared with the simulator's own, and those that were withheld.</summary>
    public (long Compared, long Withheld) Losses { get; private set; }

    public Count this[string kind] => _counts[kind];

    /// <summary>The score of a chain's blocks.</summary>
    public static MevScore Of(SimulatedChainOptions options)
    {
        MevScore score = new();
        ChainGenerator generator = new(options with { HasActors = true });
        while (generator.NextNumber < options.Blocks)
        {
            Block block = generator.Next();
            score.Add(block, generator.Labels, options.ChainId);
        }

        return score;
    }

    public void Add(Block block, IReadOnlyList<ActLabel> labels, long chainId)
    {
        List<MevRow> rows = MevRow.Of(Decode(block, chainId));
        HashSet<MevRow> explained = [];
        foreach (ActLabel label in labels)
        {
            string[] own = [.. label.Transactions.Select(place => $"{block.Transactions[place].Hash}")];
            MevRow? row = rows.Find(item => item.Kind == label.Kind && IsAbout(item, label, own));
            Count count = _counts[label.Kind];
            if (label.IsReal)
            {
                count.Real++;
                count.Found += row is null ? 0 : 1;
                if (row is null)
                {
                    Faults.Add($"block {block.Header.Number}: {label.Kind} ({label.Variant}) was missed");
                }
                else
                {
                    explained.Add(row);
                    Compare(block, label, row);
                }
            }
            else
            {
                count.LookAlikes++;
                if (row is not null && !labels.Any(other => other.IsReal && other.Kind == label.Kind
                    && other.Transactions.SequenceEqual(label.Transactions)))
                {
                    count.Mistaken++;
                    Faults.Add($"block {block.Header.Number}: a look-alike ({label.Kind}, {label.Variant}) was taken for real");
                    explained.Add(row);
                }
            }
        }

        foreach (MevRow row in rows.Where(row => !explained.Contains(row)))
        {
            _counts[row.Kind].Others++;
            Faults.Add($"block {block.Header.Number}: {row.Kind} that nobody labelled: {string.Join(' ', row.Transactions)} {row.Evidence}");
        }
    }

    /// <summary>A table of the figures with 95 % intervals (Wilson).</summary>
    public string ToTable()
    {
        System.Text.StringBuilder text = new();
        text.AppendLine("| kind | acts | found | look-alikes | mistaken | unlabelled | precision (95 %) | recall (95 %) |");
        text.AppendLine("|---|---|---|---|---|---|---|---|");
        foreach (string kind in Kinds)
        {
            Count count = _counts[kind];
            text.AppendLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {kind} | {count.Real} | {count.Found} | {count.LookAlikes} | {count.Mistaken} | {count.Others} | {Share(count.Found, count.Found + count.Mistaken + count.Others)} | {Share(count.Found, count.Real)} |"));
        }

        return text.ToString();
    }

    private void Compare(Block block, ActLabel label, MevRow row)
    {
        if (label.LossRaw is not { } truth)
        {
            return;
        }

        if (row.Loss is not { } loss)
        {
            Losses = (Losses.Compared, Losses.Withheld + label.VictimSwaps);
            Faults.Add($"block {block.Header.Number}: a loss is withheld: {row.Evidence}");
            return;
        }

        Losses = (Losses.Compared + label.VictimSwaps, Losses.Withheld);
        if ((BigInteger)loss != truth || (row.LossToken is { } token && token != $"{label.LossToken}"))
        {
            Faults.Add($"block {block.Header.Number}: a loss of {loss} where the simulator says {truth} ({label.Variant}): {row.Evidence}");
            WrongLosses++;
        }
    }

    public int WrongLosses { get; private set; }

    private static bool IsAbout(MevRow row, ActLabel label, string[] own) =>
        row.Transactions.Intersect(own).Any()
        && (label.Kind is "arbitrage" or "liquidation" or "backrun"
            || (row.Pools.Contains($"{label.Pool}") && row.Transactions[0] == own[0] && row.Transactions[^1] == own[^1]));

    private static BatchSet Decode(Block block, long chainId)
    {
        BatchSet output = new();
        using BlockRun run = new(chainId, [block]);
        foreach (ITransform<BlockRun> transform in Decoders.For(Decoders.MevTables))
        {
            transform.Transform(run, output);
        }

        return output;
    }

    private static string Share(int part, int whole)
    {
        if (whole == 0)
        {
            return "none";
        }

        const double z = 1.959964;
        double share = (double)part / whole;
        double middle = share + (z * z / (2 * whole));
        double spread = z * Math.Sqrt((share * (1 - share) / whole) + (z * z / (4.0 * whole * whole)));
        double scale = 1 + (z * z / whole);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{share:F4} ({Math.Max(0, (middle - spread) / scale):F4} to {Math.Min(1, (middle + spread) / scale):F4})");
    }

    public sealed class Count
    {
        public int Real { get; set; }

        public int Found { get; set; }

        public int LookAlikes { get; set; }

        public int Mistaken { get; set; }

        public int Others { get; set; }
    }
}
