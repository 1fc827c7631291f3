using Weir.Sql.Ast;

namespace Weir.Sql.Parsing;

/// <summary>CREATE and ALTER of tables, views, schemas.</summary>
internal sealed partial class Parser
{
    private Statement ParseCreate()
    {
        int position = Position;
        Advance();
        bool replace = Match(Keyword.OR, Keyword.REPLACE);
        if (Match(Keyword.OR, Keyword.ALTER))
        {
            throw Unexpected("TABLE");
        }
        List<string> modifiers = [];
        while (_current.Keyword is Keyword.TEMPORARY or Keyword.TEMP or Keyword.TRANSIENT or Keyword.UNLOGGED or Keyword.EXTERNAL
            or Keyword.MATERIALIZED or Keyword.RECURSIVE or Keyword.SECURE or Keyword.GLOBAL or Keyword.LOCAL or Keyword.VOLATILE
            or Keyword.UNIQUE or Keyword.SNAPSHOT or Keyword.HYBRID or Keyword.DYNAMIC or Keyword.ICEBERG or Keyword.AGGREGATE or Keyword.CHANGELOG)
        {
            modifiers.Add(_current.Keyword == Keyword.TEMP ? "TEMPORARY" : KeywordTable.Text(_current.Keyword));
            Advance();
        }
        if (Is(Keyword.FUNCTION) || Is(Keyword.PROCEDURE) || Is(Keyword.MACRO) || (Is(Keyword.TABLE) && Next.Keyword == Keyword.FUNCTION))
        {
            return ParseCreateFunction(position, replace, [.. modifiers]);
        }
        if (Is(Keyword.SEQUENCE))
        {
            return ParseCreateSequence(position, replace, [.. modifiers]);
        }
        if (Is(Keyword.INDEX) || (Is(Keyword.SEARCH) && Next.Keyword == Keyword.INDEX) || (Is(Keyword.VECTOR) && Next.Keyword == Keyword.INDEX))
        {
            return ParseCreateIndex(position, modifiers.Contains("UNIQUE"));
        }
        if (_current.Keyword is not (Keyword.TABLE or Keyword.VIEW or Keyword.SCHEMA or Keyword.DATABASE or Keyword.STREAM))
        {
            throw Unexpected("TABLE, VIEW, SCHEMA …");
        }
        string kind = KeywordTable.Text(_current.Keyword);
        Advance();
        bool exists = Match(Keyword.IF, Keyword.NOT, Keyword.EXISTS);
        CreateTable create = new(ParseObjectName())
        {
            Kind = kind,
            Replace = replace,
            Modifiers = [.. modifiers],
            IfNotExists = exists || Match(Keyword.IF, Keyword.NOT, Keyword.EXISTS),
            Position = position,
        };
        List<Property> properties = [];
        if (Is(TokenKind.LeftParen) && !StartsParenthesisedQuery())
        {
            create = create with { Elements = ParseTableElements(kind == "VIEW") };
        }
        else if (Match(Keyword.CLONE) || Match(Keyword.COPY))
        {
            string word = KeywordTable.Text(Previous.Keyword);
            if (word == "COPY" && Is(Keyword.GRANTS))
            {
                Retreat(_at - 1);
            }
            else
            {
                Expression[] source = ParseObjectName();
                string tail = string.Empty;
                if (_current.Keyword is Keyword.AT or Keyword.BEFORE)
                {
                    TimeTravel travel = ParseAtTime();
                    create = create with { CloneOf = (word, source, travel.Form) };
                    throw Unexpected("the end of the statement");
                }
                if (Match(Keyword.COPY, Keyword.GRANTS))
                {
                    tail = "COPY GRANTS";
                }
                create = create with { CloneOf = (word, source, tail) };
            }
        }
        else if (Match(Keyword.LIKE))
        {
            create = create with { Like = ParseObjectName() };
        }
        while (ParseProperty(kind) is { } property)
        {
            properties.Add(property);
        }
        if (create.Elements is null && properties.Count > 0 && Is(TokenKind.LeftParen) && !StartsParenthesisedQuery())
        {
            create = create with { Elements = ParseTableElements(kind == "VIEW") };
        }
        create = create with { Properties = [.. properties] };
        if (Match(Keyword.AS) || IsQueryStart())
        {
            create = ParseCreateAs(create);
        }
        return create;
    }

    private CreateTable ParseCreateAs(CreateTable create)
    {
        Query query = ParseQuery();
        create = create with { As = query };
        if (Is(Keyword.WITH) && Next.Keyword is Keyword.NO or Keyword.DATA or Keyword.CHECK or Keyword.CASCADED or Keyword.LOCAL)
        {
            int start = Position;
            while (_current.Kind is not (TokenKind.End or TokenKind.Semicolon))
            {
                Advance();
            }
            create = create with { Tail = Squeeze(_text.AsSpan(start, Previous.End - start)).ToUpperInvariant() };
        }
        return create;
    }

