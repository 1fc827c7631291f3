using Weir.Core;
using Weir.Core.Tables;

namespace Weir.Connectors.Lake;

/// <summary>The files of one range of blocks that are being written, one a table.</summary>
internal sealed class LakeChunk : IAsyncDisposable
{
    private readonly Dictionary<TableSchema, OpenFile> _files = [];
    private readonly Func<TableSchema, string, ILakeWriter> _create;
    private readonly string _folder;
    private readonly string _extension;
    private readonly long _from;
    private ProofGroups _proven;
    private ProofGroups _present;

    /// <param name="folder">The lake's folder.</param>
    /// <param name="extension">How its files end.</param>
    /// <param name="create">Begins a file of a table at a path.</param>
    /// <param name="first">The first block.</param>
    public LakeChunk(
        string folder, string extension, Func<TableSchema, string, ILakeWriter> create, in AppendedBlock first)
    {
        _folder = folder;
        _extension = extension;
        _create = create;
        _from = first.Number;
        Next = first.Number;
        _proven = first.Proven;
        _present = first.Present;
    }

    /// <summary>The block that would come next.</summary>
    public long Next { get; private set; }

    /// <summary>The blocks that are in it.</summary>
    public BlockRange Blocks => new(_from, Next - 1);

    /// <summary>
    /// Whether a block follows, and was proven and present alike: the ledger says one thing of a file.
    /// </summary>
    public bool Takes(in AppendedBlock block) =>
        block.Number == Next && block.Proven == _proven && block.Present == _present;

    /// <summary>Whether the tables' part of these blocks was present.</summary>
    public bool Has(TableSchema table) => table.IsMadeFrom(_present);

    /// <summary>What was proven of each block.</summary>
    public ProofGroups Proven => _proven;

    /// <summary>Appends the rows of some blocks that follow.</summary>
    /// <param name="parts">A table's batch, its first row and the row after its last.</param>
    /// <param name="to">The last block.</param>
    public async Task WriteAsync(IEnumerable<(Batch Batch, int From, int To)> parts, long to)
    {
        // The tables' files are written side by side.
        Task[] writing = [.. parts.Select(part => WriteAsync(part.Batch, part.From, part.To))];
        await Task.WhenAll(writing);
        Next = to + 1;
    }

    /// <summary>
    /// Ends the files of these tables and gives them their names; a table without rows has an empty file.
    /// </summary>
    /// <param name="tables">The tables.</param>
    /// <param name="asked">What was asked to be proven.</param>
    public async Task<List<LakeFile>> CompleteAsync(IEnumerable<TableSchema> tables, ProofGroups asked)
    {
        List<LakeFile> done = [];
        foreach (TableSchema table in tables)
        {
            OpenFile file = File(table);
            await file.Writer.CompleteAsync();
            await file.Writer.DisposeAsync();
            _files.Remove(table);
            string name = LakeFiles.Name(table.Name, Blocks, _extension);
            long bytes = LakeFiles.Publish(file.Path, Path.Combine(_folder, name));
            done.Add(new LakeFile(table.Name, _from, Next - 1, ProofText.Format(_proven), ProofText.Format(asked),
                file.Rows, bytes, name));
        }

        return done;
    }

    /// <summary>Whether a table has rows here.</summary>
    public bool HasRows(TableSchema table) => _files.TryGetValue(table, out OpenFile? file) && file.Rows > 0;

    /// <summary>Gives up what was not completed.</summary>
    public async ValueTask DisposeAsync()
    {
        foreach (OpenFile file in _files.Values)
        {
            await file.Writer.DisposeAsync();
            System.IO.File.Delete(file.Path);
        }

        _files.Clear();
    }

    private async Task WriteAsync(Batch batch, int from, int to)
    {
        if (to > from)
        {
            OpenFile file = File(batch.Schema);
            await file.Writer.WriteAsync(batch, from, to);
            file.Rows += to - from;
        }
    }

    private OpenFile File(TableSchema table)
    {
        if (!_files.TryGetValue(table, out OpenFile? file))
        {
            // A range's end is not known yet: the name has it when the file is whole.
            string path = Path.Combine(_folder, table.Name, $"{_from}-{_from}.{_extension}{LakeFiles.Temporary}");
            Directory.CreateDirectory(Path.Combine(_folder, table.Name));
            _files[table] = file = new OpenFile(path, _create(table, path));
        }

        return file;
    }

    private sealed class OpenFile(string path, ILakeWriter writer)
    {
        public string Path { get; } = path;

        public ILakeWriter Writer { get; } = writer;

        public long Rows { get; set; }
    }
}
