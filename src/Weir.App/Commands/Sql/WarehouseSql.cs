using System.Diagnostics.CodeAnalysis;
using Weir.Core.Errors;
using Weir.Sql;

namespace Weir.App.Commands.Sql;

/// <summary>A user's query in the SQL of a DuckDB warehouse, with the types of Weir's tables.</summary>
internal static class WarehouseSql
{
    private const string Warehouse = "duckdb";

    /// <param name="sql">One statement.</param>
    /// <param name="dialect">Whose SQL it is.</param>
    /// <param name="schema">The schema that the query looks in before main, or null.</param>
    /// <exception cref="SqlSyntaxException">The text cannot be read (WEIR40xx).</exception>
    /// <exception cref="SqlUnsupportedException">DuckDB cannot say it (WEIR4010).</exception>
    public static SqlTranslation Translate(string sql, string dialect, string? schema)
    {
        SqlOptions options = new() { Schema = SqlSchemas.Weir(schema) };
        if (dialect != Warehouse)
        {
            return SqlTranslator.TranslateWithWarnings(sql, dialect, Warehouse, options);
        }

        // DuckDB's own text goes there as it is, unless it compares, casts or computes with an amount.
        return TryTranslate(sql, options, out SqlTranslation? exact) && TryTranslate(sql, SqlOptions.Default, out SqlTranslation? plain) && exact.Sql != plain.Sql
            ? exact : new SqlTranslation(sql, exact?.Warnings ?? []);
    }

    private static bool TryTranslate(string sql, SqlOptions options, [NotNullWhen(true)] out SqlTranslation? translation) =>
        SqlTranslator.TryTranslate(sql, Warehouse, Warehouse, options, out translation, out _);
}
