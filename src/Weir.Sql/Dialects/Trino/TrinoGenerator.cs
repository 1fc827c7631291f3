using Weir.Sql.Generation;

namespace Weir.Sql.Dialects.Trino;

/// <summary>What Trino says in another way.</summary>
internal sealed class TrinoGenerator(Dialect dialect, GenerationOptions options) : Generator(dialect, options)
{
}
