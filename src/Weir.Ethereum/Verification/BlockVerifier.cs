using System.Text;
using Weir.Core;
using Weir.Ethereum.Blocks;
using Weir.Ethereum.Chains;
using Weir.Ethereum.Hashing;
using Weir.Ethereum.Rlp;

namespace Weir.Ethereum.Verification;

/// <summary>
/// Proves a block against its own hashes and computes what a node left out. Keeps its buffers; one thread at a time.
/// </summary>
/// <remarks>
/// What is checked beyond the roots follows from hashed data alone: indexes, block hash and number inside rows,
/// gasUsed, effectiveGasPrice, contractAddress, blob gas, as far as the chain is known to have the rule
/// (<see cref="ChainRules"/>). Not under any
/// hash: total difficulty, size, and, unless the level is <see cref="VerifyLevel.Full"/>, senders with the addresses
/// that follow from them.
/// </remarks>
public sealed partial class BlockVerifier
{
    private const int MostDetails = 3;

    // keccak256(rlp([])).
    private static readonly Hash32 NoUncles =
        Hash32.Parse("0x1dcc4de8dec75d7aab85b567b6ccd41ad312451b948a7413f0a142fd40d49347");

    private readonly VerifyLevel _level;
    private readonly bool _acceptDerived;
    private readonly long _chainId;
    private readonly ChainRules _rules;
    private readonly OrderedTrie _trie = new();
    private readonly RlpWriter _rlp = new();
    private readonly SenderRecovery _senders = new();
    private readonly StringBuilder _detail = new();
    private int[] _ends = new int[256];
    private byte[] _digests = new byte[256 * 32];
    private int _details;
    private int _replaced;
    private int _nodesWord;
    private int _hashed;
    private Block _block = new();

    /// <param name="level">How much to check.</param>
    /// <param name="chainId">For rules that differ by chain.</param>
    /// <param name="acceptDerived">Replace wrong derived fields by the computed value and count them.</param>
    /// <param name="rules">The chain's rules; those of the table of chains when null.</param>
    public BlockVerifier(VerifyLevel level, long chainId, bool acceptDerived = false, ChainRules? rules = null)
    {
        _level = level;
        _chainId = chainId;
        _rules = rules ?? KnownChains.RulesOf(chainId);
        _acceptDerived = acceptDerived;
    }

    /// <summary>Checks the block, fills in derived fields that are absent, and says what was found.</summary>
    public BlockVerdict Verify(Block block)
    {
        _block = block;
        _detail.Clear();
        _details = 0;
        _replaced = 0;
        _nodesWord = 0;
        _hashed = CountHashed(block);
        Verdict header = _level >= VerifyLevel.Header ? VerifyUncles(VerifyHeader()) : Verdict.Unknown;
        Verdict transactions = VerifyTransactions(out Verdict senders);
        Verdict receipts = VerifyReceipts(out Verdict bloom);
        Verdict withdrawals = _level >= VerifyLevel.Transactions ? VerifyWithdrawals() : Verdict.Unknown;
        bool stands = header != Verdict.Unknown;
        return new BlockVerdict
        {
            Block = block.Reference,
            Header = header,
            Transactions = OnHeader(transactions, stands),
            Receipts = OnHeader(receipts, stands),
            Bloom = OnHeader(bloom, stands),
            Withdrawals = OnHeader(withdrawals, stands),
            Senders = senders,
            Detail = _details == 0 ? null : _detail.ToString(),
            DerivedReplaced = _replaced,
            NodesWord = _nodesWord,
        };
    }

    // A root that stands in a header of unknown form proves nothing.
    private static Verdict OnHeader(Verdict verdict, bool stands) =>
        verdict == Verdict.Ok && !stands ? Verdict.Unknown : verdict;

    // How many of the transactions and receipts are under the roots: all, but for the pair that a node of Bor appends.
    private int CountHashed(Block block)
    {
        int count = block.TransactionCount;
        return count > 0 && _rules.AppendsStateSync && HashOf(block, count - 1) == StateSync.HashOf(block.Reference)
            ? count - 1 : count;
    }

    private static Hash32 HashOf(Block block, int index) =>
        block.HasTransactions ? block.Transactions[index].Hash : block.TransactionHashes[index];

    private Verdict VerifyHeader()
    {
        if (!_rules.HasEthereumHeader)
        {
            return Note(
                Verdict.Bad,
                "header: this chain's block hash is that of CometBFT's header, which no node shows: nothing of a block can be proven; "
                + "--verify off loads it as the node's word");
        }

        if (_block.Header.MissingFields is { } missing)
        {
            return Note(Verdict.Unknown, $"header lacks {missing}; its hash cannot be recomputed");
        }

        _rlp.Clear();
        HeaderRlp.Write(_rlp, _block);
        Hash32 hash = Keccak.Hash(_rlp.Written);
        if (hash == _block.Header.Hash)
        {
            return Verdict.Ok;
        }

        if (_block.Header.UnknownFields is { } all
            && string.Join(',', all.Split(',').Except(_rules.HeaderExtras)) is { Length: > 0 } fields)
        {
            return Note(
                Verdict.Unknown, $"header has fields that are not known yet ({fields}); its hash cannot be recomputed");
        }

        return Note(Verdict.Bad, $"header: its fields hash to {hash}, the block says {_block.Header.Hash}");
    }

