using Weir.Ethereum.Blocks;
using Weir.Detection.Prices;
using Weir.Ethereum.Chains;
using Weir.Ethereum.Protocols;
using Weir.Ethereum.Verification;
using Weir.Core;
using Weir.Simulation.Actors;
using Weir.Simulation.Chain;

namespace Weir.Tests.Detection;

/// <summary>The simulated chain's actors: every block verifies, and inspectors find what the labels say.</summary>
public sealed class SimulatedActorTests
{
    private static readonly SimulatedChainOptions Chain = SimulatedChainOptions.Parse("seed=11,blocks=260,actors=on");

    [Fact]
    public void Every_block_verifies_and_the_same_seed_gives_the_same_bytes()
    {
        ChainGenerator generator = new(Chain);
        ChainGenerator again = new(Chain);
        BlockVerifier verifier = new(VerifyLevel.Full, Chain.ChainId, rules: ChainRules.Ethereum);
        int acts = 0;
        while (generator.NextNumber < 60)
        {
            Block block = generator.Next();
            acts += generator.Labels.Count;
            BlockVerdict verdict = verifier.Verify(block);
            Assert.Null(verdict.Detail);
            Assert.Equal(VerifyLevel.Full.Asked(), verdict.Proven);
            Assert.Equal(block.Header.Hash, again.Next().Header.Hash);
        }

        Assert.True(acts > 50, $"{acts} acts");
    }

    [Fact]
    public void Inspectors_find_the_acts_and_not_the_look_alikes()
    {
        MevScore score = MevScore.Of(Chain);
        foreach (string kind in MevScore.Kinds)
        {
            MevScore.Count count = score[kind];
            Assert.True(count.Real >= 15 && count.LookAlikes >= 15, $"{kind}: {count.Real} acts, {count.LookAlikes} look-alikes");
            Assert.True(count.Found >= 0.99 * count.Real, $"{kind}: {count.Found} of {count.Real}");
            Assert.True(count.Mistaken + count.Others <= 0.01 * count.Real, $"{kind}: {count.Mistaken} + {count.Others}");
        }

        Assert.Equal(0, score.WrongLosses);
        Assert.True(score.Losses.Compared > 50, $"{score.Losses}");
    }

    [Fact]
    public void The_list_has_the_chain_s_tokens_and_the_registry_its_factory()
    {
        World world = new();
        TokenList tokens = ChainTokens.Of(SimulatedChainOptions.DefaultChainId);
        Assert.Equal(
            ["WETH 18", "USDC 6", "DAI 18", "WBTC 8"],
            new[] { world.Weth.Address, world.Usdc.Address, world.Dai.Address, world.Wbtc.Address }.Select(
                address => $"{tokens.Find(address)?.Symbol} {tokens.Find(address)?.Decimals}"));
        Assert.Contains(
            new ActorWorld(world).Factory,
            Registry.Create().SelectMany(protocol => protocol.Contracts).Select(contract => contract.Address));
    }
}
