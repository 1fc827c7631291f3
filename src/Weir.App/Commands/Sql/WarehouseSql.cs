using System.Diagnostics.CodeAnalysis;
using Weir.Core.Errors;
using Weir.Sql;

namespace Weir.App.Commands.Sql;

/// <summary>A user's query in the SQL of the warehouse, with the types of Weir's tables.</summary>
internal static class WarehouseSql
{
    /// <param name="sql">One statement.</param>
    /// <param name="dialect">Whose SQL it is.</param>
    /// <param name="warehouse">The warehouse's dialect.</param>
    /// <param name="schema">The schema that the query looks in before main, or null.</param>
    /// <exception cref="SqlSyntaxException">The text cannot be read (WEIR40xx).</exception>
    /// <exception cref="SqlUnsupportedException">The warehouse cannot say it (WEIR4010).</exception>
    public static SqlTranslation Translate(string sql, string dialect, string warehouse, string? schema)
    {
        SqlOptions options = new() { Schema = SqlSchemas.Weir(schema) };
        if (dialect != warehouse)
        {
            return SqlTranslator.TranslateWithWarnings(sql, dialect, warehouse, options);
        }

        // The warehouse's own text goes there as it is, unless it compares, casts or computes with an amount.
        return TryTranslate(sql, warehouse, options, out SqlTranslation? exact)
            && TryTranslate(sql, warehouse, SqlOptions.Default, out SqlTranslation? plain) && exact.Sql != plain.Sql
            ? exact : new SqlTranslation(sql, exact?.Warnings ?? []);
    }

    private static bool TryTranslate(
        string sql, string warehouse, SqlOptions options, [NotNullWhen(true)] out SqlTranslation? translation) =>
        SqlTranslator.TryTranslate(sql, warehouse, warehouse, options, out translation, out _);
}
