using Weir.Core.Errors;
using Weir.Sql.Ast;

namespace Weir.Sql.Parsing;

/// <summary>Which statement it is.</summary>
internal sealed partial class Parser
{
    private Statement ParseStatement()
    {
        int start = _at;
        if (_current.Kind == TokenKind.Word
            && _current.Keyword is Keyword.CREATE or Keyword.INSERT or Keyword.UPDATE or Keyword.DELETE or Keyword.MERGE or Keyword.DROP or Keyword.ALTER)
        {
            Advance();
            string[]? leading = DrainComments();
            Retreat(start);
            if (leading is not null)
            {
                Statement commented = ParseStatement();
                commented.Comments = [.. leading, .. commented.Comments ?? []];
                return commented;
            }
        }
        switch (_current.Keyword)
        {
            case Keyword.CREATE when Next.Keyword == Keyword.TYPE && _dialect.Family is "postgres" or "duckdb":
                return OrCommandText(ParseCreateType);
            case Keyword.CREATE:
                return OrCommand(ParseCreate);
            case Keyword.INSERT:
                return ParseInsert();
            case Keyword.REPLACE when Next.Keyword is Keyword.INTO:
                return ParseInsert();
            case Keyword.UPDATE when Next.Kind is TokenKind.Word or TokenKind.QuotedWord:
                return ParseUpdate();
            case Keyword.DELETE when Next.Kind is TokenKind.Word or TokenKind.QuotedWord:
                return ParseDelete();
            case Keyword.MERGE when Next.Keyword is Keyword.INTO || Next.Kind is TokenKind.Word or TokenKind.QuotedWord:
                return ParseMerge();
            case Keyword.DROP:
                return OrCommand(ParseDrop);
            case Keyword.ALTER:
                return OrCommand(ParseAlter);
            case Keyword.TRUNCATE when Next.Kind is TokenKind.Word or TokenKind.QuotedWord:
                return OrCommand(ParseTruncate);
            case Keyword.SET or Keyword.UNSET when Next.Kind is TokenKind.Word or TokenKind.QuotedWord or TokenKind.At or TokenKind.DoubleAt or TokenKind.LeftParen:
                return OrCommand(ParseSet);
            case Keyword.COMMENT when Next.Keyword == Keyword.ON:
                return OrCommandText(ParseCommentOn);
            case Keyword.DESCRIBE or Keyword.DESC when _dialect.Family == "snowflake"
                && Next.Keyword is Keyword.TABLE or Keyword.VIEW:
                return OrCommandText(ParseDescribed);
            default:
                break;
        }
        if (IsCommand())
        {
            return ParseCommand();
        }
        if (IsQueryStart() || StartsParenthesisedQuery(whole: true))
        {
            bool parens = Is(TokenKind.LeftParen);
            Query query = ParseQuery();
            if (query.With is not null
                && _current.Keyword is Keyword.INSERT or Keyword.UPDATE or Keyword.DELETE or Keyword.MERGE)
            {
                throw Unexpected("the end of the statement");
            }
            if (!parens || _current.Kind is TokenKind.End or TokenKind.Semicolon)
            {
                return query;
            }
            Retreat(start);
        }
        Expression value = ParseWholeItem();
        return new ExpressionStatement(value) { Position = value.Position };
    }

    /// <summary>A bare expression, an alias on one, or a type.</summary>
    private Expression ParseWholeItem()
    {
        int start = _at;
        if (Is(TokenKind.Word) && _dialect.TypeNames.TryGetValue(Span(_current), out Ast.TypeKind kind)
            && (Next.Kind is TokenKind.Less or TokenKind.LeftBracket
            || (Next.Kind == TokenKind.LeftParen
                && kind is TypeKind.Decimal or TypeKind.VarChar or TypeKind.Struct or TypeKind.Map or TypeKind.Array or TypeKind.Nullable or TypeKind.Object or TypeKind.Tuple or TypeKind.Timestamp or TypeKind.Char)))
        {
            if (TryType() is { } type && _current.Kind is TokenKind.End or TokenKind.Semicolon)
            {
                return type;
            }
            Retreat(start);
        }
        Expression value = ParseExpression();
        return ParseAliasBehind(value, value.Position);
    }

