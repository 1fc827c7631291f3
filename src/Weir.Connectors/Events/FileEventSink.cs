using Weir.Core.Errors;
using Weir.Core.Events;

namespace Weir.Connectors.Events;

/// <summary>
/// Generated messages in one file of lines, in the order they were made, so that a replay gives the same bytes.
/// </summary>
public sealed class FileEventSink : IEventSink
{
    private readonly string _path;
    private readonly bool _valuesOnly;
    private FileStream? _file;
    private LineEventSink? _lines;

    /// <param name="path">May not exist yet; its folder is made where it is missing.</param>
    /// <param name="valuesOnly">Whether lines hold the value alone, without topic and key.</param>
    public FileEventSink(string path, bool valuesOnly)
    {
        _path = path;
        _valuesOnly = valuesOnly;
    }

    /// <inheritdoc/>
    public long Delivered => _lines?.Delivered ?? 0;

    /// <inheritdoc/>
    public long Failed => 0;

    private LineEventSink Lines => _lines ?? throw new InvalidOperationException("The file is not open.");

    /// <inheritdoc/>
    public async Task OpenAsync(
        IReadOnlyList<EventTopic> topics, Action<TopicReport> report, CancellationToken cancellationToken)
    {
        if (File.Exists(_path))
        {
            throw new ConfigException(
                ErrorCodes.BadDestination, $"{_path} is there already",
                "Name another place, or delete the file first.");
        }

        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(_path))!);
            _file = new FileStream(
                _path, FileMode.CreateNew, FileAccess.Write, FileShare.Read, bufferSize: 0, FileOptions.Asynchronous);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new WarehouseException(
                ErrorCodes.FileWrite, $"{_path} cannot be made: {error.Message}", "Name a place that you may write to.",
                innerException: error);
        }

        _lines = new LineEventSink(_file.WriteAsync, static _ => ValueTask.CompletedTask, _path, _valuesOnly);
        await _lines.OpenAsync(topics, report, cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask SendAsync(EventBatch events, CancellationToken cancellationToken) =>
        Lines.SendAsync(events, cancellationToken);

    /// <inheritdoc/>
    public ValueTask FlushAsync(CancellationToken cancellationToken) => Lines.FlushAsync(cancellationToken);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_lines is not null)
        {
            await _lines.DisposeAsync();
        }

        if (_file is not null)
        {
            await _file.DisposeAsync();
        }
    }
}
