using System.Globalization;
using Weir.Sql.Ast;

namespace Weir.Sql.Dialects.Postgres;

/// <summary>Parameters, which PostgreSQL numbers.</summary>
internal partial class PostgresGenerator
{
    private Dictionary<string, string>? _numbers;

    // https://www.postgresql.org/docs/15/sql-prepare.html
    protected override void WriteParameter(Parameter parameter)
    {
        if (SameDialect || parameter.Name.Length == 0)
        {
            base.WriteParameter(parameter);
            return;
        }
        bool digits = char.IsAsciiDigit(parameter.Name[0]);
        if (digits && parameter.Sigil == ":" && Source.Family == "snowflake")
        {
            Out.Append('$');
            Out.Append(parameter.Name);
            return;
        }
        if (digits || (Source.Family, parameter.Sigil) is not (("bigquery", "@") or ("duckdb", "$")))
        {
            base.WriteParameter(parameter);
            return;
        }
        _numbers ??= new(StringComparer.OrdinalIgnoreCase);
        if (!_numbers.TryGetValue(parameter.Name, out string? number))
        {
            number = "$" + (_numbers.Count + 1).ToString(CultureInfo.InvariantCulture);
            _numbers[parameter.Name] = number;
            Warn(parameter, $"the parameter {parameter.Sigil}{parameter.Name} is {number} here");
        }
        Out.Append(number);
    }
}