    private TypeExpression? TryType()
    {
        int position = Position;
        try
        {
            DataType? type = TryParseType(allowUserDefined: false);
            return type is null ? null : new TypeExpression(type) { Position = position };
        }
        catch (SqlSyntaxException)
        {
            return null;
        }
    }

    /// <summary>
    /// A definition in a form not known here is kept as its own text; it is refused for another dialect.
    /// </summary>
    private Statement OrCommand(Func<Statement> parse)
    {
        int start = _at;
        if (_dialect.Grammar.KeepsUnknownStatements && IsUnknownDefinition())
        {
            return ParseCommand();
        }
        int comments = _takenComments;
        SqlSyntaxException? failure = null;
        try
        {
            Statement statement = parse();
            if (_current.Kind is TokenKind.End or TokenKind.Semicolon or TokenKind.RightParen)
            {
                return statement;
            }
        }
        catch (SqlSyntaxException exception)
        {
            failure = exception;
        }
        Retreat(start);
        if (failure is not null && (failure.Code != ErrorCodes.SqlSyntax || !_dialect.Grammar.KeepsUnknownStatements
            || _tokens[start + 1].Kind == TokenKind.End))
        {
            throw failure;
        }
        _takenComments = Math.Max(comments, _takenComments);
        return ParseCommand();
    }

    /// <summary>CREATE, DROP or ALTER of something that no parser here reads, seen without trying.</summary>
    private bool IsUnknownDefinition()
    {
        int at = _at + 1;
        switch (_current.Keyword)
        {
            case Keyword.ALTER:
                return _tokens[at].Kind == TokenKind.Word
                    && _tokens[at].Keyword is not (Keyword.MATERIALIZED or Keyword.TABLE or Keyword.VIEW);
            case Keyword.CREATE:
                at += _tokens[at].Keyword == Keyword.OR && _tokens[at + 1].Keyword == Keyword.REPLACE ? 2 : 0;
                return _tokens[at].Kind == TokenKind.Word
                    && _tokens[at].Keyword is not (Keyword.OR or Keyword.TEMPORARY or Keyword.TEMP or Keyword.TRANSIENT
                    or Keyword.UNLOGGED or Keyword.EXTERNAL or Keyword.MATERIALIZED or Keyword.RECURSIVE or Keyword.SECURE or Keyword.GLOBAL or Keyword.LOCAL
                    or Keyword.VOLATILE or Keyword.UNIQUE or Keyword.SNAPSHOT or Keyword.HYBRID or Keyword.DYNAMIC or Keyword.ICEBERG or Keyword.AGGREGATE
                    or Keyword.CHANGELOG or Keyword.FUNCTION or Keyword.PROCEDURE or Keyword.MACRO or Keyword.TABLE or Keyword.SEQUENCE or Keyword.INDEX
                    or Keyword.SEARCH or Keyword.VECTOR or Keyword.VIEW or Keyword.SCHEMA or Keyword.DATABASE or Keyword.STREAM);
            default:
                return false;
        }
    }

