using System.IO.Compression;
using System.Text;

namespace Weir.App.Commands.Risk.Series;

/// <summary>The rows of a text file of cells: its encoding and separator are found out, cells are trimmed.</summary>
internal sealed class SeriesText
{
    private static readonly char[] Separators = ['\t', ';', '|', ','];

    private readonly List<SeriesNote> _notes = [];

    private SeriesText(string path) => Path = path;

    public string Path { get; }

    /// <summary>Every row that is neither blank nor a comment, with its line counted from 1.</summary>
    public List<(int Line, string[] Cells)> Rows { get; } = [];

    /// <summary>What was understood.</summary>
    public IReadOnlyList<SeriesNote> Notes => _notes;

    /// <exception cref="Core.Errors.ConfigException">No such file, an empty file, or one that is not text.</exception>
    public static SeriesText Read(string path)
    {
        if (!File.Exists(path))
        {
            throw RiskErrors.File(
                path, "there is no such file.", "Check the path; it is taken from the working folder.");
        }

        SeriesText text = new(path);
        string all = text.Decode(Unpack(path));
        List<(int Line, string Text)> lines = text.Lines(all);
        if (lines.Count == 0)
        {
            throw RiskErrors.File(path, "the file is empty.", "Give a CSV with a header line.");
        }

        char separator = text.Separator(lines);
        foreach ((int line, string content) in lines)
        {
            text.Rows.Add((line, Split(content, separator)));
        }

        return text;
    }

    private static byte[] Unpack(string path)
    {
        byte[] bytes = File.ReadAllBytes(path);
        if (bytes is not [0x1f, 0x8b, ..])
        {
            return bytes is [(byte)'P', (byte)'K', 3, 4, ..]
                ? throw RiskErrors.File(path, "this is a zip archive or a workbook.", "Save it as CSV.") : bytes;
        }

        using GZipStream unzip = new(new MemoryStream(bytes), CompressionMode.Decompress);
        using MemoryStream plain = new();
        unzip.CopyTo(plain);
        return plain.ToArray();
    }

    private string Decode(byte[] bytes)
    {
        (Encoding encoding, int mark) = bytes switch
        {
            [0xef, 0xbb, 0xbf, ..] => (Encoding.UTF8, 3),
            [0xff, 0xfe, ..] => (Encoding.Unicode, 2),
            [0xfe, 0xff, ..] => (Encoding.BigEndianUnicode, 2),
            [not 0, 0, ..] => (Encoding.Unicode, 0),
            [0, not 0, ..] => (Encoding.BigEndianUnicode, 0),
            _ => (new UTF8Encoding(false, throwOnInvalidBytes: true), 0),
        };
        if (encoding is UnicodeEncoding)
        {
            _notes.Add(SeriesNote.Read("the text is UTF-16"));
        }

        try
        {
            return encoding.GetString(bytes, mark, bytes.Length - mark);
        }
        catch (DecoderFallbackException)
        {
            _notes.Add(SeriesNote.Read("the text is not UTF-8; it is read as Latin-1"));
            return Encoding.Latin1.GetString(bytes);
        }
    }

    private List<(int Line, string Text)> Lines(string all)
    {
        List<(int, string)> lines = [];
        int number = 0;
        int comments = 0;
        foreach (string line in all.ReplaceLineEndings("\n").Split('\n'))
        {
            number++;
            if (line.StartsWith('#'))
            {
                comments++;
            }
            else if (!string.IsNullOrWhiteSpace(line) && line.Trim(',', ';', '\t', '|', ' ', '\0').Length > 0)
            {
                lines.Add((number, line));
            }
        }

        if (comments > 0)
        {
            _notes.Add(SeriesNote.Read(FormattableString.Invariant($"comment lines are left out ({comments})")));
        }

        return lines;
    }

    /// <summary>What stands in every line outside quotes: a tab, a semicolon, a bar, and only then a comma, which may
    /// be a decimal one.</summary>
    private char Separator(List<(int Line, string Text)> lines)
    {
        if (lines[0].Text is ['s' or 'S', 'e' or 'E', 'p' or 'P', '=', char named, ..])
        {
            lines.RemoveAt(0);
            return named;
        }

        foreach (char candidate in Separators)
        {
            // Not in every line: a file may begin with lines of its maker, and a cell may be missing.
            if (lines.Count(line => Split(line.Text, candidate).Length > 1) > 0.6 * lines.Count)
            {
                if (candidate != ',')
                {
                    _notes.Add(
                        SeriesNote.Read($"cells are separated by {(candidate == '\t' ? "tabs" : $"'{candidate}'")}"));
                }

                return candidate;
            }
        }

        throw RiskErrors.File(
            Path, $"line {lines[0].Line} has one cell only.",
            "Separate the cells by commas, semicolons, tabs or bars, times in the first column.");
    }

    private static string[] Split(string line, char separator)
    {
        List<string> cells = [];
        StringBuilder cell = new();
        bool quoted = false;
        for (int i = 0; i < line.Length; i++)
        {
            char c = line[i];
            if (c == '"')
            {
                if (quoted && i + 1 < line.Length && line[i + 1] == '"')
                {
                    _ = cell.Append('"');
                    i++;
                }
                else
                {
                    quoted = !quoted;
                }
            }
            else if (c == separator && !quoted)
            {
                cells.Add(cell.ToString().Trim());
                _ = cell.Clear();
            }
            else
            {
                _ = cell.Append(c);
            }
        }

        cells.Add(cell.ToString().Trim());
        return [.. cells];
    }
}
