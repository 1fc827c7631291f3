namespace Weir.Pipeline;

/// <summary>Runs a user's SQL.</summary>
public interface IWarehouseQuery : IAsyncDisposable
{
    /// <summary>
    /// Runs one statement with its parameters (<c>$1</c>, <c>$2</c>…) and gives the result as it comes.
    /// </summary>
    /// <exception cref="Core.Errors.SqlSyntaxException">The warehouse refused the SQL.</exception>
    Task<IQueryResult> QueryAsync(string sql, IReadOnlyList<object?> parameters, CancellationToken cancellationToken);
}

/// <summary>The columns of a result, and its rows one after the other.</summary>
public interface IQueryResult : IAsyncDisposable
{
    /// <summary>Name and the warehouse's own type name of each column.</summary>
    IReadOnlyList<QueryColumn> Columns { get; }

    /// <summary>
    /// The rows. A value is null, bool, long, UInt64, double, <see cref="System.Numerics.BigInteger"/>, string,
    /// DateTimeOffset, DateOnly, TimeSpan, byte[], a decimal number as <see cref="ExactDecimal"/>, a list of such
    /// values (<see cref="IReadOnlyList{T}"/> of object), or a <see cref="StructValue"/>. Text stands for what .NET has
    /// no type for:
    /// infinite instants, intervals with months.
    /// </summary>
    IAsyncEnumerable<IReadOnlyList<object?>> ReadRowsAsync(CancellationToken cancellationToken);
}

/// <summary>A column of a result.</summary>
public sealed record QueryColumn(string Name, string TypeName);

/// <summary>A decimal number with its digits as the warehouse gave them.</summary>
public readonly record struct ExactDecimal(string Text)
{
    public override string ToString() => Text;
}

/// <summary>A struct with its fields in order; a map is a list of structs <c>key</c>, <c>value</c>.</summary>
public sealed record StructValue(IReadOnlyList<string> Names, IReadOnlyList<object?> Values);
