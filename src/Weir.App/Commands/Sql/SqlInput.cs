using System.Text;
using Weir.Core.Errors;

namespace Weir.App.Commands.Sql;

/// <summary>The text of a command: given itself, in a file, or on stdin.</summary>
internal static class SqlInput
{
    public static async Task<string> ReadAsync(string? text, int maxBytes, CancellationToken cancellationToken)
    {
        if (text is null or "-")
        {
            return await Console.In.ReadToEndAsync(cancellationToken);
        }
        if (text.Length >= 1024 || text.Contains('\n', StringComparison.Ordinal) || !File.Exists(text))
        {
            return text;
        }
        if (new FileInfo(text).Length > maxBytes)
        {
            throw new SqlSyntaxException(ErrorCodes.SqlTooLong, $"{text} is longer than {maxBytes} bytes", "split it, or raise --max-bytes");
        }
        return await File.ReadAllTextAsync(text, Encoding.UTF8, cancellationToken);
    }
}
