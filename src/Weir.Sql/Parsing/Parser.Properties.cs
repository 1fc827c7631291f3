using Weir.Sql.Ast;

namespace Weir.Sql.Parsing;

/// <summary>What stands behind a table's columns: partitions, clusters, options, comments; CREATE FUNCTION and INDEX; ALTER.</summary>
internal sealed partial class Parser
{
    private Property? ParseProperty(string kind)
    {
        int position = Position;
        switch (_current.Keyword)
        {
            case Keyword.PARTITION or Keyword.PARTITIONED when Next.Keyword == Keyword.BY:
                bool partitioned = Is(Keyword.PARTITIONED);
                Advance();
                Advance();
                if (!partitioned && _current.Keyword is Keyword.RANGE or Keyword.LIST or Keyword.HASH && Next.Kind == TokenKind.LeftParen && _dialect.Name is "postgres" or "mysql")
                {
                    string way = KeywordTable.Text(_current.Keyword);
                    Advance();
                    return new Property("PARTITION BY") { Text = way, Items = ParenthesisedExpressions(), Position = position };
                }
                if (Is(TokenKind.LeftParen))
                {
                    return new Property(partitioned ? "PARTITIONED BY" : "PARTITION BY (") { Items = ParseColumnOrExpressionList(), Position = position };
                }
                return new Property("PARTITION BY") { Value = ParseExpression(), Position = position };
            case Keyword.CLUSTER when Next.Keyword == Keyword.BY:
                Advance();
                Advance();
                if (Is(TokenKind.LeftParen))
                {
                    return new Property("CLUSTER BY (") { Items = ParenthesisedExpressions(), Position = position };
                }
                return new Property("CLUSTER BY") { Items = ExpressionList(), Position = position };
            case Keyword.OPTIONS when Next.Kind == TokenKind.LeftParen:
                Advance();
                return new Property("OPTIONS") { Items = ParseOptionList(), Position = position };
            case Keyword.COMMENT when Next.Kind is TokenKind.Equal or TokenKind.String:
                Advance();
                Match(TokenKind.Equal);
                return new Property("COMMENT") { Value = ExpectLiteral(), Position = position };
            case Keyword.USING when Next.Kind is TokenKind.Word && kind == "TABLE" && Next.Keyword != Keyword.TEMPLATE:
                Advance();
                return new Property("USING") { Text = ParseIdentifier().Name.ToUpperInvariant(), Position = position };
            case Keyword.LOCATION when Next.Kind is TokenKind.Equal or TokenKind.String or TokenKind.At:
                return RawPropertyTo(position, kind);
            case Keyword.WITH when Next.Kind == TokenKind.LeftParen:
                Advance();
                return new Property("WITH") { Items = ParseOptionListFree(), Position = position };
            case Keyword.INHERITS when Next.Kind == TokenKind.LeftParen:
                Advance();
                return new Property("INHERITS") { Items = ParenthesisedExpressions(), Position = position };
            case Keyword.COPY when Next.Keyword == Keyword.GRANTS:
                Advance();
                Advance();
                return new Property("RAW") { Text = "COPY GRANTS", Position = position };
            case Keyword.DEFAULT when Next.Keyword == Keyword.COLLATE:
                Advance();
                Advance();
                return new Property("DEFAULT COLLATE") { Value = ExpectLiteral(), Position = position };
            case Keyword.ON when Next.Keyword == Keyword.COMMIT:
                int start = Position;
                while (_current.Kind is not (TokenKind.End or TokenKind.Semicolon) && !Is(Keyword.AS))
                {
                    Advance();
                }
                return new Property("RAW") { Text = Squeeze(_text.AsSpan(start, Previous.End - start)).ToUpperInvariant(), Position = position };
            case Keyword.AS or Keyword.SELECT or Keyword.None:
                return null;
            default:
                return _current.Kind == TokenKind.Word && !IsReserved(_current.Keyword) ? RawPropertyTo(position, kind) : null;
        }
    }

