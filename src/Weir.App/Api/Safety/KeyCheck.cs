using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Weir.Core.Errors;

namespace Weir.App.Api.Safety;

/// <summary>Compares the key of a request with the server's in constant time: both as hashes, so lengths do not show.</summary>
internal sealed class KeyCheck(string? key)
{
    private const string Bearer = "Bearer ";
    private readonly byte[]? _hash = key is null ? null : Hash(key);

    /// <exception cref="ApiException">401: no key, or a wrong one.</exception>
    public void Check(HttpRequest request)
    {
        if (_hash is null)
        {
            return;
        }

        string given = request.Headers["X-Api-Key"].ToString();
        string authorization = request.Headers.Authorization.ToString();
        if (given.Length == 0 && authorization.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase))
        {
            given = authorization[Bearer.Length..].Trim();
        }

        if (!CryptographicOperations.FixedTimeEquals(Hash(given), _hash))
        {
            throw new ApiException(
                401, ErrorCodes.ApiKey, "the request has no key or a wrong one",
                "Send the header Authorization: Bearer KEY, with the key that the server was started with.");
        }
    }

    private static byte[] Hash(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
}
