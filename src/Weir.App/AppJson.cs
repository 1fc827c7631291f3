using System.Text.Json.Serialization;
using Weir.App.Commands;
using Weir.Proofs;

namespace Weir.App;

/// <summary>JSON that commands write, serialized without reflection.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(BackfillSummary))]
[JsonSerializable(typeof(BlockLine))]
[JsonSerializable(typeof(TableReport))]
internal sealed partial class AppJson : JsonSerializerContext;
