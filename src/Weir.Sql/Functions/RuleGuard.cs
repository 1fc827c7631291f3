using System.Collections.Frozen;
using Weir.Sql.Ast;
using Weir.Sql.Dialects;
using Weir.Sql.Generation;

namespace Weir.Sql.Functions;

/// <summary>
/// A condition of a function rule: <c>snowflake</c> (the source), <c>distinct</c>, <c>ordered</c>, or <c>$2 kind</c>,
/// where kind is literal, string, int, number, null, true, false, list, bare, a quoted value, ^ and a beginning, or a
/// type (date, timestamp, text, bytes …); <c>!</c> turns it around.
/// </summary>
internal sealed record RuleGuard
{
    private static readonly FrozenSet<string> CallKinds = FrozenSet.Create(
        "distinct", "ordered", "postgres", "bigquery", "snowflake", "duckdb", "spark", "databricks", "trino", "mysql", "clickhouse", "redshift", "sqlite", "tsql", "flink", "deltastream");

    private static readonly FrozenSet<string> ArgumentKinds = FrozenSet.Create(
        ["literal", "string", "int", "natural", "number", "null", "true", "false", "column", "list", "lambda", "binary",
            "cast", "named", "interval",
            .. Enum.GetNames<TypeGroup>().Select(name => name.ToLowerInvariant())]);

    private readonly int _argument;
    private readonly bool _not;
    private readonly string _kind;

    /// <exception cref="InvalidOperationException">There is no such guard.</exception>
    private RuleGuard(int argument, bool not, string kind)
    {
        bool known = argument < 0 ? CallKinds.Contains(kind)
            : kind is ['\'', .., '\''] or ['^', _, ..] or [>= '0' and <= '9', ..] || ArgumentKinds.Contains(kind);
        if (!known)
        {
            throw new InvalidOperationException(
                $"a function table's guard {kind} names {(argument < 0 ? "no dialect" : "no kind of argument")}");
        }
        _argument = argument;
        _not = not;
        _kind = kind;
    }

    public static RuleGuard[] Parse(string text) =>
        Array.ConvertAll(text.Split(';', StringSplitOptions.TrimEntries), One);

    private static RuleGuard One(string text)
    {
        int argument = -1;
        if (text[0] == '$')
        {
            int blank = text.IndexOf(' ', StringComparison.Ordinal);
            argument = int.Parse(text.AsSpan(1, blank - 1), System.Globalization.CultureInfo.InvariantCulture) - 1;
            text = text[(blank + 1)..];
        }
        return text[0] == '!' ? new RuleGuard(argument, true, text[1..]) : new RuleGuard(argument, false, text);
    }

    public bool Holds(Call call, Dialect source, TypeInference types)
    {
        bool holds = _argument < 0 ? OfCall(call, source) : _argument < call.Arguments.Length
            && OfArgument(call.Arguments[_argument], types);
        return holds != _not;
    }

    private bool OfCall(Call call, Dialect source) => _kind switch
    {
        "distinct" => call.Distinct,
        "ordered" => call.OrderBy.Length > 0,
        _ => source.Family == _kind || source.Name == _kind,
    };

    private bool OfArgument(Expression argument, TypeInference types) => _kind switch
    {
        "literal" => argument is StringLiteral or NumberLiteral or BooleanLiteral or NullLiteral or Unary { Operand: NumberLiteral },
        "string" => argument is StringLiteral,
        "int" => argument is NumberLiteral { IsInteger: true } or Unary { Operator: UnaryOperator.Minus, Operand: NumberLiteral { IsInteger: true } },
        "natural" => argument is NumberLiteral { IsInteger: true },
        "number" => argument is NumberLiteral or Unary { Operand: NumberLiteral },
        "null" => argument is NullLiteral,
        "true" => argument is BooleanLiteral { Value: true },
        "false" => argument is BooleanLiteral { Value: false },
        "column" => argument is Column,
        "list" => argument is ArrayLiteral,
        "lambda" => argument is Lambda,
        "binary" => argument is Binary,
        "cast" => argument is Cast,
        "named" => argument is NamedArgument,
        "interval" => argument is Interval,
        ['\'', .. var text, '\''] =>
            argument is StringLiteral literal && literal.Value.Equals(text, StringComparison.OrdinalIgnoreCase),
        ['^', .. var prefix] =>
            argument is StringLiteral word && word.Value.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)
            || argument is Column { Parts: [var bare] }
            && bare.Name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase),
        [>= '0' and <= '9', ..] => argument is NumberLiteral number && number.Text == _kind,
        _ => types.Group(argument).ToString().Equals(_kind, StringComparison.OrdinalIgnoreCase),
    };
}
