using System.Text;
using Weir.Core;
using Weir.Core.Tables;

namespace Weir.Proofs;

/// <summary>Compares rows of two batches of the same table, value by value, and says where they differ.</summary>
internal sealed class RowComparer
{
    private const int MostShown = 100;

    private readonly TableSchema _table;
    private readonly ProofGroups _parts;
    private readonly ValueFormat[] _left;
    private readonly ValueFormat[] _right;
    private readonly ValueText _leftText = new();
    private readonly ValueText _rightText = new();

    /// <param name="left">Rows that should be.</param>
    /// <param name="right">Rows that are.</param>
    /// <param name="parts">The parts of the block that the left rows were made from: columns of others are passed
    /// over.</param>
    public RowComparer(Batch left, Batch right, ProofGroups parts)
    {
        _parts = parts;
        _table = left.Schema;
        _left = Formats(left);
        _right = Formats(right);
    }

    /// <summary>Null where the rows are equal in every column that counts; else <c>column is X, where Y…</c>.</summary>
    /// <param name="leftRow">The row that should be.</param>
    /// <param name="rightRow">The row that is.</param>
    public string? Difference(int leftRow, int rightRow)
    {
        for (int i = 0; i < _left.Length; i++)
        {
            if (Counts(i, rightRow) && !IsEqual(i, leftRow, rightRow))
            {
                return $"{_table.Columns[i].Name} is {Show(_right[i], rightRow, _rightText)}, "
                    + $"where {Show(_left[i], leftRow, _leftText)} follows from the block";
            }
        }

        return null;
    }

    // A warehouse that an earlier version made has NULL in columns that came later.
    private bool Counts(int column, int rightRow) =>
        _table.Columns[column].IsInChecksum && _parts.HasFlag(_table.Columns[column].Source ?? ProofGroups.None)
            && !(_table.Columns[column].IsLaterAddition && _right[column].IsNull(rightRow));

    private bool IsEqual(int column, int leftRow, int rightRow)
    {
        bool isNull = _left[column].IsNull(leftRow);
        if (isNull || _right[column].IsNull(rightRow))
        {
            return isNull == _right[column].IsNull(rightRow);
        }

        _leftText.Length = 0;
        _left[column].Append(_leftText, leftRow);
        _rightText.Length = 0;
        _right[column].Append(_rightText, rightRow);
        return _leftText.Written.SequenceEqual(_rightText.Written);
    }

    private static string Show(ValueFormat format, int row, ValueText text)
    {
        if (format.IsNull(row))
        {
            return "NULL";
        }

        text.Length = 0;
        format.Append(text, row);
        string shown = Encoding.UTF8.GetString(text.Written[..Math.Min(MostShown, text.Length)]);
        return text.Length > MostShown ? shown + "…" : shown;
    }

    private static ValueFormat[] Formats(Batch batch) =>
        [.. batch.Schema.Columns.Select((column, i) => ValueFormat.Of(column, batch.Columns[i]))];
}
