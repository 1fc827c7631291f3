using Weir.Sql.Generation;

namespace Weir.Sql.Dialects.MySql;

/// <summary>What MySql says in another way.</summary>
internal sealed class MySqlGenerator(Dialect dialect, GenerationOptions options) : Generator(dialect, options)
{
}
