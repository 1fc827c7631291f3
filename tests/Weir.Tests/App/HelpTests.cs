using System.CommandLine;
using Weir.App;
using Weir.App.Terminal;

namespace Weir.Tests.App;

/// <summary>Every command explains itself, whatever else it requires.</summary>
public sealed class HelpTests
{
    [Fact]
    public async Task Every_command_answers_help()
    {
        using CommandLine line = new();
        Command root =
            new WeirHost(new Screen(TextWriter.Null, TextWriter.Null, false), TimeProvider.System).BuildRoot();
        foreach (string[] path in Paths(root, []))
        {
            int code = await line.RunAsync([.. path, "--help"]);
            Assert.True(code == 0 && line.Error.Length == 0, $"weir {string.Join(' ', path)}: {line.Error}");
            Assert.Contains("Usage:", line.Output, StringComparison.Ordinal);
        }
    }

    private static IEnumerable<string[]> Paths(Command command, string[] path) =>
        command.Subcommands.SelectMany(sub => Paths(sub, [.. path, sub.Name])).Prepend(path);
}
