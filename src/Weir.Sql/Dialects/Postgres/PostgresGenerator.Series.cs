using Weir.Sql.Ast;

namespace Weir.Sql.Dialects.Postgres;

/// <summary>Series: an array where they come from, rows in PostgreSQL.</summary>
internal partial class PostgresGenerator
{
    /// <summary>The series whose rows are wanted, not their array.</summary>
    private Call? _rows;

    private void WriteRows(Call series)
    {
        _rows = series;
        Write(series);
        _rows = null;
    }

    protected override void WriteUnnested(Expression[] arrays)
    {
        if (!SameDialect && arrays is [Call { Name: "GENERATE_SERIES" or "ARRAY_GENERATE_RANGE" } series])
        {
            WriteRows(series);
            return;
        }
        base.WriteUnnested(arrays);
    }

    protected override void WriteTableFunction(TableFunction function)
    {
        _rows = function.Call as Call;
        base.WriteTableFunction(function);
        _rows = null;
    }
}
