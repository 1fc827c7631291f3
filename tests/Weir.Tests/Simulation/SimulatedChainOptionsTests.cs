using Weir.Core.Errors;
using Weir.Simulation.Chain;

namespace Weir.Tests.Simulation;

public sealed class SimulatedChainOptionsTests
{
    [Fact]
    public void Parts_come_in_any_order_and_may_be_left_out()
    {
        Assert.Equal(SimulatedChainOptions.Default, SimulatedChainOptions.Parse(string.Empty));
        Assert.Equal(
            new SimulatedChainOptions { Seed = 5, Blocks = 20, TransactionsPerBlock = 3, ChainId = 7 },
            SimulatedChainOptions.Parse("txs=3, blocks=20,chain=7,seed=5"));
    }

    [Theory]
    [InlineData("blocks=0", "'blocks=0' is not a whole number from 1 to 100000000")]
    [InlineData("seed=-1", "'seed=-1' is not a whole number")]
    [InlineData("txs", "'txs' is not a whole number")]
    [InlineData("txs=2001", "from 1 to 2000")]
    [InlineData("sed=1", "does not know 'sed'")]
    public void Anything_else_is_named(string text, string what)
    {
        ConfigException error = Assert.Throws<ConfigException>(() => SimulatedChainOptions.Parse(text));
        Assert.Equal(ErrorCodes.BadSource, error.Code);
        Assert.Contains(what, error.Message, StringComparison.Ordinal);
    }
}
