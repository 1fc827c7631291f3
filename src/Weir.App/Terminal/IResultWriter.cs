using Weir.Pipeline;

namespace Weir.App.Terminal;

/// <summary>Writes the result of a query.</summary>
internal interface IResultWriter
{
    Task WriteAsync(IQueryResult result, CancellationToken cancellationToken);
}
