using System.Net;
using Microsoft.AspNetCore.Http;
using Weir.Core.Errors;

namespace Weir.App.Api.Safety;

/// <summary>
/// Which names the server answers to: another site's name that resolves to this machine (DNS rebinding) is refused.
/// </summary>
internal sealed class HostCheck(ApiOptions options)
{
    /// <exception cref="ApiException">421: the Host header names another server.</exception>
    public void Check(HttpRequest request)
    {
        // What anyone may read, a page of another site may read as well.
        if (options.AllowAnonymous && !options.IsLoopback)
        {
            return;
        }

        HostString host = request.Host;
        string name = host.Host.Trim('[', ']');
        bool isAddress = IPAddress.TryParse(name, out IPAddress? address);
        bool isKnown = name.Equals("localhost", StringComparison.OrdinalIgnoreCase)
            || (isAddress && (IPAddress.IsLoopback(address!) || !options.IsLoopback))
            || options.PublicHosts.Any(known => name.Equals(known, StringComparison.OrdinalIgnoreCase));
        if (!isKnown)
        {
            throw new ApiException(
                421, ErrorCodes.ApiHost, "this server does not answer to the name in the Host header",
                "Ask it by its address, or start it with --public-host NAME.");
        }
    }
}