    private bool IsCommand()
    {
        if (_current.Kind != TokenKind.Word || Next.Kind is TokenKind.LeftParen
            && _current.Keyword is not Keyword.COPY and not Keyword.EXPLAIN and not Keyword.VACUUM and not Keyword.ANALYZE
            || Next.Kind is TokenKind.Dot or TokenKind.DoubleColon or TokenKind.Arrow or TokenKind.LongArrow or TokenKind.Colon or TokenKind.Equal or TokenKind.Plus)
        {
            return false;
        }
        bool alone = Next.Kind is TokenKind.End or TokenKind.Semicolon;
        switch (_current.Keyword)
        {
            case Keyword.BEGIN or Keyword.COMMIT or Keyword.ROLLBACK:
                return true;
            case Keyword.END when _dialect.Grammar.EndIsCommit:
                return true;
            case Keyword.SHOW or Keyword.GRANT or Keyword.REVOKE or Keyword.DESCRIBE or Keyword.DESC or Keyword.EXPLAIN or Keyword.COPY
                or Keyword.USE or Keyword.CALL or Keyword.EXECUTE or Keyword.EXEC or Keyword.COMMENT or Keyword.ANALYZE or Keyword.VACUUM or Keyword.ATTACH
                or Keyword.DETACH or Keyword.PUT or Keyword.GET or Keyword.RM or Keyword.REMOVE or Keyword.LIST or Keyword.LS or Keyword.LOAD or Keyword.INSTALL
                or Keyword.UNDROP or Keyword.DECLARE or Keyword.PRAGMA or Keyword.REFRESH or Keyword.CACHE or Keyword.UNCACHE or Keyword.LOCK
                or Keyword.UNLOCK or Keyword.KILL or Keyword.OPTIMIZE or Keyword.SUMMARIZE or Keyword.EXPORT or Keyword.IMPORT or Keyword.CHECKPOINT or Keyword.START
                or Keyword.SAVEPOINT or Keyword.RELEASE or Keyword.PREPARE or Keyword.DEALLOCATE or Keyword.LOOP or Keyword.WHILE or Keyword.ASSERT or Keyword.FORCE
                or Keyword.EXCEPTION or Keyword.RAISE or Keyword.RENAME or Keyword.EXCHANGE or Keyword.SYSTEM or Keyword.ADD or Keyword.MSCK or Keyword.CLUSTER
                or Keyword.RESET or Keyword.LISTEN or Keyword.NOTIFY or Keyword.DISCARD or Keyword.REINDEX or Keyword.ELSEIF or Keyword.PRINT or Keyword.GO or Keyword.IF or Keyword.FOR or Keyword.DO or Keyword.REPEAT:
                return !alone
                    || _current.Keyword is Keyword.VACUUM or Keyword.ANALYZE or Keyword.CHECKPOINT or Keyword.START or Keyword.LOOP or Keyword.EXPLAIN or Keyword.GO;
            default:
                return false;
        }
    }

    /// <summary>To the end of the statement, as written; the first word in upper case.</summary>
    private CommandStatement ParseCommand()
    {
        int position = Position;
        Keyword keyword = _current.Keyword;
        string word = TextOf(_current).ToUpperInvariant();
        int from = _current.End;
        Advance();
        while (_current.Kind is not (TokenKind.End or TokenKind.Semicolon))
        {
            Advance();
        }
        DrainComments();
        string rest = Previous.End > from ? Squeeze(_text.AsSpan(from, Previous.End - from)) : string.Empty;
        bool portable = keyword is Keyword.BEGIN or Keyword.COMMIT or Keyword.ROLLBACK
            && rest.Trim().ToUpperInvariant() is "" or "TRANSACTION" or "WORK";
        return new CommandStatement(word, rest.Trim()) { Position = position, Portable = portable };
    }

    private SetStatement ParseSet()
    {
        int position = Position;
        bool unset = Is(Keyword.UNSET);
        Advance();
        string? scope = null;
        if (_current.Keyword is Keyword.GLOBAL or Keyword.SESSION or Keyword.LOCAL or Keyword.PERSIST or Keyword.VARIABLE
            && Next.Kind is TokenKind.Word or TokenKind.QuotedWord && Next.Keyword is not Keyword.TRANSACTION)
        {
            scope = KeywordTable.Text(_current.Keyword);
            Advance();
        }
        List<Expression> items = [];
        do
        {
            Expression name = Is(TokenKind.LeftParen) ? ParseParen() : Is(TokenKind.At) || Is(TokenKind.DoubleAt)
                ? ParseAtParameter() : ParseName();
            if (unset)
            {
                items.Add(name);
                continue;
            }
            if (!Match(TokenKind.Equal) && !Match(TokenKind.ColonEqual) && !Match(Keyword.TO))
            {
                throw Unexpected("=");
            }
            Expression value = IsReserved(_current.Keyword) && !Is(Keyword.NULL) && !Is(Keyword.SELECT)
                && !Is(Keyword.CASE) && !Is(Keyword.NOT)
                ? new Column([ParseIdentifier()]) : IsQueryStart()
                ? new SubqueryExpression(ParseQuery()) { Bare = true } : ParseExpression();
            items.Add(new Binary(BinaryOperator.Equal, name, value) { Position = name.Position });
        }
        while (Match(TokenKind.Comma));
        return new SetStatement([.. items]) { Scope = scope, Unset = unset, Position = position };
    }

