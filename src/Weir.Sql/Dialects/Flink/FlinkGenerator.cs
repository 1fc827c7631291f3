using Weir.Sql.Generation;

namespace Weir.Sql.Dialects.Flink;

/// <summary>What Flink says in another way.</summary>
internal sealed class FlinkGenerator(Dialect dialect, GenerationOptions options) : Generator(dialect, options)
{
}
