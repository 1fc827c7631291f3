using System.Buffers;
using Weir.Sql.Parsing;

namespace Weir.Sql.Generation;

/// <summary>The text being written: one pooled buffer, with insertion for pretty printing.</summary>
/// <param name="limit">How many characters it may hold.</param>
internal sealed class SqlBuffer(int limit) : IDisposable
{
    /// <summary>Stands for a line break within a string, which indentation must not touch.</summary>
    public const char StringBreak = '\uE00A';

    private char[] _chars = ArrayPool<char>.Shared.Rent(2048);

    public int Length { get; private set; }

    public char this[int index] => _chars[index];

    public ReadOnlySpan<char> Span => _chars.AsSpan(0, Length);

    public void Append(char character)
    {
        if (Length == _chars.Length)
        {
            Grow(1);
        }
        _chars[Length++] = character;
    }

    public void Append(string text) => Append(text.AsSpan());

    public void Append(ReadOnlySpan<char> text)
    {
        if (_chars.Length - Length < text.Length)
        {
            Grow(text.Length);
        }
        text.CopyTo(_chars.AsSpan(Length));
        Length += text.Length;
    }

    public void Insert(int position, ReadOnlySpan<char> text)
    {
        if (_chars.Length - Length < text.Length)
        {
            Grow(text.Length);
        }
        _chars.AsSpan(position, Length - position).CopyTo(_chars.AsSpan(position + text.Length));
        text.CopyTo(_chars.AsSpan(position));
        Length += text.Length;
    }

    public void Truncate(int length) => Length = length;

    public string Slice(int start) => new(_chars, start, Length - start);

    /// <summary>Two blanks before every line from <paramref name="start"/> on.</summary>
    public void Indent(int start)
    {
        int lines = 1;
        for (int index = start; index < Length; index++)
        {
            lines += _chars[index] == '\n' ? 1 : 0;
        }
        int extra = lines * 2;
        if (_chars.Length - Length < extra)
        {
            Grow(extra);
        }
        int to = Length + extra;
        Length = to;
        for (int from = to - extra - 1; from >= start; from--)
        {
            if (_chars[from] == '\n')
            {
                _chars[--to] = ' ';
                _chars[--to] = ' ';
            }
            _chars[--to] = _chars[from];
        }
        _chars[start] = ' ';
        _chars[start + 1] = ' ';
    }

    public override string ToString()
    {
        ReadOnlySpan<char> span = Span;
        if (span.IndexOf(StringBreak) < 0)
        {
            return span.ToString();
        }
        return span.ToString().Replace(StringBreak, '\n');
    }

    public void Dispose()
    {
        char[] chars = _chars;
        _chars = [];
        Length = 0;
        if (chars.Length > 0)
        {
            ArrayPool<char>.Shared.Return(chars);
        }
    }

    /// <exception cref="Weir.Core.Errors.SqlSyntaxException">The text would be longer than the limit.</exception>
    private void Grow(int extra)
    {
        if (Length + extra > limit)
        {
            throw SyntaxErrors.TranslationTooLong(limit);
        }
        char[] larger = ArrayPool<char>.Shared.Rent(Math.Max(_chars.Length * 2, Length + extra));
        _chars.AsSpan(0, Length).CopyTo(larger);
        ArrayPool<char>.Shared.Return(_chars);
        _chars = larger;
    }
}
