using Weir.Sql.Ast;

namespace Weir.Sql.Parsing;

/// <summary>CREATE FUNCTION: parameters, what it returns, its body.</summary>
internal sealed partial class Parser
{
    private CreateFunction ParseCreateFunction(int position, bool replace, string[] modifiers)
    {
        string kind = KeywordTable.Text(_current.Keyword);
        Advance();
        if (Match(Keyword.FUNCTION))
        {
            kind = "TABLE FUNCTION";
        }
        bool exists = Match(Keyword.IF, Keyword.NOT, Keyword.EXISTS);
        Expression[] name = ParseObjectName();
        FunctionParameter[]? parameters = null;
        if (Is(TokenKind.LeftParen))
        {
            parameters = ParseFunctionParameters();
        }
        CreateFunction function = new(name)
        {
            Kind = kind,
            Replace = replace,
            Modifiers = modifiers,
            IfNotExists = exists,
            Parameters = parameters,
            Position = position
        };
        List<Property> before = [];
        List<Property> behind = [];
        bool body = false;
        while (_current.Kind is not (TokenKind.End or TokenKind.Semicolon))
        {
            if (Is(Keyword.RETURNS) && !body)
            {
                before.Add(ParseReturns());
            }
            else if (Match(Keyword.LANGUAGE))
            {
                (body ? behind : before).Add(new Property(
                    "LANGUAGE")
                { Value = Is(TokenKind.String) ? ParseLiteral() : new Column([ParseIdentifier()]) });
            }
            else if (Is(Keyword.OPTIONS) && Next.Kind == TokenKind.LeftParen)
            {
                Advance();
                (body ? behind : before).Add(new Property("OPTIONS") { Items = ParseOptionList() });
            }
            else if (!body && Match(Keyword.AS))
            {
                body = true;
                function = ParseFunctionBody(function);
            }
            else if (!body && Match(Keyword.RETURN))
            {
                body = true;
                function =
                    function with { Body = IsQueryStart() ? ParseQuery() : ParseExpression(), BodyIsReturn = true };
            }
            else if (_current.Kind == TokenKind.Word && !Is(Keyword.AS))
            {
                (body ? behind : before).Add(ParseFunctionWord());
            }
            else
            {
                throw Unexpected("the body of the function");
            }
        }
        bool bodyLast = _dialect.Family is "postgres" or "bigquery" or "snowflake" && !function.BodyIsReturn;
        return bodyLast ? function with { Properties = [.. before, .. behind] }
            : function with { Properties = [.. before], PropertiesBehind = [.. behind] };
    }

    private CreateFunction ParseFunctionBody(CreateFunction function)
    {
        if (Match(Keyword.TABLE))
        {
            return function with
            {
                BodyIsTable = true,
                Body = Is(TokenKind.LeftParen) ? ParseTablePrimary() : ParseQuery()
            };
        }
        if (IsQueryStart())
        {
            return function with { Body = ParseQuery() };
        }
        if (Is(Keyword.BEGIN))
        {
            throw Unexpected("an expression");
        }
        Expression value = ParseExpression();
        return function with { Body = value };
    }

    private Property ParseFunctionWord()
    {
        int start = _at;
        string text = TextOf(_current).ToUpperInvariant();
        if (_current.Keyword is not (
            Keyword.IMMUTABLE or Keyword.STABLE or Keyword.VOLATILE or Keyword.STRICT or Keyword.CALLED or Keyword.SECURITY or Keyword.SET
            or Keyword.LEAKPROOF or Keyword.PARALLEL or Keyword.COST or Keyword.ROWS or Keyword.NOT or Keyword.DETERMINISTIC or Keyword.HANDLER
            or Keyword.PACKAGES or Keyword.RUNTIME_VERSION or Keyword.IMPORTS or Keyword.COMMENT or Keyword.SQL or Keyword.MEMOIZABLE or Keyword.REMOTE or Keyword.ENVIRONMENT or Keyword.PARAMETER or Keyword.CONTAINS))
        {
            throw Unexpected("a property of the function");
        }
        Advance();
        while (_current.Kind is not (TokenKind.End or TokenKind.Semicolon) && !Is(Keyword.AS) && !Is(Keyword.LANGUAGE)
            && !Is(Keyword.RETURNS)
            && !Is(Keyword.RETURN) && !Is(Keyword.OPTIONS)
            && !(_at > start
                && _current.Keyword is Keyword.IMMUTABLE or Keyword.STABLE or Keyword.VOLATILE or Keyword.STRICT or Keyword.HANDLER or Keyword.PACKAGES or Keyword.RUNTIME_VERSION or Keyword.COMMENT or Keyword.MEMOIZABLE or Keyword.SECURITY))
        {
            Advance();
        }
        return new Property("RAW")
        {
            Text = text
            + Squeeze(_text.AsSpan(_tokens[start].End, Previous.End - _tokens[start].End)) is var whole
            && whole.Length > text.Length ? text + " " + whole[text.Length..].TrimStart() : text
        };
    }

