using System.Globalization;
using System.Numerics;
using System.Runtime.CompilerServices;
using Weir.Pipeline;

namespace Weir.App.Commands.Risk;

/// <summary>Rows of a query, and numbers out of them whatever type the warehouse gave them.</summary>
internal static class WarehouseRows
{
    public static async IAsyncEnumerable<IReadOnlyList<object?>> ReadAsync(
        IWarehouseQuery query, string sql, IReadOnlyList<object?> parameters,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using IQueryResult result = await query.QueryAsync(sql, parameters, cancellationToken);
        await foreach (IReadOnlyList<object?> row in result.ReadRowsAsync(cancellationToken))
        {
            yield return row;
        }
    }

    /// <summary>A number; zero for NULL.</summary>
    public static double Number(object? value) => value switch
    {
        null => 0,
        double number => number,
        BigInteger number => (double)number,
        _ => double.Parse(Convert.ToString(value, CultureInfo.InvariantCulture)!, CultureInfo.InvariantCulture),
    };

    /// <summary>A whole number, exact; zero for NULL.</summary>
    public static BigInteger Whole(object? value) => value switch
    {
        null => BigInteger.Zero,
        BigInteger number => number,
        _ => BigInteger.Parse(Convert.ToString(value, CultureInfo.InvariantCulture)!, CultureInfo.InvariantCulture),
    };
}
