using Weir.Sql.Generation;

namespace Weir.Sql.Dialects.Spark;

/// <summary>What Spark says in another way.</summary>
internal sealed class SparkGenerator(Dialect dialect, GenerationOptions options) : Generator(dialect, options)
{
}
