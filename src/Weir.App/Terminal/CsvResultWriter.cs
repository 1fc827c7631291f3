using Weir.Pipeline;

namespace Weir.App.Terminal;

/// <summary>A result as CSV (RFC 4180, lines end in LF); NULL is empty.</summary>
internal sealed class CsvResultWriter(TextWriter output) : IResultWriter
{
    /// <inheritdoc/>
    public async Task WriteAsync(IQueryResult result, CancellationToken cancellationToken)
    {
        await output.WriteLineAsync(string.Join(',', result.Columns.Select(column => Quote(column.Name))));
        await foreach (IReadOnlyList<object?> row in result.ReadRowsAsync(cancellationToken))
        {
            await output.WriteLineAsync(
                string.Join(',', row.Select(value => Quote(TerminalText.Of(value, string.Empty)))));
        }
    }

    /// <summary>A value as RFC 4180 has it.</summary>
    public static string Quote(string text) => text.AsSpan().IndexOfAny(",\"\r\n") < 0
        ? text
        : '"' + text.Replace("\"", "\"\"", StringComparison.Ordinal) + '"';
}
