using Weir.Core;
using Weir.Core.Errors;

namespace Weir.Connectors.JsonRpc.Tokens;

/// <summary>Asks contracts for symbol, name, decimals and total supply.</summary>
/// <param name="calls">Asks many at once.</param>
public sealed class TokenReader(ContractCalls calls)
{
    // The first four bytes of keccak256 of symbol(), name(), decimals(), totalSupply().
    private static readonly byte[][] Questions =
    [
        [0x95, 0xd8, 0x9b, 0x41], [0x06, 0xfd, 0xde, 0x03], [0x31, 0x3c, 0xe5, 0x67], [0x18, 0x16, 0x0d, 0xdd],
    ];

    /// <summary>The contracts' answers at the newest block, in their order.</summary>
    /// <exception cref="RpcException">No node answers.</exception>
    public async Task<IReadOnlyList<TokenAnswer>> ReadAsync(
        IReadOnlyList<Address> tokens, CancellationToken cancellationToken)
    {
        IReadOnlyList<byte[]?> answers = await calls.AskAsync(
            [.. tokens.SelectMany(token => Questions.Select(question => (token, question)))], cancellationToken);
        return
        [
            .. answers.Chunk(Questions.Length).Select(one => TokenAnswer.Read(one[0], one[1], one[2], one[3])),
        ];
    }
}
