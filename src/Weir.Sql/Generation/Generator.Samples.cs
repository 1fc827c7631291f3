using Weir.Sql.Ast;

namespace Weir.Sql.Generation;

internal partial class Generator
{
    protected virtual void WriteSample(TableSample sample)
    {
        Out.Append(sample.UsingSample && Dialect.Family == "duckdb" ? "USING SAMPLE " : "TABLESAMPLE ");
        if (!SameDialect && Dialect.Family is "postgres" or "bigquery"
            && (sample.Rows || sample.Buckets is not null || sample.Method is "RESERVOIR"
                || (Dialect.Family == "bigquery" && (sample.Method is "BERNOULLI" || sample.Seed is not null))))
        {
            Refuse(sample, "this form of TABLESAMPLE",
                Dialect.Family == "bigquery" ? "write TABLESAMPLE SYSTEM (n PERCENT)"
                : "write TABLESAMPLE BERNOULLI (percentage)");
        }
        if (!SameDialect && Dialect.Family == "duckdb" && sample.Size is not NumberLiteral)
        {
            Refuse(sample, "a sample whose size is no number", "write the number");
        }
        if (sample is { Rows: true, Method: "RESERVOIR" } && !SameDialect && Dialect.Family == "snowflake")
        {
            // A number of rows is a reservoir there, which has no name.
            sample = sample with { Method = null };
        }
        if ((sample.Method ?? DefaultSampleMethod(sample)) is { } method)
        {
            Out.Append(method);
            Out.Append(' ');
        }
        Out.Append('(');
        Write(sample.Size);
        if (sample.Buckets is not null)
        {
            Out.Append(" OUT OF ");
            Write(sample.Buckets);
        }
        else if (sample.Rows)
        {
            Out.Append(" ROWS");
        }
        else if (!SampleIsPercent || (sample.UsingSample && Dialect.Family == "duckdb" && sample.Percent))
        {
            Out.Append(" PERCENT");
        }
        Out.Append(')');
        if (sample is { Rows: true, Seed: not null } && !SameDialect && Dialect.Family == "snowflake")
        {
            // https://docs.snowflake.com/en/sql-reference/constructs/sample: a seed for percentages only.
            Warn(sample, "Snowflake's samples of rows have no seed: each run draws other rows");
            return;
        }
        if (sample.Seed is not null)
        {
            Out.Append(SeedWord);
            Write(sample.Seed);
            Out.Append(')');
        }
    }

    /// <summary>The method to name where none was written.</summary>
    protected virtual string? DefaultSampleMethod(TableSample sample) =>
        SameDialect ? null : Dialect.Family switch { "postgres" => "BERNOULLI", "bigquery" => "SYSTEM", _ => null };

    protected virtual bool SampleIsPercent => Dialect.Grammar.SampleIsPercent;

    protected virtual string SeedWord => " REPEATABLE (";
}
