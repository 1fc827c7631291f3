using Weir.Sql.Generation;

namespace Weir.Sql.Dialects.TSql;

/// <summary>What TSql says in another way.</summary>
internal sealed class TSqlGenerator(Dialect dialect, GenerationOptions options) : Generator(dialect, options)
{
}
