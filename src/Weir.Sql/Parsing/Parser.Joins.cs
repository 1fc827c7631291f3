using Weir.Sql.Ast;

namespace Weir.Sql.Parsing;

internal sealed partial class Parser
{
    private void ParseJoins(List<Join> joins, bool commas)
    {
        while (true)
        {
            int position = Position;
            if (commas && Is(TokenKind.Comma))
            {
                if (EndsAfterComma())
                {
                    Advance();
                    return;
                }
                Advance();
                TableExpression table = ParseTableFactor();
                Attach(table);
                joins.Add(new Join(JoinKind.Plain, table) { Comma = true, Position = position });
                continue;
            }
            if (ParseJoin() is not { } join)
            {
                return;
            }
            joins.Add(join);
            while (AtJoinCondition && OpenJoin(joins) is int open and >= 0)
            {
                join = ParseJoinCondition(joins[open] with { Nested = [.. joins[(open + 1)..]] });
                joins.RemoveRange(open, joins.Count - open);
                joins.Add(join);
            }
        }
    }

    private bool AtJoinCondition => Is(Keyword.ON) || (Is(Keyword.USING) && Next.Keyword != Keyword.SAMPLE);

    /// <summary>
    /// The last join that still waits for its condition: those behind it are nested in it, a JOIN (b JOIN c ON …) ON ….
    /// </summary>
    private static int OpenJoin(List<Join> joins) =>
        joins.FindLastIndex(join => join is
        {
            On: null, Using: [], Comma: false, Natural: false,
            Kind: not (JoinKind.Cross or JoinKind.Positional or JoinKind.CrossApply or JoinKind.OuterApply)
        });

    private bool EndsAfterComma() => Next.Kind is TokenKind.End or TokenKind.RightParen
        || Next.Keyword is Keyword.WHERE or Keyword.GROUP or Keyword.ORDER;

    private Join? ParseJoin()
    {
        int position = Position;
        int start = _at;
        bool natural = Match(Keyword.NATURAL);
        bool global = _dialect.Grammar.ClickHouse && Match(Keyword.GLOBAL);
        bool asof = Match(Keyword.ASOF);
        string? word = null;
        if (_dialect.Grammar.ClickHouse
            && _current.Keyword is Keyword.ANY or Keyword.ALL or Keyword.SEMI or Keyword.ANTI or Keyword.ARRAY or Keyword.PASTE && (Next.Keyword is Keyword.JOIN or Keyword.LEFT or Keyword.INNER or Keyword.RIGHT or Keyword.FULL))
        {
            word = KeywordTable.Text(_current.Keyword);
            Advance();
        }
        JoinKind kind = JoinKind.Plain;
        bool outer = false;
        bool outerApply = false;
        switch (_current.Keyword)
        {
            case Keyword.INNER:
                Advance();
                kind = JoinKind.Inner;
                break;
            case Keyword.LEFT:
                Advance();
                kind = JoinKind.Left;
                break;
            case Keyword.RIGHT:
                Advance();
                kind = JoinKind.Right;
                break;
            case Keyword.FULL:
                Advance();
                kind = JoinKind.Full;
                break;
            case Keyword.CROSS:
                Advance();
                kind = JoinKind.Cross;
                break;
            case Keyword.SEMI:
                Advance();
                kind = JoinKind.Semi;
                break;
            case Keyword.ANTI:
                Advance();
                kind = JoinKind.Anti;
                break;
            case Keyword.POSITIONAL:
                Advance();
                kind = JoinKind.Positional;
                break;
            case Keyword.STRAIGHT_JOIN:
                kind = JoinKind.StraightJoin;
                break;
            default:
                break;
        }
        if (Is(Keyword.OUTER))
        {
            Advance();
            outer = true;
            outerApply = kind == JoinKind.Plain;
        }
        if (asof is false && Is(Keyword.ASOF))
        {
            Advance();
            asof = true;
        }
        switch (_current.Keyword)
        {
            case Keyword.SEMI when kind is JoinKind.Left or JoinKind.Right:
                Advance();
                kind = kind == JoinKind.Left ? JoinKind.LeftSemi : JoinKind.RightSemi;
                break;
            case Keyword.ANTI when kind is JoinKind.Left or JoinKind.Right:
                Advance();
                kind = kind == JoinKind.Left ? JoinKind.LeftAnti : JoinKind.RightAnti;
                break;
            case Keyword.ARRAY when _dialect.Grammar.ClickHouse:
                Advance();
                word = "ARRAY";
                break;
            case Keyword.ANY when _dialect.Grammar.ClickHouse:
                Advance();
                word = "ANY";
                break;
            default:
                break;
        }
        if (Is(Keyword.DIRECTED) && Next.Keyword == Keyword.JOIN)
        {
            Advance();
            word = outer ? "OUTER DIRECTED" : "DIRECTED";
        }
        if (Match(Keyword.APPLY))
        {
            TableExpression applied = ParseTableFactor();
            return new Join(outerApply ? JoinKind.OuterApply : JoinKind.CrossApply, applied) { Position = position };
        }
        if (!(Match(Keyword.JOIN) || (kind == JoinKind.StraightJoin && Match(Keyword.STRAIGHT_JOIN))))
        {
            Retreat(start);
            return null;
        }
        if (outerApply)
        {
            kind = JoinKind.Outer;
        }
        return ParseJoinTarget(new Join(kind, new TableName([]))
        {
            Position = position,
            Natural = natural,
            Asof = asof,
            Global = global,
            Word = word is null && outer && !outerApply ? "OUTER" : word,
        });
    }

    private Join ParseJoinTarget(Join join)
    {
        TableExpression table = ParseTableFactor();
        Attach(table);
        join = join with { Table = table };
        if (Is(Keyword.MATCH_CONDITION))
        {
            Advance();
            OpenParen();
            join = join with { MatchCondition = ParseExpression() };
            CloseParen();
        }
        return ParseJoinCondition(join);
    }

    private Join ParseJoinCondition(Join join)
    {
        if (Match(Keyword.ON))
        {
            Expression on = ParseExpression();
            Attach(on);
            return join with { On = on };
        }
        if (AtJoinCondition)
        {
            Advance();
            return join with { Using = Is(TokenKind.LeftParen) ? ParenthesisedExpressions() : [ParseName()] };
        }
        return join;
    }
}
