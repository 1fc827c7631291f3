using Weir.Sql.Ast;
using Weir.Sql.Dialects;

namespace Weir.Sql.Parsing;

/// <summary>
/// Operators by precedence climbing; the order is SQL's: OR, AND, NOT, equality, comparison, range, bits, sums,
/// products.
/// </summary>
internal sealed partial class Parser
{
    /// <summary>Operands within operands: far beyond what people write, far below what a stack holds.</summary>
    private const int DeepestNesting = 1200;
    private const int AssignLevel = 0;
    private const int OrLevel = OperatorLevels.Or;
    private const int AndLevel = OperatorLevels.And;
    private const int IsLevel = OperatorLevels.Is;
    private const int EqualityLevel = OperatorLevels.Equality;
    private const int ComparisonLevel = OperatorLevels.Comparison;
    private const int RangeLevel = OperatorLevels.Range;
    private const int BitLevel = OperatorLevels.Bit;
    private const int TermLevel = OperatorLevels.Term;
    private const int FactorLevel = OperatorLevels.Factor;
    private const int PowerLevel = OperatorLevels.Power;

    internal Expression ParseExpression() => ParseOperators(AssignLevel);

    private Expression ParseOperators(int minimum)
    {
        if (++_depth > DeepestNesting)
        {
            throw SyntaxErrors.TooDeep(_text, Position);
        }
        Expression expression = ParseOperatorChain(minimum);
        _depth--;
        return expression;
    }

    private Expression ParseOperatorChain(int minimum)
    {
        Expression left = ParseUnary();
        while (true)
        {
            if (minimum <= (IsTestWord() ? IsLevel : RangeLevel))
            {
                Expression? ranged = ParseRange(left);
                if (ranged is not null)
                {
                    left = ranged;
                    continue;
                }
            }
            if (!TryOperator(out BinaryOperator operation, out int level, out int width) || level < minimum)
            {
                return left;
            }
            int position = Position;
            for (int index = 0; index < width; index++)
            {
                Advance();
            }
            string[]? comments = DrainComments();
            if (level is EqualityLevel or ComparisonLevel && IsQuantifier())
            {
                left = new Binary(operation, left, ParseQuantified()) { Position = position };
                continue;
            }
            Expression right = ParseOperators(level + 1);
            left = new Binary(operation, left, right) { Position = position, Comments = comments };
        }
    }

    /// <summary>IS and its kin test the whole comparison before them.</summary>
    private bool IsTestWord() => _current.Keyword is Keyword.IS or Keyword.ISNULL or Keyword.NOTNULL;

