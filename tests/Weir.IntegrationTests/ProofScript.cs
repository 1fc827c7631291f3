using System.Diagnostics;
using Weir.Tests;

namespace Weir.IntegrationTests;

/// <summary>Runs a script of eng/proofs in its short form with the program that was built for the tests.</summary>
internal static class ProofScript
{
    /// <summary>What it says; it must succeed.</summary>
    /// <param name="interpreter">The program that reads it.</param>
    /// <param name="script">Its name under eng/proofs.</param>
    /// <param name="arguments">What it is told.</param>
    public static async Task<string> RunAsync(string interpreter, string script, params string[] arguments)
    {
        ProcessStartInfo start = new(interpreter, [Path.Combine(Golden.Root, "eng", "proofs", script), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["WEIR_PROGRAM"] = Path.Combine(AppContext.BaseDirectory, "weir.dll");
        using Process process = Process.Start(start)!;
        Task<string> error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        string output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(process.ExitCode == 0, output + await error);
        return output;
    }
}
