using System.Diagnostics;
using Weir.Tests.App;

namespace Weir.IntegrationTests;

/// <summary>
/// A file system of three megabytes fills up in the middle of a backfill: one clear message, and what was committed
/// stands.
/// </summary>
public sealed class FullDiskIntegrationTests
{
    [Fact]
    public async Task A_full_disk_is_one_clear_message_and_nothing_half_written()
    {
        using CommandLine weir = new();
        string disk = weir.Path("disk");
        Directory.CreateDirectory(disk);
        Assert.SkipUnless(Run("mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", disk),
            "a small file system cannot be mounted here (root only)");
        try
        {
            string warehouse = $"duckdb:{Path.Combine(disk, "full.duckdb")}";
            int code = await weir.RunAsync("backfill", "--source", "sim:blocks=5000", "--to", warehouse, "--quiet");
            Assert.True(
                code == 1 && weir.Error.Contains("WEIR5008", StringComparison.Ordinal), $"{code}: {weir.Error}");
            Assert.DoesNotContain("   at Weir.", weir.Error, StringComparison.Ordinal);

            Assert.True(Run("mount", "-o", "remount,size=200m", disk));
            code = await weir.RunAsync("backfill", "--source", "sim:blocks=5000", "--to", warehouse, "--quiet");
            Assert.True(code == 0, weir.Error);
            Assert.True(await weir.RunAsync("verify", warehouse, "--json") == 0, weir.Error);
            string resumed = weir.Output;
            string whole = $"duckdb:{weir.Path("whole.duckdb")}";
            Assert.Equal(0, await weir.RunAsync("backfill", "--source", "sim:blocks=5000", "--to", whole, "--quiet"));
            Assert.Equal(0, await weir.RunAsync("verify", whole, "--json"));
            Assert.Equal(weir.Output, resumed);
        }
        finally
        {
            // At once and for good: a process that another test has just started may still hold its file.
            Run("umount", "--lazy", disk);
        }
    }

    private static bool Run(string program, params string[] arguments)
    {
        try
        {
            using Process process =
                Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
