namespace Weir.Pipeline;

/// <summary>
/// A stored value that is not of its column's form: a hash of the wrong length, capital digits, a number out of range.
/// </summary>
/// <param name="Table">The table.</param>
/// <param name="Column">The column.</param>
/// <param name="ChainId">The chain of the row, or null where that is not known.</param>
/// <param name="BlockNumber">The block of the row, or null where that is not known.</param>
/// <param name="Row">The row's place in the reading, from 0.</param>
/// <param name="Text">The value, cut at 200 characters.</param>
/// <param name="Expected">What should stand there.</param>
public sealed record MalformedValue(
    string Table, string Column, long? ChainId, long? BlockNumber, long Row, string Text, string Expected)
{
    /// <summary>A sentence that names the place and what is wrong.</summary>
    public override string ToString() =>
        $"{Table}.{Column} of row {Row}{(BlockNumber is long number ? $" (block {number})" : string.Empty)} is '{Text}', not {Expected}.";
}