    private bool TryOperator(out BinaryOperator operation, out int level, out int width)
    {
        width = 1;
        (operation, level) = _current.Kind switch
        {
            TokenKind.Word => WordOperator(out width),
            TokenKind.Equal => (BinaryOperator.Equal, EqualityLevel),
            TokenKind.NotEqual => (BinaryOperator.NotEqual, EqualityLevel),
            TokenKind.NullSafeEqual => (BinaryOperator.NullSafeEqual, EqualityLevel),
            TokenKind.Less => (BinaryOperator.Less, ComparisonLevel),
            TokenKind.LessEqual => (BinaryOperator.LessEqual, ComparisonLevel),
            TokenKind.Greater => (BinaryOperator.Greater, ComparisonLevel),
            TokenKind.GreaterEqual => (BinaryOperator.GreaterEqual, ComparisonLevel),
            TokenKind.Pipe => (BinaryOperator.BitOr, _levels.BitOr),
            TokenKind.Ampersand => (BinaryOperator.BitAnd, _levels.BitAnd),
            TokenKind.Hash when _dialect.Grammar.HashIsXor => (BinaryOperator.BitXor, _levels.BitXor),
            TokenKind.ShiftLeft => (BinaryOperator.ShiftLeft, _levels.Shift),
            TokenKind.ShiftRight => (BinaryOperator.ShiftRight, _levels.Shift),
            TokenKind.DoublePipe => _dialect.Grammar.DoublePipeIsOr
                ? (BinaryOperator.Or, OrLevel) : (BinaryOperator.Concat, _levels.Concat),
            TokenKind.DoubleAmpersand => (BinaryOperator.And, AndLevel),
            TokenKind.DoubleQuestion => (BinaryOperator.Operator, -1),
            TokenKind.Plus => (BinaryOperator.Add, TermLevel),
            TokenKind.Minus => (BinaryOperator.Subtract, TermLevel),
            TokenKind.Star => (BinaryOperator.Multiply, FactorLevel),
            TokenKind.Slash => (BinaryOperator.Divide, FactorLevel),
            TokenKind.DoubleSlash => (BinaryOperator.IntegerDivide, FactorLevel),
            TokenKind.Percent => (BinaryOperator.Modulo, FactorLevel),
            TokenKind.Caret => _dialect.Grammar.CaretIsPower
                ? (BinaryOperator.Power, PowerLevel) : (BinaryOperator.BitXor, _levels.BitXor),
            TokenKind.DoubleStar => (BinaryOperator.Power, PowerLevel),
            TokenKind.Tilde => (BinaryOperator.RegexMatch, RangeLevel),
            TokenKind.TildeStar => (BinaryOperator.RegexIMatch, RangeLevel),
            TokenKind.TripleTilde => (BinaryOperator.Glob, RangeLevel),
            TokenKind.CaretAt => (BinaryOperator.StartsWith, RangeLevel),
            TokenKind.AtGreater => (BinaryOperator.Contains, RangeLevel),
            TokenKind.LessAt => (BinaryOperator.ContainedBy, RangeLevel),
            TokenKind.Overlap => (BinaryOperator.Overlaps, RangeLevel),
            TokenKind.Adjacent => (BinaryOperator.RangeAdjacent, RangeLevel),
            TokenKind.AmpersandLess => (BinaryOperator.ExtendsLeft, RangeLevel),
            TokenKind.AmpersandGreater => (BinaryOperator.ExtendsRight, RangeLevel),
            TokenKind.HashMinus => (BinaryOperator.JsonDeletePath, RangeLevel),
            TokenKind.QuestionPipe => (BinaryOperator.JsonHasAnyKey, RangeLevel),
            TokenKind.QuestionAmpersand => (BinaryOperator.JsonHasAllKeys, RangeLevel),
            TokenKind.AtQuestion => (BinaryOperator.JsonPathExists, RangeLevel),
            TokenKind.At when Next.Kind == TokenKind.At => (BinaryOperator.JsonPathMatch, RangeLevel),
            TokenKind.DoubleAt => (BinaryOperator.JsonPathMatch, RangeLevel),
            TokenKind.Question when _dialect.Grammar.QuestionIsHasKey => (BinaryOperator.JsonHasKey, RangeLevel),
            TokenKind.ColonEqual => (BinaryOperator.Assign, AssignLevel),
            _ => (BinaryOperator.Or, -1),
        };
        return level >= 0;
    }

    private (BinaryOperator Operation, int Level) WordOperator(out int width)
    {
        width = 1;
        switch (_current.Keyword)
        {
            case Keyword.AND: return (BinaryOperator.And, AndLevel);
            case Keyword.OR: return (BinaryOperator.Or, OrLevel);
            case Keyword.XOR when _dialect.Grammar.XorOperator: return (BinaryOperator.Xor, OrLevel);
            case Keyword.DIV when _dialect.Grammar.DivOperator: return (BinaryOperator.IntegerDivide, FactorLevel);
            case Keyword.MOD when _dialect.Grammar.ModOperator && Next.Kind != TokenKind.LeftParen:
                return (BinaryOperator.Modulo, FactorLevel);
            case Keyword.GLOB: return (BinaryOperator.Glob, RangeLevel);
            case Keyword.OVERLAPS when _dialect.Family != "bigquery"
                || Next.Kind == TokenKind.LeftParen:
                return (BinaryOperator.Overlaps, -1);
            default: return (BinaryOperator.Or, -1);
        }
    }

