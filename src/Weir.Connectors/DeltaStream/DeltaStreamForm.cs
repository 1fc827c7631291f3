using System.Net.Http.Headers;
using System.Text;

namespace Weir.Connectors.DeltaStream;

/// <summary>The multipart form of a request: one part, <c>request</c>, with JSON (RFC 7578).</summary>
internal static class DeltaStreamForm
{
    private const string Boundary = "weir-7f3d0c5b9a1e4826";

    public static ByteArrayContent Of(byte[] json)
    {
        // JSON escapes control characters, so a line that begins with the boundary cannot be in it.
        byte[] body =
        [
            .. Encoding.ASCII.GetBytes($"--{Boundary}\r\nContent-Disposition: form-data; name=\"request\"\r\nContent-Type: application/json\r\n\r\n"),
            .. json,
            .. Encoding.ASCII.GetBytes($"\r\n--{Boundary}--\r\n"),
        ];
        ByteArrayContent content = new(body);
        content.Headers.ContentType = MediaTypeHeaderValue.Parse($"multipart/form-data; boundary={Boundary}");
        return content;
    }
}
