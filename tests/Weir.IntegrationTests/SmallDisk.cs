using System.Diagnostics;

namespace Weir.IntegrationTests;

/// <summary>A file system of a few megabytes, which fills soon; it goes when it is disposed of.</summary>
internal sealed class SmallDisk : IDisposable
{
    private SmallDisk(string path) => Path = path;

    public string Path { get; }

    /// <summary>Mounts it in a folder that is there; the test is skipped where that is not allowed.</summary>
    /// <param name="path">The folder.</param>
    /// <param name="size">As mount writes it: <c>3m</c>.</param>
    public static SmallDisk MountOrSkip(string path, string size)
    {
        Assert.SkipUnless(
            Run("mount", "-t", "tmpfs", "-o", $"size={size}", "tmpfs", path), "a small file system cannot be mounted here (root only)");
        return new SmallDisk(path);
    }

    public void Grow(string size) => Assert.True(Run("mount", "-o", $"remount,size={size}", Path));

    public void GiveTo(string user) => Assert.True(Run("chown", user, Path));

    // At once and for good: a process that another test has just started may still hold its file.
    public void Dispose() => Run("umount", "--lazy", Path);

    private static bool Run(string program, params string[] arguments)
    {
        try
        {
            using Process process =
                Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