    private bool IsQuantifier() =>
        _current.Keyword is Keyword.ANY or Keyword.ALL or Keyword.SOME && Next.Kind == TokenKind.LeftParen;

    private Quantified ParseQuantified()
    {
        int position = Position;
        string word = _current.Keyword == Keyword.ALL ? "ALL" : "ANY";
        Advance();
        Expression operand;
        if (Is(TokenKind.LeftParen))
        {
            OpenParen();
            if (IsQueryStart())
            {
                operand = new SubqueryExpression(ParseQuery()) { Position = position };
            }
            else
            {
                Expression[] items = ExpressionList();
                operand = items.Length == 1 ? new Paren(items[0]) : new TupleExpression(items);
            }
            CloseParen();
        }
        else
        {
            operand = ParseOperators(BitLevel);
        }
        return new Quantified(word, operand) { Position = position };
    }

    private Expression ParseUnary()
    {
        GuardDepth();
        int position = Position;
        switch (_current.Kind)
        {
            case TokenKind.Minus:
                Advance();
                return new Unary(UnaryOperator.Minus, ParseUnary()) { Position = position };
            case TokenKind.Plus:
                Advance();
                return ParseUnary();
            case TokenKind.Tilde:
                Advance();
                return new Unary(UnaryOperator.BitNot,
                    _levels.BitNotIsLoose && _dialect.Family is "postgres" or "duckdb" ? ParseOperators(TermLevel)
                    : ParseUnary())
                { Position = position };
            case TokenKind.Exclamation:
                Advance();
                return new Unary(UnaryOperator.Not, ParseOperators(IsLevel)) { Position = position };
            case TokenKind.PipeSlash:
                Advance();
                return new Unary(UnaryOperator.SquareRoot, ParseUnary()) { Position = position };
            case TokenKind.DoublePipeSlash:
                Advance();
                return new Unary(UnaryOperator.CubeRoot, ParseUnary()) { Position = position };
            case TokenKind.Word when _current.Keyword == Keyword.NOT && Next.Kind != TokenKind.Dot:
                Advance();
                return new Unary(UnaryOperator.Not, ParseOperators(IsLevel)) { Position = position };
            case TokenKind.Word when _current.Keyword is Keyword.PRIOR or Keyword.CONNECT_BY_ROOT
                && Next.Kind is TokenKind.Word or TokenKind.QuotedWord && !IsReserved(Next.Keyword) && !EndsItemAfter():
                string word = KeywordTable.Text(_current.Keyword);
                Advance();
                return new PrefixWord(word, ParseUnary()) { Position = position };
            default:
                return ParsePostfix(ParsePrimary());
        }
    }

    private bool EndsItemAfter() => Next.Keyword is Keyword.FROM or Keyword.AS;

    /// <summary>IS, IN, BETWEEN, LIKE and the other tests behind a value; null where none stands here.</summary>
    private Expression? ParseRange(Expression left)
    {
        int position = Position;
        if (_current.Kind is TokenKind.DoubleTilde or TokenKind.DoubleTildeStar or TokenKind.NotTilde or TokenKind.NotTildeStar
            or TokenKind.NotDoubleTilde or TokenKind.NotDoubleTildeStar)
        {
            return ParseTildeLike(left);
        }
        if (_current.Kind != TokenKind.Word)
        {
            return null;
        }
        bool negated = Is(Keyword.NOT);
        Keyword keyword = negated ? Next.Keyword : _current.Keyword;
        switch (keyword)
        {
            case Keyword.IS when !negated:
                return ParseIs(left);
            case Keyword.ISNULL when !negated && _dialect.Grammar.IsNullWord:
                Advance();
                return new IsTest(left, new NullLiteral(), false) { Position = position };
            case Keyword.NOTNULL when !negated && _dialect.Grammar.IsNullWord:
                Advance();
                return new IsTest(left, new NullLiteral(), true) { Position = position };
            case Keyword.BETWEEN or Keyword.IN or Keyword.LIKE or Keyword.ILIKE or Keyword.RLIKE or Keyword.REGEXP
                or Keyword.SIMILAR or Keyword.GLOB:
                break;
            case Keyword.OVERLAPS when _dialect.Family != "bigquery" || Next.Kind == TokenKind.LeftParen:
                break;
            case Keyword.MEMBER when Next.Keyword == Keyword.OF:
                break;
            case Keyword.OPERATOR when !negated && Next.Kind == TokenKind.LeftParen && _dialect.Grammar.OperatorCalls:
                return ParseNamedOperator(left);
            case Keyword.GLOBAL when _dialect.Grammar.ClickHouse && Next.Keyword is Keyword.IN or Keyword.NOT:
                Advance();
                return ParseRange(left);
            default:
                return null;
        }
        if (negated)
        {
            Advance();
        }
        Expression result = ParseRangeWord(left, keyword, negated, position, out bool absorbed);
        return negated && !absorbed ? new Unary(UnaryOperator.Not, result) { Position = position } : result;
    }

