using Weir.Core.Errors;
using Weir.Core.Tables;

namespace Weir.Connectors.Export;

/// <summary>A file that appears under its name only when it is whole.</summary>
internal sealed class ExportFile : IAsyncDisposable
{
    private const int FlushBytes = 1 << 18;

    private readonly string _path;
    private FileStream? _stream;

    private ExportFile(string path)
    {
        _path = path;
        TemporaryPath = path + ".partial";
    }

    /// <summary>Where it is written before it is whole.</summary>
    public string TemporaryPath { get; }

    /// <summary>What is not written yet.</summary>
    public ValueText Text { get; } = new();

    /// <summary>Begins a file that this process writes.</summary>
    public static ExportFile Create(string path)
    {
        ExportFile file = new(path);
        file.Guard(() => file._stream = new FileStream(
            file.TemporaryPath, FileMode.Create, FileAccess.Write, FileShare.None, 1, useAsync: false));
        return file;
    }

    /// <summary>Begins a file that the engine writes at <see cref="TemporaryPath"/>.</summary>
    public static ExportFile Reserve(string path) => new(path);

    /// <summary>Writes the text out when there is much of it.</summary>
    public void FlushWhenLong()
    {
        if (Text.Length >= FlushBytes)
        {
            Flush();
        }
    }

    /// <summary>Writes the rest and gives the file its name.</summary>
    /// <returns>Its size in bytes.</returns>
    public long Complete()
    {
        if (_stream is not null)
        {
            Flush();
            Guard(() => _stream.Flush(flushToDisk: true));
            _stream.Dispose();
            _stream = null;
        }

        Guard(() => File.Move(TemporaryPath, _path, overwrite: true));
        return new FileInfo(_path).Length;
    }

    /// <summary>Removes what was not completed.</summary>
    public ValueTask DisposeAsync()
    {
        _stream?.Dispose();
        _stream = null;
        if (File.Exists(TemporaryPath))
        {
            File.Delete(TemporaryPath);
        }

        return ValueTask.CompletedTask;
    }

    private void Flush()
    {
        Guard(() => _stream?.Write(Text.Written));
        Text.Length = 0;
    }

    private void Guard(Action write)
    {
        try
        {
            write();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new WarehouseException(
                ErrorCodes.FileWrite,
                $"{_path} cannot be written: {error.Message}",
                "Check the folder, its permissions and the space on its disk; nothing half written was left.",
                innerException: error);
        }
    }
}
