using Weir.Sql.Generation;

namespace Weir.Sql.Dialects.ClickHouse;

/// <summary>What ClickHouse says in another way.</summary>
internal sealed class ClickHouseGenerator(Dialect dialect, GenerationOptions options) : Generator(dialect, options)
{
}
