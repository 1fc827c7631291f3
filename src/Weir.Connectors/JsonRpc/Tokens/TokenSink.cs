using Weir.Core;
using Weir.Core.Errors;
using Weir.Core.Tables;
using Weir.Pipeline;

namespace Weir.Connectors.JsonRpc.Tokens;

/// <summary>
/// Adds to each commit the tokens that are seen for the first time in it, with what their contracts say of themselves.
/// A node that does not answer holds nothing up: the token is asked for when it is seen again.
/// </summary>
/// <param name="inner">Where commits go; disposed with this.</param>
/// <param name="reader">Asks the contracts.</param>
/// <param name="known">The tokens that are stored, with the block that each was seen in; read when the sink is
/// opened.</param>
/// <param name="onFailure">Told when tokens could not be asked for.</param>
public sealed class TokenSink(
    ISink inner, TokenReader reader, Func<long, CancellationToken, Task<IReadOnlyDictionary<Address, long>>> known,
    Action<WeirException>? onFailure = null) : SinkDecorator(inner)
{
    private Dictionary<Address, long> _known = [];

    /// <inheritdoc/>
    public override async Task<SinkState> OpenAsync(SinkRequest request, CancellationToken cancellationToken)
    {
        SinkState state = await base.OpenAsync(request, cancellationToken);
        _known = new Dictionary<Address, long>(await known(request.Pipeline.ChainId, cancellationToken));
        return state;
    }

    /// <inheritdoc/>
    public override async Task CommitAsync(Commit commit, CancellationToken cancellationToken)
    {
        // Rows of these blocks go with the commit: their tokens are seen for the first time again.
        HashSet<long> gone = [.. commit.Reverted.Select(block => block.Number), .. commit.Appended.Select(block => block.Number)];
        foreach ((Address token, long number) in _known.ToArray())
        {
            if (gone.Contains(number))
            {
                _known.Remove(token);
            }
        }

        TokenBatch rows = await ReadAsync(commit, cancellationToken);
        await Inner.CommitAsync(
            rows.RowCount == 0 ? commit : commit with { Batches = [.. commit.Batches, rows] }, cancellationToken);
    }

    private async Task<TokenBatch> ReadAsync(Commit commit, CancellationToken cancellationToken)
    {
        TokenBatch rows = new();
        Dictionary<Address, (long ChainId, long Number, Hash32 Hash)> seen = [];
        foreach (TokenTransferBatch transfers in commit.Batches.OfType<TokenTransferBatch>())
        {
            for (int row = 0; row < transfers.RowCount; row++)
            {
                Address token = transfers.TokenAddress.Address(row);
                if (!_known.ContainsKey(token))
                {
                    seen.TryAdd(token, (transfers.ChainId[row], transfers.BlockNumber[row], transfers.BlockHash.Hash(row)));
                }
            }
        }

        if (seen.Count == 0)
        {
            return rows;
        }

        try
        {
            Address[] tokens = [.. seen.Keys];
            IReadOnlyList<TokenAnswer> answers = await reader.ReadAsync(tokens, cancellationToken);
            for (int i = 0; i < tokens.Length; i++)
            {
                (long chainId, long number, Hash32 hash) = seen[tokens[i]];
                answers[i].AppendTo(rows, chainId, tokens[i], new BlockRef(number, hash));
                _known[tokens[i]] = number;
            }
        }
        catch (RpcException error)
        {
            onFailure?.Invoke(error);
        }

        return rows;
    }
}
