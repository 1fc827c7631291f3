using System.Text.Json;
using Weir.App.Commands.Risk.Series;
using Weir.Risk.Models;
using Weir.Risk.Portfolios;
using Weir.Risk.Returns;

namespace Weir.App.Commands.Risk.Batch;

/// <summary>The series of a request: from a file, or written out; one asset or several.</summary>
internal sealed class SeriesRequest
{
    private readonly Dictionary<(string Path, string Column), PriceTable> _files = [];
    private readonly List<RiskSubject> _subjects = [];
    private readonly List<SeriesNote> _notes = [];

    /// <summary>What the files of this request are, one each.</summary>
    public IReadOnlyList<RiskSubject> Subjects => _subjects;

    /// <summary>What their reader understood and left out.</summary>
    public IReadOnlyList<SeriesNote> Notes => _notes;

    /// <summary>Says that logarithmic returns of a file are about to be compounded as simple ones.</summary>
    public void WarnOfKind(Parameters parameters)
    {
        if (_subjects.Exists(subject => subject.Returns == "log") && parameters.Whole("horizonSteps", 1) > 1
            && !parameters.Has("returnKind"))
        {
            _notes.Add(SeriesNote.Warning(
                "the returns are logarithmic and returnKind is simple, so paths compound them; give returnKind log"));
        }
    }

    /// <summary>Forgets the request before; the files stay read.</summary>
    public void Begin()
    {
        _subjects.Clear();
        _notes.Clear();
    }

    /// <summary>The returns of the one asset that the model takes.</summary>
    public double[] One(JsonElement? series)
    {
        IReadOnlyList<double[]> columns = Many(series);
        return columns.Count == 1
            ? columns[0]
            : throw RiskErrors.Request(
                $"the series has {columns.Count} columns and the model takes one.", "Name one column.");
    }

    /// <summary>Joint returns.</summary>
    public ReturnTable Table(JsonElement? series) => new(Many(series));

    /// <summary>Returns of every asset; files are joined on their first column.</summary>
    public IReadOnlyList<double[]> Many(JsonElement? series)
    {
        if (series is not { ValueKind: not JsonValueKind.Null and not JsonValueKind.Undefined } element)
        {
            throw RiskErrors.Request(
                "the request has no series.", "Add \"series\": {\"file\": …, \"column\": …} or {\"returns\": […]}.");
        }

        JsonElement[] parts = element.ValueKind == JsonValueKind.Array ? [.. element.EnumerateArray()] : [element];
        List<double[]> written = [];
        List<(PriceTable Table, bool ArePrices, ReturnKind Kind)> read = [];
        foreach (JsonElement part in parts)
        {
            if (part.ValueKind != JsonValueKind.Object)
            {
                throw RiskErrors.Request(
                    "a series is no object.", "Write {\"file\": …, \"column\": …} or {\"returns\": […]}.");
            }

            if (part.TryGetProperty("file", out _))
            {
                read.Add(FromFile(part));
            }
            else
            {
                written.AddRange(Written(part));
            }
        }

        if (read.Count > 0 && written.Count > 0)
        {
            throw RiskErrors.Request(
                "some series come from files and some are written out.", "Give all of them in one way.");
        }

        return written.Count > 0 ? written : Join(read);
    }

    private static List<double[]> Join(List<(PriceTable Table, bool ArePrices, ReturnKind Kind)> read)
    {
        HashSet<string> common = [.. read[0].Table.Times];
        foreach ((PriceTable table, _, _) in read)
        {
            common.IntersectWith(table.Times);
        }

        List<double[]> columns = [];
        foreach ((PriceTable table, bool arePrices, ReturnKind kind) in read)
        {
            foreach (double[] column in table.Columns)
            {
                double[] kept = read.Count == 1
                    ? column : [.. column.Where((_, row) => common.Contains(table.Times[row]))];
                columns.Add(arePrices ? PriceReturns.Of(kept, kind) : kept);
            }
        }

        return columns;
    }

    private static IEnumerable<double[]> Written(JsonElement part)
    {
        Parameters parameters = new("series", part, ["returns", "prices", "kind"]);
        bool prices = parameters.Has("prices");
        string name = prices ? "prices" : "returns";
        JsonElement values = parameters.Element(name);
        bool nested = values.ValueKind == JsonValueKind.Array && values.GetArrayLength() > 0
            && values[0].ValueKind == JsonValueKind.Array;
        double[][] columns = nested ? parameters.Rows(name) : [parameters.Numbers(name)];
        ReturnKind kind = parameters.Choice(
            "kind", ReturnKind.Simple, ("simple", ReturnKind.Simple), ("log", ReturnKind.Log));
        return columns.Select(column => prices ? PriceReturns.Of(column, kind) : column);
    }

    private (PriceTable Table, bool ArePrices, ReturnKind Kind) FromFile(JsonElement part)
    {
        Parameters parameters = new(
            "series", part, ["file", "column", "columns", "values", "first", "last", "returns"]);
        string path = parameters.Text("file");
        string[]? wanted = parameters.Has("column") ? [parameters.Text("column")]
            : parameters.Has("columns")
                ? [.. parameters.Element("columns").EnumerateArray().Select(item => item.ToString())] : null;
        string key = wanted is null ? string.Empty : string.Join('\u001f', wanted);
        if (!_files.TryGetValue((path, key), out PriceTable? table))
        {
            table = SeriesFile.Read(path, wanted);
            _files[(path, key)] = table;
        }

        bool prices = parameters.Choice("values", true, ("prices", true), ("returns", false));
        ReturnKind kind = parameters.Choice(
            "returns", ReturnKind.Simple, ("simple", ReturnKind.Simple), ("log", ReturnKind.Log));
        PriceTable rows = table.Between(
            parameters.Has("first") ? parameters.Text("first") : null,
            parameters.Has("last") ? parameters.Text("last") : null);
        if (prices)
        {
            rows.CheckPrices();
        }

        _notes.AddRange(rows.Notes.Concat(Gaps.Describe(rows)));
        RiskSubject subject = RiskSubject.Of(rows, !prices ? "given" : kind == ReturnKind.Log ? "log" : "simple", null);
        _subjects.Add(prices ? subject : subject with { Observations = rows.Times.Count });
        return (rows, prices, kind);
    }
}
