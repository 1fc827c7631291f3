using System.Diagnostics;
using Weir.Tests;

namespace Weir.IntegrationTests.DeltaStream;

/// <summary>
/// DeltaStream's own Python client, unpacked once from <c>shared/peers</c> into the folder of build results.
/// </summary>
internal static class PythonClient
{
    private static readonly string Cache = Path.Combine(Golden.Root, "artifacts", "test-cache", "deltastream-sdk");

    /// <summary>The interpreter that has the client; the test is skipped where there is none.</summary>
    public static async Task<string> InterpreterOrSkipAsync(CancellationToken cancellationToken)
    {
        string python = Path.Combine(Cache, "bin", "python");
        string ready = Path.Combine(Cache, "ready");
        if (!File.Exists(ready))
        {
            string peers = Path.Combine(Golden.Root, "..", "shared", "peers", "peers");
            Assert.SkipUnless(File.Exists(peers), "shared/peers is not here");
            (int code, string said) = await RunAsync(
                peers, ["python", Cache, "deltastream-sdk"], new Dictionary<string, string>(), cancellationToken);
            Assert.SkipUnless(code == 0, $"the Python client cannot be unpacked: {said}");
            await File.WriteAllTextAsync(ready, string.Empty, cancellationToken);
        }

        return python;
    }

    /// <summary>Runs a program to its end: its code, and all that it printed.</summary>
    public static async Task<(int Code, string Said)> RunAsync(
        string program, string[] args, Dictionary<string, string> variables, CancellationToken cancellationToken)
    {
        ProcessStartInfo start = new(program, args) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach ((string name, string value) in variables)
        {
            start.Environment[name] = value;
        }

        using Process process = Process.Start(start) ?? throw new InvalidOperationException("no process");
        try
        {
            Task<string> error = process.StandardError.ReadToEndAsync(cancellationToken);
            string output = await process.StandardOutput.ReadToEndAsync(cancellationToken);
            await process.WaitForExitAsync(cancellationToken);
            return (process.ExitCode, output + await error);
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }
}
