using System.Text.Json;
using Weir.Core;
using Weir.Core.Errors;

namespace Weir.Connectors.JsonRpc.Tokens;

/// <summary>
/// Questions to contracts at the newest block, many in one request: through Multicall3 where it is deployed, so that
/// all are answered at one block; else as a batch of <c>eth_call</c>.
/// </summary>
/// <param name="nodes">The nodes of the chain.</param>
public sealed class ContractCalls(RpcNodes nodes)
{
    private const int CallsAtOnce = 100;

    private bool? _hasMulticall;

    /// <summary>What each contract answered, in their order; null where it did not.</summary>
    /// <exception cref="RpcException">No node answers.</exception>
    public async Task<IReadOnlyList<byte[]?>> AskAsync(
        IReadOnlyList<(Address Target, byte[] Data)> questions, CancellationToken cancellationToken)
    {
        List<byte[]?> answers = new(questions.Count);
        foreach ((Address Target, byte[] Data)[] part in questions.Chunk(CallsAtOnce))
        {
            answers.AddRange(
                await AggregateAsync(part, cancellationToken)
                ?? await CallAsync(part.Select(one => (one.Target.ToString(), one.Data)), cancellationToken));
        }

        return answers;
    }

    private async Task<IReadOnlyList<byte[]?>?> AggregateAsync(
        (Address Target, byte[] Data)[] part, CancellationToken cancellationToken)
    {
        if (!(_hasMulticall ??= await HasMulticallAsync(cancellationToken)))
        {
            return null;
        }

        byte[]? answer = (await CallAsync([(Multicall.Contract, Multicall.Encode(part))], cancellationToken))[0];
        IReadOnlyList<byte[]?>? answers = answer is null ? null : Multicall.Decode(answer, part.Length);

        // Whatever stands there answers something else, or one of the contracts burns all the gas: each is asked alone.
        return answers;
    }

    private async Task<bool> HasMulticallAsync(CancellationToken cancellationToken)
    {
        try
        {
            IReadOnlyList<JsonElement?> code = await nodes.CallManyAsync(
                "eth_getCode", [$"\"{Multicall.Contract}\",\"latest\""], cancellationToken);
            return code[0]?.Bytes() is { Length: > 0 };
        }
        catch (RpcException)
        {
            return false;
        }
    }

    private async Task<IReadOnlyList<byte[]?>> CallAsync(
        IEnumerable<(string Target, byte[] Data)> calls, CancellationToken cancellationToken)
    {
        IReadOnlyList<JsonElement?> results = await nodes.CallManyAsync(
            "eth_call",
            [.. calls.Select(one => $"{{\"to\":\"{one.Target}\",\"data\":\"{Hex.Encode(one.Data)}\"}},\"latest\"")],
            cancellationToken);
        return [.. results.Select(one => one?.Bytes())];
    }
}
