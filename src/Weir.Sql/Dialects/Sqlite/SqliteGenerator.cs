using Weir.Sql.Generation;

namespace Weir.Sql.Dialects.Sqlite;

/// <summary>What Sqlite says in another way.</summary>
internal sealed class SqliteGenerator(Dialect dialect, GenerationOptions options) : Generator(dialect, options)
{
}
