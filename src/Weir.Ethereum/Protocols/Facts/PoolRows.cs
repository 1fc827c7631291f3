using Weir.Core;
using Weir.Core.Tables;

namespace Weir.Ethereum.Protocols.Facts;

/// <summary>The pools that a block proves, each once, in the order of the table's key.</summary>
internal sealed class PoolRows(PoolBatch rows)
{
    private static readonly byte[][] ProofNames =
        [.. Enum.GetNames<PoolProof>().Select(name => System.Text.Encoding.ASCII.GetBytes(name.ToLowerInvariant()))];

    private readonly Dictionary<Address, PoolProof> _addresses = [];
    private readonly Dictionary<Hash32, PoolProof> _ids = [];
    private readonly List<Seen> _seen = [];

    /// <summary>A pool of two tokens.</summary>
    public void Add(ReadOnlySpan<byte> id, in Address contract, Pool pool)
    {
        if (IsNew(id, pool.Proof))
        {
            _seen.Add(new Seen(
                id.ToArray(), contract, pool.Project, [pool.Token0, pool.Token1], pool.Proof, pool.FeePpm,
                pool.TickSpacing, pool.Hooks, pool.Factory));
        }
    }

    /// <summary>A pool of any number of tokens.</summary>
    public void Add(
        ReadOnlySpan<byte> id, in Address contract, Project project, ReadOnlySpan<Address> tokens, PoolProof proof)
    {
        if (IsNew(id, proof))
        {
            _seen.Add(new Seen(id.ToArray(), contract, project, tokens.ToArray(), proof, null, null, null, null));
        }
    }

    public void EndBlock(in BlockStamp stamp)
    {
        if (_seen.Count == 0)
        {
            return;
        }

        _seen.Sort(Seen.Compare);
        foreach (Seen pool in _seen)
        {
            rows.ChainId.Append(stamp.ChainId);
            rows.BlockNumber.Append(stamp.Number);
            rows.BlockHash.Append(stamp.Hash);
            rows.PoolId.Append(pool.Id);
            rows.ContractAddress.Append(pool.Contract);
            rows.Protocol.Append(pool.Project.NameText);
            rows.Version.Append(pool.Project.VersionText);
            foreach (Address token in pool.Tokens)
            {
                ((FixedBytesColumn)rows.Tokens.Items).Append(token);
            }

            rows.Tokens.EndList();
            rows.FeePpm.Append(pool.FeePpm);
            rows.TickSpacing.Append(pool.TickSpacing);
            rows.Hooks.Append(pool.Hooks);
            rows.Factory.Append(pool.Factory);
            rows.Proof.Append(ProofNames[(int)pool.Proof]);
        }

        _seen.Clear();
        _addresses.Clear();
        _ids.Clear();
    }

    // Once a pool and proof; a pool has at most one proof but for a creation event beside the others.
    private bool IsNew(ReadOnlySpan<byte> id, PoolProof proof)
    {
        if (id.Length == Address.Length)
        {
            Address address = new(id);
            if (!_addresses.TryAdd(address, proof))
            {
                return _addresses[address] != proof && _seen.TrueForAll(
                    seen => seen.Proof != proof || !seen.Id.AsSpan().SequenceEqual(address.Span));
            }

            return true;
        }

        Hash32 hash = new(id);
        if (!_ids.TryAdd(hash, proof))
        {
            return _ids[hash] != proof && _seen.TrueForAll(
                seen => seen.Proof != proof || !seen.Id.AsSpan().SequenceEqual(hash.Span));
        }

        return true;
    }

    private sealed record Seen(
        byte[] Id, Address Contract, Project Project, Address[] Tokens, PoolProof Proof, long? FeePpm,
        long? TickSpacing, Address? Hooks, Address? Factory)
    {
        public static int Compare(Seen left, Seen right)
        {
            int order = left.Id.AsSpan().SequenceCompareTo(right.Id);
            return order != 0 ? order
                : ProofNames[(int)left.Proof].AsSpan().SequenceCompareTo(ProofNames[(int)right.Proof]);
        }
    }
}
