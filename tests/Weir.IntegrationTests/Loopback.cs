using System.Net;
using System.Net.Sockets;

namespace Weir.IntegrationTests;

/// <summary>Ports of this machine's own address.</summary>
internal static class Loopback
{
    /// <summary>A port that was free a moment ago.</summary>
    public static int FreePort()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
