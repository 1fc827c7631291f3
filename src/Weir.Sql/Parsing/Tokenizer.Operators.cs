namespace Weir.Sql.Parsing;

internal sealed partial class Tokenizer
{
    private void ScanOther(int start, char character)
    {
        if (character == '\'')
        {
            ScanQuoted(start, TokenKind.String, '\'', _rules.BackslashEscapes, false);
        }
        else if (character == '"')
        {
            if (_rules.DoubleQuoteStrings)
            {
                ScanQuoted(start, TokenKind.String, '"', _rules.BackslashEscapes, false);
            }
            else
            {
                ScanQuotedName(start, '"');
            }
        }
        else if (character == '`' && _rules.BacktickNames)
        {
            ScanQuotedName(start, '`');
        }
        else if (character == '[' && _rules.BracketNames && IsBracketName())
        {
            ScanQuotedName(start, ']');
        }
        else if (character == '$')
        {
            ScanDollar(start);
        }
        else if (character == '{' && Peek(1) is '{' or '%' or '#' && ScanTemplate(start))
        {
            return;
        }
        else if (char.IsSurrogate(character))
        {
            CheckSurrogate();
            _at++;
            Add(TokenKind.Other, start);
        }
        else
        {
            TokenKind kind = Operator(character, out int length);
            _at += length;
            Add(kind, start);
        }
    }

    private bool IsBracketName() => !(_tokens.Count > 0 && _tokens[^1].End == _at
        && _tokens[^1].Kind is TokenKind.RightBracket or TokenKind.RightParen);

    /// <summary>A Jinja placeholder, kept as it is.</summary>
    private bool ScanTemplate(int start)
    {
        string closing = Peek(1) switch { '{' => "}}", '%' => "%}", _ => "#}" };
        int end = _text.IndexOf(closing, _at + 2, StringComparison.Ordinal);
        if (end < 0 || !_rules.Templates)
        {
            return false;
        }
        _at = end + 2;
        Add(TokenKind.Template, start);
        return true;
    }

    private TokenKind Operator(char character, out int length)
    {
        char second = Peek(1);
        char third = Peek(2);
        length = 1;
        switch (character)
        {
            case '(': return TokenKind.LeftParen;
            case ')': return TokenKind.RightParen;
            case '[': return TokenKind.LeftBracket;
            case ']': return TokenKind.RightBracket;
            case '{': return TokenKind.LeftBrace;
            case '}': return TokenKind.RightBrace;
            case ',': return TokenKind.Comma;
            case '.': return TokenKind.Dot;
            case ';': return TokenKind.Semicolon;
            case '+': return TokenKind.Plus;
            case '%': return TokenKind.Percent;
            case '\\': return TokenKind.Backslash;
            case '*': return second == '*' ? Two(TokenKind.DoubleStar, out length) : TokenKind.Star;
            case '/': return second == '/' ? Two(TokenKind.DoubleSlash, out length) : TokenKind.Slash;
            case '^': return second == '@' ? Two(TokenKind.CaretAt, out length) : TokenKind.Caret;
            case ':':
                return second switch
                {
                    ':' => Two(TokenKind.DoubleColon, out length),
                    '=' => Two(TokenKind.ColonEqual, out length),
                    _ => TokenKind.Colon,
                };
            case '=':
                return second switch
                {
                    '>' => Two(TokenKind.FatArrow, out length),
                    '=' => Two(TokenKind.Equal, out length),
                    _ => TokenKind.Equal,
                };
            case '-': return Dash(second, third, out length);
            case '<': return LessThan(second, third, out length);
            case '>':
                return second switch
                {
                    '=' => Two(TokenKind.GreaterEqual, out length),
                    '>' => Two(TokenKind.ShiftRight, out length),
                    _ => TokenKind.Greater,
                };
            case '|': return Bar(second, third, out length);
            case '&':
                return second switch
                {
                    '&' => Two(_rules.DoubleAmpersandIsAnd ? TokenKind.DoubleAmpersand : TokenKind.Overlap, out length),
                    '<' => Two(TokenKind.AmpersandLess, out length),
                    '>' => Two(TokenKind.AmpersandGreater, out length),
                    _ => TokenKind.Ampersand,
                };
            case '~': return Tilde(second, third, out length);
            case '!': return Exclamation(second, third, out length);
            case '#': return HashSign(second, third, out length);
            case '@': return AtSign(second, out length);
            case '?':
                return second switch
                {
                    '|' when third != '|' => Two(TokenKind.QuestionPipe, out length),
                    '&' => Two(TokenKind.QuestionAmpersand, out length),
                    '?' => Two(TokenKind.DoubleQuestion, out length),
                    _ => TokenKind.Question,
                };
            default: return TokenKind.Other;
        }
    }

