using Weir.Sql.Ast;
using Weir.Sql.Dialects;
using Weir.Sql.Generation;

namespace Weir.Sql.Functions;

/// <summary>From a dialect's call to the canonical one.</summary>
internal static class FunctionReader
{
    public static Expression Read(Call call, string name, Dialect dialect)
    {
        if (dialect.Output.KeepsFunctionCase)
        {
            call = call with { Written = name };
        }
        TypeInference types = TypeInference.OfTextAlone();
        string? text = dialect.Reads.Find(name)?.For(call, dialect, types)
            ?? SharedFunctions.Reads.Find(name)?.For(call, dialect, types);
        if (text is not null && text[0] == '@')
        {
            Expression? special = SpecialReads.Read(text, call, dialect);
            if (special is not null)
            {
                return special;
            }
            text = null;
        }
        if (text is null)
        {
            bool known = call.Known || IsKnown(name, dialect);
            return known && !call.Verbatim ? call with { Known = true, Name = name.ToUpperInvariant() }
                : call with { Known = known };
        }
        if (FunctionRule.IsName(text))
        {
            return call with { Name = text, Known = true, Bare = call.Bare };
        }
        Expression filled = Template.Fill(dialect.Reads.Find(name) is not null ? dialect.Reads.Tree(text)
            : SharedFunctions.Reads.Tree(text), call.Arguments, false, call.Position);
        return filled is Call inner
            ? inner with
            {
                Distinct = inner.Distinct || call.Distinct,
                OrderBy = call.OrderBy,
                Limit = call.Limit,
                IgnoreNulls = call.IgnoreNulls,
                Safe = inner.Safe || call.Safe,
                Having = call.Having
            }
            : filled;
    }

    /// <summary>Names that are printed in capitals even where unknown ones keep their case.</summary>
    private static bool IsKnown(string name, Dialect dialect) =>
        FunctionNames.Common.Contains(name) || dialect.Output.Functions.Contains(name);
}
