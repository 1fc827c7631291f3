using Weir.Sql.Ast;

namespace Weir.Sql.Generation;

internal partial class Generator
{
    protected virtual void WriteInterval(Interval interval)
    {
        if (interval.Unit is null)
        {
            Out.Append("INTERVAL ");
            if (interval.Value is not null)
            {
                Write(interval.Value);
            }
            return;
        }
        string unit = Rules.IntervalPlurals ? interval.Unit : Singular(interval.Unit);
        if (Rules.IntervalStyle == Dialects.IntervalStyle.SingleString && interval.ToUnit is null)
        {
            if (interval.Value is StringLiteral text)
            {
                Out.Append("INTERVAL '");
                Out.Append(text.Value);
                Out.Append(' ');
                Out.Append(unit);
                Out.Append('\'');
                return;
            }
            WriteComputedInterval(interval, unit);
            return;
        }
        Out.Append("INTERVAL ");
        WriteIntervalValue(interval);
        Out.Append(' ');
        Out.Append(unit);
        if (interval.ToUnit is not null)
        {
            Out.Append(" TO ");
            Out.Append(interval.ToUnit);
        }
    }

    protected virtual void WriteIntervalValue(Interval interval)
    {
        if (interval.Value is Binary computed)
        {
            Out.Append('(');
            Write(computed);
            Out.Append(')');
            return;
        }
        Write(interval.Value!);
    }

    /// <summary>INTERVAL '1 DAY' * n, where only constant strings are intervals.</summary>
    protected virtual void WriteComputedInterval(Interval interval, string unit)
    {
        Out.Append("INTERVAL '1 ");
        Out.Append(unit);
        Out.Append("' * ");
        Write(Wrap(interval.Value!));
    }

    protected static string Singular(string unit)
    {
        if (unit.Contains('(', StringComparison.Ordinal))
        {
            return unit;
        }
        return unit switch
        {
            "CENTURIES" => "CENTURY",
            "MILLENNIA" => "MILLENNIUM",
            _ => unit.Length > 2 && unit.EndsWith('S') ? unit[..^1] : unit,
        };
    }

    /// <summary>EXTRACT, by what its part means in the source.</summary>
    private void WriteDatePart(Extract extract)
    {
        if (SameDialect || extract.Final)
        {
            WriteExtract(extract);
            return;
        }
        string part = extract.Part is WordExpression word ? word.Word.ToUpperInvariant() : string.Empty;
        if (Unwrap(extract.Value) is Binary { Operator: BinaryOperator.Subtract } difference
            && WriteDifferencePart(extract, part, difference))
        {
            return;
        }
        TypeGroup group = Types.Group(extract.Value);
        bool whole = group == TypeGroup.Date && part is "EPOCH" or "SECOND" || group == TypeGroup.Interval
            && part == "EPOCH";
        string? template = whole ? null : Dialects.DatePartForms.Template(part, Source.Family, Dialect.Family);
        if (template == "!")
        {
            Refuse(extract, "EXTRACT of " + part, "compute it from the parts that there are");
            template = null;
        }
        if (template is null)
        {
            WriteExtract(extract);
            return;
        }
        WriteOperation(Filled(template, extract.Position, extract.Value));
    }

    /// <summary>
    /// Parts of the interval between two times, for targets that do not subtract times, or not into days.
    /// </summary>
    private bool WriteDifferencePart(Extract extract, string part, Binary difference)
    {
        TypeGroup left = Types.Group(difference.Left);
        TypeGroup right = Types.Group(difference.Right);
        bool moments = right is not (TypeGroup.Interval or TypeGroup.Integer)
            && !(left == TypeGroup.Date && right == TypeGroup.Date);
        if (!moments || Source.Family is not ("postgres" or "duckdb" or "bigquery"))
        {
            return false;
        }
        bool zoned = left == TypeGroup.TimestampTz || right == TypeGroup.TimestampTz;
        bool known = zoned || left == TypeGroup.Timestamp || right == TypeGroup.Timestamp;
        string? micros = Dialect.Family switch
        {
            "bigquery" => zoned ? "TIMESTAMP_DIFF($1, $2, MICROSECOND)" : known ? "DATETIME_DIFF($1, $2, MICROSECOND)" : "TIMESTAMP_DIFF(CAST($1 AS TIMESTAMP), CAST($2 AS TIMESTAMP), MICROSECOND)",
            "snowflake" => "DATEDIFF(MICROSECOND, $2, $1)",
            _ => null,
        };
        if (micros is null
            && !(Source.Family == "bigquery" && part is "DAY" or "HOUR" && Dialect.Family is "postgres" or "duckdb"))
        {
            return false;
        }
        string? template = micros is null ? null : Dialects.DatePartForms.OfDifference(part, Source.Family, micros);
        if (template is null)
        {
            Refuse(extract, $"EXTRACT({part}) of an interval between times",
                "take the difference in seconds and divide it");
            return false;
        }
        WriteOperation(Filled(template, extract.Position, difference.Left, difference.Right));
        return true;
    }

    protected virtual void WriteExtract(Extract extract)
    {
        Out.Append("EXTRACT(");
        Write(extract.Part);
        Out.Append(" FROM ");
        Write(extract.Value);
        Out.Append(')');
    }
}
