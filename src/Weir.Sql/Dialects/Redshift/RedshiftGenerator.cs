using Weir.Sql.Dialects.Postgres;
using Weir.Sql.Generation;

namespace Weir.Sql.Dialects.Redshift;

/// <summary>What Redshift says in another way.</summary>
internal sealed class RedshiftGenerator(Dialect dialect, GenerationOptions options)
    : PostgresGenerator(dialect, options)
{
}
