using System.Text.RegularExpressions;

namespace Weir.App.Api.Asking;

/// <summary>The parameters that several routes take.</summary>
internal static partial class ApiParameters
{
    /// <summary>The most that a page of rows holds.</summary>
    public const int MostRows = 1_000;

    public static ApiParameter Chain { get; } = new IntegerParameter(
        "chain", "The chain's id; without it, the chain with the newest rows.", 1, long.MaxValue);

    public static ApiParameter From { get; } = new IntegerParameter(
        "from", "The first block; it takes the place of range.", 0, long.MaxValue);

    public static ApiParameter To { get; } = new IntegerParameter(
        "to", "The last block; without it, the newest one.", 0, long.MaxValue);

    public static ApiParameter Range { get; } = new ChoiceParameter(
        "range", "How far back from the last block, on the chain's own clock.", "10d", Ranges.Names);

    public static ApiParameter Bucket { get; } = new ChoiceParameter(
        "bucket", "The bar; without it, the largest one of which there are at least 90.", null, Bar.Names);

    public static ApiParameter Token { get; } = new TextParameter(
        "token", "A token's address.", Address(), "Write 0x and 40 hexadecimal digits.")
    {
        IsLowered = true,
    };

    public static ApiParameter Limit { get; } = new IntegerParameter("limit", "How many rows a page has.", 1, MostRows, 100);

    public static ApiParameter Cursor { get; } = new TextParameter(
        "cursor", "Where the next page begins: next of the page before.", CursorForm(), "Copy it from next.");

    /// <summary>What every question on a range of blocks takes.</summary>
    public static IReadOnlyList<ApiParameter> Window { get; } = [Chain, From, To, Range];

    /// <summary>A token's symbol or its address, or a column of a file of prices.</summary>
    [GeneratedRegex("^[A-Za-z0-9][A-Za-z0-9 ._/+-]{0,63}$", RegexOptions.CultureInvariant)]
    public static partial Regex Asset();

    [GeneratedRegex("^0x[0-9a-fA-F]{40}$", RegexOptions.CultureInvariant)]
    public static partial Regex Address();

    /// <summary>A block's number, or the id of a finding.</summary>
    [GeneratedRegex("^([0-9]{1,18}|0x[0-9a-fA-F]{8,64})$", RegexOptions.CultureInvariant)]
    public static partial Regex MevId();

    /// <summary>A pool's address or id.</summary>
    [GeneratedRegex("^0x([0-9a-fA-F]{40}|[0-9a-fA-F]{64})$", RegexOptions.CultureInvariant)]
    public static partial Regex Pool();

    /// <summary>A protocol's name.</summary>
    [GeneratedRegex("^[a-z0-9][a-z0-9_.-]{0,63}$", RegexOptions.CultureInvariant)]
    public static partial Regex Protocol();

    /// <summary>A file of the project.</summary>
    [GeneratedRegex("^[A-Za-z0-9_][A-Za-z0-9_./-]{0,199}$", RegexOptions.CultureInvariant)]
    public static partial Regex ProjectPath();

    /// <summary>The name of a query.</summary>
    [GeneratedRegex("^[a-z][a-z_]{0,63}$", RegexOptions.CultureInvariant)]
    public static partial Regex QueryName();

    [GeneratedRegex("^[0-9]{1,18}$", RegexOptions.CultureInvariant)]
    private static partial Regex CursorForm();
}
