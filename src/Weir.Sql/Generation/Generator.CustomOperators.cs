using Weir.Sql.Ast;

namespace Weir.Sql.Generation;

internal partial class Generator
{
    /// <summary>An operator of pg_catalog by its sign, which is the plain one.</summary>
    private static BinaryOperator? OwnOperator(string sign) => sign switch
    {
        "=" => BinaryOperator.Equal,
        "<>" => BinaryOperator.NotEqual,
        "<" => BinaryOperator.Less,
        "<=" => BinaryOperator.LessEqual,
        ">" => BinaryOperator.Greater,
        ">=" => BinaryOperator.GreaterEqual,
        "+" => BinaryOperator.Add,
        "-" => BinaryOperator.Subtract,
        "*" => BinaryOperator.Multiply,
        "||" => BinaryOperator.Concat,
        "~" => BinaryOperator.RegexMatch,
        "~*" => BinaryOperator.RegexIMatch,
        _ => null,
    };

    private void WriteCustomOperator(Binary binary)
    {
        string sign = binary.Custom!;
        if (sign.StartsWith("OPERATOR(pg_catalog.", StringComparison.OrdinalIgnoreCase) && Dialect.Family != "postgres"
            && OwnOperator(sign[20..^1]) is { } own)
        {
            Write(binary with { Operator = own, Custom = null });
            return;
        }
        if (sign.StartsWith("OPERATOR", StringComparison.Ordinal) && Dialect.Family != "postgres")
        {
            Refuse(binary, sign, "use the operator's plain form");
        }
        if (sign == "!" && Dialect.Family != "snowflake")
        {
            Refuse(binary, "calling a model's method", "use the target's own function");
        }
        Write(binary.Left);
        Out.Append(sign switch
        {
            "!" => "!",
            ":" => ": ",
            "" => " ",
            "%" => " %",
            " " => " ",
            "=" => "=",
            _ => " " + sign + " ",
        });
        if (binary.Right is not WordExpression { Word: "" })
        {
            Write(binary.Right);
        }
    }
}