    /// <summary>An option that only its own dialect knows: as written, to the next property or AS.</summary>
    private Property RawPropertyTo(int position, string kind)
    {
        int start = _at;
        int depth = 0;
        while (_current.Kind is not (TokenKind.End or TokenKind.Semicolon))
        {
            if (depth == 0 && _at > start && Is(Keyword.AS) && Next.Kind is TokenKind.LeftParen or TokenKind.Word)
            {
                break;
            }
            depth += Is(TokenKind.LeftParen) ? 1 : Is(TokenKind.RightParen) ? -1 : 0;
            if (depth < 0)
            {
                break;
            }
            Advance();
        }
        _ = kind;
        int from = _tokens[start].Start;
        return new Property("RAW") { Text = Squeeze(_text.AsSpan(from, Previous.End - from)), Position = position };
    }

    private Expression[] ParseOptionListFree()
    {
        OpenParen();
        List<Expression> options = [];
        while (!Is(TokenKind.RightParen))
        {
            Expression name = Is(TokenKind.String) ? ExpectLiteral() : ParseName();
            options.Add(Match(TokenKind.Equal)
                ? new Binary(BinaryOperator.Operator, name, ParseExpression()) { Custom = "=" } : name);
            if (!Match(TokenKind.Comma))
            {
                break;
            }
        }
        CloseParen();
        return [.. options];
    }

