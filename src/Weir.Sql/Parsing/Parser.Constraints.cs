using Weir.Sql.Ast;

namespace Weir.Sql.Parsing;

internal sealed partial class Parser
{
    private bool IsConstraintWord() =>
        _current.Keyword is Keyword.PRIMARY or Keyword.NOT or Keyword.NULL or Keyword.DEFAULT or Keyword.UNIQUE
        or Keyword.CHECK or Keyword.REFERENCES or Keyword.CONSTRAINT or Keyword.GENERATED or Keyword.COMMENT or Keyword.OPTIONS or Keyword.AS
        or Keyword.MASKING or Keyword.TAG;

    private ColumnConstraint? ParseConstraint()
    {
        int position = Position;
        Identifier? name = null;
        if (Match(Keyword.CONSTRAINT))
        {
            name = ParseIdentifier();
        }
        ColumnConstraint? constraint = ParseConstraintBody();
        return constraint is null
            ? name is null ? null : throw Unexpected("a constraint")
            : constraint with { Name = name, Position = position };
    }

    private ColumnConstraint? ParseConstraintBody()
    {
        switch (_current.Keyword)
        {
            case Keyword.NOT when Next.Keyword == Keyword.NULL:
                Advance();
                Advance();
                return new ColumnConstraint("NOT NULL");
            case Keyword.NULL:
                Advance();
                return new ColumnConstraint("NULL");
            case Keyword.PRIMARY:
                Advance();
                Expect(Keyword.KEY);
                return KeyConstraint("PRIMARY KEY");
            case Keyword.UNIQUE:
                Advance();
                string unique = Match(Keyword.NULLS, Keyword.NOT, Keyword.DISTINCT) ? "UNIQUE NULLS NOT DISTINCT"
                    : "UNIQUE";
                return KeyConstraint(unique);
            case Keyword.FOREIGN:
                Advance();
                Expect(Keyword.KEY);
                Expression[] columns = ParenthesisedExpressions();
                return ParseReferences() with { Kind = "FOREIGN KEY", Items = columns };
            case Keyword.REFERENCES:
                return ParseReferences();
            case Keyword.CHECK when Next.Kind == TokenKind.LeftParen:
                Advance();
                OpenParen();
                Expression condition = ParseExpression();
                CloseParen();
                return new ColumnConstraint("CHECK") { Value = condition, Text = ConstraintTail() };
            case Keyword.DEFAULT:
                Advance();
                return new ColumnConstraint("DEFAULT") { Value = ParseOperators(BitLevel) };
            case Keyword.COLLATE:
                Advance();
                Expression collation = Is(TokenKind.String) ? ExpectLiteral() : ParseName();
                return new ColumnConstraint("COLLATE") { Value = collation };
            case Keyword.COMMENT:
                Advance();
                Match(TokenKind.Equal);
                return new ColumnConstraint("COMMENT") { Value = ExpectLiteral() };
            case Keyword.OPTIONS when Next.Kind == TokenKind.LeftParen:
                Advance();
                return new ColumnConstraint("OPTIONS") { Items = ParseOptionList() };
            case Keyword.GENERATED:
                return ParseGenerated();
            case Keyword.AS when Next.Kind == TokenKind.LeftParen:
                Advance();
                OpenParen();
                Expression computed = ParseExpression();
                CloseParen();
                return new ColumnConstraint(
                    "AS")
                { Value = computed, Text = WordsOf(Keyword.STORED, Keyword.VIRTUAL, Keyword.PERSISTED) };
            case Keyword.AUTOINCREMENT or Keyword.AUTO_INCREMENT or Keyword.IDENTITY:
                return ParseIdentity();
            case Keyword.EXCLUDE:
                int start = Position;
                while (!Is(TokenKind.End) && !Is(TokenKind.LeftParen))
                {
                    Advance();
                }
                SkipParens();
                return new ColumnConstraint("RAW") { Text = Squeeze(_text.AsSpan(start, Previous.End - start)) };
            case Keyword.DEFERRABLE or Keyword.INITIALLY or Keyword.ENFORCED or Keyword.NORELY or Keyword.RELY or Keyword.INVISIBLE or Keyword.VISIBLE or Keyword.CASESPECIFIC:
                string word = KeywordTable.Text(_current.Keyword);
                Advance();
                if (word == "INITIALLY")
                {
                    word += " " + TextOf(_current).ToUpperInvariant();
                    Advance();
                }
                return new ColumnConstraint("RAW") { Text = word };
            case Keyword.NOT when Next.Keyword is Keyword.ENFORCED or Keyword.DEFERRABLE:
                Advance();
                string negated = "NOT " + KeywordTable.Text(_current.Keyword);
                Advance();
                return new ColumnConstraint("RAW") { Text = negated };
            case Keyword.WITH when Next.Keyword is Keyword.MASKING or Keyword.TAG or Keyword.PROJECTION:
                Advance();
                return ParseTagOrMask(string.Empty);
            case Keyword.MASKING or Keyword.TAG or Keyword.PROJECTION:
                return ParseTagOrMask(string.Empty);
            case Keyword.ENCODE or Keyword.COMPRESS:
                string encode = KeywordTable.Text(_current.Keyword);
                Advance();
                ColumnConstraint encoded = new("RAW") { Text = encode + " " + TextOf(_current) };
                Advance();
                return encoded;
            default:
                return null;
        }
    }

