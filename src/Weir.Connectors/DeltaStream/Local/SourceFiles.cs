using System.Collections.Concurrent;

namespace Weir.Connectors.DeltaStream.Local;

/// <summary>
/// Files that came as attachments of CREATE FUNCTION_SOURCE or CREATE DESCRIPTOR_SOURCE, kept for downloads.
/// </summary>
/// <param name="kind">What they are called in a download's path: <c>function_source</c> or
/// <c>descriptor_source</c>.</param>
internal sealed class SourceFiles(string kind, string duplicateState, string missingState)
{
    private readonly ConcurrentDictionary<string, byte[]> _files = new(StringComparer.Ordinal);

    public LocalResult List() => new([new LocalColumn("Name", "VARCHAR")],
        [.. _files.Keys.Order(StringComparer.Ordinal).Select(name => (string?[])[name])]);

    /// <exception cref="StatementException">No file is attached, or the name is taken.</exception>
    public LocalResult Create(Statement statement, IReadOnlyList<Attachment> attachments)
    {
        string wanted = Path.GetFileName(statement.Parameters.GetValueOrDefault("file", string.Empty).TrimStart('@'));
        Attachment file = attachments.FirstOrDefault(attachment => attachment.FileName == wanted)
            ?? (attachments.Count == 1 ? attachments[0] : null)
            ?? throw new StatementException(
                SqlState.MissingParameter, $"{kind} \"{statement.Name}\" needs the file '{wanted}' as an attachment");
        return _files.TryAdd(statement.Name, file.Content)
            ? LocalResult.Empty
            : throw new StatementException(duplicateState, $"{kind} \"{statement.Name}\" already exists");
    }

    /// <exception cref="StatementException">There is none.</exception>
    public LocalResult Drop(string name) => _files.TryRemove(name, out _)
        ? LocalResult.Empty
        : throw new StatementException(missingState, $"{kind} \"{name}\" not found");

    /// <summary>The bytes of one; null where there is none.</summary>
    public byte[]? Find(string name) => _files.GetValueOrDefault(name);
}
