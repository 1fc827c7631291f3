using Weir.Connectors.DuckDb;
using Weir.Connectors.DuckDb.Native;
using Weir.Connectors.Export;
using Weir.Core;
using Weir.Core.Errors;
using Weir.Core.Tables;
using Weir.Pipeline;

namespace Weir.Connectors.Lake;

/// <summary>
/// Commits into a lake: a file a table and range of blocks, the ranges aligned by number whatever the commits are. A
/// range counts from the moment the manifest names its files. Final blocks only: a file is not taken back.
/// </summary>
public sealed class LakeSink : ISink
{
    private readonly LakeOptions _options;
    private readonly string _extension;
    private readonly Dictionary<TableSchema, LakeParquetTable> _parquet = [];
    private DuckDbDatabase? _engine;
    private FileStream? _lock;
    private LakeManifest? _manifest;
    private LakeChunk? _chunk;
    private SinkRequest? _request;
    private bool _hasFailed;

    /// <param name="options">Folder, format and blocks a file.</param>
    public LakeSink(LakeOptions options)
    {
        _options = options;
        _extension = ExportFormats.Extension(options.Format);
    }

    /// <summary>Which blocks a lake has, without opening it to write.</summary>
    public static Ledger ReadLedger(LakeOptions options, long chainId) => LakeManifest.Read(options, chainId).Ledger();

    /// <inheritdoc/>
    public Task<SinkState> OpenAsync(SinkRequest request, CancellationToken cancellationToken)
    {
        _request = request;
        _lock = Lock();
        _manifest = LakeManifest.Read(_options, request.Pipeline.ChainId);
        LakeFiles.CleanUp(
            _options.Folder,
            _manifest.Files.Select(file => file.Table).Union(request.Tables.Select(table => table.Name)),
            _manifest.Files.Select(file => file.Path).ToHashSet());
        BlockRangeSet whole = _manifest.Ledger().Whole(request.Tables, request.Asked, orAsked: !request.Again);
        return Task.FromResult(SinkState.Empty with { Whole = whole.Ranges });
    }

    /// <inheritdoc/>
    public async Task CommitAsync(Commit commit, CancellationToken cancellationToken)
    {
        if (commit.Reverted.Count > 0)
        {
            throw new WarehouseException(
                ErrorCodes.StoredBranch,
                $"{_options.Folder}: block {commit.Reverted[0].Number} left the chain, and the files of a lake are not taken back.",
                "Load only blocks that are final: leave --to-block out, or give more --confirmations.");
        }

        try
        {
            await AppendAsync(commit);
        }
        catch
        {
            _hasFailed = true;
            throw;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        // What was committed is good: a stopped run leaves its last range shorter, and the next one goes on after it.
        if (!_hasFailed)
        {
            await CompleteChunkAsync();
        }

        if (_chunk is not null)
        {
            await _chunk.DisposeAsync();
        }

        foreach (LakeParquetTable table in _parquet.Values)
        {
            table.Dispose();
        }

        _engine?.Dispose();
        if (_lock is not null)
        {
            await _lock.DisposeAsync();
        }
    }

    // Runs of blocks that share a file: aligned, contiguous, proven alike.
    private async Task AppendAsync(Commit commit)
    {
        List<Batch> batches = [.. commit.Batches.Cast<Batch>().Where(batch => batch.RowCount > 0)];
        Dictionary<Batch, int> rows = batches.ToDictionary(batch => batch, _ => 0);
        int next = 0;
        while (next < commit.Appended.Count)
        {
            AppendedBlock first = commit.Appended[next];
            if (_chunk is null || !_chunk.Takes(first) || first.Number % _options.ChunkBlocks == 0)
            {
                await CompleteChunkAsync();
                _chunk = new LakeChunk(_options.Folder, _extension, Create, first);
            }

            long to = first.Number;
            for (next++; next < commit.Appended.Count && IsAlike(first, commit.Appended[next])
                && (to + 1) % _options.ChunkBlocks != 0; next++)
            {
                to++;
            }

            await _chunk.WriteAsync([.. batches.Select(batch => Take(batch, rows, to))], to);
        }

        if (_chunk is not null && _chunk.Next % _options.ChunkBlocks == 0)
        {
            await CompleteChunkAsync();
        }
    }

    private static bool IsAlike(in AppendedBlock first, in AppendedBlock block) =>
        (block.Proven, block.Present) == (first.Proven, first.Present);

    // The rows of a batch up to a block: transforms write them block by block.
    private static (Batch Batch, int From, int To) Take(Batch batch, Dictionary<Batch, int> rows, long to)
    {
        var numbers = (Int64Column)batch.Columns[batch.Schema.IndexOf(batch.Schema.BlockNumberColumn ?? string.Empty)];
        int from = rows[batch];
        int end = from;
        while (end < batch.RowCount && numbers[end] <= to)
        {
            end++;
        }

        rows[batch] = end;
        return (batch, from, end);
    }

    private async Task CompleteChunkAsync()
    {
        if (_chunk is not { } chunk || _manifest is not { } manifest || _request is not { } request)
        {
            return;
        }

        TableSchema[] tables =
            [.. request.Tables.Where(table => table.IsInLedger ? chunk.Has(table) : chunk.HasRows(table))];
        LakeFile[] replaced = [.. request.Tables.SelectMany(table => manifest.Overlapping(table.Name, chunk.Blocks))];
        if (Array.Find(replaced, file => file.From < chunk.Blocks.From || file.To > chunk.Blocks.To) is { } wider)
        {
            throw new WarehouseException(
                ErrorCodes.WarehouseWrite,
                $"{_options.Folder}: {wider.Path} has blocks {wider.From}-{wider.To}, and only {chunk.Blocks.From}-{chunk.Blocks.To} were to be loaded again.",
                $"Load the file's whole range: --blocks {wider.From}:{wider.To}.");
        }

        List<LakeFile> added = await chunk.CompleteAsync(tables, request.Asked);
        _chunk = null;
        await chunk.DisposeAsync();
        manifest.Replace(replaced, added);
        foreach (LakeFile file in replaced.Where(old => added.TrueForAll(file => file.Path != old.Path)))
        {
            File.Delete(Path.Combine(_options.Folder, file.Path));
        }
    }

    private ILakeWriter Create(TableSchema table, string path)
    {
        try
        {
            if (_options.Format != ExportFormat.Parquet)
            {
                return new LakeTextWriter(path, table, _options.Format);
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw LakeFiles.CannotWrite(path, error);
        }

        // One thread, as each file has its own that drives it; no limit, as row groups are all it holds.
        _engine ??= DuckDbDatabase.Open(
            DuckDbDatabase.InMemory, isWritable: true, new DuckDbOptions { MemoryLimit = null, Threads = 1 });
        if (!_parquet.TryGetValue(table, out LakeParquetTable? parquet))
        {
            _parquet[table] = parquet = new LakeParquetTable(_engine, table);
        }

        return parquet.Create(path);
    }

    private FileStream Lock()
    {
        try
        {
            Directory.CreateDirectory(_options.Folder);
            return new FileStream(
                Path.Combine(_options.Folder, "_lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1,
                FileOptions.DeleteOnClose);
        }
        catch (IOException error) when (Directory.Exists(_options.Folder))
        {
            throw new WarehouseException(
                ErrorCodes.WarehouseLocked, $"{_options.Folder} is being written by another process: {error.Message}",
                "Let it end, or load into another folder.", innerException: error);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw LakeFiles.CannotWrite(_options.Folder, error);
        }
    }
}
