using System.CommandLine;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Weir.Ethereum.Hashing;

namespace Weir.App.Commands;

/// <summary><c>weir version</c>: which program this is, for reports of problems and of speed.</summary>
internal static class VersionCommand
{
    public static Command Build(WeirHost host)
    {
        Command command = new("version", "Say which program this is, and what it makes of this processor.");
        command.SetAction(_ =>
        {
            string version = typeof(VersionCommand).Assembly.GetName().Version?.ToString(3) ?? "?";
            string kind = RuntimeFeature.IsDynamicCodeSupported ? "compiled while it runs" : "native";
            host.Screen.Output.WriteLine(
                $"weir {version} ({kind}, {RuntimeInformation.FrameworkDescription}, {RuntimeInformation.RuntimeIdentifier}; "
                + $"Keccak of {KeccakMany.Lanes} messages side by side)");
            return 0;
        });
        return command;
    }
}
