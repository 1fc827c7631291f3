using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Weir.App.Api;
using Weir.Core.Errors;

namespace Weir.Tests.App.Api;

/// <summary>The page as it is committed: made of its sources, of one file, with a policy that fits.</summary>
public sealed partial class PageFileTests
{
    private const int MostBytes = 600_000;

    private static string Web => Path.Combine(Golden.Root, "web");

    [Fact]
    public void It_was_built_from_the_sources_that_are_there()
    {
        using IncrementalHash all = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        string[] files =
        [
            "index.html", "package.json", "package-lock.json", "tsconfig.json", "vite.config.js",
            .. Directory.GetFiles(Path.Combine(Web, "src")).Select(path => "src/" + Path.GetFileName(path)).Order(StringComparer.Ordinal),
        ];
        foreach (string file in files)
        {
            all.AppendData(Encoding.UTF8.GetBytes(file + "\n"));
            all.AppendData(File.ReadAllBytes(Path.Combine(Web, file)));
        }

        string hash = Convert.ToHexStringLower(all.GetHashAndReset());
        Assert.True(PageFile.Read().Html.Contains($"name=\"weir-sources\" content=\"{hash}\"", StringComparison.Ordinal), "web/ has changed: run eng/page");
    }

    [Fact]
    public void Its_policy_names_its_script_and_its_style_by_their_hashes()
    {
        PageFile page = PageFile.Read();
        Assert.Contains($"script-src '{Hash(Script().Match(page.Html).Groups[1].Value)}'", page.Policy, StringComparison.Ordinal);
        Assert.Contains($"style-src '{Hash(Style().Match(page.Html).Groups[1].Value)}'", page.Policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", page.Policy, StringComparison.Ordinal);
    }

    [Fact]
    public void It_asks_nothing_of_anyone_else_and_stays_small()
    {
        string html = PageFile.Read().Html;
        Assert.True(Encoding.UTF8.GetByteCount(html) < MostBytes);
        string[] addresses = [.. Address().Matches(html).Select(match => match.Groups[1].Value).Distinct()];
        Assert.Empty(addresses.Except(["127.0.0.1", "localhost", "www.w3.org"]));
        Assert.DoesNotContain("style=\"", html, StringComparison.Ordinal);
        Assert.DoesNotContain("innerHTML", html, StringComparison.Ordinal);
    }

    [Fact]
    public void Data_inside_cannot_end_its_element_and_nothing_is_asked_for()
    {
        PageFile page = PageFile.Read().WithData("{\"a\":\"</script><script>alert(1)</script>\"}");
        Assert.DoesNotContain("<script>alert", page.Html, StringComparison.Ordinal);
        Assert.Contains("connect-src 'none'", page.Policy, StringComparison.Ordinal);
        Assert.DoesNotContain("http://127.0.0.1:*", page.Policy, StringComparison.Ordinal);
    }

    [Fact]
    public void Another_api_stands_in_the_page_and_in_its_policy()
    {
        PageFile page = PageFile.Read().ForApi("https://weir.example:8443/path");
        Assert.Contains("https://weir.example:8443", page.Policy, StringComparison.Ordinal);
        Assert.Contains("<meta name=\"weir-api\" content=\"https://weir.example:8443\">", page.Html, StringComparison.Ordinal);
        Assert.Throws<ConfigException>(() => PageFile.Read().ForApi("javascript:alert(1)"));
        Assert.Throws<ConfigException>(() => PageFile.Read().ForApi("https://user:secret@weir.example"));
    }

    private static string Hash(string text) => "sha256-" + Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    [GeneratedRegex("<script type=\"module\">(.*?)</script>", RegexOptions.Singleline)]
    private static partial Regex Script();

    [GeneratedRegex("<style>(.*?)</style>", RegexOptions.Singleline)]
    private static partial Regex Style();

    [GeneratedRegex("https?://([a-z0-9.-]+)")]
    private static partial Regex Address();
}
