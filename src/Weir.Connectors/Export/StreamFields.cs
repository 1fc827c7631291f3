using System.Text;
using Weir.Core.Tables;

namespace Weir.Connectors.Export;

/// <summary>A field under another name.</summary>
internal sealed class RenamedField(string name, ExportField inner) : ExportField(name)
{
    public override bool IsNull(int row) => inner.IsNull(row);

    public override void AppendJson(ValueText text, int row) => inner.AppendJson(text, row);

    public override void AppendCsv(ValueText text, int row) => inner.AppendCsv(text, row);
}

/// <summary>The same word in every row.</summary>
internal sealed class WordField(string name, string word) : ExportField(name)
{
    private readonly byte[] _word = Encoding.ASCII.GetBytes(word);

    public override void AppendJson(ValueText text, int row)
    {
        text.Append((byte)'"');
        text.Append(_word);
        text.Append((byte)'"');
    }

    public override void AppendCsv(ValueText text, int row) => text.Append(_word);
}

/// <summary>ethereum-etl's id of an item: its type, a hash and, for logs, a number, joined by underscores.</summary>
internal sealed class ItemIdField(string type, FixedBytesColumn hash, Int64Column? number) : ExportField("item_id")
{
    private readonly byte[] _type = Encoding.ASCII.GetBytes(type + "_");

    public override void AppendJson(ValueText text, int row)
    {
        text.Append((byte)'"');
        AppendCsv(text, row);
        text.Append((byte)'"');
    }

    public override void AppendCsv(ValueText text, int row)
    {
        text.Append(_type);
        text.AppendHex(hash[row]);
        if (number is not null)
        {
            text.Append((byte)'_');
            text.Append(number[row]);
        }
    }
}