    private static TokenKind Two(TokenKind kind, out int length)
    {
        length = 2;
        return kind;
    }

    private static TokenKind Dash(char second, char third, out int length)
    {
        if (second == '|' && third == '-')
        {
            length = 3;
            return TokenKind.Adjacent;
        }
        length = 1;
        if (second != '>')
        {
            return TokenKind.Minus;
        }
        length = third == '>' ? 3 : 2;
        return third == '>' ? TokenKind.LongArrow : TokenKind.Arrow;
    }

    private static TokenKind LessThan(char second, char third, out int length)
    {
        length = 1;
        switch (second)
        {
            case '=':
                length = third == '>' ? 3 : 2;
                return third == '>' ? TokenKind.NullSafeEqual : TokenKind.LessEqual;
            case '>': return Two(TokenKind.NotEqual, out length);
            case '<': return Two(TokenKind.ShiftLeft, out length);
            case '@': return Two(TokenKind.LessAt, out length);
            default: return TokenKind.Less;
        }
    }

    private static TokenKind Bar(char second, char third, out int length)
    {
        length = 1;
        switch (second)
        {
            case '|':
                length = third == '/' ? 3 : 2;
                return third == '/' ? TokenKind.DoublePipeSlash : TokenKind.DoublePipe;
            case '/': return Two(TokenKind.PipeSlash, out length);
            case '>': return Two(TokenKind.PipeGreater, out length);
            default: return TokenKind.Pipe;
        }
    }

    private static TokenKind Tilde(char second, char third, out int length)
    {
        length = 1;
        switch (second)
        {
            case '~':
                if (third is '*' or '~')
                {
                    length = 3;
                    return third == '*' ? TokenKind.DoubleTildeStar : TokenKind.TripleTilde;
                }
                return Two(TokenKind.DoubleTilde, out length);
            case '*': return Two(TokenKind.TildeStar, out length);
            default: return TokenKind.Tilde;
        }
    }

    private TokenKind Exclamation(char second, char third, out int length)
    {
        length = 1;
        if (second == '=')
        {
            return Two(TokenKind.NotEqual, out length);
        }
        if (second != '~')
        {
            return TokenKind.Exclamation;
        }
        if (third == '~')
        {
            length = Peek(3) == '*' ? 4 : 3;
            return length == 4 ? TokenKind.NotDoubleTildeStar : TokenKind.NotDoubleTilde;
        }
        length = third == '*' ? 3 : 2;
        return length == 3 ? TokenKind.NotTildeStar : TokenKind.NotTilde;
    }

    private static TokenKind HashSign(char second, char third, out int length)
    {
        length = 1;
        if (second == '-')
        {
            return Two(TokenKind.HashMinus, out length);
        }
        if (second != '>')
        {
            return TokenKind.Hash;
        }
        length = third == '>' ? 3 : 2;
        return length == 3 ? TokenKind.HashLongArrow : TokenKind.HashArrow;
    }

    private static TokenKind AtSign(char second, out int length)
    {
        length = 1;
        return second switch
        {
            '>' => Two(TokenKind.AtGreater, out length),
            '@' => Two(TokenKind.DoubleAt, out length),
            '?' => Two(TokenKind.AtQuestion, out length),
            _ => TokenKind.At,
        };
    }
}
