using System.CommandLine;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Weir.App.Settings;
using Weir.Connectors.JsonRpc;
using Weir.Connectors.JsonRpc.Alchemy;
using Weir.Core;
using Weir.Core.Tables;
using Weir.Pipeline;

namespace Weir.App.Commands;

/// <summary>
/// <c>weir asset-transfers</c>: a provider's list of transfers into a table of its own, fast and unproven.
/// </summary>
internal sealed class AssetTransfersCommand
{
    private readonly WeirHost _host;
    private readonly SourceFlags _flags = new();
    private readonly Option<string?> _source = SharedFlags.Source();
    private readonly Option<string?> _to = SharedFlags.To();
    private readonly Option<string?> _memory = SharedFlags.LoadMemory();
    private readonly Option<string?> _categories = Flags.Text(
        "--categories", $"kinds of transfers, comma-separated: {string.Join(", ", AssetTransferQuery.Known)}",
        "external,erc20,erc721,erc1155");
    private readonly Option<string?> _fromAccount = Flags.Text("--from-account", "only transfers from this account");
    private readonly Option<string?> _toAccount = Flags.Text("--to-account", "only transfers to this account");
    private readonly Option<string[]> _contract = new("--contract")
    {
        Description = "only this token; may be given more than once",
        DefaultValueFactory = _ => [],
    };

    public AssetTransfersCommand(WeirHost host) => _host = host;

    public Command Build()
    {
        Command command = new(
            "asset-transfers",
            "Fill the table asset_transfers from alchemy_getAssetTransfers: many blocks in little time, as the provider says, with no proof. Goes on where it stopped.");
        foreach (Option option in new Option[]
        {
            _source, _to, _categories, _fromAccount, _toAccount, _contract, _memory,
        })
        {
            command.Options.Add(option);
        }

        _flags.AddTo(command);
        Help.AddExamples(
            command,
            "weir asset-transfers --source rpc:https://eth-mainnet.g.alchemy.com/v2/KEY --start-block 18M --end-block 18.1M",
            "weir asset-transfers --source rpc:URL --categories erc20 --contract 0xa0b86991c6218b36c1d19d4a2e9eb0ce3606eb48");
        command.SetAction(RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken stop)
    {
        AssetTransferQuery query = AssetTransferQuery.Parse(
            parsed.GetValue(_categories)!, parsed.GetValue(_fromAccount), parsed.GetValue(_toAccount),
            parsed.GetValue(_contract)!);
        WarehouseSpec warehouse = WarehouseSpec.Parse(parsed.GetValue(_to)!);
        SourceRequest request = _flags.Request(parsed, _host, isFinalOnly: true);
        using RpcNodes nodes = await _host.Sources.OpenNodesAsync(
            SourceSpec.ParseAll([parsed.GetValue(_source) ?? string.Empty]), request, stop);
        long chainId = await nodes.GetChainIdAsync(stop);
        long head = await nodes.GetHeadAsync(request.Head, stop);
        BlockRange asked = request.Range.Resolve(head);
        asked = asked with { To = Math.Min(asked.To, head) };

        await using ISink sink = _host.Warehouses.OpenSink(
            warehouse, new WarehouseSettings(parsed.GetValue(_memory), Threads: 1));
        SinkState state = await sink.OpenAsync(
            new SinkRequest(new PipelineKey(chainId, Pipeline(query, asked.From)), [AssetTransferBatch.Table], ProofGroups.None), stop);
        long from = state.Position?.Cursor is { } cursor
            ? long.Parse(cursor, CultureInfo.InvariantCulture) + 1 : asked.From;
        AssetTransferReader reader = new(
            nodes.All[0], query, request.Rpc(nodes.All[0].Endpoint).Retry, _host.Time, request.OnRetry);
        long sequence = state.Sequence;
        long rows = 0;
        if (from <= asked.To)
        {
            await foreach ((AssetTransferBatch part, long last) in reader.ReadAsync(chainId, asked with { From = from }, stop))
            {
                SourcePosition position = new(null, last.ToString(CultureInfo.InvariantCulture));
                await sink.CommitAsync(new Commit(++sequence, position, [], [], [part]), CancellationToken.None);
                rows += part.RowCount;
            }
        }

        await _host.Screen.Output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"{rows:N0} transfers of blocks {from} to {asked.To} in {_host.Warehouses.Show(warehouse)}, as {nodes.Shown} says{(from > asked.From ? "; the blocks before were there" : string.Empty)}"));
        return 0;
    }

    // Each question, and each first block, goes on from where it stopped itself.
    private static string Pipeline(AssetTransferQuery query, long from)
    {
        byte[] digest = SHA256.HashData(Encoding.UTF8.GetBytes($"{query.Filter} {from.ToString(CultureInfo.InvariantCulture)}"));
        return $"asset_transfers/{Convert.ToHexStringLower(digest.AsSpan(0, 4))}";
    }
}
