using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Weir.Core.Errors;
using Weir.Sql;

/// <summary>
/// Mutations of the corpus: whatever comes in, the answer is a text or a WeirException, within a second.
/// </summary>
internal static class Fuzzing
{
    private static long _started = Stopwatch.GetTimestamp();

    private static readonly string[] Pieces =
        ["(", ")", "'", "\"", "`", "$$", "/*", "*/", "--", ",", ".", "::", "[", "]", "{", "}", ":", ";", "SELECT ",
            " FROM ", " AS ", " CASE ", " OVER (", " NOT ", " INTERVAL ", " CAST(", "\0", "\ud800", "é", "1e", "0x", "\\", "@", "#", " WITH ", " UNION ", " IN ", " BETWEEN "];

    public static int Run(TextReader input, TextWriter output, long count, int seed)
    {
        List<string> corpus = [];
        while (input.ReadLine() is { } line)
        {
            using JsonDocument row = JsonDocument.Parse(line);
            corpus.Add(row.RootElement.GetProperty("sql").GetString()!);
        }
        Random random = new(seed);
        IReadOnlyList<string> dialects = SqlTranslator.Dialects;
        long texts = 0;
        long refused = 0;
        long bad = 0;
        TimeSpan slowest = TimeSpan.Zero;
        string shown = string.Empty;
        using Timer watch = new(_ =>
        {
            if (Stopwatch.GetElapsedTime(_started).TotalSeconds > 5)
            {
                Console.Out.WriteLine($"HANG {shown}");
                Console.Out.Flush();
                Environment.Exit(1);
            }
        }, null, TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(2));
        for (long done = 0; done < count; done++)
        {
            string sql = Mutate(corpus[random.Next(corpus.Count)], corpus[random.Next(corpus.Count)], random);
            string from = dialects[random.Next(dialects.Count)];
            string to = dialects[random.Next(dialects.Count)];
            long start = Stopwatch.GetTimestamp();
            _started = start;
            shown = $"{from}>{to} {JsonSerializer.Serialize(sql)}";
            try
            {
                SqlTranslator.Translate(
                    sql, from, to, new SqlOptions { Pretty = (done & 7) == 0, Lenient = (done & 3) == 0 });
                texts++;
            }
            catch (WeirException)
            {
                refused++;
            }
            catch (Exception exception) when (exception is not OutOfMemoryException)
            {
                if (bad++ < 20)
                {
                    output.WriteLine(
                        $"CRASH {from}>{to} {JsonSerializer.Serialize(sql)}\n{exception.GetType().Name}: {exception.Message}\n{exception.StackTrace?.Split('\n')[0]}");
                }
            }
            TimeSpan taken = Stopwatch.GetElapsedTime(start);
            if (taken.TotalSeconds > 1)
            {
                // A shared machine may have slept over it: the second time counts.
                start = Stopwatch.GetTimestamp();
                SqlTranslator.TryTranslate(sql, from, to, null, out _, out _);
                taken = Stopwatch.GetElapsedTime(start);
            }
            if (taken > slowest)
            {
                slowest = taken;
                if (taken.TotalSeconds > 1)
                {
                    bad++;
                    output.WriteLine($"SLOW {taken} {from}>{to} {sql.Length} characters");
                }
            }
        }
        output.WriteLine(
            string.Create(CultureInfo.InvariantCulture,
                $"inputs {count}, translated {texts}, refused with an error {refused}, crashes and hangs {bad}, slowest {slowest.TotalMilliseconds:F0} ms, seed {seed}"));
        return bad > 0 ? 1 : 0;
    }

    private static string Mutate(string sql, string other, Random random)
    {
        StringBuilder text = new(sql);
        for (int round = random.Next(1, 5); round > 0; round--)
        {
            int at = random.Next(text.Length + 1);
            int length = random.Next(0, Math.Min(12, text.Length - at) + 1);
            switch (random.Next(6))
            {
                case 0:
                    text.Remove(at, length);
                    break;
                case 1:
                    text.Insert(at, Pieces[random.Next(Pieces.Length)]);
                    break;
                case 2:
                    int from = random.Next(other.Length + 1);
                    text.Insert(at, other.AsSpan(from, random.Next(0, Math.Min(40, other.Length - from) + 1)));
                    break;
                case 3:
                    text.Insert(at, text.ToString(at, length));
                    break;
                case 4 when at < text.Length:
                    text[at] = (char)random.Next(1, 300);
                    break;
                default:
                    text.Length = at;
                    break;
            }
        }
        return text.ToString();
    }
}
