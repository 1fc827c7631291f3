using Weir.Core.Tables;

namespace Weir.Connectors.Export;

/// <summary>One column of an exported text file, over the rows of one batch.</summary>
internal abstract class ExportField(string name)
{
    public string Name { get; } = name;

    public virtual bool IsNull(int row) => false;

    /// <summary>Appends the row's value as JSON.</summary>
    public abstract void AppendJson(ValueText text, int row);

    /// <summary>Appends the row's value as a CSV field before quoting.</summary>
    public abstract void AppendCsv(ValueText text, int row);

    /// <summary>
    /// Whether CSV must quote the value even where nothing in it asks for quotes: empty text, which is not NULL.
    /// </summary>
    public virtual bool IsEmptyText(int row) => false;
}

/// <summary>A number, truth value or JSON, written bare.</summary>
internal sealed class BareField(string name, ValueFormat format) : ExportField(name)
{
    public override bool IsNull(int row) => format.IsNull(row);

    public override void AppendJson(ValueText text, int row) => format.Append(text, row);

    public override void AppendCsv(ValueText text, int row) => format.Append(text, row);
}

/// <summary>Hexadecimal text or decimal digits in quotes: nothing in it needs an escape.</summary>
internal sealed class PlainTextField(string name, ValueFormat format) : ExportField(name)
{
    public override bool IsNull(int row) => format.IsNull(row);

    public override void AppendJson(ValueText text, int row)
    {
        text.Append((byte)'"');
        format.Append(text, row);
        text.Append((byte)'"');
    }

    public override void AppendCsv(ValueText text, int row) => format.Append(text, row);
}

/// <summary>Any text.</summary>
internal sealed class TextField(string name, BytesColumn column) : ExportField(name)
{
    public override bool IsNull(int row) => column.IsNull(row);

    public override bool IsEmptyText(int row) => column[row].IsEmpty;

    public override void AppendJson(ValueText text, int row) => JsonText.AppendQuoted(text, column[row]);

    public override void AppendCsv(ValueText text, int row) => text.Append(column[row]);
}

/// <summary>An instant as RFC 3339 in UTC, with microseconds where there are any.</summary>
internal sealed class InstantField(string name, Int64Column column) : ExportField(name)
{
    public override bool IsNull(int row) => column.IsNull(row);

    public override void AppendJson(ValueText text, int row)
    {
        text.Append((byte)'"');
        AppendCsv(text, row);
        text.Append((byte)'"');
    }

    public override void AppendCsv(ValueText text, int row) => JsonText.AppendInstant(text, column[row]);
}

/// <summary>An instant as whole seconds since 1970.</summary>
internal sealed class SecondsField(string name, Int64Column column) : ExportField(name)
{
    public override bool IsNull(int row) => column.IsNull(row);

    public override void AppendJson(ValueText text, int row) => text.Append(column[row] / 1_000_000);

    public override void AppendCsv(ValueText text, int row) => AppendJson(text, row);
}

/// <summary>A column that never has a value.</summary>
internal sealed class NullField(string name) : ExportField(name)
{
    public override bool IsNull(int row) => true;

    public override void AppendJson(ValueText text, int row) =>
        throw new InvalidOperationException("A NULL has no text.");

    public override void AppendCsv(ValueText text, int row) =>
        throw new InvalidOperationException("A NULL has no text.");
}
