using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Weir.App.Commands;

/// <summary>The port of the demo: the usual one, else one that is free.</summary>
internal static class DemoPort
{
    // Hosts of containers choose it so.
    private const string Variable = "PORT";

    /// <param name="usual">The port where it may be had.</param>
    public static int Choose(int usual)
    {
        if (int.TryParse(Environment.GetEnvironmentVariable(Variable), NumberStyles.None, CultureInfo.InvariantCulture, out int asked))
        {
            return asked;
        }

        try
        {
            return Probe(usual);
        }
        catch (SocketException)
        {
            return Probe(0);
        }
    }

    private static int Probe(int port)
    {
        using TcpListener listener = new(IPAddress.Loopback, port);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
