using System.Diagnostics;
using Weir.App;
using Weir.App.Terminal;

namespace Weir.Tests.App;

/// <summary>
/// Runs command lines in this process and keeps what they print; its folder goes with it. With <c>WEIR_PROGRAM</c> it
/// runs that program instead: a native one, or a <c>weir.dll</c>.
/// </summary>
internal sealed class CommandLine : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("weir-test-");

    /// <summary>The program to test in place of this process's own code, or null.</summary>
    public static string? Program =>
        Environment.GetEnvironmentVariable("WEIR_PROGRAM") is { Length: > 0 } path ? path : null;

    public string Output { get; private set; } = string.Empty;

    public string Error { get; private set; } = string.Empty;

    /// <summary>The clock of the program; another than the system's is only to be had in this process.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>A path in the folder.</summary>
    public string Path(string name) => System.IO.Path.Combine(_folder.FullName, name);

    public async Task<int> RunAsync(params string[] args)
    {
        if (Program is { } program && Time == TimeProvider.System)
        {
            return await RunProgramAsync(program, args);
        }

        using StringWriter output = new();
        using StringWriter error = new();
        int code = await new WeirHost(new Screen(output, error, false), Time).InvokeAsync(args, CancellationToken.None);
        Output = output.ToString();
        Error = error.ToString();
        return code;
    }

    /// <summary>Starts a command that goes on until it is stopped; in this process.</summary>
    public RunningCommand Start(params string[] args) => new(Time, args);

    public void Dispose() => _folder.Delete(recursive: true);

    private async Task<int> RunProgramAsync(string program, string[] args)
    {
        bool isLibrary = program.EndsWith(".dll", StringComparison.Ordinal);
        ProcessStartInfo start = new(isLibrary ? "dotnet" : program, isLibrary ? [program, .. args] : args)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using Process process = Process.Start(start)
            ?? throw new InvalidOperationException($"{program} did not start.");
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        Output = await output;
        Error = await error;
        return process.ExitCode;
    }
}
