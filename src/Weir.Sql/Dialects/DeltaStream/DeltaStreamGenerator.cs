using Weir.Sql.Generation;

namespace Weir.Sql.Dialects.DeltaStream;

/// <summary>What DeltaStream says in another way.</summary>
internal sealed class DeltaStreamGenerator(Dialect dialect, GenerationOptions options) : Generator(dialect, options)
{
}
