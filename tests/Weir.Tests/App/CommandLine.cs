using Weir.App;
using Weir.App.Terminal;

namespace Weir.Tests.App;

/// <summary>Runs command lines in this process and keeps what they print; its folder goes with it.</summary>
internal sealed class CommandLine : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("weir-test-");

    public string Output { get; private set; } = string.Empty;

    public string Error { get; private set; } = string.Empty;

    /// <summary>The clock of the program.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>A path in the folder.</summary>
    public string Path(string name) => System.IO.Path.Combine(_folder.FullName, name);

    public async Task<int> RunAsync(params string[] args)
    {
        using StringWriter output = new();
        using StringWriter error = new();
        int code = await new WeirHost(new Screen(output, error, false), Time).InvokeAsync(args, CancellationToken.None);
        Output = output.ToString();
        Error = error.ToString();
        return code;
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
