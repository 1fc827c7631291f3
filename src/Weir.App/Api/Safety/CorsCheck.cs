using Microsoft.AspNetCore.Http;

namespace Weir.App.Api.Safety;

/// <summary>
/// Which pages of other origins may read answers. A page of a file has the origin <c>null</c>, which any file has: it may
/// read from a loopback server that needs no key, and nothing else.
/// </summary>
internal sealed class CorsCheck(ApiOptions options)
{
    private const string Headers = "Accept, Authorization, Last-Event-ID, X-Api-Key";

    /// <summary>Sets what the answer allows.</summary>
    public void Apply(HttpContext http)
    {
        http.Response.Headers.Vary = "Accept, Accept-Encoding, Origin";
        string origin = http.Request.Headers.Origin.ToString();
        if (origin.Length == 0 || !IsAllowed(origin))
        {
            return;
        }

        http.Response.Headers.AccessControlAllowOrigin = options.Cors.Contains("*") ? "*" : origin;
        http.Response.Headers.AccessControlExposeHeaders = "ETag";
        if (HttpMethods.IsOptions(http.Request.Method))
        {
            http.Response.Headers.AccessControlAllowMethods = "GET, HEAD";
            http.Response.Headers.AccessControlAllowHeaders = Headers;
            http.Response.Headers.AccessControlMaxAge = "600";
        }
    }

    private bool IsAllowed(string origin) => options.Cors.Contains(origin) || options.Cors.Contains("*")
        || (origin == "null" && options.IsLoopback && options.Key is null);
}
