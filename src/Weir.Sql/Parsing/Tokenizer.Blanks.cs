namespace Weir.Sql.Parsing;

internal sealed partial class Tokenizer
{
    private void SkipBlanksAndComments()
    {
        while (_at < _text.Length)
        {
            char character = _text[_at];
            if (character is ' ' or '\n' or '\t' or '\r' || char.IsWhiteSpace(character) || character == '\uFEFF')
            {
                _at++;
            }
            else if (character == '-' && Peek(1) == '-')
            {
                LineComment(2);
            }
            else if (character == '#' && _rules.HashComments)
            {
                LineComment(1);
            }
            else if (character == '/' && Peek(1) == '/' && _rules.SlashComments)
            {
                LineComment(2);
            }
            else if (character == '/' && Peek(1) == '*')
            {
                BlockComment();
            }
            else
            {
                return;
            }
        }
    }

    private void LineComment(int marker)
    {
        int start = _at + marker;
        int end = _text.AsSpan(start).IndexOfAny('\n', '\r');
        _at = end < 0 ? _text.Length : start + end;
        AddComment(start, _at);
    }

    private void BlockComment()
    {
        int opening = _at;
        int depth = 1;
        _at += 2;
        while (depth > 0)
        {
            if (_at + 1 >= _text.Length)
            {
                throw SyntaxErrors.Unterminated(_text, opening, "comment", "*/");
            }
            if (_text[_at] == '*' && _text[_at + 1] == '/')
            {
                depth--;
                _at += 2;
            }
            else if (_rules.NestedComments && _text[_at] == '/' && _text[_at + 1] == '*')
            {
                depth++;
                _at += 2;
            }
            else
            {
                _at++;
            }
        }
        AddComment(opening + 2, _at - 2);
    }

    private void AddComment(int start, int end)
    {
        bool trailing = _tokens.Count > 0 && _text.AsSpan(_tokens[^1].End, start - _tokens[^1].End).IndexOf('\n') < 0;
        _comments.Add(new Comment(start, end, trailing ? _tokens.Count - 1 : _tokens.Count));
    }
}
