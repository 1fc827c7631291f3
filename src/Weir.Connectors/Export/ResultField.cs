using System.Collections;
using Weir.Core.Tables;
using Weir.Pipeline;

namespace Weir.Connectors.Export;

/// <summary>A column of a query's result; its row is set before it is written.</summary>
internal sealed class ResultField(string name, int place) : ExportField(name)
{
    /// <summary>The current row; the row number of the methods means nothing here.</summary>
    public IReadOnlyList<object?> Row { get; set; } = [];

    public override bool IsNull(int row) => Row[place] is null;

    public override bool IsEmptyText(int row) => Row[place] is string { Length: 0 };

    public override void AppendJson(ValueText text, int row) => ExportText.AppendJson(text, Row[place]);

    public override void AppendCsv(ValueText text, int row)
    {
        object? value = Row[place];
        if (value is IEnumerable and not string and not byte[] || value is StructValue)
        {
            ExportText.AppendJson(text, value);
        }
        else
        {
            ExportText.Append(text, value);
        }
    }
}
