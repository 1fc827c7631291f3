using Weir.Core.Tables;

namespace Weir.Connectors.Lake;

/// <summary>Writes one file of one table.</summary>
internal interface ILakeWriter : IAsyncDisposable
{
    /// <summary>Appends rows of a batch; it keeps nothing of it afterwards.</summary>
    /// <param name="batch">The batch.</param>
    /// <param name="from">The first row.</param>
    /// <param name="to">The row after the last.</param>
    Task WriteAsync(Batch batch, int from, int to);

    /// <summary>Ends the file; disposed without this, it is not whole.</summary>
    Task CompleteAsync();
}
