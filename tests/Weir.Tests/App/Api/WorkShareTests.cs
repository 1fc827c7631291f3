using Weir.App.Api.Answering;

namespace Weir.Tests.App.Api;

public sealed class WorkShareTests
{
    [Fact]
    public void Work_counts_less_the_longer_ago_it_was()
    {
        Clock clock = new();
        WorkShare share = new(clock);
        Assert.Equal(0, share.Ratio);
        share.Add(TimeSpan.FromSeconds(1));
        Assert.Equal(0.2, share.Ratio, 6);
        clock.Now += TimeSpan.FromSeconds(5);
        Assert.Equal(0.2 / Math.E, share.Ratio, 6);
        share.Add(TimeSpan.FromSeconds(1));
        Assert.Equal(0.2 + (0.2 / Math.E), share.Ratio, 6);
        clock.Now += TimeSpan.FromMinutes(1);
        Assert.True(share.Ratio < 1e-5);
    }

    private sealed class Clock : TimeProvider
    {
        public TimeSpan Now { get; set; }

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => Now.Ticks;
    }
}
