using System.Globalization;
using Weir.Connectors.JsonRpc;
using Weir.Connectors.JsonRpc.Live;
using Weir.Core;
using Weir.Core.Errors;
using Weir.Ethereum.Blocks;
using Weir.Ethereum.Chains;
using Weir.Pipeline;

namespace Weir.Connectors.Firehose;

/// <summary>A chain as a Firehose serves it (<c>sf.firehose.v2</c>, StreamingFast and The Graph).</summary>
public sealed class FirehoseFeed : IChainFeed
{
    // The blocks just below the head follow each other at once; what comes after a pause is a new head.
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(750);

    private readonly TimeProvider _time;
    private readonly Action<string>? _note;
    private long? _chainId;

    /// <param name="options">The server.</param>
    /// <param name="time">The clock of everything that waits.</param>
    /// <param name="onRetry">Told of every repetition.</param>
    /// <param name="note">Told what the user should know: numbers that the server leaves out.</param>
    public FirehoseFeed(
        FirehoseOptions options, TimeProvider time, Action<WeirException, TimeSpan>? onRetry = null,
        Action<string>? note = null)
    {
        Client = new FirehoseClient(options, time, onRetry);
        _time = time;
        _note = note;
    }

    /// <inheritdoc/>
    public string Source => $"firehose:{Client.Shown}";

    internal FirehoseClient Client { get; }

    /// <summary>The chain: the one that the user named, or the one that the server calls by a name Weir knows.</summary>
    /// <exception cref="ConfigException">The server serves another one, or names none that is known.</exception>
    public async Task<long> GetChainIdAsync(CancellationToken cancellationToken)
    {
        if (_chainId is { } known)
        {
            return known;
        }

        Wire.InfoResponse? answer = await Client.GetInfoAsync(cancellationToken);
        string[] names = answer is null ? [] : [answer.ChainName, .. answer.ChainNameAliases];
        KnownChain? said = names.Select(FirehoseNames.Find).FirstOrDefault(chain => chain is not null);
        if (Client.Options.ChainId is { } asked)
        {
            if (said is not null && said.Id != asked)
            {
                throw new ConfigException(
                    ErrorCodes.ChainIdConflict,
                    $"{Source} serves {said.Name} (chain {said.Id}), not chain {asked}",
                    "Use a Firehose of the chain you named, or leave --chain-id and --network out.");
            }

            return (_chainId = asked).Value;
        }

        return (_chainId = said?.Id ?? throw new ConfigException(
            ErrorCodes.BadFlag,
            $"{Source} does not say which chain it serves{(answer?.ChainName is { Length: > 0 } name ? $" in a way that is known: '{name}'" : string.Empty)}",
            "Name it with --chain-id N or --network NAME.")).Value;
    }

    /// <inheritdoc/>
    public async Task<Hash32?> GetHashAsync(long number, CancellationToken cancellationToken)
    {
        // Above its head a server answers with the head.
        Wire.Block? block = await Client.FetchAsync(number, cancellationToken);
        return block?.Number == (ulong)number ? WireValues.Hash(block.Hash, "hash") : null;
    }

    /// <inheritdoc/>
    /// <remarks>BASE blocks have none.</remarks>
    public async Task<bool> HasTracesAsync(long number, CancellationToken cancellationToken) =>
        await Client.FetchAsync(number, cancellationToken)
            is { DetailLevel: Wire.Block.Types.DetailLevel.Extended };

    /// <inheritdoc/>
    /// <exception cref="ConfigException">What a Firehose does not tell was asked for.</exception>
    public async Task<long> GetHeadAsync(HeadRule rule, CancellationToken cancellationToken)
    {
        if (rule.Tag == HeadTag.Safe)
        {
            throw new ConfigException(
                ErrorCodes.BadFlag, "a Firehose does not say which blocks are safe",
                "Ask for finalized ones, or use --confirmations N.");
        }

        FirehoseMessage newest = await ReadNewestAsync(cancellationToken);
        long head = (long)newest.Block.Number;
        if (rule.Tag == HeadTag.Finalized)
        {
            return newest.FinalNumber is { } final ? Math.Min(final, head) : throw new ConfigException(
                ErrorCodes.BadFlag, $"{Source} does not say which block is final",
                "Name the last block with --end-block, or use --confirmations N.");
        }

        return Math.Max(0, head - rule.Confirmations);
    }

    /// <summary>
    /// The last block that can be read where blocks up to a number are asked for: that number, or the head below it.
    /// </summary>
    public async Task<long> GetHeadForAsync(long last, HeadRule rule, CancellationToken cancellationToken)
    {
        if (rule == HeadRule.Latest && await Client.FetchAsync(last, cancellationToken) is { } block)
        {
            return (long)block.Number;
        }

        return await GetHeadAsync(rule, cancellationToken);
    }

    /// <inheritdoc/>
    public ISource<BlockRun> Read(BlockRange range, BlockSourceOptions options) =>
        new FirehoseSource(this, options, range, _time);

    /// <inheritdoc/>
    public ISource<BlockRun> Follow(BlockSourceOptions blocks, FollowOptions options, IFollowObserver? observer) =>
        new FirehoseFollowSource(this, blocks, options, _time, observer);

    /// <inheritdoc/>
    public void Dispose() => Client.Dispose();

    internal void Note(string text) => _note?.Invoke(text);

    private async Task<FirehoseMessage> ReadNewestAsync(CancellationToken cancellationToken)
    {
        await using StepReader steps = new(Client, new FirehoseQuestion(-1) { IsOfHead = true }, cancellationToken);
        List<FirehoseMessage> seen = [];
        TimeSpan wait = Client.Options.Timeout;
        while (await steps.HasNextWithinAsync(wait, _time) && await steps.PeekAsync() is { } step)
        {
            steps.Take();
            wait = Pause;
            if (!step.IsUndo)
            {
                seen.Add(step);
            }
        }

        return seen.Count > 0 ? seen[^1] : throw Client.Errors.Silent(Client.Options.Timeout);
    }
}

/// <summary>Names of chains as The Graph's networks registry and Firehose servers use them.</summary>
internal static class FirehoseNames
{
    private static readonly Dictionary<string, long> More = new(StringComparer.OrdinalIgnoreCase)
    {
        ["ethereum"] = 1,
        ["eth-mainnet"] = 1,
        ["matic"] = 137,
        ["arbitrum-one"] = 42_161,
        ["arb-one"] = 42_161,
        ["bnb"] = 56,
        ["binance"] = 56,
        ["avalanche-c"] = 43_114,
        ["optimism-mainnet"] = 10,
        ["base-mainnet"] = 8_453,
        ["xdai"] = 100,
    };

    public static KnownChain? Find(string name) =>
        More.TryGetValue(name, out long id) ? KnownChains.Find(id)
        : name.StartsWith("evm-", StringComparison.Ordinal)
            && long.TryParse(name.AsSpan(4), NumberStyles.None, CultureInfo.InvariantCulture, out long numbered)
            ? KnownChains.Find(numbered)
        : KnownChains.All.FirstOrDefault(chain => chain.Network is not null && chain.Network == name);
}
