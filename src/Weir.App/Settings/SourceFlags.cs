using System.CommandLine;
using Weir.Connectors;
using Weir.Connectors.JsonRpc;
using Weir.Core.Errors;
using Weir.Core.Tables;
using Weir.Ethereum.Chains;
using Weir.Ethereum.Verification;
using Weir.Pipeline;

namespace Weir.App.Settings;

/// <summary>The flags of every command that reads blocks.</summary>
internal sealed class SourceFlags
{
    private static readonly string[] Levels = ["off", "header", "transactions", "roots", "full", "senders"];

    private readonly Option<string?> _blocks = Flags.Text("--blocks", "blocks to take: A:B (both included), A:+N, -N: (the last N)");
    private readonly Option<string?> _startBlock = Flags.Text("--start-block", "the first block");
    private readonly Option<string?> _endBlock = Flags.Text("--end-block", "the last block, inclusive");
    private readonly Option<string?> _toBlock = Flags.Text(
        "--to-block", "stop at the node's latest, safe or finalized block (default: latest; finalized for files)", null, "latest", "safe", "finalized");
    private readonly Option<string?> _confirmations =
        Flags.Text("--confirmations", "stay this many blocks behind the node's latest");
    private readonly Option<string?> _chainId = Flags.Text("--chain-id", "the chain id of files that do not contain one");
    private readonly Option<string?> _verify = Flags.Text(
        "--verify", "how much of each block to prove: roots checks every hash, full also recovers every sender from its signature", "full", Levels);
    private readonly Option<string?> _rules = Flags.Text(
        "--rules", "which family's rules to apply to a chain Weir does not know", null, [.. ChainRules.All.Select(rules => rules.Name)]);
    private readonly Option<bool> _strict = Flags.Switch("--strict", "refuse blocks that cannot be proven completely");
    private readonly Option<bool> _acceptDerived =
        Flags.Switch("--accept-derived", "where a node's derived field is wrong, store the computed value instead");
    private readonly Option<bool> _noReceipts =
        Flags.Switch("--no-receipts", "do not fetch receipts (no logs, no token transfers)");
    private readonly Option<bool> _onlyLogs = Flags.Switch(
        "--only-logs", "read logs with eth_getLogs in place of receipts: proven only as far as the header's bloom goes");
    private readonly Option<int> _batch =
        Flags.Number("--batch", "maximum blocks per request", 20, 1, 500);
    private readonly Option<int> _concurrency =
        Flags.Number("--concurrency", "maximum concurrent requests", 4, 1, 64);
    private readonly Option<int> _timeout = Flags.Number("--timeout", "timeout of one request, in seconds", 60, 1, 3600);
    private readonly Option<int> _retries =
        Flags.Number("--retries", "how often to retry a failed request", 8, 0, 1000);

    /// <summary>Adds the flags to a command.</summary>
    public void AddTo(Command command)
    {
        foreach (Option option in new Option[] { _blocks, _startBlock, _endBlock, _toBlock })
        {
            command.Options.Add(option);
        }

        AddNodeFlagsTo(command);
    }

    /// <summary>Adds those that do not choose blocks.</summary>
    public void AddNodeFlagsTo(Command command)
    {
        foreach (Option option in new Option[]
        {
            _confirmations, _chainId, _verify, _rules, _strict, _acceptDerived, _noReceipts, _onlyLogs, _batch, _concurrency,
            _timeout, _retries,
        })
        {
            command.Options.Add(option);
        }
    }

    /// <summary>The blocks asked for.</summary>
    public RangeSpec Range(ParseResult parsed)
    {
        string? blocks = parsed.GetValue(_blocks);
        string? start = parsed.GetValue(_startBlock);
        string? end = parsed.GetValue(_endBlock);
        return blocks is null ? RangeSpec.Of(start, end)
            : start is null && end is null ? RangeSpec.Parse(blocks)
            : throw new ConfigException(
                ErrorCodes.BadRange, "--blocks was given together with --start-block or --end-block",
                "Give one or the other.");
    }

    /// <summary>The chain that the user named, or null.</summary>
    public long? ChainId(ParseResult parsed) => SharedFlags.ParseChainId(parsed.GetValue(_chainId));

    public VerifyLevel Level(ParseResult parsed) =>
        parsed.GetValue(_verify) is { } level && level != "senders" ? Enum.Parse<VerifyLevel>(level, ignoreCase: true)
            : VerifyLevel.Full;

    /// <summary>The rules that the user named, or null.</summary>
    public ChainRules? Rules(ParseResult parsed) => parsed.GetValue(_rules) is { } name ? ChainRules.Parse(name) : null;

    public BlockSourceOptions Blocks(ParseResult parsed) => new()
    {
        Level = Level(parsed),
        Strict = parsed.GetValue(_strict),
        AcceptDerived = parsed.GetValue(_acceptDerived),
        Rules = Rules(parsed),
    };

    /// <summary>What the flags ask of a source.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="host">Told of every repetition, and of every change of nodes.</param>
    /// <param name="range">Other blocks than the flags choose.</param>
    /// <param name="isFinalOnly">Whether the blocks go where nothing can be taken back: then the node is asked what is
    /// final.</param>
    /// <param name="tables">The tables to fill: some are made from what a node is asked for on wish.</param>
    public SourceRequest Request(
        ParseResult parsed, WeirHost host, RangeSpec? range = null,
        bool isFinalOnly = false, IReadOnlyList<TableSchema>? tables = null) =>
        new(
            range ?? Range(parsed), ChainId(parsed), Blocks(parsed).With(tables ?? [], Level(parsed)), endpoint => Rpc(parsed, endpoint), host.WarnOfRetry,
            Head(parsed, isFinalOnly), note => Log.SourceNote(host.Logger, note));

    private HeadRule Head(ParseResult parsed, bool isFinalOnly) =>
        Head(parsed, parsed.GetValue(_toBlock), "--to-block", isFinalOnly);

    /// <summary>Which block counts as the last.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="tag">The tag that was asked for, or null.</param>
    /// <param name="flag">The flag that asked for it.</param>
    /// <param name="isFinalOnly">Whether it is the finalized one where nothing was asked for.</param>
    public HeadRule Head(ParseResult parsed, string? tag, string flag, bool isFinalOnly)
    {
        string? confirmations = parsed.GetValue(_confirmations);
        if (confirmations is null)
        {
            return new HeadRule(
                tag is null ? isFinalOnly ? HeadTag.Finalized : HeadTag.Latest
                : Enum.Parse<HeadTag>(tag, ignoreCase: true), 0);
        }

        return tag is not null
            ? throw new ConfigException(
                ErrorCodes.BadFlag, $"{flag} was given together with --confirmations", "Give one or the other.")
            : long.TryParse(confirmations, out long depth) && depth >= 0 ? new HeadRule(HeadTag.Latest, depth)
            : throw new ConfigException(
                ErrorCodes.BadFlag, $"--confirmations is '{confirmations}'", "Write a whole number, 0 or more.");
    }

    private RpcOptions Rpc(ParseResult parsed, Uri endpoint) => new()
    {
        Endpoint = endpoint,
        BatchBlocks = parsed.GetValue(_batch),
        Concurrency = parsed.GetValue(_concurrency),
        Timeout = TimeSpan.FromSeconds(parsed.GetValue(_timeout)),
        Retry = new RetryOptions { Attempts = parsed.GetValue(_retries) },
        Receipts = parsed.GetValue(_noReceipts) ? ReceiptForm.None
            : parsed.GetValue(_onlyLogs) ? ReceiptForm.Logs : ReceiptForm.Blocks,
    };
}
