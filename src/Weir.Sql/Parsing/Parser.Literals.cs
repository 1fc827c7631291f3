using System.Globalization;
using System.Text;
using Weir.Sql.Ast;

namespace Weir.Sql.Parsing;

internal sealed partial class Parser
{
    /// <summary>The value of a string token, escapes resolved by the dialect's rules.</summary>
    private string StringValue(in Token token)
    {
        ReadOnlySpan<char> inner = Inner(token, out char quote, out bool triple);
        bool backslash = token.Kind == TokenKind.EscapeString || _dialect.Lexical.BackslashEscapes;
        return Decode(inner, quote, backslash, !triple);
    }

    /// <summary>A character for each byte: letters beyond ASCII are those of UTF-8, escapes are bytes themselves.</summary>
    // https://cloud.google.com/bigquery/docs/reference/standard-sql/lexical#string_and_bytes_literals
    private string BytesValue(in Token token, bool raw)
    {
        ReadOnlySpan<char> inner = Inner(token, out char quote, out bool triple);
        string text = Ascii.IsValid(inner) ? inner.ToString()
            : Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(inner.ToString()));
        return raw ? text : Decode(text, quote, _dialect.Lexical.BackslashEscapes, !triple);
    }

    /// <summary>What stands between the quotes.</summary>
    private ReadOnlySpan<char> Inner(in Token token, out char quote, out bool triple)
    {
        ReadOnlySpan<char> text = Span(token);
        int opening = text.IndexOfAny('\'', '"');
        quote = text[opening];
        triple = _dialect.Lexical.TripleQuotes && text.Length >= opening + 6
            && text[opening + 1] == quote && text[opening + 2] == quote;
        int width = triple ? 3 : 1;
        return text[(opening + width)..^width];
    }

    private string Decode(ReadOnlySpan<char> inner, char quote, bool backslash, bool doubled)
    {
        if (inner.IndexOf(quote) < 0 && (!backslash || inner.IndexOf('\\') < 0))
        {
            return inner.ToString();
        }
        StringBuilder builder = new(inner.Length);
        for (int index = 0; index < inner.Length; index++)
        {
            char character = inner[index];
            if (character == '\\' && backslash && index + 1 < inner.Length)
            {
                index = DecodeEscape(inner, index + 1, builder);
            }
            else
            {
                builder.Append(character);
                if (doubled && character == quote && index + 1 < inner.Length && inner[index + 1] == quote)
                {
                    index++;
                }
            }
        }
        return builder.ToString();
    }

    /// <summary>
    /// The escape whose letter is at <paramref name="index"/>; gives the index of its last character.
    /// </summary>
    private int DecodeEscape(ReadOnlySpan<char> inner, int index, StringBuilder builder)
    {
        char letter = inner[index];
        switch (letter)
        {
            case 'n': builder.Append('\n'); return index;
            case 't': builder.Append('\t'); return index;
            case 'r': builder.Append('\r'); return index;
            case 'b': builder.Append('\b'); return index;
            case 'f': builder.Append('\f'); return index;
            case 'a' when _dialect.Grammar.AlertEscape: builder.Append('\a'); return index;
            case 'v' when _dialect.Grammar.AlertEscape: builder.Append('\v'); return index;
            case '0' when index + 1 >= inner.Length || !IsOctal(inner[index + 1]): builder.Append('\0'); return index;
            case 'x' or 'X' when Hex(inner, index + 1, 2, out int value): builder.Append((char)value); return index + 2;
            case 'u' when Hex(inner, index + 1, 4, out int value): builder.Append((char)value); return index + 4;
            case 'U' when Hex(inner, index + 1, 8, out int value) && Rune.IsValid(value):
                builder.Append(char.ConvertFromUtf32(value));
                return index + 8;
            default:
                if (IsOctal(letter) && index + 2 < inner.Length && IsOctal(inner[index + 1])
                    && IsOctal(inner[index + 2]))
                {
                    builder.Append((
                        char)(((letter - '0') * 64) + ((inner[index + 1] - '0') * 8) + inner[index + 2] - '0'));
                    return index + 2;
                }
                if (_dialect.Grammar.KeepsLikeEscapes && letter is '%' or '_')
                {
                    builder.Append('\\');
                }
                builder.Append(letter);
                return index;
        }
    }

    private static bool IsOctal(char character) => character is >= '0' and <= '7';

    private static bool Hex(ReadOnlySpan<char> text, int start, int length, out int value)
    {
        value = 0;
        return start + length <= text.Length
            && int.TryParse(
                text.Slice(start, length), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out value);
    }

    /// <summary>A literal token as an expression, or null where the current token is none.</summary>
    private Expression? ParseLiteral()
    {
        Token token = _current;
        switch (token.Kind)
        {
            case TokenKind.Number:
                Advance();
                return ParseNumberSuffix(new NumberLiteral(Number(token)) { Position = token.Start });
            case TokenKind.String:
                Advance();
                return ParseAdjacentStrings(new StringLiteral(StringValue(token)) { Position = token.Start });
            case TokenKind.EscapeString:
                Advance();
                return new EscapeLiteral(
                    StringValue(token), Inner(token, out _, out _).ToString())
                { Position = token.Start };
            case TokenKind.RawString:
                Advance();
                return new StringLiteral(Inner(token, out _, out _).ToString()) { Position = token.Start };
            case TokenKind.DollarString:
                Advance();
                return new StringLiteral(DollarBody(token)) { Position = token.Start };
            case TokenKind.NationalString:
                Advance();
                return new NationalLiteral(StringValue(token)) { Position = token.Start };
            case TokenKind.UnicodeString:
                Advance();
                UnicodeLiteral unicode = new(Inner(token, out _, out _).ToString()) { Position = token.Start };
                if (_current.Kind == TokenKind.Word && TextOf(_current).Equals(
                    "UESCAPE", StringComparison.OrdinalIgnoreCase) && Next.Kind == TokenKind.String)
                {
                    Advance();
                    unicode = unicode with { Escape = StringValue(_current) };
                    Advance();
                }
                return unicode;
            case TokenKind.BytesString:
                Advance();
                return new BytesLiteral(BytesValue(token, raw: false)) { Position = token.Start };
            case TokenKind.RawBytesString:
                Advance();
                return new BytesLiteral(BytesValue(token, raw: true)) { Position = token.Start };
            case TokenKind.HexString:
                Advance();
                return new HexLiteral(Inner(token, out _, out _).ToString(), false) { Position = token.Start };
            case TokenKind.HexNumber:
                Advance();
                return new HexLiteral(
                    Span(token)[2..].ToString(), _dialect.Grammar.HexNumbersAreIntegers)
                { Position = token.Start };
            case TokenKind.BitString:
                Advance();
                ReadOnlySpan<char> bits = Span(token);
                return new BitLiteral(
                    bits[0] == '0' ? bits[2..].ToString() : bits[2..^1].ToString())
                { Position = token.Start };
            case TokenKind.Template:
                Advance();
                return new TemplateText(TextOf(token)) { Position = token.Start };
            default:
                return null;
        }
    }

    private Expression ExpectLiteral() => ParseLiteral() ?? throw Unexpected("a literal");

    private string DollarBody(in Token token)
    {
        ReadOnlySpan<char> text = Span(token);
        int tag = text[1..].IndexOf('$') + 2;
        return text[tag..^tag].ToString();
    }

    private string Number(in Token token)
    {
        ReadOnlySpan<char> text = Span(token);
        return text.IndexOf('_') < 0 ? text.ToString()
            : text.ToString().Replace("_", string.Empty, StringComparison.Ordinal);
    }

    /// <summary>Spark's <c>1L</c>, <c>2.5BD</c>.</summary>
    private Expression ParseNumberSuffix(NumberLiteral number)
    {
        if (!_dialect.Grammar.NumberSuffixes || _current.Start != Previous.End || _current.Kind != TokenKind.Word)
        {
            return number;
        }
        TypeKind kind = _current.Keyword switch
        {
            Keyword.L => TypeKind.BigInt,
            Keyword.S => TypeKind.SmallInt,
            Keyword.Y => TypeKind.TinyInt,
            Keyword.D => TypeKind.Double,
            Keyword.F => TypeKind.Float,
            Keyword.BD => TypeKind.Decimal,
            _ => TypeKind.Unknown,
        };
        if (kind == TypeKind.Unknown)
        {
            return number;
        }
        Advance();
        return new Cast(number, DataType.Of(kind), CastKind.Strict) { Position = number.Position };
    }

    /// <summary>Strings that follow each other are one.</summary>
    private Expression ParseAdjacentStrings(StringLiteral first)
    {
        if (!Is(TokenKind.String) || _dialect.Grammar.StringAliases)
        {
            return first;
        }
        List<Expression> parts = [first];
        while (Is(TokenKind.String))
        {
            parts.Add(new StringLiteral(StringValue(_current)) { Position = Position });
            Advance();
        }
        return new Call("CONCAT", [.. parts]) { Known = true, Position = first.Position };
    }
}