    private Expression ParseRangeWord(Expression left, Keyword keyword, bool negated, int position, out bool absorbed)
    {
        absorbed = false;
        Advance();
        switch (keyword)
        {
            case Keyword.BETWEEN:
                bool symmetric = Match(Keyword.SYMMETRIC);
                Match(Keyword.ASYMMETRIC);
                Expression low = ParseOperators(BitLevel);
                Expect(Keyword.AND);
                return new Between(left, low, ParseOperators(BitLevel), symmetric) { Position = position };
            case Keyword.IN:
                return ParseIn(left, position);
            case Keyword.SIMILAR:
                Expect(Keyword.TO);
                return ParseLikeTail(left, LikeOperator.SimilarTo, false, position);
            case Keyword.RLIKE or Keyword.REGEXP:
                return new Like(LikeOperator.RLike, left, ParseLikePattern(), null, false) { Position = position };
            case Keyword.OVERLAPS:
                return new Call("OVERLAPS", [left, ParseOperators(BitLevel)]) { Known = true, Position = position };
            case Keyword.GLOB:
                return new Binary(BinaryOperator.Glob, left, ParseOperators(BitLevel)) { Position = position };
            case Keyword.MEMBER:
                Expect(Keyword.OF);
                OpenParen();
                Expression member = ParseExpression();
                CloseParen();
                return new Call("JSON_MEMBER_OF", [left, member]) { Known = true, Position = position };
            default:
                absorbed = true;
                return ParseLikeTail(
                    left, keyword == Keyword.LIKE ? LikeOperator.Like : LikeOperator.ILike, negated, position);
        }
    }

    private Expression ParseLikePattern() =>
        _current.Keyword is Keyword.ANY or Keyword.ALL or Keyword.SOME && Next.Kind is not TokenKind.Dot
            ? ParseQuantified() : ParseOperators(BitLevel);

    private Like ParseLikeTail(Expression left, LikeOperator operation, bool negated, int position)
    {
        Expression pattern = ParseLikePattern();
        Expression? escape = null;
        if (Match(Keyword.ESCAPE))
        {
            escape = Match(Keyword.NULL) ? new NullLiteral() : ParseOperators(BitLevel);
        }
        return new Like(operation, left, pattern, escape, negated) { Position = position };
    }

    private Expression ParseTildeLike(Expression left)
    {
        int position = Position;
        TokenKind kind = _current.Kind;
        Advance();
        Expression right = IsQuantifier() ? ParseQuantified() : ParseOperators(BitLevel);
        switch (kind)
        {
            case TokenKind.DoubleTilde:
                return new Like(LikeOperator.Like, left, right, null, false) { Position = position };
            case TokenKind.DoubleTildeStar:
                return new Like(LikeOperator.ILike, left, right, null, false) { Position = position };
            case TokenKind.NotDoubleTilde:
                return new Like(LikeOperator.Like, left, right, null, true) { Position = position };
            case TokenKind.NotDoubleTildeStar:
                return new Like(LikeOperator.ILike, left, right, null, true) { Position = position };
            default:
                BinaryOperator operation = kind == TokenKind.NotTilde ? BinaryOperator.RegexMatch
                    : BinaryOperator.RegexIMatch;
                return new Unary(UnaryOperator.Not, new Binary(operation, left, right) { Position = position });
        }
    }

