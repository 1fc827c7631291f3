using System.Numerics;
using Weir.Core;
using Weir.Simulation.Chain;
using Weir.Simulation.Contracts;

namespace Weir.Simulation.Actors;

/// <summary>What scenes share: who plays, transactions, and swaps in either kind of pool.</summary>
internal sealed class ActorStage
{
    private readonly HashSet<Account> _busy = [];
    private readonly List<(long Block, Action Act)> _later = [];

    public ActorStage(World world, ActorWorld actors, SeededRandom random)
    {
        World = world;
        Actors = actors;
        Random = random;
    }

    public World World { get; }

    public ActorWorld Actors { get; }

    public SeededRandom Random { get; }

    public BlockBuilder Block { get; private set; } = null!;

    public long Number { get; private set; }

    public List<ActLabel> Labels { get; } = [];

    public void Begin(BlockBuilder block, long number)
    {
        Block = block;
        Number = number;
        Labels.Clear();
        _busy.Clear();
    }

    /// <summary>Does in a later block what is put off.</summary>
    public void Later(Action act) => _later.Add((Number, act));

    /// <summary>Does what earlier blocks put off.</summary>
    public void FinishLater()
    {
        (long Block, Action Act)[] due = [.. _later.Where(item => item.Block < Number)];
        _later.RemoveAll(item => item.Block < Number);
        foreach ((_, Action act) in due)
        {
            act();
        }
    }

    /// <summary>A bot that has done nothing in this block.</summary>
    public Bot AnyBot()
    {
        Bot bot = Actors.BotList[Random.Below(Actors.BotList.Count)];
        while (bot.LastBlock == Number)
        {
            bot = Actors.BotList[(Actors.BotList.IndexOf(bot) + 1) % Actors.BotList.Count];
        }

        bot.LastBlock = Number;
        return bot;
    }

    /// <summary>Somebody who has done nothing in this block.</summary>
    public Account AnyPerson()
    {
        int first = Random.Below(Actors.Persons.Count);
        for (int i = 0; ; i++)
        {
            Account person = Actors.Persons[(first + i) % Actors.Persons.Count];
            if (_busy.Add(person))
            {
                return person;
            }
        }
    }

    /// <summary>Keeps an account from other scenes of this block.</summary>
    public void Reserve(Account person) => _busy.Add(person);

    /// <summary>Whether an account has enough; else it is given twice as much, before the scene begins.</summary>
    public void Ensure(Address holder, FungibleToken token, BigInteger raw)
    {
        if ((BigInteger)token.BalanceOf(holder) < raw)
        {
            Actors.Give(Block, holder, token, (UInt256)(2 * raw));
        }
    }

    /// <summary>One transaction; what it does is done inside.</summary>
    /// <returns>Its place in the block.</returns>
    public int Transact(Account from, Address to, Hash32 call, ulong gas, Action act)
    {
        TransactionDraft draft = Block.Start(
            from, to, UInt256.Zero, gas, (Block.BaseFeeWei * 2) + ((UInt256)1_000_000_000 * (ulong)Random.Between(1, 4)));
        draft.Input.Selector(call).Word((ulong)Random.Between(0, 1_000_000));
        act();
        int place = Block.NextTransaction;
        Block.Commit();
        return place;
    }

    /// <summary>Something that has nothing to do with pools.</summary>
    public int Pause()
    {
        Account from = AnyPerson();
        return Transact(from, World.Inbox, Signatures.ApproveCall, 5_000, () => { });
    }

    /// <summary>A person's swap through a router.</summary>
    public int Swap(Venue venue, Account person, FungibleToken tokenIn, BigInteger amountIn, BigInteger slack = default) =>
        Transact(
            person, venue.Pair is null ? Actors.Router : World.Router,
            venue.Pair is null ? Signatures.ExactInputCall : Signatures.SwapTokensCall, 120_000,
            () => venue.Swap(
                Block, venue.Pair is null ? Actors.Router : World.Router, person.Address, person.Address, tokenIn,
                amountIn, slack));
}
