using Weir.Simulation.Chain;
using Weir.Simulation.FakeNodes;

namespace Weir.Benchmarks;

/// <summary>
/// <c>serve [seed=N,blocks=N,txs=N]</c>: a fake node with all its answers ready, until the standard input ends.
/// </summary>
internal static class Serving
{
    public static async Task RunAsync(string arguments, TextReader input, TextWriter output)
    {
        SimulatedFakeChain chain = new(SimulatedChainOptions.Parse(arguments));
        chain.MakeAll();
        await using FakeNode node = await FakeNode.StartAsync(chain);
        await output.WriteLineAsync(node.Url.ToString().TrimEnd('/'));
        await output.FlushAsync();
        await input.ReadToEndAsync();
    }
}
