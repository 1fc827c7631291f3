using System.Buffers.Binary;
using System.Text;
using Weir.Core;
using Weir.Ethereum.Hashing;
using Weir.Ethereum.Transforms;

namespace Weir.Ethereum.Protocols;

/// <summary>
/// An event as its contract declares it (<c>Swap(address indexed sender, uint256 amount0In, …)</c>): its first topic,
/// and the shape that a log must have to be one.
/// </summary>
public sealed class EventForm
{
    private readonly WordKind[] _topics;
    private readonly WordKind[] _words;
    private readonly bool _isDynamic;
    private readonly string _fault;

    /// <param name="text">The declaration; tuples without names, such as <c>(bool,uint256) delta</c>.</param>
    /// <exception cref="FormatException">The text is not a declaration.</exception>
    public EventForm(string text)
    {
        Text = text;
        int open = text.IndexOf('(', StringComparison.Ordinal);
        if (open <= 0 || !text.EndsWith(')'))
        {
            throw new FormatException($"'{text}' is not an event's declaration.");
        }

        List<string> types = [];
        List<WordKind> topics = [];
        List<WordKind> words = [];
        foreach (string parameter in Split(text[(open + 1)..^1]))
        {
            int end = TypeEnd(parameter);
            string type = parameter[..end];
            types.Add(type);
            if (parameter[end..].StartsWith(" indexed", StringComparison.Ordinal))
            {
                topics.Add(Kind(type));
            }
            else
            {
                AddWords(type, words);
            }
        }

        Signature = $"{text[..open]}({string.Join(',', types)})";
        Topic0 = Keccak.Hash(Encoding.ASCII.GetBytes(Signature));
        _topics = [.. topics];
        _words = [.. words];
        _isDynamic = _words.Contains(WordKind.Offset);
        _fault = $"not {text}";
    }

    private enum WordKind
    {
        Any, Address, Bool, Offset,

        /// <summary>uintN has this and N / 8 bytes more; intN, a hundred above, likewise.</summary>
        Unsigned = 100,
        Signed = 200,
    }

    /// <summary>The declaration.</summary>
    public string Text { get; }

    /// <summary>What the first topic is the hash of.</summary>
    public string Signature { get; }

    public Hash32 Topic0 { get; }

    /// <summary>How many topics its logs have, the first included.</summary>
    public int TopicCount => _topics.Length + 1;

    /// <summary>Null where the log has this shape; else why it has not. Nothing is allocated.</summary>
    public string? Check(in LogRow log)
    {
        int length = _words.Length * Hash32.Length;
        if (log.Log.TopicCount != TopicCount || log.Data.Length < length
            || (!_isDynamic && log.Data.Length != length))
        {
            return _fault;
        }

        for (int i = 0; i < _topics.Length; i++)
        {
            if (!Fits(_topics[i], log.Topics.Slice((i + 1) * Hash32.Length, Hash32.Length)))
            {
                return _fault;
            }
        }

        for (int i = 0; i < _words.Length; i++)
        {
            if (!Fits(_words[i], log.Data.Slice(i * Hash32.Length, Hash32.Length)))
            {
                return _fault;
            }
        }

        return null;
    }

    private static bool Fits(WordKind kind, ReadOnlySpan<byte> word)
    {
        switch (kind)
        {
            case WordKind.Any:
                return true;
            case WordKind.Address:
                return (BinaryPrimitives.ReadUInt64LittleEndian(word)
                    | BinaryPrimitives.ReadUInt32LittleEndian(word[8..])) == 0;
            case WordKind.Bool:
                return !word[..31].ContainsAnyExcept((byte)0) && word[31] <= 1;
            case WordKind.Offset:
                return !word[..28].ContainsAnyExcept((byte)0);
            case >= WordKind.Signed:
                int high = Hash32.Length - (kind - WordKind.Signed);
                return !word[..high].ContainsAnyExcept(word[high] >= 0x80 ? (byte)0xff : (byte)0);
            default:
                return !word[..(Hash32.Length - (kind - WordKind.Unsigned))].ContainsAnyExcept((byte)0);
        }
    }

    private static void AddWords(string type, List<WordKind> words)
    {
        if (type.EndsWith("[]", StringComparison.Ordinal) || type is "bytes" or "string")
        {
            words.Add(WordKind.Offset);
        }
        else if (type.EndsWith(']'))
        {
            int bracket = type.LastIndexOf('[');
            int count = int.Parse(type[(bracket + 1)..^1], System.Globalization.CultureInfo.InvariantCulture);
            for (int i = 0; i < count; i++)
            {
                AddWords(type[..bracket], words);
            }
        }
        else if (type.StartsWith('('))
        {
            int first = words.Count;
            foreach (string item in Split(type[1..^1]))
            {
                AddWords(item, words);
            }

            if (words.Skip(first).Contains(WordKind.Offset))
            {
                words.RemoveRange(first, words.Count - first);
                words.Add(WordKind.Offset);
            }
        }
        else
        {
            words.Add(Kind(type));
        }
    }

    private static WordKind Kind(string type)
    {
        if (type is "address" or "bool")
        {
            return type == "address" ? WordKind.Address : WordKind.Bool;
        }

        bool isUnsigned = type.StartsWith("uint", StringComparison.Ordinal);
        if (!isUnsigned && !type.StartsWith("int", StringComparison.Ordinal))
        {
            return WordKind.Any;
        }

        int bytes = int.Parse(type[(isUnsigned ? 4 : 3)..], System.Globalization.CultureInfo.InvariantCulture) / 8;
        return bytes == Hash32.Length ? WordKind.Any : (isUnsigned ? WordKind.Unsigned : WordKind.Signed) + bytes;
    }

    private static int TypeEnd(string parameter)
    {
        int depth = 0;
        for (int i = 0; i < parameter.Length; i++)
        {
            depth += parameter[i] == '(' ? 1 : parameter[i] == ')' ? -1 : 0;
            if (parameter[i] == ' ' && depth == 0)
            {
                return i;
            }
        }

        return parameter.Length;
    }

    private static IEnumerable<string> Split(string list)
    {
        int depth = 0;
        int start = 0;
        for (int i = 0; i <= list.Length; i++)
        {
            if (i == list.Length || (list[i] == ',' && depth == 0))
            {
                if (i > start)
                {
                    yield return list[start..i].Trim();
                }

                start = i + 1;
            }
            else
            {
                depth += list[i] == '(' ? 1 : list[i] == ')' ? -1 : 0;
            }
        }
    }
}
