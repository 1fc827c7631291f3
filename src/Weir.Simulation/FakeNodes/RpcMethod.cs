using System.Text;

namespace Weir.Simulation.FakeNodes;

/// <summary>A method that the node knows, or the one entry for all that it does not.</summary>
internal sealed class RpcMethod
{
    /// <summary>Stands for every other method.</summary>
    public static readonly RpcMethod Unknown = new(string.Empty);

    private static readonly RpcMethod[] Known = [.. ((string[])[
        "eth_getBlockByNumber", "eth_getBlockReceipts", "eth_getTransactionReceipt", "eth_getLogs", "eth_blockNumber",
        "eth_chainId", "eth_getBlockByHash", "eth_getTransactionByHash", "eth_newFilter", "eth_getFilterLogs",
        "eth_uninstallFilter", "eth_call", "eth_getUncleByBlockHashAndIndex", "eth_getUncleByBlockNumberAndIndex", "net_version", "web3_clientVersion", "eth_syncing"]).Select(name => new RpcMethod(name))];

    private readonly byte[] _utf8;

    private RpcMethod(string name)
    {
        Name = name;
        _utf8 = Encoding.ASCII.GetBytes(name);
    }

    public string Name { get; }

    public static RpcMethod Find(ReadOnlySpan<byte> name)
    {
        foreach (RpcMethod method in Known)
        {
            if (name.SequenceEqual(method._utf8))
            {
                return method;
            }
        }

        return Unknown;
    }
}
