using System.Runtime.Intrinsics.X86;

namespace Weir.Tests.App;

public sealed class VersionTests
{
    [Fact]
    public async Task The_program_hashes_in_lanes_where_the_processor_can()
    {
        using CommandLine weir = new();
        Assert.Equal(0, await weir.RunAsync("version"));
        Assert.StartsWith("weir ", weir.Output, StringComparison.Ordinal);
        if (CommandLine.Program is not null)
        {
            Assert.Contains("native", weir.Output, StringComparison.Ordinal);
        }

        Assert.SkipUnless(Avx2.IsSupported, "This processor has no vectors of four lanes.");
        Assert.Matches("Keccak of [48] messages side by side", weir.Output);
    }
}
