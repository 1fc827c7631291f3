using System.Runtime.CompilerServices;
using System.Text.Json;
using Weir.Core;
using Weir.Core.Errors;
using Weir.Core.Tables;
using Weir.Ethereum.Blocks;
using Weir.Ethereum.Chains;
using Weir.Ethereum.Transforms;
using Weir.Ethereum.Verification;
using Weir.Pipeline;

namespace Weir.Proofs;

/// <summary>
/// Proves a warehouse from its own rows: every block is rebuilt and verified, its rows are made again and compared, and
/// the ledger is held against what is there.
/// </summary>
public sealed class WarehouseProof
{
    private const long BlocksPerStep = 500;

    private readonly IWarehouseReader _reader;
    private readonly IReadOnlyList<LedgerLine> _ledger;
    private readonly Dictionary<long, Ledger> _ledgers;
    private readonly VerifyLevel _level;
    private readonly ChainRules? _rules;
    private readonly List<MalformedValue> _malformed;
    private readonly Dictionary<long, BlockVerifier> _verifiers = [];
    private readonly BlockRebuilder _rebuilder = new();
    private readonly IReadOnlyList<TableSchema> _tables;
    private readonly RowProof _rows;
    private (long ChainId, BlockRef Block)? _last;

    /// <param name="reader">The warehouse.</param>
    /// <param name="ledger">Its ledger.</param>
    /// <param name="level">At least full.</param>
    /// <param name="malformed">Where the reader puts values that are not of their column's form.</param>
    /// <param name="rules">The rules of a chain that is not in the table of chains; the table's when null.</param>
    public WarehouseProof(
        IWarehouseReader reader, IReadOnlyList<LedgerLine> ledger, VerifyLevel level, List<MalformedValue> malformed,
        ChainRules? rules = null)
        : this(reader, ledger, level, malformed, Decoders.Tables, Decoders.For(Decoders.Tables), rules)
    {
    }

    /// <param name="reader">The warehouse.</param>
    /// <param name="ledger">Its ledger.</param>
    /// <param name="level">At least full.</param>
    /// <param name="malformed">Where the reader puts values that are not of their column's form.</param>
    /// <param name="tables">The tables that are made from blocks.</param>
    /// <param name="transforms">What makes them.</param>
    /// <param name="rules">The rules of a chain that is not in the table of chains; the table's when null.</param>
    public WarehouseProof(
        IWarehouseReader reader, IReadOnlyList<LedgerLine> ledger, VerifyLevel level, List<MalformedValue> malformed,
        IReadOnlyList<TableSchema> tables, IReadOnlyList<ITransform<BlockRun>> transforms, ChainRules? rules = null)
    {
        _rules = rules;
        _reader = reader;
        _ledger = ledger;
        _ledgers = ledger.GroupBy(line => line.ChainId).ToDictionary(
            chain => chain.Key, chain => new Ledger(chain.Key, chain));
        _level = level < VerifyLevel.Roots ? VerifyLevel.Roots : level;
        _malformed = malformed;
        _tables = [.. tables.Where(table => table.Origin != RowOrigin.Observed)];
        _rows = new RowProof(_tables, transforms);
    }

    /// <summary>The proof of every block that the ledger or any table has, ascending.</summary>
    /// <param name="range">Which blocks.</param>
    /// <param name="isEverything">Whether rows beyond the ledger's first and last block are looked for too.</param>
    /// <param name="cancellationToken">Stops the proof.</param>
    public async IAsyncEnumerable<BlockProof> RunAsync(
        BlockRange range, bool isEverything, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        BlockRange known = _ledger.Count == 0
            ? new BlockRange(0, -1)
            : new BlockRange(_ledger.Min(line => line.Blocks.From), _ledger.Max(line => line.Blocks.To));
        List<BlockRange> steps = Steps(isEverything ? known : known.Intersect(range));
        if (isEverything)
        {
            steps.Insert(0, new BlockRange(long.MinValue, known.From - 1));
            steps.Add(new BlockRange(known.To + 1, long.MaxValue));
        }

        foreach (BlockRange step in steps)
        {
            foreach (BlockProof proof in await ProveAsync(step, cancellationToken))
            {
                yield return proof;
            }
        }
    }

    // The whole range in steps of some hundred blocks of the ledger each; gaps between them are looked into on the way.
    private List<BlockRange> Steps(BlockRange range)
    {
        List<BlockRange> steps = [];
        long from = range.From;
        long count = 0;
        foreach (BlockRange part in new BlockRangeSet(_ledger.Select(line => line.Blocks.Intersect(range))).Ranges)
        {
            long next = part.From;
            while (next <= part.To)
            {
                long last = Math.Min(part.To, next + BlocksPerStep - count - 1);
                count += last - next + 1;
                next = last + 1;
                if (count == BlocksPerStep)
                {
                    steps.Add(new BlockRange(from, last));
                    from = next;
                    count = 0;
                }
            }
        }

        if (from <= range.To)
        {
            steps.Add(range with { From = from });
        }

        return steps;
    }

    private async Task<List<BlockProof>> ProveAsync(BlockRange step, CancellationToken cancellationToken)
    {
        _malformed.Clear();
        StoredBlocks rows = await StoredBlocks.ReadAsync(_reader, _tables, step, cancellationToken);
        SortedSet<(long ChainId, long Number)> keys = [.. rows.Keys];
        foreach (LedgerLine line in _ledger)
        {
            BlockRange part = line.Blocks.Intersect(step);
            for (long number = part.From; number <= part.To; number++)
            {
                keys.Add((line.ChainId, number));
            }
        }

        return [.. keys.Select(key => Prove(key.ChainId, key.Number, rows))];
    }

