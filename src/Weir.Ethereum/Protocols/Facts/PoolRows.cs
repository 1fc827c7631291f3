using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using Weir.Core;
using Weir.Core.Tables;

namespace Weir.Ethereum.Protocols.Facts;

/// <summary>The pools that a block proves, each once, in the order of the table's key.</summary>
internal sealed class PoolRows(PoolBatch rows)
{
    private static readonly byte[][] ProofNames =
        [.. Enum.GetNames<PoolProof>().Select(name => System.Text.Encoding.ASCII.GetBytes(name.ToLowerInvariant()))];

    private static readonly Comparison<Seen> ByKey = static (left, right) => Seen.Compare(left, right);

    private readonly Dictionary<Address, PoolProof> _addresses = [];
    private readonly Dictionary<Hash32, PoolProof> _ids = [];
    private readonly List<Seen> _seen = [];

    /// <summary>A pool of two tokens.</summary>
    public void Add(ReadOnlySpan<byte> id, in Address contract, Pool pool)
    {
        if (IsNew(id, pool.Proof))
        {
            _seen.Add(new Seen(id, contract, pool.Project, pool.Proof)
            {
                Token0 = pool.Token0,
                Token1 = pool.Token1,
                FeePpm = pool.FeePpm,
                TickSpacing = pool.TickSpacing,
                Hooks = pool.Hooks,
                Factory = pool.Factory,
            });
        }
    }

    /// <summary>A pool of any number of tokens.</summary>
    public void Add(
        ReadOnlySpan<byte> id, in Address contract, Project project, ReadOnlySpan<Address> tokens, PoolProof proof)
    {
        if (IsNew(id, proof))
        {
            _seen.Add(new Seen(id, contract, project, proof) { Tokens = tokens.ToArray() });
        }
    }

    public void EndBlock(in BlockStamp stamp)
    {
        if (_seen.Count == 0)
        {
            return;
        }

        _seen.Sort(ByKey);
        foreach (ref readonly Seen pool in CollectionsMarshal.AsSpan(_seen))
        {
            rows.ChainId.Append(stamp.ChainId);
            rows.BlockNumber.Append(stamp.Number);
            rows.BlockHash.Append(stamp.Hash);
            rows.PoolId.Append(pool.Id);
            rows.ContractAddress.Append(pool.Contract);
            rows.Protocol.Append(pool.Project.NameText);
            rows.Version.Append(pool.Project.VersionText);
            AppendTokens(pool);
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

    private void AppendTokens(in Seen pool)
    {
        var items = (FixedBytesColumn)rows.Tokens.Items;
        if (pool.Tokens is { } tokens)
        {
            foreach (Address token in tokens)
            {
                items.Append(token);
            }
        }
        else
        {
            items.Append(pool.Token0);
            items.Append(pool.Token1);
        }

        rows.Tokens.EndList();
    }

    // Whether one of the block's pools has this id and proof already; few blocks ever ask.
    private bool IsSeen(ReadOnlySpan<byte> id, PoolProof proof)
    {
        foreach (ref readonly Seen seen in CollectionsMarshal.AsSpan(_seen))
        {
            if (seen.Proof == proof && seen.Id.SequenceEqual(id))
            {
                return true;
            }
        }

        return false;
    }

    // Once a pool and proof; a pool has at most one proof but for a creation event beside the others.
    private bool IsNew(ReadOnlySpan<byte> id, PoolProof proof)
    {
        if (id.Length == Address.Length)
        {
            Address address = new(id);
            return _addresses.TryAdd(address, proof) || (_addresses[address] != proof && !IsSeen(id, proof));
        }

        Hash32 hash = new(id);
        return _ids.TryAdd(hash, proof) || (_ids[hash] != proof && !IsSeen(id, proof));
    }

    private struct Seen
    {
        private readonly Hash32 _id;
        private readonly int _idLength;

        public Seen(ReadOnlySpan<byte> id, in Address contract, Project project, PoolProof proof)
        {
            Span<byte> padded = stackalloc byte[Hash32.Length];
            padded.Clear();
            id.CopyTo(padded);
            _id = new Hash32(padded);
            _idLength = id.Length;
            Contract = contract;
            Project = project;
            Proof = proof;
        }

        [UnscopedRef]
        public readonly ReadOnlySpan<byte> Id => _id.Span[.._idLength];

        public Address Contract { get; }

        public Project Project { get; }

        public PoolProof Proof { get; }

        public Address Token0 { get; init; }

        public Address Token1 { get; init; }

        /// <summary>All tokens, where they are not two.</summary>
        public Address[]? Tokens { get; init; }

        public long? FeePpm { get; init; }

        public long? TickSpacing { get; init; }

        public Address? Hooks { get; init; }

        public Address? Factory { get; init; }

        public static int Compare(in Seen left, in Seen right)
        {
            int order = left.Id.SequenceCompareTo(right.Id);
            return order != 0 ? order
                : ProofNames[(int)left.Proof].AsSpan().SequenceCompareTo(ProofNames[(int)right.Proof]);
        }
    }
}