    private Property ParseReturns()
    {
        Advance();
        if (Is(Keyword.TABLE))
        {
            Advance();
            if (Is(TokenKind.Less))
            {
                Retreat(_at - 1);
                int start = Position;
                int depth = 0;
                do
                {
                    if (Is(TokenKind.End))
                    {
                        throw Unexpected(">");
                    }
                    depth += Is(TokenKind.Less) ? 1 : Is(TokenKind.Greater) ? -1 : Is(TokenKind.ShiftRight) ? -2 : 0;
                    Advance();
                }
                while (depth > 0 || !(Previous.Kind is TokenKind.Greater or TokenKind.ShiftRight));
                return new Property("RETURNS TEXT") { Text = Squeeze(_text.AsSpan(start, Previous.End - start)) };
            }
            return new Property("RETURNS TABLE")
            {
                Items = Is(TokenKind.LeftParen)
                ? [.. ParseTableElements(false).OfType<ColumnDefinition>().Select(
                    column => (Expression)new Binary(BinaryOperator.Operator, column.Name, new TypeExpression(
                        column.Type ?? throw Unexpected("a type"))) { Custom = string.Empty })] : []
            };
        }
        if (Match(Keyword.NULL, Keyword.ON, Keyword.NULL))
        {
            Expect(Keyword.INPUT);
            return new Property("RAW") { Text = "RETURNS NULL ON NULL INPUT" };
        }
        bool setOf = Match(Keyword.SETOF);
        return new Property(setOf ? "RETURNS SETOF" : "RETURNS")
        {
            Value = new TypeExpression(ParseType()),
            Text = Match(Keyword.NOT, Keyword.NULL) ? "NOT NULL" : null
        };
    }

    private FunctionParameter[] ParseFunctionParameters()
    {
        OpenParen();
        List<FunctionParameter> parameters = [];
        while (!Is(TokenKind.RightParen))
        {
            int position = Position;
            string? mode = null;
            if (_current.Keyword is Keyword.IN or Keyword.OUT or Keyword.INOUT or Keyword.VARIADIC
                && Next.Kind is TokenKind.Word or TokenKind.QuotedWord)
            {
                mode = TextOf(_current);
                Advance();
            }
            Identifier? name = null;
            DataType? type = null;
            if (Next.Kind is TokenKind.Comma or TokenKind.RightParen or TokenKind.ColonEqual or TokenKind.Equal
                && !_dialect.TypeNames.TryGetValue(Span(_current), out _))
            {
                name = ParseIdentifier();
            }
            else if (Next.Kind is TokenKind.Word or TokenKind.QuotedWord
                && !(Is(Keyword.DOUBLE) && Next.Keyword == Keyword.PRECISION)
                && !(Next.Keyword is Keyword.WITH or Keyword.WITHOUT or Keyword.VARYING or Keyword.DEFAULT))
            {
                name = ParseIdentifier();
                type = Match(Keyword.ANY, Keyword.TYPE) ? new DataType(TypeKind.UserDefined) { Name = "ANY TYPE" }
                    : ParseType();
            }
            else if (Is(TokenKind.Word) && Next.Kind is TokenKind.Comma or TokenKind.RightParen)
            {
                name = ParseIdentifier();
            }
            else
            {
                type = ParseType();
            }
            FunctionParameter parameter = new(name, type) { Mode = mode, Position = position };
            if (Is(Keyword.DEFAULT) || Is(TokenKind.Equal) || Is(TokenKind.ColonEqual))
            {
                string sign = Is(Keyword.DEFAULT) ? "DEFAULT" : Is(TokenKind.ColonEqual) ? ":=" : "=";
                Advance();
                parameter = parameter with { Default = ParseExpression(), DefaultSign = sign };
            }
            parameters.Add(parameter);
            if (!Match(TokenKind.Comma))
            {
                break;
            }
        }
        CloseParen();
        return [.. parameters];
    }
}
