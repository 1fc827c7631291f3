namespace Weir.Tests;

/// <summary>The folder of real blocks and golden values that may stand beside the checkout.</summary>
internal static class SharedData
{
    private static readonly string? Root = Find();

    /// <summary>
    /// The path of a file or folder under <c>shared/data</c>; the test is skipped where there is none.
    /// </summary>
    public static string PathOrSkip(string relative)
    {
        string? path = Root is null ? null : Path.Combine(Root, relative);
        Assert.SkipUnless(
            path is not null && (File.Exists(path) || Directory.Exists(path)), $"shared/data/{relative} is not here");
        return path!;
    }

    private static string? Find()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            string candidate = Path.Combine(folder.FullName, "shared", "data");
            if (Directory.Exists(candidate))
            {
                return candidate;
            }
        }

        return null;
    }
}
