using System.Text.Json;

namespace Weir.App.Commands.Risk.Batch;

/// <summary>A model of the batch: its name, its parameters, and what computes it into an open JSON object.</summary>
internal sealed record BatchModel(
    string Name, IReadOnlyList<string> Parameters, Action<BatchRequest, Utf8JsonWriter> Run);
