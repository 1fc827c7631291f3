using System.Runtime.CompilerServices;

namespace Weir.Tests;

/// <summary>
/// Texts that stand in the repository; WEIR_UPDATE_GOLDEN=1 writes them anew, and the diff is reviewed.
/// </summary>
internal static class Golden
{
    /// <summary>The root of the checkout.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>Compares a text with a file of the repository.</summary>
    public static void Check(string relativePath, string actual)
    {
        string path = Path.Combine(Root, relativePath);
        if (Environment.GetEnvironmentVariable("WEIR_UPDATE_GOLDEN") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, actual);
        }

        Assert.True(File.Exists(path), $"{relativePath} is missing; WEIR_UPDATE_GOLDEN=1 makes it");
        Assert.Equal(File.ReadAllText(path), actual);
    }

    private static string FindRoot([CallerFilePath] string here = "")
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Weir.slnx")))
            {
                return folder.FullName;
            }
        }

        return Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", ".."));
    }
}
