using System.Reflection;

namespace Weir.App.Api.Project;

/// <summary>The source code that this program was built from: its build put it among the resources, so it is never stale.</summary>
internal sealed class ProjectFiles
{
    private const string Prefix = "project/";

    private static readonly Assembly Here = typeof(ProjectFiles).Assembly;

    /// <summary>Files that show how Weir works, a tab each.</summary>
    public static IReadOnlyList<(string Title, string Path)> Snippets { get; } =
    [
        ("Prove a block", "src/Weir.Ethereum/Verification/BlockVerifier.cs"),
        ("Decode a trade", "src/Weir.Ethereum/Protocols/Uniswap/UniswapV2.cs"),
        ("Commit", "src/Weir.Pipeline/WarehouseCommit.cs"),
        ("Value at risk", "src/Weir.Risk/Historical/HistoricalSimulation.cs"),
        ("Impermanent loss", "src/Weir.Risk/Liquidity/ImpermanentLoss.cs"),
        ("SQL", "src/Weir.App/Queries/api_mev_scores.sql"),
    ];

    /// <summary>The files by path, with their bytes.</summary>
    public IReadOnlyList<(string Path, long Bytes)> All { get; } =
    [
        .. Here.GetManifestResourceNames().Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
            .Select(name => (name[Prefix.Length..].Replace('\\', '/'), Length(name)))
            .OrderBy(file => file.Item1, StringComparer.Ordinal),
    ];

    /// <summary>The text of a file; null where there is none.</summary>
    public static string? Read(string path)
    {
        // The build names resources by its system's paths.
        using Stream? stream = Here.GetManifestResourceStream(Prefix + path)
            ?? Here.GetManifestResourceStream(Prefix + path.Replace('/', '\\'));
        if (stream is null)
        {
            return null;
        }

        using StreamReader reader = new(stream);
        return reader.ReadToEnd();
    }

    private static long Length(string name)
    {
        using Stream? stream = Here.GetManifestResourceStream(name);
        return stream?.Length ?? 0;
    }
}
