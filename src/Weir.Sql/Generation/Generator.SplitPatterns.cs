using Weir.Sql.Ast;

namespace Weir.Sql.Generation;

internal partial class Generator
{
    private static readonly System.Buffers.SearchValues<char> Metacharacters =
        System.Buffers.SearchValues.Create(@"\^$.|?*+()[]{}");

    /// <summary>
    /// A split by a pattern where texts are split by a text only: what matches becomes the character U+0001 first.
    /// </summary>
    private bool WriteSplitByPattern(Call call)
    {
        if (Dialect.Family is not ("bigquery" or "snowflake") || call.Arguments is not [var text, var pattern])
        {
            return false;
        }
        if (pattern is StringLiteral { Value.Length: > 0 } plain
            && plain.Value.AsSpan().IndexOfAny(Metacharacters) < 0)
        {
            WriteCall(Call.OfFinal("SPLIT", text, pattern));
            return true;
        }
        Warn(call, $"{Dialect.Name} splits by a text: a character U+0001 that the text holds splits it too");
        Expression mark = Call.OfFinal("CHR", new NumberLiteral("1"));
        WriteCall(Call.OfFinal("SPLIT", Call.OfFinal("REGEXP_REPLACE", text, pattern, mark), mark));
        return true;
    }
}
