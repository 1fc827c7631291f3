using System.Globalization;

namespace Weir.App.Commands.Risk.Series;

/// <summary>How a file writes its numbers: which sign is the decimal one, found out from all of its cells.</summary>
internal sealed class SeriesNumbers
{
    private static readonly HashSet<string> Missing = new(StringComparer.OrdinalIgnoreCase)
    {
        string.Empty, "-", "--", ".", "na", "n/a", "#n/a", "nan", "null", "none", "nil",
    };

    private readonly bool _isCommaDecimal;

    private SeriesNumbers(bool isCommaDecimal) => _isCommaDecimal = isCommaDecimal;

    /// <summary>Whether decimal commas were found.</summary>
    public bool IsCommaDecimal => _isCommaDecimal;

    /// <summary>Whether a cell says that there is no number: blank, NaN, NA, null, a dash.</summary>
    public static bool IsMissing(string cell) => Missing.Contains(cell);

    /// <summary>The way of these cells.</summary>
    /// <exception cref="Core.Errors.ConfigException">A comma that may be either; both ways in one file.</exception>
    public static SeriesNumbers Of(string path, IEnumerable<(int Line, string Column, string Cell)> cells)
    {
        (int Line, string Column, string Cell)? comma = null;
        (int Line, string Column, string Cell)? point = null;
        (int Line, string Column, string Cell)? unclear = null;
        foreach ((int Line, string Column, string Cell) at in cells)
        {
            int lastComma = at.Cell.LastIndexOf(',');
            int lastPoint = at.Cell.LastIndexOf('.');
            if (lastComma < 0 && lastPoint < 0)
            {
                continue;
            }

            bool isOne = lastComma >= 0 && lastPoint < 0;
            bool isRepeated = isOne && at.Cell.IndexOf(',') != lastComma;
            bool isThousand = isOne && at.Cell.Length - lastComma == 4 && at.Cell[..lastComma].TrimStart(
                '-', '+', '$', '€', '£').Length is > 0 and < 4
                && !at.Cell.StartsWith('0');
            if (isThousand && !isRepeated)
            {
                unclear ??= at;
            }
            else if (isRepeated || lastPoint > lastComma)
            {
                // 1.234.567 alone has points between thousands.
                if (lastComma < 0 && at.Cell.IndexOf('.') != lastPoint)
                {
                    comma ??= at;
                }
                else
                {
                    point ??= at;
                }
            }
            else
            {
                comma ??= at;
            }
        }

        if (comma is { } one && point is { } other)
        {
            throw RiskErrors.File(
                path,
                FormattableString.Invariant(
                    $"'{one.Cell}' (line {one.Line}, column '{one.Column}') has a decimal comma and '{other.Cell}' (line {other.Line}) a decimal point."),
                "Write all numbers with a decimal point.");
        }

        return comma is null && point is null && unclear is { } either
            ? throw RiskErrors.File(
                path,
                FormattableString.Invariant(
                    $"line {either.Line}, column '{either.Column}': '{either.Cell}' may be a decimal comma or a thousand."),
                "Write it with a decimal point.")
            : new SeriesNumbers(comma is not null);
    }

    /// <summary>The number of a cell; signs of money and spaces between thousands are allowed.</summary>
    public bool TryParse(string cell, out double value)
    {
        string plain = cell.Trim('$', '€', '£', '¥', ' ', '\u00a0').Replace(
            "\u00a0", string.Empty, StringComparison.Ordinal)
            .Replace(
                "\u202f", string.Empty, StringComparison.Ordinal).Replace("'", string.Empty, StringComparison.Ordinal)
            .Replace(" ", string.Empty, StringComparison.Ordinal).Replace('−', '-');
        plain = _isCommaDecimal
            ? plain.Replace(".", string.Empty, StringComparison.Ordinal).Replace(',', '.')
            : plain.Replace(",", string.Empty, StringComparison.Ordinal);
        return double.TryParse(
            plain, NumberStyles.Float, CultureInfo.InvariantCulture, out value) && double.IsFinite(value);
    }
}
