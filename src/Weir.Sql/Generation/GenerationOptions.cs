using Weir.Core.Errors;
using Weir.Sql.Dialects;

namespace Weir.Sql.Generation;

/// <summary>What the generator is told besides the tree.</summary>
internal sealed record GenerationOptions
{
    /// <summary>Whose text the tree was read from.</summary>
    public required Dialect Source { get; init; }

    public required string SourceText { get; init; }

    public bool Pretty { get; init; }

    /// <summary>Refusals become warnings.</summary>
    public bool Lenient { get; init; }

    public bool Comments { get; init; } = true;

    public SqlSchema? Schema { get; init; }

    /// <summary>
    /// Characters of the text to be written; where a target must write an argument several times, nested calls grow by
    /// powers.
    /// </summary>
    public int MaxLength { get; init; } = 32 << 20;

    public List<SqlWarning> Warnings { get; init; } = [];

    /// <summary>The first construct that the target cannot say; what is written then is thrown away.</summary>
    public SqlUnsupportedException? Refusal { get; set; }
}
