using System.Text.Json;
using Weir.Core;
using Weir.Core.Errors;

namespace Weir.Connectors.JsonRpc.Tokens;

/// <summary>Asks contracts for symbol, name, decimals and total supply, many in one request (<c>eth_call</c>).</summary>
/// <param name="nodes">The nodes of the chain.</param>
public sealed class TokenReader(RpcNodes nodes)
{
    private const int TokensAtOnce = 25;

    // The first four bytes of keccak256 of symbol(), name(), decimals(), totalSupply().
    private static readonly string[] Questions = ["0x95d89b41", "0x06fdde03", "0x313ce567", "0x18160ddd"];

    /// <summary>The contracts' answers at the newest block, in their order.</summary>
    /// <exception cref="RpcException">No node answers.</exception>
    public async Task<IReadOnlyList<TokenAnswer>> ReadAsync(
        IReadOnlyList<Address> tokens, CancellationToken cancellationToken)
    {
        List<TokenAnswer> answers = new(tokens.Count);
        foreach (Address[] part in tokens.Chunk(TokensAtOnce))
        {
            string[] calls =
            [
                .. part.SelectMany(token => Questions.Select(
                    question => $"{{\"to\":\"{token}\",\"data\":\"{question}\"}},\"latest\"")),
            ];
            IReadOnlyList<JsonElement?> results = await nodes.CallManyAsync("eth_call", calls, cancellationToken);
            byte[]?[] bytes = [.. results.Select(Bytes)];
            for (int i = 0; i < bytes.Length; i += Questions.Length)
            {
                answers.Add(TokenAnswer.Read(bytes[i], bytes[i + 1], bytes[i + 2], bytes[i + 3]));
            }
        }

        return answers;
    }

    private static byte[]? Bytes(JsonElement? result)
    {
        if (result is not { ValueKind: JsonValueKind.String } text || text.GetString() is not { Length: >= 2 } hex)
        {
            return null;
        }

        try
        {
            return Convert.FromHexString(hex.AsSpan(2));
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
