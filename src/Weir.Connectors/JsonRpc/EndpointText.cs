using System.Net;

namespace Weir.Connectors.JsonRpc;

/// <summary>
/// An endpoint as it may be shown: without user, password, query and anything in the path that may be a key.
/// </summary>
public static class EndpointText
{
    private const int LongestPlainSegment = 12;

    public static string Of(Uri endpoint)
    {
        IEnumerable<string> segments = endpoint.AbsolutePath.Split('/', StringSplitOptions.RemoveEmptyEntries)
            .Select(segment => IsPlain(segment) ? segment : "***");
        string port = endpoint.IsDefaultPort ? string.Empty : $":{endpoint.Port}";
        string path = string.Join('/', segments);
        return $"{endpoint.Scheme}://{endpoint.Host}{port}{(path.Length > 0 ? "/" + path : string.Empty)}";
    }

    /// <summary>Whether the endpoint is on this machine.</summary>
    public static bool IsLocal(Uri endpoint) =>
        endpoint.IsLoopback
            || (IPAddress.TryParse(endpoint.Host, out IPAddress? address) && IPAddress.IsLoopback(address));

    // Words such as v2, rpc, mainnet; keys are longer or mix letters and digits.
    private static bool IsPlain(string segment) =>
        segment.Length <= LongestPlainSegment && (segment.Length <= 3 || segment.All(char.IsAsciiLetter));
}