    private BlockProof Prove(long chainId, long number, StoredBlocks rows)
    {
        StoredBlock stored = rows.Of(chainId, number);
        ProofGroups? ledger = Proven(chainId, number, BlockBatch.Table);
        string? fault = stored.Header.Count switch
        {
            0 when ledger is null =>
                $"there are rows of a block that neither the ledger nor the table blocks has (chain {chainId})",
            0 => "the ledger has the block, the table blocks does not",
            > 1 => $"the table blocks has it {stored.Header.Count} times",
            _ => null,
        };
        fault ??= _malformed.FirstOrDefault(
            value => value.BlockNumber == number && (value.ChainId ?? chainId) == chainId)?.ToString();
        if (fault is not null)
        {
            return new BlockProof(
                chainId, new BlockVerdict
                {
                    Block = new BlockRef(number, default),
                    Header = Verdict.Bad,
                    Detail = fault
                }, IsThere: false);
        }

        ProofGroups proven = ProofText.Parse(stored.Header.Batch.Proven.Text(stored.Header.Start));
        BlockVerdict verdict = Verify(chainId, stored, proven, rows, out Block? block);
        if (ledger is null || ledger != proven)
        {
            verdict = Bad(
                verdict,
                ledger is null ? "the ledger does not have the block"
                : $"blocks.proven is '{ProofText.Format(proven)}', the ledger says '{ProofText.Format(ledger.Value)}'");
        }

        if (block is not null)
        {
            verdict = _rows.Check(chainId, block, stored, verdict, table => Proven(chainId, number, table) is not null);
        }

        return new BlockProof(chainId, Chain(chainId, stored, verdict));
    }

    private BlockVerdict Verify(
        long chainId, StoredBlock stored, ProofGroups proven, StoredBlocks rows, out Block? block)
    {
        BlockBatch header = stored.Header.Batch;
        BlockRef reference = new(header.Number[stored.Header.Start], header.Hash.Hash(stored.Header.Start));
        ProofGroups groups = (proven | ProofGroups.Uncles) & Loaded(chainId, reference.Number);
        try
        {
            block = _rebuilder.Rebuild(stored, groups);
        }
        catch (Exception error) when (error is JsonException or DecodeException)
        {
            block = null;
            return new BlockVerdict { Block = reference, Transactions = Verdict.Bad, Detail = error.Message };
        }

        if (!_verifiers.TryGetValue(chainId, out BlockVerifier? verifier))
        {
            _verifiers[chainId] = verifier = new BlockVerifier(_level, chainId, rules: _rules);
        }

        BlockVerdict verdict = verifier.Verify(block);
        if (verdict.IsBad)
        {
            // What did not fit in a column is NULL there and stands in the quarantine: such a row cannot be rebuilt.
            bool Excused(string table) => rows.Unstorable.Contains((chainId, reference.Number, table));
            verdict = verdict with
            {
                Header = Excuse(verdict.Header, Excused("blocks")),
                Transactions = Excuse(verdict.Transactions, Excused("transactions")),
                Receipts = Excuse(verdict.Receipts, Excused("transactions")),
                Withdrawals = Excuse(verdict.Withdrawals, Excused("withdrawals")),
            };
        }

        return proven.HasFlag(ProofGroups.Header)
            ? verdict
            : new BlockVerdict { Block = reference, Detail = "nothing of the block was proven when it was loaded" };
    }

    private static Verdict Excuse(Verdict verdict, bool isExcused) =>
        verdict == Verdict.Bad && isExcused ? Verdict.Unknown : verdict;

    private BlockVerdict Chain(long chainId, StoredBlock stored, BlockVerdict verdict)
    {
        Hash32 parent = stored.Header.Batch.ParentHash.Hash(stored.Header.Start);
        bool isBroken = _last is { } last && last.ChainId == chainId && last.Block.Number + 1 == verdict.Block.Number
            && last.Block.Hash != parent;
        _last = (chainId, verdict.Block);
        return isBroken ? Bad(
            verdict, $"parent_hash is {parent}, which is not the hash of block {verdict.Block.Number - 1}") : verdict;
    }

    private static BlockVerdict Bad(BlockVerdict verdict, string detail) => verdict with
    {
        Header = Verdict.Bad,
        Detail = verdict.Detail is null ? detail : $"{verdict.Detail}; {detail}",
    };

    // The groups whose tables the ledger has for the block.
    private ProofGroups Loaded(long chainId, long number)
    {
        bool has(TableSchema table) => Proven(chainId, number, table) is not null;
        return ProofGroups.Header
            | (has(TransactionBatch.Table) ? ProofGroups.Transactions : ProofGroups.None)
            | (has(LogBatch.Table) ? ProofGroups.Receipts : ProofGroups.None)
            | (has(WithdrawalBatch.Table) ? ProofGroups.Withdrawals : ProofGroups.None)
            | (has(UncleBatch.Table) ? ProofGroups.Uncles : ProofGroups.None);
    }

    private ProofGroups? Proven(long chainId, long number, TableSchema table) =>
        _ledgers.TryGetValue(chainId, out Ledger? ledger) ? ledger.ProvenOf(table.Name, number) : null;
}

/// <summary>What came of proving one stored block.</summary>
/// <param name="ChainId">Its chain.</param>
/// <param name="Verdict">What was found out.</param>
/// <param name="IsThere">Whether the table <c>blocks</c> has it, once; else its hash is not known.</param>
public sealed record BlockProof(long ChainId, BlockVerdict Verdict, bool IsThere = true);
