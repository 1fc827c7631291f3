using Weir.Core.Tables;

namespace Weir.Core;

/// <summary>Turns raw blocks into rows; pure, so that a replay gives the same rows.</summary>
public interface ITransform<in TRaw>
{
    /// <summary>The tables it writes.</summary>
    IReadOnlyList<TableSchema> Outputs { get; }

    /// <summary>Adds the rows of <paramref name="raw"/> to <paramref name="output"/>.</summary>
    void Transform(TRaw raw, BatchSet output);
}
