using System.Collections.Concurrent;
using Weir.Sql.Ast;
using Weir.Sql.Dialects;

namespace Weir.Sql.Functions;

/// <summary>Functions by name: another name, or a template by the number of arguments.</summary>
/// <remarks>
/// Lines of <c>NAME = OTHER</c> (a name), <c>NAME/2 = text with $1, $2</c> (a template for two arguments), <c>NAME =
/// text with $*</c>
/// (for any number). A template is read by the grammar of the dialect it is written in, once, when it is first used.
/// <c>NAME = !reason</c> refuses, <c>NAME = ?reason? text</c> warns besides. <c>NAME/2 [snowflake; $2 int] = …</c> holds only where the guards do
/// (<see cref="RuleGuard"/>); such lines
/// stand before the ones without. A line in another form, with an unknown guard, or that says again what another says
/// is an error on loading. <c>[$3 ^{day|mo=1}]</c> is one line for each word, which stands in place of <c>{}</c> in the
/// text (its value, where it has one).
/// </remarks>
internal sealed class FunctionMap
{
    private readonly Dictionary<string, FunctionRule> _rules = new(StringComparer.OrdinalIgnoreCase);
    private readonly ConcurrentDictionary<string, Expression> _parsed = new(StringComparer.Ordinal);
    private readonly Func<Dialect> _grammar;

    public FunctionMap(Func<Dialect> grammar, params string[] tables)
    {
        _grammar = grammar;
        foreach (string table in tables)
        {
            foreach (ReadOnlySpan<char> line in table.AsSpan().EnumerateLines())
            {
                AddEach(line.Trim());
            }
        }
    }

    public static FunctionMap Empty { get; } = new(() => throw new InvalidOperationException());

    public IEnumerable<string> Names => _rules.Keys;

    public FunctionRule? Find(string name) => _rules.GetValueOrDefault(name);

    /// <summary>The tree of a template.</summary>
    public Expression Tree(string template) => _parsed.GetOrAdd(template, text => Template.Parse(text, _grammar()));

    private void AddEach(ReadOnlySpan<char> line)
    {
        int open = line.IndexOf("^{", StringComparison.Ordinal);
        if (open < 0)
        {
            Add(line);
            return;
        }
        string text = line.ToString();
        int close = text.IndexOf('}', open);
        foreach (string word in text[(open + 2)..close].Split('|'))
        {
            string[] pair = word.Split('=');
            Add(text[..(open + 1)] + pair[0] + text[(close + 1)..].Replace("{}", pair[^1], StringComparison.Ordinal));
        }
    }

    private void Add(ReadOnlySpan<char> line)
    {
        if (line.IsEmpty || line[0] == '#')
        {
            return;
        }
        int equals = line.IndexOf(" = ", StringComparison.Ordinal);
        if (equals <= 0 || line[(equals + 3)..].IsWhiteSpace())
        {
            throw Malformed(line, "it has not the form NAME = text");
        }
        ReadOnlySpan<char> name = line[..equals].Trim();
        RuleGuard[] guards = [];
        int bracket = name.IndexOf('[');
        if (bracket >= 0)
        {
            guards = name[^1] == ']' ? RuleGuard.Parse(name[(bracket + 1)..^1].ToString())
                : throw Malformed(line, "its guards do not end in ]");
            name = name[..bracket].Trim();
        }
        string text = line[(equals + 3)..].Trim().ToString();
        int slash = name.IndexOf('/');
        int arity = -1;
        if (slash >= 0)
        {
            arity = int.TryParse(name[(slash + 1)..], System.Globalization.CultureInfo.InvariantCulture, out int count)
                ? count : throw Malformed(line, "its number of arguments is none");
            name = name[..slash];
        }
        string key = name.ToString();
        if (!_rules.TryGetValue(key, out FunctionRule? rule))
        {
            _rules[key] = rule = new FunctionRule();
        }
        if (!rule.Set(arity, guards, text))
        {
            throw Malformed(line, "another line has the same name, number of arguments and guards");
        }
    }

    private static InvalidOperationException Malformed(ReadOnlySpan<char> line, string why) =>
        new($"the function table's line \"{line}\": {why}");
}