    private string? WordsOf(Keyword first, Keyword second, Keyword third)
    {
        if (!Is(first) && !Is(second) && !Is(third))
        {
            return null;
        }
        string word = KeywordTable.Text(_current.Keyword);
        Advance();
        return word;
    }

    private ColumnConstraint ParseTagOrMask(string prefix)
    {
        int start = Position;
        bool mask = Is(Keyword.MASKING) || Is(Keyword.PROJECTION);
        string word = KeywordTable.Text(_current.Keyword);
        Advance();
        if (mask)
        {
            Expect(Keyword.POLICY);
            string text = prefix + word + " POLICY " + ObjectText(ParseObjectName());
            if (Match(Keyword.USING))
            {
                int from = Position;
                SkipParens();
                text += " USING " + Squeeze(_text.AsSpan(from, Previous.End - from));
            }
            return new ColumnConstraint("RAW") { Text = text };
        }
        int open = Position;
        SkipParens();
        _ = start;
        return new ColumnConstraint(
            "RAW")
        { Text = prefix + "TAG " + Squeeze(_text.AsSpan(open, Previous.End - open)) };
    }

    private string ObjectText(Expression[] parts) =>
        string.Join(
            '.', parts.Select(part => part is Identifier id ? (id.Quoted ? _dialect.Quote(id.Name) : id.Name) : "?"));

    private ColumnConstraint KeyConstraint(string kind)
    {
        OrderItem[] items = [];
        if (Is(TokenKind.LeftParen))
        {
            OpenParen();
            items = ParseOrderItems();
            CloseParen();
        }
        Expression[] columns =
            [.. items.Select(item => item.Direction == SortDirection.Unspecified && item.Nulls == NullOrder.Unspecified
            ? item.Value : new PrefixWord(item.Direction == SortDirection.Descending ? " DESC" : " ASC", item.Value))];
        return new ColumnConstraint(kind) { Items = columns, Text = ConstraintTail() };
    }

    private string? ConstraintTail()
    {
        string? tail = null;
        while (true)
        {
            string? word = null;
            if (Is(Keyword.NOT) && Next.Keyword is Keyword.ENFORCED or Keyword.DEFERRABLE or Keyword.VALID)
            {
                Advance();
                word = "NOT " + KeywordTable.Text(_current.Keyword);
                Advance();
            }
            else if (_current.Keyword is Keyword.ENFORCED or Keyword.DEFERRABLE or Keyword.NORELY or Keyword.RELY)
            {
                word = KeywordTable.Text(_current.Keyword);
                Advance();
            }
            else if (Is(Keyword.INITIALLY) || (Is(Keyword.ON) && Next.Keyword is Keyword.CONFLICT))
            {
                int start = Position;
                Advance();
                Advance();
                word = _text[start..Previous.End].ToUpperInvariant();
                if (word.StartsWith("ON", StringComparison.Ordinal))
                {
                    word += " " + TextOf(_current).ToUpperInvariant();
                    Advance();
                }
            }
            else if (Is(Keyword.INCLUDE) && Next.Kind == TokenKind.LeftParen)
            {
                int start = Position;
                Advance();
                SkipParens();
                word = Squeeze(_text.AsSpan(start, Previous.End - start));
            }
            if (word is null)
            {
                return tail;
            }
            tail = tail is null ? word : tail + " " + word;
        }
    }