    private TableElement[] ParseTableElements(bool view)
    {
        OpenParen();
        List<TableElement> elements = [];
        if (Match(TokenKind.RightParen))
        {
            return [];
        }
        do
        {
            if (Is(TokenKind.RightParen))
            {
                break;
            }
            TableElement element = ParseTableElement(view);
            Attach(element);
            elements.Add(element);
        }
        while (Match(TokenKind.Comma));
        CloseParen();
        return [.. elements];
    }

    private TableElement ParseTableElement(bool view)
    {
        int position = Position;
        switch (_current.Keyword)
        {
            case Keyword.CONSTRAINT or Keyword.PRIMARY or Keyword.FOREIGN when Next.Kind is TokenKind.Word or TokenKind.QuotedWord:
            case Keyword.UNIQUE or Keyword.CHECK when Next.Kind == TokenKind.LeftParen:
            case Keyword.EXCLUDE when Next.Kind is TokenKind.LeftParen || Next.Keyword == Keyword.USING:
                return new TableConstraint(ParseConstraint() ?? throw Unexpected("a constraint")) { Position = position };
            case Keyword.LIKE:
                Advance();
                Expression[] table = ParseObjectName();
                int start = Position;
                while (!Is(TokenKind.Comma) && !Is(TokenKind.RightParen) && !Is(TokenKind.End))
                {
                    Advance();
                }
                string tail = Position > start ? Squeeze(_text.AsSpan(start, Previous.End - start)).ToUpperInvariant() : string.Empty;
                return new LikeElement(table, tail) { Position = position };
            case Keyword.WATERMARK when Next.Keyword == Keyword.FOR:
                Advance();
                Advance();
                Identifier watermarked = ParseIdentifier();
                Expect(Keyword.AS);
                return new WatermarkElement(watermarked, ParseExpression()) { Position = position };
            default:
                return ParseColumnDefinition(view);
        }
    }

    private ColumnDefinition ParseColumnDefinition(bool view)
    {
        int position = Position;
        Identifier name = ParseIdentifier();
        DataType? type = null;
        bool ends = Is(TokenKind.Comma) || Is(TokenKind.RightParen) || Is(TokenKind.End);
        if (!ends && !view && !(IsConstraintWord() && !(Is(Keyword.AS) && false)))
        {
            type = ParseType();
        }
        List<ColumnConstraint> constraints = [];
        while (ParseConstraint() is { } constraint)
        {
            constraints.Add(constraint);
        }
        return new ColumnDefinition(name, type) { Constraints = [.. constraints], Position = position };
    }

    private bool IsConstraintWord() => _current.Keyword is Keyword.PRIMARY or Keyword.NOT or Keyword.NULL or Keyword.DEFAULT or Keyword.UNIQUE
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
                string unique = Match(Keyword.NULLS, Keyword.NOT, Keyword.DISTINCT) ? "UNIQUE NULLS NOT DISTINCT" : "UNIQUE";
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
                return new ColumnConstraint("AS") { Value = computed, Text = WordsOf(Keyword.STORED, Keyword.VIRTUAL, Keyword.PERSISTED) };
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
        return new ColumnConstraint("RAW") { Text = prefix + "TAG " + Squeeze(_text.AsSpan(open, Previous.End - open)) };
    }

    private string ObjectText(Expression[] parts) =>
        string.Join('.', parts.Select(part => part is Identifier id ? (id.Quoted ? _dialect.Quote(id.Name) : id.Name) : "?"));

    private ColumnConstraint KeyConstraint(string kind)
    {
        OrderItem[] items = [];
        if (Is(TokenKind.LeftParen))
        {
            OpenParen();
            items = ParseOrderItems();
            CloseParen();
        }
        Expression[] columns = [.. items.Select(item => item.Direction == SortDirection.Unspecified && item.Nulls == NullOrder.Unspecified
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
        return new ColumnConstraint("REFERENCES") { Value = new Call(string.Empty, columns) { Parameters = table }, Text = text.Length > 0 ? text[1..] : null };
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
        return new ColumnConstraint("GENERATED") { Value = value, Text = WordsOf(Keyword.STORED, Keyword.VIRTUAL, Keyword.PERSISTED) };
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

    private Expression[] ParseOptionList()
    {
        OpenParen();
        List<Expression> options = [];
        while (!Is(TokenKind.RightParen))
        {
            Expression name = ParseName();
            Expect(TokenKind.Equal, "=");
            options.Add(new Binary(BinaryOperator.Operator, name, ParseExpression()) { Custom = "=" });
            if (!Match(TokenKind.Comma))
            {
                break;
            }
        }
        CloseParen();
        return [.. options];
    }
}
