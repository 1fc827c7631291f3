using System.Diagnostics;
using Weir.Tests;

namespace Weir.IntegrationTests;

/// <summary>Flink SQL in one process, where it is beside the checkout.</summary>
internal static class FlinkSql
{
    public static string PathOrSkip()
    {
        string script = Path.Combine(
            Path.GetDirectoryName(Path.GetDirectoryName(SharedData.PathOrSkip("sql"))!)!, "flink", "flink-sql");
        Assert.SkipUnless(File.Exists(script), "shared/flink is not here");
        return script;
    }

    /// <summary>Runs statements in a folder; skips without Java, fails where a statement does.</summary>
    public static async Task RunAsync(string script, string folder, string sql)
    {
        await File.WriteAllTextAsync(Path.Combine(folder, "statements.sql"), sql);
        ProcessStartInfo start = new(script, ["statements.sql"])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true
        };
        using Process process = Process.Start(start)!;
        using CancellationTokenSource limit = new(TimeSpan.FromMinutes(3));
        try
        {
            Task<string> error = process.StandardError.ReadToEndAsync(limit.Token);
            string said = await process.StandardOutput.ReadToEndAsync(limit.Token) + await error;
            await process.WaitForExitAsync(limit.Token);
            Assert.SkipWhen(said.Contains("java", StringComparison.OrdinalIgnoreCase)
                && said.Contains("not found", StringComparison.Ordinal), "Java is not installed");
            Assert.True(process.ExitCode == 0, said + sql);
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }
}
