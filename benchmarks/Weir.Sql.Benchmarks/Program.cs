using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Weir.Core.Errors;
using Weir.Sql;

// Reads JSON lines {"id","read","write","sql","pretty"} on stdin.
// fuzz N SEED: translates N mutations of the texts.
// batch [SCHEMA.json]: writes {"id","out","error","warnings"}; time SECONDS: translates them again and again on one
// thread and says how fast.
if (args is ["batch", ..])
{
    Batch.Run(Console.In, Console.Out, args.Length > 1 ? args[1] : null);
    return 0;
}
if (args is ["fuzz", ..])
{
    return Fuzzing.Run(Console.In, Console.Out, long.Parse(args[1], CultureInfo.InvariantCulture),
        args.Length > 2 ? int.Parse(args[2], CultureInfo.InvariantCulture) : 1);
}
return Timing.Run(Console.In, Console.Out, args.Length > 1 ? double.Parse(args[1], CultureInfo.InvariantCulture) : 10);

internal static class Batch
{
    private static SqlSchema ReadSchema(string file)
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(file));
        SqlSchema schema = new();
        foreach (JsonProperty table in document.RootElement.EnumerateObject())
        {
            foreach (JsonProperty column in table.Value.EnumerateObject())
            {
                schema.Add(table.Name, column.Name, column.Value.GetString()!);
            }
        }
        return schema;
    }

    public static void Run(TextReader input, TextWriter output, string? schemaFile)
    {
        SqlSchema? schema = schemaFile is null ? null : ReadSchema(schemaFile);
        while (input.ReadLine() is { } line)
        {
            using JsonDocument row = JsonDocument.Parse(line);
            JsonElement root = row.RootElement;
            string? text = null;
            string? error = null;
            List<string> warnings = [];
            try
            {
                bool pretty = root.TryGetProperty("pretty", out JsonElement flag)
                    && flag.ValueKind == JsonValueKind.True;
                SqlTranslation translation = SqlTranslator.TranslateWithWarnings(
                    root.GetProperty("sql").GetString()!, root.GetProperty("read").GetString()!,
                    root.GetProperty("write").GetString()!, new SqlOptions { Pretty = pretty, Schema = schema });
                text = translation.Sql;
                warnings.AddRange(translation.Warnings.Select(warning => warning.Message));
            }
            catch (WeirException exception)
            {
                error = exception.Code + " " + exception.Message;
            }
            catch (Exception exception) when (exception is not OutOfMemoryException)
            {
                error = "CRASH " + exception;
            }
            output.WriteLine(JsonSerializer.Serialize(new Dictionary<string, object?>
            {
                ["id"] = root.GetProperty(
                "id").GetString(),
                ["out"] = text,
                ["error"] = error,
                ["warnings"] = warnings
            }));
        }
    }
}

internal static class Timing
{
    public static int Run(TextReader input, TextWriter output, double seconds)
    {
        List<(string Sql, string Read, string Write)> rows = [];
        while (input.ReadLine() is { } line)
        {
            using JsonDocument row = JsonDocument.Parse(line);
            rows.Add((row.RootElement.GetProperty("sql").GetString()!, row.RootElement.GetProperty("read").GetString()!,
                row.RootElement.GetProperty("write").GetString()!));
        }
        Pass(rows);
        long warm = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(warm).TotalSeconds < seconds / 2)
        {
            Pass(rows);
        }
        using Process process = Process.GetCurrentProcess();
        TimeSpan cpu = process.TotalProcessorTime;
        long allocated = GC.GetAllocatedBytesForCurrentThread();
        long done = 0;
        long refused = 0;
        long start = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(start).TotalSeconds < seconds)
        {
            refused += Pass(rows);
            done += rows.Count;
        }
        process.Refresh();
        double used = (process.TotalProcessorTime - cpu).TotalSeconds;
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{{\"statements\":{done},\"refused\":{refused},\"cpu_seconds\":{used:F3},\"per_cpu_second\":{done / used:F0},\"bytes_per_statement\":{(GC.GetAllocatedBytesForCurrentThread() - allocated) / Math.Max(1, done)}}}"));
        return 0;
    }

    private static long Pass(List<(string Sql, string Read, string Write)> rows)
    {
        long refused = 0;
        foreach ((string sql, string read, string write) in rows)
        {
            if (!SqlTranslator.TryTranslate(sql, read, write, null, out _, out _))
            {
                refused++;
            }
        }
        return refused;
    }
}