    private Expression ParseIs(Expression left)
    {
        int position = Position;
        Advance();
        bool negated = Match(Keyword.NOT);
        if (Match(Keyword.DISTINCT, Keyword.FROM))
        {
            BinaryOperator operation = negated ? BinaryOperator.NullSafeEqual : BinaryOperator.NullSafeNotEqual;
            return new Binary(operation, left, ParseOperators(BitLevel)) { Position = position };
        }
        if (Match(Keyword.JSON))
        {
            return new IsTest(left, new RawText(ParseJsonTest()), negated) { Position = position };
        }
        Expression test;
        switch (_current.Keyword)
        {
            case Keyword.NULL:
                Advance();
                test = new NullLiteral();
                break;
            case Keyword.UNKNOWN:
                Advance();
                test = new NullLiteral();
                break;
            case Keyword.TRUE or Keyword.FALSE:
                test = new BooleanLiteral(Is(Keyword.TRUE));
                Advance();
                break;
            case Keyword.DOCUMENT or Keyword.NORMALIZED:
                test = new WordExpression(TextOf(_current).ToUpperInvariant());
                Advance();
                break;
            default:
                test = ParseOperators(BitLevel);
                break;
        }
        Expression result = new IsTest(left, test, negated) { Position = position, Postfix = _raw };
        return Is(TokenKind.DoubleColon) ? ParsePostfix(result) : result;
    }

    private string ParseJsonTest()
    {
        string text = "JSON";
        while (_current.Keyword is Keyword.SCALAR or Keyword.ARRAY or Keyword.OBJECT or Keyword.VALUE or Keyword.WITH
            or Keyword.WITHOUT or Keyword.UNIQUE or Keyword.KEYS)
        {
            text += " " + KeywordTable.Text(_current.Keyword);
            Advance();
        }
        return text;
    }

    private InExpression ParseIn(Expression left, int position)
    {
        if (Is(Keyword.UNNEST) && Next.Kind == TokenKind.LeftParen)
        {
            Advance();
            OpenParen();
            Expression array = ParseExpression();
            CloseParen();
            return new InExpression(left, [], null, array) { Position = position };
        }
        if (!Match(TokenKind.LeftParen))
        {
            Expression field = ParsePostfix(ParsePrimary());
            return new InExpression(
                left, [], null, null)
            { Position = position, Items = [new PrefixWord(string.Empty, field)] };
        }
        if (Match(TokenKind.RightParen))
        {
            return new InExpression(left, [], null, null) { Position = position };
        }
        if (IsQueryStart() || StartsParenthesisedQuery(whole: true))
        {
            int start = _at;
            Query query = ParseQuery();
            if (Is(TokenKind.RightParen))
            {
                CloseParen();
                return new InExpression(left, [], query, null) { Position = position };
            }
            Retreat(start);
        }
        Expression[] items = ParseInItems();
        CloseParen();
        return new InExpression(left, items, null, null) { Position = position };
    }

    private Expression[] ParseInItems()
    {
        List<Expression> items = [];
        do
        {
            if (Is(TokenKind.RightParen) && items.Count > 0)
            {
                break;
            }
            if (items.Count > 0)
            {
                Attach(items[^1]);
            }
            Expression item = ParseExpression();
            Attach(item);
            items.Add(item);
        }
        while (Match(TokenKind.Comma));
        return [.. items];
    }

    /// <summary>PostgreSQL's <c>a OPERATOR(schema.+) b</c>, kept as written.</summary>
    private Binary ParseNamedOperator(Expression left)
    {
        int position = Position;
        Advance();
        int start = _current.Start;
        while (!Is(TokenKind.RightParen) && !Is(TokenKind.End))
        {
            Advance();
        }
        string text = "OPERATOR" + _text[start.._current.End];
        CloseParen();
        return new Binary(BinaryOperator.Operator, left, ParseOperators(BitLevel))
        {
            Position = position,
            Comments = null,
            Custom = text,
        };
    }
}
