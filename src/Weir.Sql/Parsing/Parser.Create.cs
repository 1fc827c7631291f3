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
        if (Is(Keyword.FUNCTION) || Is(Keyword.PROCEDURE) || Is(Keyword.MACRO)
            || (Is(Keyword.TABLE) && Next.Keyword == Keyword.FUNCTION))
        {
            return ParseCreateFunction(position, replace, [.. modifiers]);
        }
        if (Is(Keyword.SEQUENCE))
        {
            return ParseCreateSequence(position, replace, [.. modifiers]);
        }
        if (Is(Keyword.INDEX) || (Is(Keyword.SEARCH) && Next.Keyword == Keyword.INDEX)
            || (Is(Keyword.VECTOR) && Next.Keyword == Keyword.INDEX))
        {
            return ParseCreateIndex(position, modifiers.Contains("UNIQUE"));
        }
        if (_current.Keyword is not (
            Keyword.TABLE or Keyword.VIEW or Keyword.SCHEMA or Keyword.DATABASE or Keyword.STREAM))
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
        if (Is(TokenKind.LeftParen) && !StartsParenthesisedQuery(whole: false))
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
        if (create.Elements is null && properties.Count > 0 && Is(TokenKind.LeftParen)
            && !StartsParenthesisedQuery(whole: false))
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
        if (Is(Keyword.WITH)
            && Next.Keyword is Keyword.NO or Keyword.DATA or Keyword.CHECK or Keyword.CASCADED or Keyword.LOCAL)
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
                return new TableConstraint(
                    ParseConstraint() ?? throw Unexpected("a constraint"))
                { Position = position };
            case Keyword.LIKE:
                Advance();
                Expression[] table = ParseObjectName();
                int start = Position;
                while (!Is(TokenKind.Comma) && !Is(TokenKind.RightParen) && !Is(TokenKind.End))
                {
                    Advance();
                }
                string tail = Position > start ? Squeeze(_text.AsSpan(start, Previous.End - start)).ToUpperInvariant()
                    : string.Empty;
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