    private Drop ParseDrop()
    {
        int position = Position;
        Advance();
        string? modifier = null;
        if (_current.Keyword is Keyword.TEMPORARY or Keyword.TEMP or Keyword.EXTERNAL or Keyword.MATERIALIZED or Keyword.FOREIGN or Keyword.SNAPSHOT or Keyword.SEARCH or Keyword.EVENT && Next.Keyword is Keyword.TABLE or Keyword.VIEW)
        {
            modifier = Is(Keyword.TEMP) ? "TEMPORARY" : KeywordTable.Text(_current.Keyword);
            Advance();
        }
        if (_current.Keyword is not (
            Keyword.TABLE or Keyword.VIEW or Keyword.SCHEMA or Keyword.DATABASE or Keyword.INDEX or Keyword.FUNCTION
            or Keyword.PROCEDURE or Keyword.SEQUENCE or Keyword.MACRO or Keyword.TYPE or Keyword.STAGE or Keyword.STREAM or Keyword.TASK or Keyword.TAG or Keyword.WAREHOUSE))
        {
            throw Unexpected("TABLE, VIEW, SCHEMA …");
        }
        string kind = KeywordTable.Text(_current.Keyword);
        Advance();
        bool concurrently = Match(Keyword.CONCURRENTLY);
        bool exists = Match(Keyword.IF, Keyword.EXISTS);
        List<Expression[]> names = [];
        DataType[]? types = null;
        do
        {
            names.Add(ParseObjectName());
            if (Is(TokenKind.LeftParen) && kind is "FUNCTION" or "PROCEDURE" or "MACRO")
            {
                OpenParen();
                List<DataType> list = [];
                while (!Is(TokenKind.RightParen))
                {
                    list.Add(ParseType());
                    Match(TokenKind.Comma);
                }
                CloseParen();
                types = [.. list];
            }
        }
        while (Match(TokenKind.Comma));
        string? tail = null;
        if (_current.Keyword is Keyword.CASCADE or Keyword.RESTRICT or Keyword.PURGE or Keyword.CONSTRAINTS or Keyword.SYNC)
        {
            tail = KeywordTable.Text(_current.Keyword);
            Advance();
            if (Match(Keyword.CONSTRAINTS))
            {
                tail += " CONSTRAINTS";
            }
        }
        return new Drop(kind)
        {
            Position = position,
            Modifier = modifier,
            Concurrently = concurrently,
            IfExists = exists,
            Names = [.. names],
            ArgumentTypes = types,
            Tail = tail,
        };
    }

    private Truncate ParseTruncate()
    {
        int position = Position;
        Advance();
        bool database = Match(Keyword.DATABASE);
        if (!database)
        {
            Match(Keyword.TABLE);
        }
        bool exists = Match(Keyword.IF, Keyword.EXISTS);
        List<Expression[]> names = [];
        string? tail = null;
        do
        {
            bool only = Match(Keyword.ONLY);
            Expression[] table = ParseObjectName();
            names.Add(only ? [new WordExpression("ONLY"), .. table] : table);
            Match(TokenKind.Star);
        }
        while (Match(TokenKind.Comma));
        int start = Position;
        while (_current.Kind is not (TokenKind.End or TokenKind.Semicolon))
        {
            Advance();
        }
        if (Position > start)
        {
            tail = Squeeze(_text.AsSpan(start, Previous.End - start)).ToUpperInvariant();
        }
        return new Truncate([.. names]) { IfExists = exists, Database = database, Tail = tail, Position = position };
    }
}
