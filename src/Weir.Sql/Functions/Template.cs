using Weir.Sql.Ast;
using Weir.Sql.Dialects;
using Weir.Sql.Parsing;
using Weir.Sql.Rewriting;

namespace Weir.Sql.Functions;

/// <summary>A piece of SQL with holes $1, $2, $*.</summary>
internal static class Template
{
    public static Expression Parse(string text, Dialect grammar)
    {
        TokenList tokens = Tokenizer.Tokenize(text, grammar.Lexical with { DollarStrings = false });
        return new Parser(tokens, grammar, raw: true).ParseWholeExpression();
    }

    /// <summary>The tree with its holes filled; <paramref name="final"/>: its names are the target's own.</summary>
    public static Expression Fill(Expression template, Expression[] arguments, bool final, int position) =>
        TreeRewriter.Rewrite(template, node => Hole(node, arguments, final, position));

    private static Expression? Hole(Expression node, Expression[] arguments, bool final, int position)
    {
        switch (node)
        {
            case Parameter { Sigil: "$" } hole when int.TryParse(hole.Name, out int number):
                return number <= arguments.Length ? arguments[number - 1] : new WordExpression(string.Empty);
            case Call call:
                return call with
                {
                    Arguments = Splice(call.Arguments, arguments, final, position),
                    OrderBy = [.. call.OrderBy.Select(
                        item => item with { Value = Fill(item.Value, arguments, final, position) })],
                    Final = final,
                    Known = true,
                    Position = position,
                };
            case Cast cast when cast.Value is Parameter or Call || cast.Type.Parameters.Length > 0:
                Expression value = Fill(cast.Value, arguments, final, position);
                DataType type = cast.Type.Parameters.Length == 0 ? cast.Type
                    : cast.Type with
                    {
                        Parameters = Array.ConvertAll(
                        cast.Type.Parameters, parameter => Fill(parameter, arguments, final, position))
                    };
                return value is Cast
                {
                    Kind: CastKind.Strict, Type:
                    {
                        Parameters.Length: 0, Elements.Length: 0,
                        Kind: var kind
                    }
                } && kind == type.Kind && type.Parameters.Length == 0
                    ? value : cast with { Value = value, Type = type, Final = final };
            case Binary binary:
                string? own = !final ? null : binary.Operator switch
                {
                    BinaryOperator.Divide => "/",
                    BinaryOperator.RegexMatch => "~",
                    _ => null
                };
                return new Binary(own is null ? binary.Operator : BinaryOperator.Operator, Operand(
                    binary.Left, arguments, final, position), Operand(binary.Right, arguments, final, position))
                {
                    Custom = own ?? binary.Custom,
                    Position = position,
                };
            case Unary unary:
                return new Unary(
                    unary.Operator, Operand(unary.Operand, arguments, final, position))
                { Position = position };
            case JsonAccess access:
                return access with
                {
                    Value = Operand(access.Value, arguments, final, position),
                    Path = Fill(access.Path, arguments, final, position)
                };
            case Subscript subscript:
                return subscript with
                {
                    Base = Operand(subscript.Base, arguments, final, position),
                    Indexes = [.. subscript.Indexes.Select(index => Fill(index, arguments, final, position))],
                };
            case IsTest test:
                return test with
                {
                    Value = Operand(test.Value, arguments, final, position),
                    Test = Fill(test.Test, arguments, final, position)
                };
            case Like like:
                return like with
                {
                    Value = Operand(like.Value, arguments, final, position),
                    Pattern = Operand(like.Pattern, arguments, final, position),
                    Escape = like.Escape is null ? null : Fill(like.Escape, arguments, final, position)
                };
            case Extract extract when final:
                return extract with { Value = Fill(extract.Value, arguments, final, position), Final = true };
            default:
                return null;
        }
    }

    private static Expression[] Splice(Expression[] holes, Expression[] arguments, bool final, int position)
    {
        List<Expression> spliced = new(holes.Length);
        foreach (Expression hole in holes)
        {
            if (hole is Parameter { Sigil: "$", Name: "all" })
            {
                spliced.AddRange(arguments);
            }
            else
            {
                spliced.Add(Fill(hole, arguments, final, position));
            }
        }
        return [.. spliced];
    }

    /// <summary>An argument as an operand: in parentheses where it is an operation itself.</summary>
    private static Expression Operand(Expression part, Expression[] arguments, bool final, int position)
    {
        Expression filled = Fill(part, arguments, final, position);
        return part is Parameter
            && filled is Binary or Unary { Operator: UnaryOperator.Not } or Between or InExpression or Like or IsTest or Lambda
            ? new Paren(filled) : filled;
    }
}
