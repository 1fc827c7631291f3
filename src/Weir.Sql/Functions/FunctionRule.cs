using Weir.Sql.Ast;
using Weir.Sql.Dialects;
using Weir.Sql.Generation;

namespace Weir.Sql.Functions;

/// <summary>What becomes of one function.</summary>
internal sealed class FunctionRule
{
    private readonly List<(int Arity, RuleGuard[] Guards, string Text)> _guarded = [];
    private readonly string?[] _byArity = new string?[10];
    private string? _any;

    /// <summary>All its texts.</summary>
    public IEnumerable<string> Texts =>
        _byArity.Append(_any).OfType<string>().Concat(_guarded.Select(rule => rule.Text));

    /// <summary>The text for a call; guards are asked in the order they stand in.</summary>
    public string? For(Call call, Dialect source, TypeInference types)
    {
        int arity = call.Arguments.Length;
        foreach ((int wanted, RuleGuard[] guards, string text) in _guarded)
        {
            if ((wanted < 0 || wanted == arity) && Array.TrueForAll(guards, guard => guard.Holds(call, source, types)))
            {
                return text;
            }
        }
        return (arity < _byArity.Length ? _byArity[arity] : null) ?? _any;
    }

    /// <returns>False where there is such a rule already.</returns>
    public bool Set(int arity, RuleGuard[] guards, string text)
    {
        if (guards.Length > 0)
        {
            if (_guarded.Exists(rule => rule.Arity == arity && rule.Guards.SequenceEqual(guards)))
            {
                return false;
            }
            _guarded.Add((arity, guards, text));
            return true;
        }
        ref string? place = ref arity < 0 ? ref _any : ref _byArity[arity];
        if (place is not null)
        {
            return false;
        }
        place = text;
        return true;
    }

    /// <summary>Whether a rule's text is a name alone.</summary>
    public static bool IsName(string text)
    {
        foreach (char character in text)
        {
            if (!char.IsAsciiLetterOrDigit(character) && character is not ('_' or '.'))
            {
                return false;
            }
        }
        return true;
    }
}
