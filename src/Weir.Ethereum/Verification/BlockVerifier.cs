using System.Text;
using Weir.Core;
using Weir.Ethereum.Blocks;
using Weir.Ethereum.Hashing;
using Weir.Ethereum.Rlp;

namespace Weir.Ethereum.Verification;

/// <summary>
/// Proves a block against its own hashes and computes what a node left out. Keeps its buffers; one thread at a time.
/// </summary>
/// <remarks>
/// What is checked beyond the roots follows from hashed data alone: indexes, block hash and number inside rows, gasUsed,
/// effectiveGasPrice, contractAddress, blob gas. Not under any hash: total difficulty, size, and, unless the level is
/// <see cref="VerifyLevel.Senders"/>, senders with the contract addresses that follow from them.
/// </remarks>
public sealed partial class BlockVerifier
{
    private const int MostDetails = 3;

    private readonly VerifyLevel _level;
    private readonly bool _acceptDerived;
    private readonly long _chainId;
    private readonly OrderedTrie _trie = new();
    private readonly RlpWriter _rlp = new();
    private readonly SenderRecovery _senders = new();
    private readonly StringBuilder _detail = new();
    private int[] _ends = new int[256];
    private byte[] _digests = new byte[256 * 32];
    private int _details;
    private int _replaced;
    private Block _block = new();

    /// <param name="level">How much to check.</param>
    /// <param name="chainId">For rules that differ by chain (the blob schedule).</param>
    /// <param name="acceptDerived">Replace wrong derived fields by the computed value and count them.</param>
    public BlockVerifier(VerifyLevel level, long chainId, bool acceptDerived = false)
    {
        _level = level;
        _chainId = chainId;
        _acceptDerived = acceptDerived;
    }

    /// <summary>Checks the block, fills in derived fields that are absent, and says what was found.</summary>
    public BlockVerdict Verify(Block block)
    {
        _block = block;
        _detail.Clear();
        _details = 0;
        _replaced = 0;
        Verdict header = _level >= VerifyLevel.Header ? VerifyHeader() : Verdict.Unknown;
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
        };
    }

    // A root that stands in a header of unknown form proves nothing.
    private static Verdict OnHeader(Verdict verdict, bool stands) =>
        verdict == Verdict.Ok && !stands ? Verdict.Unknown : verdict;

    private Verdict VerifyHeader()
    {
        _rlp.Clear();
        HeaderRlp.Write(_rlp, _block);
        Hash32 hash = Keccak.Hash(_rlp.Written);
        if (hash == _block.Header.Hash)
        {
            return Verdict.Ok;
        }

        if (_block.Header.UnknownFields is { } fields)
        {
            return Note(Verdict.Unknown, $"header has fields that are not known yet ({fields}); its hash cannot be recomputed");
        }

        return Note(Verdict.Bad, $"header: its fields hash to {hash}, the block says {_block.Header.Hash}");
    }

    private Verdict VerifyWithdrawals()
    {
        RowList<Withdrawal> withdrawals = _block.Withdrawals;
        if (_block.Header.WithdrawalsRoot is not { } expected)
        {
            return withdrawals.Count == 0
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
            : Note(Verdict.Bad, $"withdrawalsRoot: the withdrawals give {root}, the header says {expected}");
    }

    // Compares a derived field with what follows from hashed data, or fills it in.
    private void Derive<T>(ref T value, bool isPresent, in T expected, ref Verdict group, string list, int index, string field)
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
