using Weir.Core;
using Weir.Core.Tables;
using Weir.Ethereum.Blocks;
using Weir.Ethereum.Protocols.Facts;
using Weir.Ethereum.Transforms;

namespace Weir.Ethereum.Protocols;

/// <summary>One protocol's events and what they mean. Each event is declared as its contract declares it.</summary>
public abstract class Protocol : ILogDecoder
{
    private readonly List<LogSelector> _selectors = [];
    private readonly List<Listened> _events = [];

    private protected Protocol(FactWriter facts, params TableSchema[] outputs)
    {
        Facts = facts;
        Outputs = [.. outputs];
    }

    /// <summary>Null where the log became a fact or is none of this protocol's; else why it is malformed.</summary>
    private protected delegate string? Reading(in LogRow log);

    /// <summary>As people call it.</summary>
    public abstract string Name { get; }

    /// <summary>How a row of it is shown to be right: for docs/protocols.md.</summary>
    public abstract string Proof { get; }

    /// <summary>What its decoding was tried on: for docs/protocols.md.</summary>
    public abstract string Evidence { get; }

    /// <summary>The contracts that are known by name, and their chains.</summary>
    public virtual IEnumerable<ListedContract> Contracts => [];

    /// <summary>The events it reads.</summary>
    public IEnumerable<EventForm> Events => _events.Select(item => item.Form);

    /// <inheritdoc/>
    public IReadOnlyList<TableSchema> Outputs { get; }

    /// <inheritdoc/>
    public IReadOnlyList<LogSelector> Selectors => _selectors;

    private protected FactWriter Facts { get; }

    /// <inheritdoc/>
    public void Begin(BatchSet output) => Facts.Begin(output);

    /// <inheritdoc/>
    public string? Decode(in LogRow log)
    {
        Facts.Enter(log.Stamp.ChainId);
        Listened listened = _events[log.Selector];
        return listened.Form.Check(log) is not { } fault ? listened.Read(log)
            : log.Log.TopicCount == listened.ElsewhereTopics ? null : fault;
    }

    /// <inheritdoc/>
    public void EndBlock(Block block, in BlockStamp stamp)
    {
        Facts.EndBlock(stamp);
        ForgetBlock();
    }

    /// <summary>Drops what was noted of the block: rows are a function of their own block.</summary>
    private protected virtual void ForgetBlock()
    {
    }

    /// <summary>Declares an event.</summary>
    /// <param name="form">The declaration.</param>
    /// <param name="read">What it means.</param>
    /// <param name="contracts">The contracts whose logs count; every contract's when null.</param>
    /// <param name="elsewhereTopics">
    /// How many topics another protocol's event of the same signature has: such logs are passed over here.
    /// </param>
    private protected void On(
        string form, Reading read, IEnumerable<Address>? contracts = null, int elsewhereTopics = 0)
    {
        EventForm parsed = new(form);
        _events.Add(new Listened(parsed, read, elsewhereTopics));
        _selectors.Add(new LogSelector(parsed.Topic0, contracts is null ? null : [.. contracts]));
    }

    private sealed record Listened(EventForm Form, Reading Read, int ElsewhereTopics);
}

/// <summary>A contract that is known by name.</summary>
/// <param name="Address">Where it is.</param>
/// <param name="Project">Whose it is.</param>
/// <param name="Role">What it is: factory, deployer, pool, market…</param>
/// <param name="ChainId">Its chain; on every chain where null.</param>
public sealed record ListedContract(Address Address, Project Project, string Role, long? ChainId = 1)
{
    internal static ListedContract Of(string address, Project project, string role, long? chainId = 1) =>
        new(Address.Parse(address), project, role, chainId);
}
