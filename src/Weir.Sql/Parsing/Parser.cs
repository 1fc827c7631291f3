using System.Runtime.CompilerServices;
using Weir.Core.Errors;
using Weir.Sql.Ast;
using Weir.Sql.Dialects;

namespace Weir.Sql.Parsing;

/// <summary>
/// Reads statements of one dialect: recursive descent over clauses, precedence climbing over expressions.
/// </summary>
internal sealed partial class Parser
{
    private readonly string _text;
    private readonly List<Token> _tokens;
    private readonly OperatorLevels _levels;
    private readonly List<Comment> _commentSpans;
    private readonly Dialect _dialect;
    private readonly bool _raw;
    private List<string>? _comments;
    private int _at;
    private int _depth;
    private Token _current;

    /// <param name="tokens">The text's tokens.</param>
    /// <param name="dialect">Whose grammar counts.</param>
    /// <param name="raw">Leave function names as they are: for rewriting templates, which are in a target's own
    /// words.</param>
    public Parser(TokenList tokens, Dialect dialect, bool raw = false)
    {
        _text = tokens.Text;
        _tokens = tokens.Tokens;
        _commentSpans = tokens.Comments;
        _dialect = dialect;
        _raw = raw;
        _levels = OperatorLevels.Of(dialect.Family);
        _current = _tokens[0];
    }

    /// <summary>All statements of the text.</summary>
    /// <exception cref="SqlSyntaxException">The text is not of this dialect.</exception>
    public List<Statement> ParseStatements()
    {
        List<Statement> statements = [];
        while (true)
        {
            while (Match(TokenKind.Semicolon))
            {
            }
            if (_current.Kind == TokenKind.End)
            {
                break;
            }
            Statement statement = ParseStatement();
            if (_current.Kind == TokenKind.End)
            {
                TakeComments();
            }
            if (DrainComments() is { } trailing)
            {
                TrailingComments = [.. TrailingComments ?? [], .. trailing];
            }
            statements.Add(statement);
            if (_current.Kind is not (TokenKind.Semicolon or TokenKind.End))
            {
                throw Unexpected("the end of the statement");
            }
        }
        if (statements.Count == 0)
        {
            throw SyntaxErrors.Empty();
        }
        return statements;
    }

    /// <summary>Comments that no node took: printed at the end.</summary>
    public string[]? TrailingComments { get; private set; }

    /// <summary>One expression, the whole text.</summary>
    public Expression ParseWholeExpression()
    {
        Expression expression = ParseExpression();
        return _current.Kind == TokenKind.End ? expression : throw Unexpected("the end of the expression");
    }

    private SqlSyntaxException Unexpected(string expected) =>
        SyntaxErrors.Unexpected(_text, _current.Start, expected);

    private SqlSyntaxException UnexpectedAt(int index, string expected) =>
        SyntaxErrors.Unexpected(_text, _tokens[index].Start, expected);

    private Keyword Word => _current.Keyword;

    private int Position => _current.Start;

    private Token Next => _tokens[Math.Min(_at + 1, _tokens.Count - 1)];

    private Token Ahead(int distance) => _tokens[Math.Min(_at + distance, _tokens.Count - 1)];

    private Token Previous => _tokens[Math.Max(_at - 1, 0)];

    private ReadOnlySpan<char> Span(in Token token) => _text.AsSpan(token.Start, token.Length);

    private string TextOf(in Token token) => _text.Substring(token.Start, token.Length);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Advance()
    {
        if (_takenComments < _commentSpans.Count)
        {
            TakeComments();
        }
        if (_at < _tokens.Count - 1)
        {
            _at++;
        }
        _current = _tokens[_at];
    }

    private void Retreat(int index)
    {
        _at = index;
        _current = _tokens[index];
    }

    private bool Is(Keyword keyword) => _current.Keyword == keyword;

    private bool Is(TokenKind kind) => _current.Kind == kind;

    private bool Is(Keyword first, Keyword second) => _current.Keyword == first && Next.Keyword == second;

    private bool Match(TokenKind kind)
    {
        if (_current.Kind != kind)
        {
            return false;
        }
        Advance();
        return true;
    }

    private bool Match(Keyword keyword)
    {
        if (_current.Keyword != keyword)
        {
            return false;
        }
        Advance();
        return true;
    }

    private bool Match(Keyword first, Keyword second)
    {
        if (_current.Keyword != first || Next.Keyword != second)
        {
            return false;
        }
        Advance();
        Advance();
        return true;
    }

    private bool Match(Keyword first, Keyword second, Keyword third)
    {
        if (_current.Keyword != first || Next.Keyword != second || Ahead(2).Keyword != third)
        {
            return false;
        }
        Advance();
        Advance();
        Advance();
        return true;
    }

    private void Expect(TokenKind kind, string what)
    {
        if (!Match(kind))
        {
            throw Unexpected(what);
        }
    }

    private void Expect(Keyword keyword)
    {
        if (!Match(keyword))
        {
            throw Unexpected(KeywordTable.Text(keyword));
        }
    }

    private void OpenParen() => Expect(TokenKind.LeftParen, "(");

    private void CloseParen() => Expect(TokenKind.RightParen, ")");

    private void GuardDepth()
    {
        if (!RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            throw SyntaxErrors.TooDeep(_text, Position);
        }
    }

    /// <summary>The comments of the token that is being consumed, and of those before it.</summary>
    private void TakeComments()
    {
        while (_takenComments < _commentSpans.Count && _commentSpans[_takenComments].Owner <= _at)
        {
            Comment comment = _commentSpans[_takenComments++];
            (_comments ??= []).Add(_text[comment.Start..comment.End]);
        }
    }

    private int _takenComments;

    private string[]? DrainComments()
    {
        if (_comments is null || _comments.Count == 0)
        {
            return null;
        }
        string[] drained = [.. _comments];
        _comments.Clear();
        return drained;
    }

    /// <summary>Gives the comments read since to a node that was just finished.</summary>
    private void Attach(Node node)
    {
        if (_comments is { Count: > 0 })
        {
            node.Comments = node.Comments is null ? DrainComments() : [.. node.Comments, .. DrainComments()!];
        }
    }

    private List<T> CommaSeparated<T>(Func<T> item)
    {
        List<T> items = [];
        do
        {
            items.Add(item());
        }
        while (Match(TokenKind.Comma));
        return items;
    }

    private Expression[] ParenthesisedExpressions()
    {
        OpenParen();
        if (Match(TokenKind.RightParen))
        {
            return [];
        }
        Expression[] items = ExpressionList();
        CloseParen();
        return items;
    }

    private Expression[] ExpressionList()
    {
        Expression first = ParseItem();
        if (!Is(TokenKind.Comma))
        {
            return [first];
        }
        List<Expression> items = [first];
        while (Match(TokenKind.Comma))
        {
            items.Add(ParseItem());
        }
        return [.. items];
    }

    private Expression ParseItem()
    {
        Expression expression = ParseExpression();
        return expression;
    }
}
