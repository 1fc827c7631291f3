using System.Text.Json;

namespace Weir.App.Api.Answering;

/// <summary>An answer before it has a form.</summary>
/// <param name="Write">Writes the members of the JSON object.</param>
internal sealed record ApiAnswer(Action<Utf8JsonWriter> Write)
{
    /// <summary>The same as rows, for CSV; null where it has none.</summary>
    public ApiTable? Rows { get; init; }
}

/// <summary>Rows with named columns.</summary>
internal sealed record ApiTable(IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<object?>> Rows);
