using System.Text;
using System.Text.RegularExpressions;
using Weir.Core.Errors;

namespace Weir.App.Api;

/// <summary>The page: one file among the resources, with its content security policy in it.</summary>
internal sealed partial class PageFile
{
    private const string Resource = "Weir.App.showcase.html";
    private const string Loopback = "http://127.0.0.1:* http://localhost:*";
    private const string DataPlace = "<script type=\"application/json\" id=\"weir-data\"></script>";

    private PageFile(string html) => Html = html;

    /// <summary>The file's text.</summary>
    public string Html { get; private init; }

    /// <summary>Its policy as a header says it; a meta element cannot say who may frame the page.</summary>
    public string Policy => $"{System.Net.WebUtility.HtmlDecode(PolicyForm().Match(Html).Groups[1].Value)}; frame-ancestors 'none'";

    /// <summary>Reads it.</summary>
    public static PageFile Read()
    {
        using Stream stream = typeof(PageFile).Assembly.GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException("The page is not among the resources.");
        using StreamReader reader = new(stream, Encoding.UTF8);
        return new PageFile(reader.ReadToEnd());
    }

    /// <summary>The page with answers inside: it needs no server.</summary>
    /// <param name="json">A JSON object: answers by the request that the page would make.</param>
    public PageFile WithData(string json) => new(
        // No text of the data can end the element; nothing of it is run.
        Replace(DataPlace, DataPlace.Insert(DataPlace.IndexOf("</", StringComparison.Ordinal), json.Replace("<", "\\u003c", StringComparison.Ordinal)))
            .Replace(Loopback, "'none'", StringComparison.Ordinal).Replace("connect-src 'self' 'none'", "connect-src 'none'", StringComparison.Ordinal));

    /// <summary>The page for another server: that one's address stands in it, and in its policy.</summary>
    /// <exception cref="ConfigException">It is no address of a server.</exception>
    public PageFile ForApi(string api)
    {
        if (!Uri.TryCreate(api, UriKind.Absolute, out Uri? uri) || uri.Scheme is not ("http" or "https") || uri.UserInfo.Length > 0)
        {
            throw new ConfigException(ErrorCodes.BadFlag, $"--api '{api}' is not a server's address", "Write https://api.example.");
        }

        string origin = uri.GetLeftPart(UriPartial.Authority);
        return new PageFile(Replace(Loopback, $"{Loopback} {origin}")
            .Replace("<meta name=\"weir-api\" content=\"\">", $"<meta name=\"weir-api\" content=\"{origin}\">", StringComparison.Ordinal));
    }

    private string Replace(string old, string text) => Html.Contains(old, StringComparison.Ordinal)
        ? Html.Replace(old, text, StringComparison.Ordinal)
        : throw new InvalidOperationException("The page has another form: build it again with eng/page.");

    [GeneratedRegex("<meta http-equiv=\"Content-Security-Policy\" content=\"([^\"]*)\">", RegexOptions.CultureInvariant)]
    private static partial Regex PolicyForm();
}
