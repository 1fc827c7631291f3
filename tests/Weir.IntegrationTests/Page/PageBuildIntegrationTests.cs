using System.Diagnostics;
using Weir.Tests;

namespace Weir.IntegrationTests.Page;

/// <summary>The committed page is what its sources make; where Node.js is, they are built again.</summary>
public sealed class PageBuildIntegrationTests
{
    [Fact]
    public async Task Built_again_it_is_the_same_file()
    {
        string web = Path.Combine(Golden.Root, "web");
        string vite = Path.Combine(web, "node_modules", "vite", "bin", "vite.js");
        Assert.SkipUnless(File.Exists(vite), "web/node_modules is not here: ./test installs it with npm");
        DirectoryInfo folder = Directory.CreateTempSubdirectory("weir-page-");
        try
        {
            ProcessStartInfo start = new("node", [vite, "build", "--outDir", folder.FullName, "--emptyOutDir", "--logLevel", "error"])
            {
                WorkingDirectory = web,
                RedirectStandardError = true,
            };
            using Process node = Process.Start(start) ?? throw new InvalidOperationException("node did not start.");
            string error = await node.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
            await node.WaitForExitAsync(TestContext.Current.CancellationToken);
            Assert.True(node.ExitCode == 0, error);
            Assert.Equal(
                await File.ReadAllTextAsync(Path.Combine(web, "dist", "showcase.html"), TestContext.Current.CancellationToken),
                await File.ReadAllTextAsync(Path.Combine(folder.FullName, "showcase.html"), TestContext.Current.CancellationToken));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
