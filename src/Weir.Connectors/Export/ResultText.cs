using Weir.Pipeline;

namespace Weir.Connectors.Export;

/// <summary>Writes a query's result as a text file.</summary>
internal static class ResultText
{
    /// <returns>How many rows.</returns>
    public static async Task<long> WriteAsync(
        IQueryResult result, ExportFile file, RowLayout layout, CancellationToken cancellationToken)
    {
        ResultField[] fields = [.. result.Columns.Select((column, place) => new ResultField(column.Name, place))];
        layout.AppendHeader(file.Text, [.. result.Columns.Select(column => column.Name)]);
        long rows = 0;
        await foreach (IReadOnlyList<object?> row in result.ReadRowsAsync(cancellationToken).ConfigureAwait(false))
        {
            foreach (ResultField field in fields)
            {
                field.Row = row;
            }

            layout.AppendRow(file.Text, fields, 0);
            file.FlushWhenLong();
            rows++;
        }

        return rows;
    }
}
