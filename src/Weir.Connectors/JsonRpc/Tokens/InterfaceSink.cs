using Weir.Core;
using Weir.Core.Errors;
using Weir.Core.Tables;
using Weir.Pipeline;

namespace Weir.Connectors.JsonRpc.Tokens;

/// <summary>
/// Asks new contracts by ERC-165 (<c>supportsInterface</c>) whether they are ERC-721 or ERC-1155 where their code does
/// not show it: a proxy has another contract's selectors. What the code shows stays.
/// </summary>
/// <param name="inner">Where commits go; disposed with this.</param>
/// <param name="calls">Asks many at once.</param>
/// <param name="onFailure">Told when contracts could not be asked.</param>
public sealed class InterfaceSink(ISink inner, ContractCalls calls, Action<WeirException>? onFailure = null)
    : SinkDecorator(inner)
{
    // supportsInterface(bytes4) of ERC-721 (0x80ac58cd), ERC-1155 (0xd9b67a26), and of what no contract has (0xffffffff).
    private static readonly byte[][] Questions = [Question(0x80ac58cd), Question(0xd9b67a26), Question(0xffffffff)];

    /// <inheritdoc/>
    public override async Task CommitAsync(Commit commit, CancellationToken cancellationToken)
    {
        List<IBatch> batches = [];
        foreach (IBatch batch in commit.Batches)
        {
            batches.Add(batch is ContractBatch { RowCount: > 0 } contracts
                ? await AskAsync(contracts, cancellationToken) : batch);
        }

        await Inner.CommitAsync(commit with { Batches = batches }, cancellationToken);
    }

    private async Task<ContractBatch> AskAsync(ContractBatch contracts, CancellationToken cancellationToken)
    {
        int[] asked =
        [
            .. Enumerable.Range(0, contracts.RowCount).Where(row =>
                !contracts.IsErc20[row] && !contracts.IsErc721[row] && !contracts.IsErc1155[row] && contracts.Bytecode[row].Length > 0),
        ];
        if (asked.Length == 0)
        {
            return contracts;
        }

        try
        {
            IReadOnlyList<byte[]?> answers = await calls.AskAsync(
                [.. asked.SelectMany(row => Questions.Select(one => (contracts.Address.Address(row), one)))], cancellationToken);
            for (int i = 0; i < asked.Length; i++)
            {
                // Whoever says yes to the interface that none has says yes to everything (ERC-165).
                bool[] yes = [.. answers.Skip(i * Questions.Length).Take(Questions.Length).Select(IsYes)];
                contracts.IsErc721.Set(asked[i], yes[0] && !yes[2]);
                contracts.IsErc1155.Set(asked[i], yes[1] && !yes[2]);
            }
        }
        catch (RpcException error)
        {
            onFailure?.Invoke(error);
        }

        return contracts;
    }

    private static bool IsYes(byte[]? answer) => answer is { Length: >= 32 } && answer[31] == 1 && !answer.AsSpan(0, 31).ContainsAnyExcept((byte)0);

    private static byte[] Question(uint id)
    {
        byte[] data = new byte[36];
        System.Buffers.Binary.BinaryPrimitives.WriteUInt32BigEndian(data, 0x01ffc9a7);
        System.Buffers.Binary.BinaryPrimitives.WriteUInt32BigEndian(data.AsSpan(4), id);
        return data;
    }
}