    private ColumnConstraint ParseReferences()
    {
        Expect(Keyword.REFERENCES);
        Expression[] table = ParseObjectName();
        Expression[] columns = Is(TokenKind.LeftParen) ? ParenthesisedExpressions() : [];
        string text = string.Empty;
        while (true)
        {
            if (Is(Keyword.ON) && Next.Keyword is Keyword.DELETE or Keyword.UPDATE)
            {
                Advance();
                text += " ON " + TextOf(_current);
                Advance();
                text += " " + TextOf(_current).ToUpperInvariant();
                bool two = _current.Keyword is Keyword.SET or Keyword.NO;
                Advance();
                if (two)
                {
                    text += " " + TextOf(_current).ToUpperInvariant();
                    Advance();
                }
            }
            else if (Is(Keyword.MATCH))
            {
                Advance();
                text += " MATCH " + TextOf(_current).ToUpperInvariant();
                Advance();
            }
            else if (ConstraintTail() is { } tail)
            {
                text += " " + tail;
            }
            else
            {
                break;
            }
        }
        return new ColumnConstraint("REFERENCES")
        {
            Value = new Call(string.Empty, columns) { Parameters = table },
            Text = text.Length > 0 ? text[1..] : null
        };
    }

    private ColumnConstraint ParseGenerated()
    {
        Advance();
        string how = Match(Keyword.ALWAYS) ? "ALWAYS" : string.Empty;
        if (how.Length == 0)
        {
            Expect(Keyword.BY);
            Expect(Keyword.DEFAULT);
            how = "BY DEFAULT";
            if (Match(Keyword.ON, Keyword.NULL))
            {
                how += " ON NULL";
            }
        }
        Expect(Keyword.AS);
        if (Match(Keyword.IDENTITY))
        {
            string options = string.Empty;
            if (Is(TokenKind.LeftParen))
            {
                int start = Position;
                SkipParens();
                options = " " + Squeeze(_text.AsSpan(start, Previous.End - start)).ToUpperInvariant();
            }
            return new ColumnConstraint("IDENTITY") { Text = "GENERATED " + how + " AS IDENTITY" + options };
        }
        if (Match(Keyword.ROW))
        {
            string side = TextOf(_current).ToUpperInvariant();
            Advance();
            return new ColumnConstraint("RAW") { Text = "GENERATED " + how + " AS ROW " + side };
        }
        OpenParen();
        Expression value = ParseExpression();
        CloseParen();
        return new ColumnConstraint(
            "GENERATED")
        { Value = value, Text = WordsOf(Keyword.STORED, Keyword.VIRTUAL, Keyword.PERSISTED) };
    }

    private ColumnConstraint ParseIdentity()
    {
        string word = KeywordTable.Text(_current.Keyword);
        Advance();
        Expression[] items = [];
        if (Is(TokenKind.LeftParen))
        {
            items = ParenthesisedExpressions();
        }
        else if (Match(Keyword.START))
        {
            Match(Keyword.WITH);
            Expression start = ExpectLiteral();
            Expect(Keyword.INCREMENT);
            Match(Keyword.BY);
            items = [start, ParseUnary()];
        }
        else if (Match(Keyword.INCREMENT))
        {
            Match(Keyword.BY);
            Expression step = ParseUnary();
            Expect(Keyword.START);
            Match(Keyword.WITH);
            items = [ParseUnary(), step];
        }
        string? order = Match(Keyword.ORDER) ? "ORDER" : Match(Keyword.NOORDER) ? "NOORDER" : null;
        return new ColumnConstraint("AUTOINCREMENT") { Items = items, Text = order, Value = new WordExpression(word) };
    }
}
