using System.Buffers;
using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Weir.Core;

namespace Weir.Simulation.FakeNodes;

/// <summary>The methods of a node over a chain, with go-ethereum's errors.</summary>
internal sealed class RpcMethods
{
    private const int SafeDistance = 32;
    private const int FinalizedDistance = 64;

    private readonly IFakeChain _chain;
    private readonly FakeNodeOptions _options;
    private readonly ConcurrentDictionary<long, LogFilter> _filters = new();
    private long _lastFilter;

    public RpcMethods(IFakeChain chain, FakeNodeOptions options)
    {
        _chain = chain;
        _options = options;
    }

    public RpcAnswer Call(in RpcCall call, ReadOnlySpan<byte> body)
    {
        ReadOnlySpan<byte> parameters = body[call.Parameters];
        return call.Method.Name switch
        {
            "eth_getBlockByNumber" => GetBlock(parameters),
            "eth_getBlockByHash" => GetBlock(parameters),
            "eth_getBlockReceipts" when _options.HasBlockReceipts => GetBlockReceipts(parameters),
            "eth_getUncleByBlockHashAndIndex" or "eth_getUncleByBlockNumberAndIndex" => GetUncle(parameters),
            "eth_getTransactionReceipt" when _options.HasTransactionReceipts => GetOfTransaction(parameters, isReceipt: true),
            "eth_getTransactionByHash" => GetOfTransaction(parameters, isReceipt: false),
            "eth_getLogs" => GetLogs(parameters),
            "eth_newFilter" => NewFilter(parameters),
            "eth_getFilterLogs" => GetFilterLogs(parameters),
            "eth_uninstallFilter" => Text(_filters.TryRemove(FilterId(parameters), out _) ? "true" : "false"),
            "eth_call" when _options.Calls is { } calls => Call(parameters, calls),
            "eth_blockNumber" => Quantity(_chain.Head),
            "eth_chainId" => Quantity(_chain.ChainId),
            "eth_syncing" => Text("false"),
            "net_version" => Text($"\"{_chain.ChainId.ToString(CultureInfo.InvariantCulture)}\""),
            "web3_clientVersion" => Text($"\"{_options.ClientVersion}\""),
            _ when _options.OwnMethods?.Invoke(call.NameIn(body), Encoding.UTF8.GetString(parameters)) is { } own => Text(own),
            _ => RpcAnswer.Error(
                RpcAnswer.MethodNotFound, $"the method {call.NameIn(body)} does not exist/is not available"),
        };
    }

    private static RpcAnswer Quantity(long value) =>
        Text("\"0x" + value.ToString("x", CultureInfo.InvariantCulture) + "\"");

    private static RpcAnswer Text(string json) => RpcAnswer.Of(Encoding.UTF8.GetBytes(json));

    private RpcAnswer GetBlock(ReadOnlySpan<byte> parameters)
    {
        if (!TryFind(parameters, out FakeBlock? block, out bool isFull, out RpcAnswer error))
        {
            return error;
        }

        return block is null ? RpcAnswer.Null()
            : RpcAnswer.Of(isFull ? block.Json : block.JsonWithHashes, block.Number);
    }

    private RpcAnswer GetBlockReceipts(ReadOnlySpan<byte> parameters)
    {
        if (!TryFind(parameters, out FakeBlock? block, out _, out RpcAnswer error))
        {
            return error;
        }

        return block is null ? RpcAnswer.Null()
            : block.ReceiptsJson is { } receipts ? RpcAnswer.Of(receipts, block.Number)
            : RpcAnswer.Error(RpcAnswer.Pruned, "pruned history unavailable");
    }

    private static RpcAnswer Call(ReadOnlySpan<byte> parameters, Func<string, string, string?> calls)
    {
        Utf8JsonReader reader = new(parameters);
        JsonElement call = JsonElement.ParseValue(ref reader)[0];
        string to = call.GetProperty("to"u8).GetString() ?? string.Empty;
        string data = call.GetProperty("data"u8).GetString() ?? string.Empty;
        return calls(to, data) is { } answer ? Text($"\"{answer}\"") : RpcAnswer.Error(3, "execution reverted");
    }

    private RpcAnswer GetUncle(ReadOnlySpan<byte> parameters)
    {
        if (!TryFind(parameters, out FakeBlock? block, out _, out RpcAnswer error))
        {
            return error;
        }

        Utf8JsonReader reader = new(parameters);
        return reader.Read() && reader.Read() && reader.Read() && reader.TokenType == JsonTokenType.String
            && Hex.TryDecodeQuantity(reader.ValueSpan, out ulong index)
                ? block is not null && index < (ulong)block.Uncles.Count
                    ? RpcAnswer.Of(block.Uncles[(int)index], block.Number)
                    : RpcAnswer.Null(block?.Number)
                : Invalid("missing value for required argument 1");
    }

