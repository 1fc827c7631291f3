namespace Weir.Sql.Parsing;

internal sealed partial class Tokenizer
{
    /// <summary>r'', b'', rb'', e'', x'', n'', u&amp;'' and their double-quoted and tripled forms.</summary>
    private bool TryScanPrefixedString(int start, char first)
    {
        char second = Peek(1);
        bool quote = second == '\'' || (second == '"' && _rules.DoubleQuoteStrings);
        if (!quote)
        {
            return TryScanTwoLetterPrefix(start, first, second);
        }
        TokenKind kind = (first | 0x20) switch
        {
            'r' when _rules.RawStrings => TokenKind.RawString,
            'b' when _rules.BytesStrings => TokenKind.BytesString,
            'b' when _rules.BitStrings => TokenKind.BitString,
            'e' when _rules.EscapeStrings => TokenKind.EscapeString,
            'x' when _rules.HexStrings => TokenKind.HexString,
            'n' when _rules.NationalStrings => TokenKind.NationalString,
            _ => TokenKind.End,
        };
        if (kind == TokenKind.End)
        {
            return false;
        }
        _at++;
        bool raw = kind == TokenKind.RawString;
        ScanQuoted(start, kind, second, !raw && (kind == TokenKind.EscapeString || _rules.BackslashEscapes), raw);
        return true;
    }

    private bool TryScanTwoLetterPrefix(int start, char first, char second)
    {
        char third = Peek(2);
        if (second == '&' && (first | 0x20) == 'u' && third == '\'' && _rules.UnicodeStrings)
        {
            _at += 2;
            ScanQuoted(start, TokenKind.UnicodeString, third, false, false);
            return true;
        }
        bool rawBytes = _rules.BytesStrings && (((first | 0x20) == 'r' && (second | 0x20) == 'b')
            || ((first | 0x20) == 'b' && (second | 0x20) == 'r'));
        if (!rawBytes || (third != '\'' && third != '"'))
        {
            return false;
        }
        _at += 2;
        ScanQuoted(start, TokenKind.RawBytesString, third, false, true);
        return true;
    }

    /// <summary>From the opening quote at the current place to behind the closing one.</summary>
    private void ScanQuoted(int start, TokenKind kind, char quote, bool backslash, bool raw)
    {
        int opening = _at;
        bool triple = _rules.TripleQuotes && Peek(1) == quote && Peek(2) == quote;
        _at += triple ? 3 : 1;
        while (_at < _text.Length)
        {
            char character = _text[_at];
            if (char.IsSurrogate(character))
            {
                CheckSurrogate();
            }
            else if (character == '\\' && (backslash || (raw && _rules.RawBackslashKeepsQuote)))
            {
                _at++;
            }
            else if (character == quote)
            {
                if (triple ? Peek(1) == quote && Peek(2) == quote : Peek(1) != quote || (raw && _rules.TripleQuotes))
                {
                    _at += triple ? 3 : 1;
                    Add(kind, start);
                    return;
                }
                if (!triple && !_rules.DoubledQuoteEscapes)
                {
                    _at++;
                    Add(kind, start);
                    return;
                }
                _at += triple ? 0 : 1;
            }
            _at++;
        }
        string closing = triple ? new string(quote, 3) : quote.ToString();
        throw SyntaxErrors.Unterminated(
            _text, opening, kind == TokenKind.QuotedWord ? "quoted name" : "string", closing);
    }

    private void ScanQuotedName(int start, char closing)
    {
        _at++;
        while (_at < _text.Length)
        {
            char character = _text[_at];
            if (char.IsSurrogate(character))
            {
                CheckSurrogate();
            }
            else if (character == '\\' && _rules.BackslashEscapes && closing == '`')
            {
                _at++;
            }
            else if (character == closing)
            {
                if (Peek(1) != closing)
                {
                    _at++;
                    Add(TokenKind.QuotedWord, start);
                    return;
                }
                _at++;
            }
            _at++;
        }
        throw SyntaxErrors.Unterminated(_text, start, "quoted name", closing.ToString());
    }

    /// <summary>$$…$$ and $tag$…$tag$; otherwise a parameter $1 or $name.</summary>
    private void ScanDollar(int start)
    {
        int tagEnd = _at + 1;
        while (tagEnd < _text.Length && IsWordPart(_text[tagEnd]) && _text[tagEnd] != '$')
        {
            tagEnd++;
        }
        bool tagged = tagEnd < _text.Length && _text[tagEnd] == '$' && !char.IsAsciiDigit(Peek(1));
        if (_rules.DollarStrings && tagged && (tagEnd == _at + 1 || _rules.TaggedDollarStrings))
        {
            ReadOnlySpan<char> tag = _text.AsSpan(_at, tagEnd - _at + 1);
            int end = _text.AsSpan(tagEnd + 1).IndexOf(tag, StringComparison.Ordinal);
            if (end < 0)
            {
                throw SyntaxErrors.Unterminated(_text, start, "string", tag.ToString());
            }
            _at = tagEnd + 1 + end + tag.Length;
            Add(TokenKind.DollarString, start);
            return;
        }
        _at = tagEnd;
        Add(tagEnd == start + 1 ? TokenKind.Dollar : TokenKind.Parameter, start);
    }
}
