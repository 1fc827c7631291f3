using Weir.Simulation.Chain;
using Weir.Simulation.Contracts;

namespace Weir.Simulation.Actors;

/// <summary>
/// The actors of a simulated chain (<c>actors=on</c>): people, arbitrageurs, sandwich and just-in-time bots,
/// liquidators, and those who only look like them; each act with its label. All chance is their own seed's.
/// </summary>
internal sealed class ActorPlay
{
    /// <summary>
    /// What a block's actors may use, beside the others: about what they do use, so that the base fee stays in bounds.
    /// </summary>
    public ulong GasTarget => _isOnlySandwiches ? 9_000_000UL : 3_000_000;

    private const ulong MostSceneGas = 2_500_000;
    private const int ScenesPerBlock = 3;

    private readonly ActorWorld _actors;
    private readonly ActorStage _stage;
    private readonly SeededRandom _random;
    private readonly SandwichScenes _sandwiches;
    private readonly LiquidityScenes _liquidity;
    private readonly ArbitrageScenes _arbitrages;
    private readonly LendingScenes _lending;
    private readonly Venue[] _venues;

    private readonly bool _isOnlySandwiches;

    /// <param name="world">The chain.</param>
    /// <param name="seed">The chain's seed.</param>
    /// <param name="isOnlySandwiches">Whether nothing but sandwiches is played, with many victims each.</param>
    public ActorPlay(World world, ulong seed, bool isOnlySandwiches = false)
    {
        _isOnlySandwiches = isOnlySandwiches;
        _random = new SeededRandom(seed ^ 0xac70_125e_ed00_0001);
        _actors = new ActorWorld(world);
        _stage = new ActorStage(world, _actors, _random);
        _sandwiches = new SandwichScenes(_stage);
        _liquidity = new LiquidityScenes(_stage);
        _arbitrages = new ArbitrageScenes(_stage);
        _lending = new LendingScenes(_stage);
        _venues = [.. world.Pairs.Select(pair => new Venue(pair)), .. _actors.Pools.Select(pool => new Venue(pool))];
    }

    /// <summary>What the actors of the block that was made last did.</summary>
    public IReadOnlyList<ActLabel> Labels => _stage.Labels;

    /// <summary>Plays the block's scenes, one after the other.</summary>
    public void Run(BlockBuilder block, long number)
    {
        _stage.Begin(block, number);
        if (!_actors.IsReady)
        {
            _actors.Run(block);
            return;
        }

        _stage.FinishLater();
        for (int i = 0; i < ScenesPerBlock && block.Fits(MostSceneGas); i++)
        {
            Play();
        }
    }

    private void Play()
    {
        ConcentratedPool pool = _actors.Pools[_random.Below(_actors.Pools.Count)];
        Venue venue = _venues[_random.Below(_venues.Length)];
        if (_isOnlySandwiches)
        {
            _sandwiches.Play(venue, mostVictims: 11);
            return;
        }

        switch (_random.Below(12))
        {
            case 0:
                _sandwiches.Play(venue);
                break;
            case 1:
                _sandwiches.PlayLookAlike(venue);
                break;
            case 2:
                _liquidity.Play(pool, isSandwich: false);
                break;
            case 3:
                _liquidity.PlayLookAlike(pool, isSandwich: false);
                break;
            case 4:
                _liquidity.Play(pool, isSandwich: true);
                break;
            case 5:
                _liquidity.PlayLookAlike(pool, isSandwich: true);
                break;
            case 6:
                _arbitrages.Play(isBackrun: false, isLookAlike: false);
                break;
            case 7:
                _arbitrages.PlayLookAlike();
                break;
            case 8:
                _arbitrages.Play(isBackrun: true, isLookAlike: false);
                break;
            case 9:
                _arbitrages.Play(isBackrun: true, isLookAlike: true);
                break;
            case 10:
                _lending.Play();
                break;
            default:
                _lending.PlayLookAlike();
                break;
        }
    }
}
