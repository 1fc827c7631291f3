using Weir.Core.Errors;
using Weir.Sql.Dialects;

namespace Weir.Sql.Parsing;

/// <summary>
/// Cuts a text into tokens by a dialect's lexical rules; one pass, no backtracking over more than a prefix.
/// </summary>
internal sealed partial class Tokenizer
{
    private readonly string _text;
    private readonly LexicalRules _rules;
    private readonly List<Token> _tokens;
    private readonly List<Comment> _comments = [];
    private int _at;

    private Tokenizer(string text, LexicalRules rules)
    {
        _text = text;
        _rules = rules;
        _tokens = new List<Token>((text.Length / 4) + 8);
    }

    /// <summary>The tokens of <paramref name="text"/>, closed by <see cref="TokenKind.End"/>.</summary>
    /// <exception cref="SqlSyntaxException">An unterminated string, quoted name or comment, or a lone
    /// surrogate.</exception>
    public static TokenList Tokenize(string text, LexicalRules rules)
    {
        Tokenizer tokenizer = new(text, rules);
        tokenizer.Run();
        return new TokenList(text, tokenizer._tokens, tokenizer._comments);
    }

    private void Run()
    {
        while (true)
        {
            SkipBlanksAndComments();
            if (_at >= _text.Length)
            {
                Add(TokenKind.End, _at);
                return;
            }
            int start = _at;
            char character = _text[_at];
            if (IsWordStart(character))
            {
                ScanWordOrPrefixedString(start, character);
            }
            else if (char.IsAsciiDigit(character) || (character == '.' && char.IsAsciiDigit(Peek(1)) && !AfterName()))
            {
                ScanNumber(start);
            }
            else
            {
                ScanOther(start, character);
            }
        }
    }

    private char Peek(int distance) => _at + distance < _text.Length ? _text[_at + distance] : '\0';

    private void Add(TokenKind kind, int start, Keyword keyword = Keyword.None)
    {
        _tokens.Add(new Token
        {
            Kind = kind,
            Keyword = keyword,
            Start = start,
            End = _at,
        });
    }

    /// <summary>Whether a dot here goes on a name (<c>a.1</c>) instead of beginning a number.</summary>
    private bool AfterName()
    {
        if (_tokens.Count == 0 || _tokens[^1].End != _at)
        {
            return false;
        }
        TokenKind kind = _tokens[^1].Kind;
        return kind is TokenKind.Word or TokenKind.QuotedWord or TokenKind.RightBracket or TokenKind.RightParen;
    }

    private static bool IsWordStart(char character) =>
        char.IsAsciiLetter(character) || character == '_' || (character >= 0x80 && !char.IsWhiteSpace(character));

    private static bool IsWordPart(char character) =>
        char.IsAsciiLetterOrDigit(character) || character is '_' or '$'
        || (character >= 0x80 && !char.IsWhiteSpace(character));

    private void ScanWordOrPrefixedString(int start, char first)
    {
        if (_at + 1 < _text.Length && TryScanPrefixedString(start, first))
        {
            return;
        }
        while (_at < _text.Length && IsWordPart(_text[_at]))
        {
            if (char.IsSurrogate(_text[_at]))
            {
                CheckSurrogate();
            }
            _at++;
        }
        Add(TokenKind.Word, start, KeywordTable.Find(_text.AsSpan(start, _at - start)));
    }

    private void CheckSurrogate()
    {
        if (char.IsHighSurrogate(_text[_at]) && char.IsLowSurrogate(Peek(1)))
        {
            _at++;
            return;
        }
        throw SyntaxErrors.LoneSurrogate(_text, _at);
    }

    private void ScanNumber(int start)
    {
        if (_text[_at] == '0' && Peek(1) is 'x' or 'X' && char.IsAsciiHexDigit(Peek(2)))
        {
            _at += 2;
            while (_at < _text.Length && char.IsAsciiHexDigit(_text[_at]))
            {
                _at++;
            }
            Add(TokenKind.HexNumber, start);
            return;
        }
        if (_text[_at] == '0' && Peek(1) is 'b' or 'B' && _rules.BinaryNumbers && Peek(2) is '0' or '1')
        {
            _at += 2;
            while (Peek(0) is '0' or '1')
            {
                _at++;
            }
            Add(TokenKind.BitString, start);
            return;
        }
        Digits();
        if (Peek(0) == '.' && Peek(1) != '.' && !(AfterDot() && _rules.DigitNames))
        {
            _at++;
            Digits();
        }
        if (Peek(0) is 'e' or 'E'
            && (char.IsAsciiDigit(Peek(1)) || (Peek(1) is '+' or '-' && char.IsAsciiDigit(Peek(2)))))
        {
            _at += 2;
            Digits();
        }
        if (IsWordStart(Peek(0)) && (_rules.DigitNames || AfterDot()))
        {
            while (_at < _text.Length && IsWordPart(_text[_at]))
            {
                _at++;
            }
            Add(TokenKind.Word, start);
            return;
        }
        Add(TokenKind.Number, start);
    }

    private bool AfterDot() => _tokens.Count > 0 && _tokens[^1].Kind == TokenKind.Dot;

    private void Digits()
    {
        while (char.IsAsciiDigit(Peek(0)) || (Peek(0) == '_' && char.IsAsciiDigit(Peek(1))))
        {
            _at++;
        }
    }
}
