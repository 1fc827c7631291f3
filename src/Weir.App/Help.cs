using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Weir.App;

/// <summary>Examples below a command's <c>--help</c>.</summary>
internal static class Help
{
    /// <summary>Adds examples to what <c>--help</c> prints for the command.</summary>
    public static void AddExamples(Command command, params string[] examples) =>
        command.Options.Add(new HelpOption { Action = new HelpWithExamples(examples) });

    /// <summary>Whether the command line asks for help, which needs no other arguments.</summary>
    public static bool IsAsked(ParseResult parsed) => parsed.Action is HelpAction or HelpWithExamples;

    private sealed class HelpWithExamples : SynchronousCommandLineAction
    {
        private readonly HelpAction _help = new();
        private readonly string[] _examples;

        public HelpWithExamples(string[] examples) => _examples = examples;

        public override int Invoke(ParseResult parseResult)
        {
            int code = _help.Invoke(parseResult);
            TextWriter output = parseResult.InvocationConfiguration.Output;
            output.WriteLine("Examples:");
            foreach (string example in _examples)
            {
                output.WriteLine("  " + example);
            }

            return code;
        }
    }
}