    private RpcAnswer GetOfTransaction(ReadOnlySpan<byte> parameters, bool isReceipt)
    {
        if (!TryReadFirst(parameters, out Utf8JsonReader reader) || !Hash32.TryParse(reader.ValueSpan, out Hash32 hash))
        {
            return Invalid("invalid argument 0: a transaction's hash is 0x and 64 hexadecimal digits");
        }

        if (_chain.FindTransaction(hash) is not { } place)
        {
            return RpcAnswer.Null();
        }

        ReadOnlyMemory<byte>? json = isReceipt ? place.Block.Receipt(place.Index)
            : place.Block.Transaction(place.Index);
        return json is { } found ? RpcAnswer.Of(found, place.Block.Number) : RpcAnswer.Null(place.Block.Number);
    }

    private RpcAnswer NewFilter(ReadOnlySpan<byte> parameters)
    {
        if (LogFilter.Read(parameters, out string error) is not { } filter)
        {
            return Invalid(error);
        }

        long id = Interlocked.Increment(ref _lastFilter);
        _filters[id] = filter;
        return Quantity(id);
    }

    private RpcAnswer GetFilterLogs(ReadOnlySpan<byte> parameters) =>
        _filters.TryGetValue(FilterId(parameters), out LogFilter? filter)
            ? Search(filter)
            : RpcAnswer.Error(RpcAnswer.ServerError, "filter not found");

    private static long FilterId(ReadOnlySpan<byte> parameters) =>
        TryReadFirst(parameters, out Utf8JsonReader reader) && Hex.TryDecodeQuantity(reader.ValueSpan, out ulong id)
        && id <= long.MaxValue
            ? (long)id
            : 0;

    private RpcAnswer GetLogs(ReadOnlySpan<byte> parameters) =>
        LogFilter.Read(parameters, out string error) is { } filter ? Search(filter) : Invalid(error);

    private RpcAnswer Search(LogFilter filter)
    {
        long from;
        long to;
        if (filter.BlockHash is { } hash)
        {
            if (_chain.Find(hash) is not { } block)
            {
                return RpcAnswer.Error(RpcAnswer.ServerError, "unknown block");
            }

            from = to = block.Number;
        }
        else if (!TryResolve(filter.FromBlock ?? "latest", out from) || !TryResolve(filter.ToBlock ?? "latest", out to))
        {
            return Invalid("invalid argument 0: hex string without 0x prefix");
        }

        return from > to ? Invalid("invalid block range params")
            : to > _chain.Head ? Invalid("block range extends beyond current head block")
            : to - from >= _options.MostLogBlocks ? Invalid($"exceed maximum block range: {_options.MostLogBlocks}")
            : Search(filter, from, to);
    }

    private RpcAnswer Search(LogFilter filter, long from, long to)
    {
        ArrayBufferWriter<byte> json = new();
        int count = 0;
        json.Write("["u8);
        for (long number = Math.Max(from, _chain.First); number <= to; number++)
        {
            FakeBlock? block = _chain.Find(number);
            foreach (FakeLog log in block is null ? [] : block.Logs)
            {
                if (filter.Matches(log) && block?.ReceiptsJson is { } receipts)
                {
                    if (json.WrittenCount > 1)
                    {
                        json.Write(","u8);
                    }

                    json.Write(receipts[log.Place].Span);
                    if (++count > _options.MostLogs)
                    {
                        return RpcAnswer.Error(-32005, $"query returned more than {_options.MostLogs} results");
                    }
                }
            }
        }

        json.Write("]"u8);
        return RpcAnswer.Of(json.WrittenMemory, from == to ? from : null);
    }

    // A block by number, tag or hash, and whether full transactions are wanted.
    private bool TryFind(ReadOnlySpan<byte> parameters, out FakeBlock? block, out bool isFull, out RpcAnswer error)
    {
        block = null;
        isFull = false;
        error = default;
        if (!TryReadFirst(parameters, out Utf8JsonReader reader))
        {
            error = Invalid("missing value for required argument 0");
            return false;
        }

        if (Hash32.TryParse(reader.ValueSpan, out Hash32 hash))
        {
            block = _chain.Find(hash);
        }
        else if (TryResolve(Encoding.UTF8.GetString(reader.ValueSpan), out long number))
        {
            block = _chain.Find(number);
        }
        else
        {
            error = Invalid("invalid argument 0: hex string without 0x prefix");
            return false;
        }

        isFull = reader.Read() && reader.TokenType == JsonTokenType.True;
        return true;
    }

    private bool TryResolve(string block, out long number)
    {
        number = block switch
        {
            "latest" or "pending" => _chain.Head,
            "safe" => Math.Max(_chain.First, _chain.Head - SafeDistance),
            "finalized" => Math.Max(_chain.First, _chain.Head - FinalizedDistance),
            "earliest" => _chain.First,
            _ => -1,
        };
        if (number >= 0)
        {
            return true;
        }

        bool isNumber = Hex.TryDecodeQuantity(Encoding.ASCII.GetBytes(block), out ulong value)
            && value <= long.MaxValue;
        number = isNumber ? (long)value : -1;
        return isNumber;
    }

    private static bool TryReadFirst(ReadOnlySpan<byte> parameters, out Utf8JsonReader reader)
    {
        reader = new Utf8JsonReader(parameters);
        return !parameters.IsEmpty && reader.Read() && reader.Read() && reader.TokenType == JsonTokenType.String;
    }

    private static RpcAnswer Invalid(string message) => RpcAnswer.Error(RpcAnswer.InvalidParameters, message);
}
