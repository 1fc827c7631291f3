using Weir.Connectors.Export;
using Weir.Core.Tables;

namespace Weir.Connectors.Lake;

/// <summary>Writes CSV or JSON lines, as <c>weir export</c> writes them.</summary>
internal sealed class LakeTextWriter : ILakeWriter
{
    private const int FlushBytes = 1 << 18;

    private readonly string _path;
    private readonly RowLayout _layout;
    private readonly ValueText _text = new();
    private readonly FileStream _file;

    public LakeTextWriter(string path, TableSchema table, ExportFormat format)
    {
        _path = path;
        _layout = format == ExportFormat.Csv ? RowLayout.Csv : RowLayout.JsonLines;
        _file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, 1);
        _layout.AppendHeader(_text, [.. table.Columns.Select(column => column.Name)]);
    }

    /// <inheritdoc/>
    public Task WriteAsync(Batch batch, int from, int to)
    {
        ExportField[] fields = TableFields.Of(batch);
        for (int row = from; row < to; row++)
        {
            _layout.AppendRow(_text, fields, row);
            if (_text.Length >= FlushBytes)
            {
                Flush();
            }
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task CompleteAsync()
    {
        Flush();
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _file.DisposeAsync();

    private void Flush()
    {
        try
        {
            _file.Write(_text.Written);
            _file.Flush();
            _text.Length = 0;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw LakeFiles.CannotWrite(_path, error);
        }
    }
}
