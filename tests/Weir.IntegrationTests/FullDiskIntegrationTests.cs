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
        using SmallDisk small = SmallDisk.MountOrSkip(disk, "3m");
        string warehouse = $"duckdb:{Path.Combine(disk, "full.duckdb")}";
        int code = await weir.RunAsync("backfill", "--source", "sim:blocks=5000", "--to", warehouse, "--quiet");
        Assert.True(
            code == 1 && weir.Error.Contains("WEIR5008", StringComparison.Ordinal), $"{code}: {weir.Error}");
        Assert.DoesNotContain("   at Weir.", weir.Error, StringComparison.Ordinal);

        small.Grow("200m");
        code = await weir.RunAsync("backfill", "--source", "sim:blocks=5000", "--to", warehouse, "--quiet");
        Assert.True(code == 0, weir.Error);
        Assert.True(await weir.RunAsync("verify", warehouse, "--json") == 0, weir.Error);
        string resumed = weir.Output;
        string whole = $"duckdb:{weir.Path("whole.duckdb")}";
        Assert.Equal(0, await weir.RunAsync("backfill", "--source", "sim:blocks=5000", "--to", whole, "--quiet"));
        Assert.Equal(0, await weir.RunAsync("verify", whole, "--json"));
        Assert.Equal(weir.Output, resumed);
    }
}
