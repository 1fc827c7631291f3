namespace Weir.Tests.App;

/// <summary>The short form of <c>weir chaos --runs 500</c>.</summary>
public sealed class ChaosTests
{
    [Fact]
    public async Task A_few_seeded_schedules_end_like_the_undisturbed_load()
    {
        using CommandLine weir = new();
        Assert.True(await weir.RunAsync("chaos", "--runs", "4", "--seed", "101") == 0, weir.Output + weir.Error);
        Assert.Contains("4 schedules (seeds 101 to 104)", weir.Output, StringComparison.Ordinal);
        Assert.Equal(0, await weir.RunAsync("chaos", "--show", "--seed", "101"));
        string schedule = weir.Output;
        Assert.Equal(0, await weir.RunAsync("chaos", "--show", "--seed", "101"));
        Assert.Equal(schedule, weir.Output);
    }
}
