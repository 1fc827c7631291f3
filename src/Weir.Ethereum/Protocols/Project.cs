using System.Text;

namespace Weir.Ethereum.Protocols;

/// <summary>Who runs a contract, as Dune names it: <c>uniswap</c>, version <c>3</c>.</summary>
public sealed class Project(string name, string version)
{
    private readonly byte[] _name = Encoding.UTF8.GetBytes(name);
    private readonly byte[] _version = Encoding.UTF8.GetBytes(version);

    public string Name => name;

    public string Version => version;

    internal ReadOnlySpan<byte> NameText => _name;

    internal ReadOnlySpan<byte> VersionText => _version;

    /// <summary>The name of whoever is in no list.</summary>
    public const string UnlistedName = "unknown";

    /// <summary>A contract that follows a protocol, and is in no list.</summary>
    public static Project Unlisted(string version) => new(UnlistedName, version);

    public override string ToString() => $"{name} {version}";
}
