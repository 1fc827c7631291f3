using System.Collections.Frozen;
using Weir.Sql.Ast;
using Weir.Sql.Functions;
using Weir.Sql.Generation;

namespace Weir.Sql.Dialects;

/// <summary>A dialect as data: how it is read, what it can say, which functions and types it has.</summary>
internal sealed record Dialect
{
    /// <summary>Lower case, as users write it.</summary>
    public required string Name { get; init; }

    public required LexicalRules Lexical { get; init; }

    public required GrammarRules Grammar { get; init; }

    public required OutputRules Output { get; init; }

    /// <summary>Type names in capitals to canonical types.</summary>
    public required FrozenDictionary<string, TypeKind> TypeWords { get; init; }

    /// <summary>Abbreviations of date parts.</summary>
    public required FrozenDictionary<string, string> DateParts { get; init; }

    /// <summary>Its functions to canonical ones.</summary>
    public required FunctionMap Reads { get; init; }

    /// <summary>Canonical functions to its own.</summary>
    public required FunctionMap Writes { get; init; }

    /// <summary>Makes the generator; the last argument is whose text was read.</summary>
    public required Func<Dialect, GenerationOptions, Generator> Generator { get; init; }

    /// <summary>The family whose special readings it shares: postgres for redshift, spark for databricks.</summary>
    public required string Family { get; init; }

    public FrozenDictionary<string, TypeKind>.AlternateLookup<ReadOnlySpan<char>> TypeNames =>
        TypeWords.GetAlternateLookup<ReadOnlySpan<char>>();

    public string Quote(string name)
    {
        char close = Output.Quote == '[' ? ']' : Output.Quote;
        string inner = name.Contains(close, StringComparison.Ordinal)
            ? name.Replace(close.ToString(), close == '`' && Lexical.BackslashEscapes ? "\\`" : new string(close, 2),
                StringComparison.Ordinal)
            : name;
        return Output.Quote + inner + close;
    }
}