    private Expression[] ParseColumnOrExpressionList()
    {
        OpenParen();
        List<Expression> items = [];
        do
        {
            Expression item = ParseExpression();
            if (Is(TokenKind.Word))
            {
                item = new Binary(BinaryOperator.Operator, item, new TypeExpression(ParseType())) { Custom = string.Empty };
            }
            items.Add(item);
        }
        while (Match(TokenKind.Comma));
        CloseParen();
        return [.. items];
    }

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
        CreateFunction function = new(name) { Kind = kind, Replace = replace, Modifiers = modifiers, IfNotExists = exists, Parameters = parameters, Position = position };
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
                (body ? behind : before).Add(new Property("LANGUAGE") { Value = Is(TokenKind.String) ? ParseLiteral() : new Column([ParseIdentifier()]) });
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
                function = function with { Body = IsQueryStart() ? ParseQuery() : ParseExpression(), BodyIsReturn = true };
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
        return bodyLast ? function with { Properties = [.. before, .. behind] } : function with { Properties = [.. before], PropertiesBehind = [.. behind] };
    }

    private CreateFunction ParseFunctionBody(CreateFunction function)
    {
        if (Match(Keyword.TABLE))
        {
            return function with { BodyIsTable = true, Body = Is(TokenKind.LeftParen) ? ParseTablePrimary() : ParseQuery() };
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
        if (_current.Keyword is not (Keyword.IMMUTABLE or Keyword.STABLE or Keyword.VOLATILE or Keyword.STRICT or Keyword.CALLED or Keyword.SECURITY or Keyword.SET
            or Keyword.LEAKPROOF or Keyword.PARALLEL or Keyword.COST or Keyword.ROWS or Keyword.NOT or Keyword.DETERMINISTIC or Keyword.HANDLER
            or Keyword.PACKAGES or Keyword.RUNTIME_VERSION or Keyword.IMPORTS or Keyword.COMMENT or Keyword.SQL or Keyword.MEMOIZABLE or Keyword.REMOTE or Keyword.ENVIRONMENT or Keyword.PARAMETER or Keyword.CONTAINS))
        {
            throw Unexpected("a property of the function");
        }
        Advance();
        while (_current.Kind is not (TokenKind.End or TokenKind.Semicolon) && !Is(Keyword.AS) && !Is(Keyword.LANGUAGE) && !Is(Keyword.RETURNS)
            && !Is(Keyword.RETURN) && !Is(Keyword.OPTIONS) && !(_at > start && _current.Keyword is Keyword.IMMUTABLE or Keyword.STABLE or Keyword.VOLATILE or Keyword.STRICT or Keyword.HANDLER or Keyword.PACKAGES or Keyword.RUNTIME_VERSION or Keyword.COMMENT or Keyword.MEMOIZABLE or Keyword.SECURITY))
        {
            Advance();
        }
        return new Property("RAW") { Text = text + Squeeze(_text.AsSpan(_tokens[start].End, Previous.End - _tokens[start].End)) is var whole && whole.Length > text.Length ? text + " " + whole[text.Length..].TrimStart() : text };
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
            return new Property("RETURNS TABLE") { Items = Is(TokenKind.LeftParen) ? [.. ParseTableElements(false).OfType<ColumnDefinition>().Select(column => (Expression)new Binary(BinaryOperator.Operator, column.Name, new TypeExpression(column.Type ?? throw Unexpected("a type"))) { Custom = string.Empty })] : [] };
        }
        if (Match(Keyword.NULL, Keyword.ON, Keyword.NULL))
        {
            Expect(Keyword.INPUT);
            return new Property("RAW") { Text = "RETURNS NULL ON NULL INPUT" };
        }
        bool setOf = Match(Keyword.SETOF);
        return new Property(setOf ? "RETURNS SETOF" : "RETURNS") { Value = new TypeExpression(ParseType()), Text = Match(Keyword.NOT, Keyword.NULL) ? "NOT NULL" : null };
    }

    private FunctionParameter[] ParseFunctionParameters()
    {
        OpenParen();
        List<FunctionParameter> parameters = [];
        while (!Is(TokenKind.RightParen))
        {
            int position = Position;
            string? mode = null;
            if (_current.Keyword is Keyword.IN or Keyword.OUT or Keyword.INOUT or Keyword.VARIADIC && Next.Kind is TokenKind.Word or TokenKind.QuotedWord)
            {
                mode = TextOf(_current);
                Advance();
            }
            Identifier? name = null;
            DataType? type = null;
            if (Next.Kind is TokenKind.Comma or TokenKind.RightParen or TokenKind.ColonEqual or TokenKind.Equal && !_dialect.TypeNames.TryGetValue(Span(_current), out _))
            {
                name = ParseIdentifier();
            }
            else if (Next.Kind is TokenKind.Word or TokenKind.QuotedWord && !(Is(Keyword.DOUBLE) && Next.Keyword == Keyword.PRECISION)
                && !(Next.Keyword is Keyword.WITH or Keyword.WITHOUT or Keyword.VARYING or Keyword.DEFAULT))
            {
                name = ParseIdentifier();
                type = Match(Keyword.ANY, Keyword.TYPE) ? new DataType(TypeKind.UserDefined) { Name = "ANY TYPE" } : ParseType();
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

    private CreateIndex ParseCreateIndex(int position, bool unique)
    {
        string? prefix = null;
        if (_current.Keyword is Keyword.SEARCH or Keyword.VECTOR)
        {
            prefix = KeywordTable.Text(_current.Keyword);
            Advance();
        }
        Expect(Keyword.INDEX);
        bool concurrently = Match(Keyword.CONCURRENTLY);
        bool exists = Match(Keyword.IF, Keyword.NOT, Keyword.EXISTS);
        Identifier? name = Is(Keyword.ON) ? null : ParseIdentifier();
        Expect(Keyword.ON);
        bool only = Match(Keyword.ONLY);
        Expression[] table = ParseObjectName();
        CreateIndex index = new(name, table) { Unique = unique, Concurrently = concurrently, IfNotExists = exists, Only = only, Prefix = prefix, Position = position };
        if (Match(Keyword.USING))
        {
            index = index with { Method = ParseIdentifier() };
        }
        if (Is(TokenKind.LeftParen))
        {
            OpenParen();
            List<OrderItem> columns = [];
            List<string?> classes = [];
            do
            {
                Expression value = ParseExpression();
                string? operatorClass = null;
                if (Is(Keyword.COLLATE) is false && IsAnyWord && _current.Keyword is not (Keyword.ASC or Keyword.DESC or Keyword.NULLS))
                {
                    int start = Position;
                    ParseObjectName();
                    if (Is(TokenKind.LeftParen))
                    {
                        SkipParens();
                    }
                    operatorClass = Squeeze(_text.AsSpan(start, Previous.End - start));
                }
                SortDirection direction = Match(Keyword.ASC) ? SortDirection.Ascending : Match(Keyword.DESC) ? SortDirection.Descending : SortDirection.Unspecified;
                NullOrder nulls = Match(Keyword.NULLS, Keyword.FIRST) ? NullOrder.First : Match(Keyword.NULLS, Keyword.LAST) ? NullOrder.Last : NullOrder.Unspecified;
                columns.Add(new OrderItem(value, direction, nulls));
                classes.Add(operatorClass);
            }
            while (Match(TokenKind.Comma));
            CloseParen();
            index = index with { Columns = [.. columns], OperatorClasses = [.. classes] };
        }
        if (Match(Keyword.INCLUDE))
        {
            index = index with { Include = ParenthesisedExpressions() };
        }
        if (Is(Keyword.WITH) && Next.Kind == TokenKind.LeftParen)
        {
            Advance();
            index = index with { With = ParseOptionListFree() };
        }
        if (Match(Keyword.WHERE))
        {
            index = index with { Where = ParseExpression() };
        }
        int from = Position;
        while (_current.Kind is not (TokenKind.End or TokenKind.Semicolon))
        {
            Advance();
        }
        return Position > from ? index with { Tail = Squeeze(_text.AsSpan(from, Previous.End - from)) } : index;
    }

    private AlterTable ParseAlter()
    {
        int position = Position;
        Advance();
        string prefix = Match(Keyword.MATERIALIZED) ? "MATERIALIZED " : string.Empty;
        if (_current.Keyword is not (Keyword.TABLE or Keyword.VIEW))
        {
            throw Unexpected("TABLE or VIEW");
        }
        string kind = prefix + KeywordTable.Text(_current.Keyword);
        Advance();
        bool exists = Match(Keyword.IF, Keyword.EXISTS);
        bool only = Match(Keyword.ONLY);
        Expression[] name = ParseObjectName();
        List<AlterAction> actions = [];
        do
        {
            bool column = _dialect.Family == "snowflake" && actions is [.., { Kind: "ADD COLUMN" }] && !(_current.Keyword is Keyword.ADD or Keyword.DROP or Keyword.ALTER or Keyword.MODIFY or Keyword.RENAME);
            actions.Add(column ? ParseAddedColumn(Position) : ParseAlterAction());
        }
        while (Match(TokenKind.Comma));
        return new AlterTable(kind, name) { IfExists = exists, Only = only, Actions = [.. actions], Position = position };
    }

    private AlterAction ParseAlterAction()
    {
        int position = Position;
        if (Match(Keyword.ADD))
        {
            if (_current.Keyword is Keyword.CONSTRAINT or Keyword.PRIMARY or Keyword.FOREIGN or Keyword.UNIQUE or Keyword.CHECK)
            {
                return new AlterAction("ADD CONSTRAINT") { Constraint = ParseConstraint(), Text = ConstraintTail(), Position = position };
            }
            if (_current.Keyword is Keyword.PARTITION or Keyword.INDEX or Keyword.SEARCH or Keyword.ROW)
            {
                throw Unexpected("a column");
            }
            return ParseAddedColumn(position);
        }
        if (Match(Keyword.DROP))
        {
            if (Match(Keyword.CONSTRAINT))
            {
                bool exists = Match(Keyword.IF, Keyword.EXISTS);
                return new AlterAction("DROP CONSTRAINT") { IfExists = exists, Names = [ParseIdentifier()], Text = CascadeWord(), Position = position };
            }
            if (_current.Keyword is Keyword.PARTITION or Keyword.PRIMARY or Keyword.ROW or Keyword.ALL or Keyword.CLUSTERING)
            {
                throw Unexpected("a column");
            }
            bool column = Match(Keyword.COLUMN);
            bool ifExists = Match(Keyword.IF, Keyword.EXISTS);
            _ = column;
            return new AlterAction("DROP COLUMN") { IfExists = ifExists, Names = [ParseIdentifier()], Text = CascadeWord(), Position = position };
        }
        if (Match(Keyword.RENAME))
        {
            if (Match(Keyword.TO))
            {
                return new AlterAction("RENAME TO") { Names = [.. ParseObjectName()], Position = position };
            }
            Match(Keyword.COLUMN);
            bool exists = Match(Keyword.IF, Keyword.EXISTS);
            Identifier from = ParseIdentifier();
            Expect(Keyword.TO);
            return new AlterAction("RENAME COLUMN") { Names = [from, ParseIdentifier()], IfExists = exists, Position = position };
        }
        if (_current.Keyword is Keyword.ALTER or Keyword.MODIFY && Next.Keyword != Keyword.SORTKEY)
        {
            Advance();
            Match(Keyword.COLUMN);
            Identifier column = ParseIdentifier();
            if (Match(Keyword.SET, Keyword.DATA, Keyword.TYPE) || Match(Keyword.TYPE) || (Is(Keyword.SET) && Next.Keyword == Keyword.TYPE && Match(Keyword.SET) && Match(Keyword.TYPE)))
            {
                DataType type = ParseType();
                Expression? collate = Match(Keyword.COLLATE) ? ParseName() : null;
                Expression? value = Match(Keyword.USING) ? ParseExpression() : null;
                return new AlterAction("ALTER TYPE") { Names = collate is null ? [column] : [column, collate], Type = type, Value = value, Position = position };
            }
            if (Match(Keyword.SET, Keyword.DEFAULT))
            {
                return new AlterAction("ALTER SET DEFAULT") { Names = [column], Value = ParseExpression(), Position = position };
            }
            if (Match(Keyword.DROP, Keyword.DEFAULT))
            {
                return new AlterAction("ALTER COLUMN") { Names = [column], Text = "DROP DEFAULT", Position = position };
            }
            if (Match(Keyword.SET, Keyword.NOT, Keyword.NULL))
            {
                return new AlterAction("ALTER COLUMN") { Names = [column], Text = "SET NOT NULL", Position = position };
            }
            if (Match(Keyword.DROP, Keyword.NOT, Keyword.NULL))
            {
                return new AlterAction("ALTER COLUMN") { Names = [column], Text = "DROP NOT NULL", Position = position };
            }
            if (Match(Keyword.COMMENT))
            {
                return new AlterAction("ALTER COMMENT") { Names = [column], Value = ExpectLiteral(), Position = position };
            }
        }
        throw Unexpected("ADD, DROP, RENAME or ALTER");
    }

    private AlterAction ParseAddedColumn(int position)
    {
        Match(Keyword.COLUMN);
        bool exists = Match(Keyword.IF, Keyword.NOT, Keyword.EXISTS);
        ColumnDefinition column = ParseColumnDefinition(false);
        string? place = Match(Keyword.FIRST) ? "FIRST" : Match(Keyword.AFTER) ? "AFTER " + ParseIdentifier().Name : null;
        return new AlterAction("ADD COLUMN") { IfExists = exists, Column = column, Text = place, Position = position };
    }

    private string? CascadeWord()
    {
        if (_current.Keyword is not (Keyword.CASCADE or Keyword.RESTRICT))
        {
            return null;
        }
        string word = KeywordTable.Text(_current.Keyword);
        Advance();
        return word;
    }
}
