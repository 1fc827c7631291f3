using System.Globalization;
using System.Text;

namespace Weir.Connectors.DeltaStream.Local;

/// <summary>
/// Reads statements: quoted identifiers double their quotes, others are lower-cased; texts double theirs.
/// </summary>
internal sealed partial class StatementParser
{
    private readonly string _text;
    private int _at;

    private StatementParser(string text) => _text = text;

    /// <exception cref="StatementException">42601 with the place.</exception>
    public static IReadOnlyList<Statement> Parse(string text)
    {
        StatementParser parser = new(text);
        List<Statement> statements = [];
        while (!parser.IsAtEnd())
        {
            if (!parser.TrySymbol(';'))
            {
                statements.Add(parser.Next());
                if (!parser.IsAtEnd())
                {
                    parser.Symbol(';');
                }
            }
        }

        return statements.Count > 0 ? statements : throw parser.Wrong("a statement");
    }

    private Statement Next()
    {
        string verb = Word("USE, LIST, DESCRIBE, CREATE, INSERT, DROP, PRINT or SELECT");
        switch (verb)
        {
            case "USE":
                return Plain(
                    Word("DATABASE, SCHEMA or STORE") switch
                    {
                        "DATABASE" => StatementVerb.UseDatabase,
                        "SCHEMA" => StatementVerb.UseSchema,
                        "STORE" => StatementVerb.UseStore,
                        _ => throw Wrong("DATABASE, SCHEMA or STORE"),
                    },
                    Path());
            case "LIST":
                return List();
            case "DESCRIBE":
                return Entity(StatementVerb.DescribeEntity, hasParameters: false);
            case "CREATE":
                return TryKeyword("FUNCTION_SOURCE") ? Named(StatementVerb.CreateFunctionSource)
                    : TryKeyword("DESCRIPTOR_SOURCE") ? Named(StatementVerb.CreateDescriptorSource)
                    : Entity(StatementVerb.CreateEntity, hasParameters: true);
            case "DROP":
                return TryKeyword("FUNCTION_SOURCE") ? Named(StatementVerb.DropFunctionSource)
                    : TryKeyword("DESCRIPTOR_SOURCE") ? Named(StatementVerb.DropDescriptorSource)
                    : Entity(StatementVerb.DropEntity, hasParameters: false);
            case "PRINT":
                return Entity(StatementVerb.PrintEntity, hasParameters: true);
            case "INSERT":
                Keyword("INTO");
                return Entity(StatementVerb.InsertIntoEntity, hasParameters: true);
            case "SELECT":
                return Select();
            default:
                _at -= verb.Length;
                throw Wrong("USE, LIST, DESCRIBE, CREATE, INSERT, DROP, PRINT or SELECT");
        }
    }

    private Statement List()
    {
        const string Lists = "ENTITIES, STORES, DATABASES, FUNCTION_SOURCES or DESCRIPTOR_SOURCES";
        StatementVerb verb = Word(Lists) switch
        {
            "ENTITIES" => StatementVerb.ListEntities,
            "STORES" => StatementVerb.ListStores,
            "DATABASES" => StatementVerb.ListDatabases,
            "FUNCTION_SOURCES" => StatementVerb.ListFunctionSources,
            "DESCRIPTOR_SOURCES" => StatementVerb.ListDescriptorSources,
            _ => throw Wrong(Lists),
        };
        string path = string.Empty;
        string? store = null;
        while (verb == StatementVerb.ListEntities && TryKeyword("IN"))
        {
            if (TryKeyword("STORE"))
            {
                store = Path();
            }
            else
            {
                path = Path();
            }
        }

        return new Statement(verb, path, store, null, new Dictionary<string, string>());
    }

    private Statement Entity(StatementVerb verb, bool hasParameters)
    {
        Keyword("ENTITY");
        string name = Path();
        string? store = Store();
        string? value = null;
        if (verb == StatementVerb.InsertIntoEntity)
        {
            Keyword("VALUE");
            Symbol('(');
            value = Text();
            Symbol(')');
        }

        return new Statement(verb, name, store, value, hasParameters ? Parameters() : []);
    }

    private Statement Named(StatementVerb verb) => new(verb, Path(), null, null, Parameters());

    private string? Store()
    {
        if (!TryKeyword("IN"))
        {
            return null;
        }

        Keyword("STORE");
        return Path();
    }

    private Dictionary<string, string> Parameters()
    {
        Dictionary<string, string> parameters = [];
        if (TryKeyword("WITH"))
        {
            Symbol('(');
            do
            {
                string key = Peek() == '\'' ? Text() : Path();
                parameters[key] = TrySymbol('=') ? Setting() : string.Empty;
            }
            while (TrySymbol(','));
            Symbol(')');
        }

        return parameters;
    }

    private static Statement Plain(StatementVerb verb, string name) =>
        new(verb, name, null, null, new Dictionary<string, string>());

    private string Path()
    {
        string path = Identifier();
        while (TrySymbol('.'))
        {
            path += "." + Identifier();
        }

        return path;
    }

    private string Identifier() => Peek() == '"'
        ? Quoted('"')
        : Letters() is { Length: > 0 } word ? word.ToLowerInvariant() : throw Wrong("a name");

    private string Text() => Peek() == '\'' ? Quoted('\'') : throw Wrong("a text in single quotes");

    private string Setting() =>
        Peek() == '\'' ? Quoted('\'') : Letters() is { Length: > 0 } word ? word : throw Wrong("a value");

    private string Quoted(char quote)
    {
        StringBuilder text = new();
        for (int i = _at + 1; i < _text.Length; i++)
        {
            if (_text[i] != quote)
            {
                text.Append(_text[i]);
            }
            else if (i + 1 < _text.Length && _text[i + 1] == quote)
            {
                text.Append(quote);
                i++;
            }
            else
            {
                _at = i + 1;
                return text.ToString();
            }
        }

        throw Wrong($"the end of what {quote} opens");
    }

    private string Letters()
    {
        Peek();
        int start = _at;
        while (_at < _text.Length && (char.IsAsciiLetterOrDigit(_text[_at]) || _text[_at] is '_' or '-'))
        {
            _at++;
        }

        return _text[start.._at];
    }

    private string Word(string expected) =>
        Letters() is { Length: > 0 } word ? word.ToUpperInvariant() : throw Wrong(expected);

    private void Keyword(string word)
    {
        if (!TryKeyword(word))
        {
            throw Wrong(word);
        }
    }

    private bool TryKeyword(string word)
    {
        Peek();
        int before = _at;
        if (string.Equals(Letters(), word, StringComparison.OrdinalIgnoreCase))
        {
            return true;
        }

        _at = before;
        return false;
    }

    private void Symbol(char symbol)
    {
        if (!TrySymbol(symbol))
        {
            throw Wrong($"'{symbol}'");
        }
    }

    private bool TrySymbol(char symbol)
    {
        if (Peek() != symbol)
        {
            return false;
        }

        _at++;
        return true;
    }

    private bool IsAtEnd() => Peek() == '\0';

    private char Peek()
    {
        while (_at < _text.Length && char.IsWhiteSpace(_text[_at]))
        {
            _at++;
        }

        return _at < _text.Length ? _text[_at] : '\0';
    }

    private StatementException Wrong(string expected)
    {
        string found = _at < _text.Length ? $"'{_text[_at..Math.Min(_text.Length, _at + 20)]}'" : "the end";
        return new StatementException(
            SqlState.Syntax, string.Create(CultureInfo.InvariantCulture,
                $"syntax error at character {_at + 1}: expected {expected}, found {found}"));
    }
}