    // The header's sha3Uncles is the hash of the list of its uncles' headers (Yellow Paper, 4.4.2).
    private Verdict VerifyUncles(Verdict header)
    {
        if (!_block.HasUncles || _block.Header.Lacks("sha3Uncles"))
        {
            return header;
        }

        if (_block.Uncles.Count == 0)
        {
            // An empty list where the header says otherwise: the source has left them out.
            _block.HasUncles = _block.Header.Sha3Uncles == NoUncles;
            return header;
        }

        for (int i = 0; i < _block.Uncles.Count; i++)
        {
            _rlp.Clear();
            HeaderRlp.Write(_rlp, _block.Uncles[i]);
            Hash32 own = Keccak.Hash(_rlp.Written);
            if (own != _block.Uncles[i].Header.Hash)
            {
                return Note(Verdict.Bad, $"uncles[{i}]: its fields hash to {own}, not {_block.Uncles[i].Header.Hash}");
            }
        }

        _rlp.Clear();
        int list = _rlp.StartList();
        foreach (Block uncle in _block.Uncles)
        {
            HeaderRlp.Write(_rlp, uncle);
        }

        _rlp.EndList(list);
        Hash32 hash = Keccak.Hash(_rlp.Written);
        return hash == _block.Header.Sha3Uncles
            ? header
            : Note(Verdict.Bad, $"uncles: the headers hash to {hash}, the block's sha3Uncles is {_block.Header.Sha3Uncles}");
    }

    private Verdict VerifyWithdrawals()
    {
        RowList<Withdrawal> withdrawals = _block.Withdrawals;
        if (_rules.Withdrawals == WithdrawalsForm.StorageRoot)
        {
            return withdrawals.Count == 0
                ? Verdict.Ok
                : Note(Verdict.Bad, $"withdrawals: {withdrawals.Count} came, and blocks of this chain have none");
        }

        if (_block.Header.WithdrawalsRoot is not { } expected)
        {
            return _block.Header.MissingFields is not null ? Verdict.Unknown : withdrawals.Count == 0
                ? Verdict.Ok
                : Note(Verdict.Bad, $"withdrawals: {withdrawals.Count} came with a header that has no withdrawalsRoot");
        }

        if (!_block.HasWithdrawals)
        {
            return expected == OrderedTrie.EmptyRoot
                ? Verdict.Ok
                : Note(Verdict.Unknown, "withdrawals did not come");
        }

        _rlp.Clear();
        EnsureEnds(withdrawals.Count);
        for (int i = 0; i < withdrawals.Count; i++)
        {
            WithdrawalRlp.Write(_rlp, withdrawals[i]);
            _ends[i] = _rlp.Length;
        }

        Hash32 root = _trie.Root(_rlp.Written, _ends.AsSpan(0, withdrawals.Count));
        return root == expected
            ? Verdict.Ok
            : Note(
                _rules.Withdrawals == WithdrawalsForm.Trie ? Verdict.Bad : Verdict.Unknown,
                $"withdrawalsRoot: the withdrawals give {root}, the header says {expected}");
    }

    // Compares a derived field with what follows from hashed data, or fills it in.
    private void Derive<T>(
        ref T value, bool isPresent, in T expected, ref Verdict group, string list, int index, string field)
        where T : struct, IEquatable<T>
    {
        if (!isPresent)
        {
            value = expected;
        }
        else if (!value.Equals(expected))
        {
            Contradict(ref value, expected, ref group, list, index, field);
        }
    }

    // As Derive, where the chain has the rule; else a field that came is the node's word.
    private void DeriveBy<T>(
        bool hasRule, ref T value, bool isPresent, in T expected, ref Verdict group, string list, int index,
        string field)
        where T : struct, IEquatable<T>
    {
        if (hasRule)
        {
            Derive(ref value, isPresent, expected, ref group, list, index, field);
        }
        else if (isPresent)
        {
            _nodesWord++;
        }
    }

    private void Contradict<T>(ref T value, T expected, ref Verdict group, string list, int index, string field)
        where T : struct
    {
        if (_level == VerifyLevel.Off)
        {
            return;
        }

        if (_acceptDerived)
        {
            value = expected;
            _replaced++;
            return;
        }

        group = Note(Verdict.Bad, $"{list}[{index}].{field} is {value}, where {expected} follows from the block");
    }

    private Verdict Note(Verdict verdict, string text)
    {
        if (_details++ < MostDetails)
        {
            _detail.Append(_details == 1 ? string.Empty : "; ").Append(text);
        }
        else if (_details == MostDetails + 1)
        {
            _detail.Append("; and more");
        }

        return verdict;
    }

    private void EnsureEnds(int count)
    {
        if (_ends.Length < count)
        {
            _ends = new int[2 * count];
            _digests = new byte[64 * count];
        }
    }
}
