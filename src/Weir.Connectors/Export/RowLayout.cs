using System.Text;
using Weir.Core.Tables;

namespace Weir.Connectors.Export;

/// <summary>How rows stand in a text file.</summary>
internal abstract class RowLayout
{
    /// <summary>JSON lines, compact.</summary>
    public static RowLayout JsonLines { get; } = new JsonLayout(","u8.ToArray(), ":"u8.ToArray());

    /// <summary>JSON lines with a space after comma and colon, as Python's encoder has it.</summary>
    public static RowLayout PythonJsonLines { get; } = new JsonLayout(", "u8.ToArray(), ": "u8.ToArray());

    /// <summary>RFC 4180 with line feeds; NULL is empty and empty text is quoted.</summary>
    public static RowLayout Csv { get; } = new CsvLayout("\n"u8.ToArray(), quotesEmptyText: true);

    /// <summary>As Python's csv module: carriage return and line feed, and NULL looks like empty text.</summary>
    public static RowLayout PythonCsv { get; } = new CsvLayout("\r\n"u8.ToArray(), quotesEmptyText: false);

    /// <summary>Appends the line that stands before the first row, if any.</summary>
    public abstract void AppendHeader(ValueText text, IReadOnlyList<string> names);

    /// <summary>Appends one row with its line end.</summary>
    public abstract void AppendRow(ValueText text, ReadOnlySpan<ExportField> fields, int row);

    private sealed class JsonLayout(byte[] comma, byte[] colon) : RowLayout
    {
        public override void AppendHeader(ValueText text, IReadOnlyList<string> names)
        {
        }

        public override void AppendRow(ValueText text, ReadOnlySpan<ExportField> fields, int row)
        {
            text.Append((byte)'{');
            for (int i = 0; i < fields.Length; i++)
            {
                if (i > 0)
                {
                    text.Append(comma);
                }

                text.Append((byte)'"');
                Encoding.UTF8.GetBytes(fields[i].Name, text.Take(Encoding.UTF8.GetByteCount(fields[i].Name)));
                text.Append((byte)'"');
                text.Append(colon);
                if (fields[i].IsNull(row))
                {
                    text.Append("null"u8);
                }
                else
                {
                    fields[i].AppendJson(text, row);
                }
            }

            text.Append("}\n"u8);
        }
    }

    private sealed class CsvLayout(byte[] lineEnd, bool quotesEmptyText) : RowLayout
    {
        public override void AppendHeader(ValueText text, IReadOnlyList<string> names)
        {
            for (int i = 0; i < names.Count; i++)
            {
                Separate(text, i);
                int start = text.Length;
                Encoding.UTF8.GetBytes(names[i], text.Take(Encoding.UTF8.GetByteCount(names[i])));
                CsvText.Quote(text, start, always: false);
            }

            text.Append(lineEnd);
        }

        public override void AppendRow(ValueText text, ReadOnlySpan<ExportField> fields, int row)
        {
            for (int i = 0; i < fields.Length; i++)
            {
                Separate(text, i);
                if (fields[i].IsNull(row))
                {
                    continue;
                }

                int start = text.Length;
                fields[i].AppendCsv(text, row);
                CsvText.Quote(text, start, always: quotesEmptyText && fields[i].IsEmptyText(row));
            }

            text.Append(lineEnd);
        }

        private static void Separate(ValueText text, int field)
        {
            if (field > 0)
            {
                text.Append((byte)',');
            }
        }
    }
}
