using Microsoft.AspNetCore.Http;

namespace Weir.App.Api.Safety;

/// <summary>Headers that every answer has.</summary>
internal static class SecurityHeaders
{
    // What is no page loads nothing.
    private const string Nothing = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

    public static void Apply(HttpResponse response)
    {
        response.Headers.ContentSecurityPolicy = Nothing;
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers["Referrer-Policy"] = "no-referrer";
        response.Headers["Cross-Origin-Opener-Policy"] = "same-origin";
        response.Headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()";
        response.Headers.XFrameOptions = "DENY";
    }
}
