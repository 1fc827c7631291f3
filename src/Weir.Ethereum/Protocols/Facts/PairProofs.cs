using Weir.Core;
using Weir.Ethereum.Transforms;

namespace Weir.Ethereum.Protocols.Facts;

/// <summary>
/// Finds the two tokens of a pool from the block: a creation event, or CREATE2 by a listed deployer for tokens that
/// moved to or from the pool in the transaction.
/// </summary>
/// <remarks>
/// What it remembers beyond a block are facts about hashes alone, and only where the block at hand names the tokens are
/// they used: what came before changes no row.
/// </remarks>
internal sealed class PairProofs(FactWriter facts, IReadOnlyList<Deployer> deployers, Project unlisted)
{
    // Of one pool and one transaction: more tokens than these go through no pool of two.
    private const int MostTokens = 8;
    private const int MostRemembered = 200_000;

    private readonly Dictionary<(long ChainId, Address Pool), Pool> _made = [];
    private readonly HashSet<(long ChainId, Address Pool, Address Token0, Address Token1)> _notMade = [];
    private readonly Dictionary<Address, Pool> _created = [];

    /// <summary>Takes in a creation event of this block.</summary>
    public Pool Create(
        in LogRow log, in Address pool, in Address token0, in Address token1, int? feePpm, long? tickSpacing)
    {
        Address factory = log.Log.Address;
        Deployer? deployer = deployers.FirstOrDefault(
            listed => listed.Factory == factory && listed.IsOn(facts.ChainId));
        Pool created = deployer is not null && Check(deployer, pool, token0, token1) is { } made
            ? made with { FeePpm = feePpm ?? made.FeePpm, TickSpacing = tickSpacing ?? made.TickSpacing }
            : new Pool(
                token0, token1, deployer?.Project ?? unlisted, PoolProof.Event, factory, feePpm, tickSpacing);
        _created[pool] = created;
        facts.AddPool(pool.Span, pool, created);
        return created;
    }

    /// <summary>Forgets the creation events of the block that ended.</summary>
    public void EndBlock() => _created.Clear();

    /// <summary>The pool, or null where the block does not prove its tokens.</summary>
    public Pool? Find(in LogRow log)
    {
        Address pool = log.Log.Address;
        ReadOnlySpan<Movement> movements = facts.Movements.Of(log);
        if (_created.TryGetValue(pool, out Pool? created))
        {
            // Of a factory that nobody listed, the event is a claim: what does not move is not believed.
            return created.IsClaim && !Moved(movements, pool, created) ? null : created;
        }

        if (_made.TryGetValue((facts.ChainId, pool), out Pool? made) && Moved(movements, pool, made))
        {
            facts.AddPool(pool.Span, pool, made);
            return made;
        }

        Span<Address> tokens = stackalloc Address[MostTokens];
        tokens = tokens[..Tokens(movements, pool, tokens)];
        for (int i = 0; i < tokens.Length; i++)
        {
            for (int j = i + 1; j < tokens.Length; j++)
            {
                (Address token0, Address token1) = tokens[i] < tokens[j] ? (tokens[i], tokens[j])
                    : (tokens[j], tokens[i]);
                if (Search(pool, token0, token1) is { } found)
                {
                    facts.AddPool(pool.Span, pool, found);
                    return found;
                }
            }
        }

        return null;
    }

    /// <summary>The pool of two tokens that somebody else has found, or null where no listed deployer made it.</summary>
    public Pool? Prove(in Address pool, in Address token, in Address other)
    {
        (Address token0, Address token1) = token < other ? (token, other) : (other, token);
        Pool? found = _made.TryGetValue((facts.ChainId, pool), out Pool? made) && made.Token0 == token0
            && made.Token1 == token1 ? made : Search(pool, token0, token1);
        if (found is not null)
        {
            facts.AddPool(pool.Span, pool, found);
        }

        return found;
    }

    /// <summary>Tokens that moved to or from a contract, each once, as many as fit.</summary>
    public static int Tokens(ReadOnlySpan<Movement> movements, in Address contract, Span<Address> tokens)
    {
        int count = 0;
        foreach (ref readonly Movement movement in movements)
        {
            if (!movement.IsNft && (movement.To == contract || movement.From == contract)
                && movement.Token != contract && !tokens[..count].Contains(movement.Token))
            {
                tokens[count++] = movement.Token;
                if (count == tokens.Length)
                {
                    break;
                }
            }
        }

        return count;
    }

    private static bool Moved(ReadOnlySpan<Movement> movements, in Address pool, Pool made)
    {
        bool has0 = false;
        bool has1 = false;
        foreach (ref readonly Movement movement in movements)
        {
            if (!movement.IsNft && (movement.To == pool || movement.From == pool))
            {
                has0 |= movement.Token == made.Token0;
                has1 |= movement.Token == made.Token1;
                if (has0 && has1)
                {
                    return true;
                }
            }
        }

        return false;
    }

    private Pool? Search(in Address pool, in Address token0, in Address token1)
    {
        if (_notMade.Contains((facts.ChainId, pool, token0, token1)))
        {
            return null;
        }

        foreach (Deployer deployer in deployers)
        {
            if (deployer.IsOn(facts.ChainId) && Check(deployer, pool, token0, token1) is { } found)
            {
                return found;
            }
        }

        if (_notMade.Count >= MostRemembered)
        {
            _notMade.Clear();
        }

        _notMade.Add((facts.ChainId, pool, token0, token1));
        return null;
    }

    private Pool? Check(Deployer deployer, in Address pool, in Address token0, in Address token1)
    {
        Pool? found = null;
        if (deployer.Fees.Count == 0)
        {
            found = deployer.Made(pool, Deployer.PackedSalt(token0, token1))
                ? new Pool(
                    token0, token1, deployer.Project, PoolProof.Create2, deployer.Factory, deployer.FeePpm)
                : null;
        }
        else
        {
            foreach ((int feePpm, int tickSpacing) in deployer.Fees)
            {
                if (deployer.Made(pool, Deployer.FeeSalt(token0, token1, feePpm)))
                {
                    found = new Pool(
                        token0, token1, deployer.Project, PoolProof.Create2, deployer.Factory, feePpm, tickSpacing);
                    break;
                }
            }
        }

        if (found is not null)
        {
            if (_made.Count >= MostRemembered)
            {
                _made.Clear();
            }

            _made[(facts.ChainId, pool)] = found;
        }

        return found;
    }
}
