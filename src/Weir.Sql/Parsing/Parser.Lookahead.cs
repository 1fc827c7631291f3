
namespace Weir.Sql.Parsing;

/// <summary>
/// What stands within and behind brackets, looked up before they are read: nested texts are read once.
/// </summary>
internal sealed partial class Parser
{
    private int[]? _closers;

    /// <summary>The opening parentheses that were looked at last: from, and behind the last.</summary>
    private (int Start, int End) _parentheses;

    /// <summary>
    /// One or more opening parentheses with a query behind; nothing but more of a query follows the inner ones.
    /// </summary>
    /// <param name="whole">The first parenthesis also is followed by more of a query or its end, not by an alias or an
    /// operator.</param>
    private bool StartsParenthesisedQuery(bool whole)
    {
        int index = _parentheses.End;
        if (_at < _parentheses.Start || _at >= index)
        {
            index = _at;
            while (_tokens[index].Kind == TokenKind.LeftParen)
            {
                index++;
            }
            _parentheses = (_at, index);
        }
        if (index == _at
            || _tokens[index].Keyword is not (Keyword.SELECT or Keyword.WITH or Keyword.VALUES or Keyword.FROM)
            || !IsQueryWord(_tokens[index].Keyword, _tokens[Math.Min(index + 1, _tokens.Count - 1)]))
        {
            return false;
        }
        int last = whole ? _at : _at + 1;
        while (--index >= last)
        {
            int behind = Math.Min(CloserOf(index) + 1, _tokens.Count - 1);
            if (!GoesOnAsQuery(_tokens[behind]) && !IsAliasOfOperand(behind))
            {
                return false;
            }
        }
        return true;
    }

    private bool GoesOnAsQuery(in Token token) => token.Kind switch
    {
        TokenKind.RightParen or TokenKind.Semicolon or TokenKind.End => true,
        TokenKind.PipeGreater => _dialect.Grammar.PipeSyntax,
        _ => token.Keyword is Keyword.UNION or Keyword.EXCEPT or Keyword.INTERSECT or Keyword.MINUS
            or Keyword.ORDER or Keyword.LIMIT or Keyword.OFFSET or Keyword.FETCH or Keyword.FOR or Keyword.SETTINGS or Keyword.FORMAT
            || (_dialect.Grammar.OffsetSubscripts && token.Keyword is Keyword.LEFT or Keyword.FULL or Keyword.INNER),
    };

    /// <summary>
    /// Whether a keyword stands between the bracket at <paramref name="opening"/> and its partner, not within inner
    /// brackets.
    /// </summary>
    private bool IsWithin(int opening, Keyword keyword, Keyword other = Keyword.None)
    {
        int end = CloserOf(opening);
        for (int index = opening + 1; index < end; index++)
        {
            Token token = _tokens[index];
            if (token.Keyword != Keyword.None && (token.Keyword == keyword || token.Keyword == other))
            {
                return true;
            }
            if (token.Kind is TokenKind.LeftParen or TokenKind.LeftBracket)
            {
                index = CloserOf(index);
            }
        }
        return false;
    }

    /// <summary>The partner of an opening parenthesis or bracket; the last token where there is none.</summary>
    private int CloserOf(int opening)
    {
        if (_closers is null)
        {
            _closers = new int[_tokens.Count];
            Array.Fill(_closers, _tokens.Count - 1);
            Stack<int> open = new();
            for (int index = 0; index < _tokens.Count; index++)
            {
                if (_tokens[index].Kind is TokenKind.LeftParen or TokenKind.LeftBracket)
                {
                    open.Push(index);
                }
                else if (_tokens[index].Kind is TokenKind.RightParen or TokenKind.RightBracket
                    && open.TryPop(out int partner))
                {
                    _closers[partner] = index;
                }
            }
        }
        return _closers[opening];
    }
}
