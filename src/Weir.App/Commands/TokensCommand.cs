using System.CommandLine;
using System.Globalization;
using Weir.App.Settings;
using Weir.Connectors.JsonRpc;
using Weir.Connectors.JsonRpc.Tokens;
using Weir.Core;
using Weir.Core.Errors;
using Weir.Core.Tables;
using Weir.Pipeline;

namespace Weir.App.Commands;

/// <summary><c>weir tokens refresh</c>: asks every stored token again what it says of itself.</summary>
internal sealed class TokensCommand
{
    private const string Pipeline = "tokens";

    private readonly WeirHost _host;
    private readonly SourceFlags _flags = new();
    private readonly Option<string[]> _source = SharedFlags.Sources();
    private readonly Option<string?> _warehouse = SharedFlags.To();
    private readonly Option<string?> _memory = SharedFlags.LoadMemory();

    public TokensCommand(WeirHost host) => _host = host;

    public Command Build()
    {
        Command refresh = new(
            "refresh", "Ask the contract of every token in the warehouse again for symbol, name, decimals and supply; one that does not answer keeps what it said.");
        refresh.Options.Add(_source);
        refresh.Options.Add(_warehouse);
        refresh.Options.Add(_memory);
        _flags.AddNodeFlagsTo(refresh);
        Help.AddExamples(refresh, "weir tokens refresh --source rpc:http://127.0.0.1:8545 --to duckdb:weir.duckdb");
        refresh.SetAction(RefreshAsync);
        return new Command("tokens", "What token contracts say of themselves.") { refresh };
    }

    private async Task<int> RefreshAsync(ParseResult parsed, CancellationToken stop)
    {
        WarehouseSpec warehouse = WarehouseSpec.Parse(parsed.GetValue(_warehouse)!);
        WarehouseSettings settings = new(parsed.GetValue(_memory), Threads: 1);
        using RpcNodes nodes = await _host.Sources.OpenNodesAsync(
            SourceSpec.ParseAll(parsed.GetValue(_source) ?? []), _flags.Request(parsed, _host, RangeSpec.All), stop);
        long chainId = await nodes.GetChainIdAsync(stop);
        TokenBatch stored = await ReadAsync(warehouse, settings, chainId, stop);
        IReadOnlyList<TokenAnswer> answers = await new TokenReader(new ContractCalls(nodes)).ReadAsync(
            [.. Enumerable.Range(0, stored.RowCount).Select(stored.Address.Address)], stop);
        TokenBatch rows = new();
        int changed = 0;
        for (int row = 0; row < stored.RowCount; row++)
        {
            TokenAnswer before = new(
                Text(stored.Symbol, row), Text(stored.Name, row), stored.Decimals.GetNullable(row), stored.TotalSupply.GetNullable(row));
            TokenAnswer now = answers[row].IsEmpty ? before : answers[row];
            changed += now == before ? 0 : 1;
            now.AppendTo(
                rows, chainId, stored.Address.Address(row), new BlockRef(stored.BlockNumber[row], stored.BlockHash.Hash(row)));
        }

        await using ISink sink = _host.Warehouses.OpenSink(warehouse, settings);
        SinkState state = await sink.OpenAsync(
            new SinkRequest(new PipelineKey(chainId, Pipeline), [TokenBatch.Table], ProofGroups.None), stop);
        await sink.CommitAsync(
            new Commit(state.Sequence + 1, new SourcePosition(null, null), [], [], [rows]) { Replaces = [TokenBatch.Table] }, stop);
        await _host.Screen.Output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture, $"{rows.RowCount:N0} tokens asked, {changed:N0} say something else than before"));
        return 0;
    }

    private async Task<TokenBatch> ReadAsync(
        WarehouseSpec warehouse, WarehouseSettings settings, long chainId, CancellationToken stop)
    {
        if (!_host.Warehouses.IsReadable(warehouse))
        {
            throw new ConfigException(
                ErrorCodes.BadDestination, $"{_host.Warehouses.Show(warehouse)} is not there, or cannot be read",
                "Name a warehouse that was filled with --tables base,tokens.");
        }

        TokenBatch stored = new();
        await using IWarehouseReader reader = _host.Warehouses.OpenReader(warehouse, settings);
        await foreach (Batch batch in reader.ReadAsync(TokenBatch.Table, BlockRange.All, RowOrder.Any, stop))
        {
            var tokens = (TokenBatch)batch;
            for (int row = 0; row < tokens.RowCount; row++)
            {
                if (tokens.ChainId[row] == chainId)
                {
                    stored.AppendFrom(tokens, row);
                }
            }
        }

        return stored;
    }

    private static string? Text(BytesColumn column, int row) => column.IsNull(row) ? null : column.Text(row);
}
