namespace Weir.Risk.Tests;

/// <summary>Documents that tests write and compare.</summary>
internal static class Documents
{
    /// <summary>The text of a document under docs; the test is skipped where it does not run from a checkout.</summary>
    public static string Read(string relative) => File.ReadAllText(PathOf(relative));

    /// <summary>Compares a document with what it must be; with WEIR_UPDATE_GOLDEN=1 it is written first.</summary>
    public static void AssertEqual(string relative, string expected)
    {
        string path = PathOf(relative);
        if (Environment.GetEnvironmentVariable("WEIR_UPDATE_GOLDEN") == "1")
        {
            File.WriteAllText(path, expected);
        }

        Assert.Equal(File.ReadAllText(path), expected);
    }

    private static string PathOf(string relative)
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Weir.slnx")))
        {
            folder = folder.Parent;
        }

        Assert.SkipUnless(folder is not null, "the test does not run from a checkout");
        return Path.Combine(folder!.FullName, "docs", relative);
    }
}
