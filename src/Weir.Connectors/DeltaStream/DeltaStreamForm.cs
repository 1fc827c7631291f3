using System.Net.Http.Headers;
using System.Text;

namespace Weir.Connectors.DeltaStream;

/// <summary>
/// The multipart form of a request (RFC 7578): the part <c>request</c> with JSON, and a part <c>attachments</c> a file.
/// </summary>
internal static class DeltaStreamForm
{
    public static ByteArrayContent Of(byte[] json, IReadOnlyList<DeltaStreamAttachment> attachments)
    {
        // 122 bits of chance: it cannot be met in a file.
        string boundary = $"weir-{Guid.NewGuid():N}";
        using MemoryStream body = new();
        Append(body,
            $"--{boundary}\r\nContent-Disposition: form-data; name=\"request\"\r\nContent-Type: application/json\r\n\r\n");
        body.Write(json);
        foreach (DeltaStreamAttachment attachment in attachments)
        {
            string name =
                attachment.FileName.Replace("\"", "%22", StringComparison.Ordinal).ReplaceLineEndings("%0D%0A");
            Append(
                body,
                $"\r\n--{boundary}\r\nContent-Disposition: form-data; name=\"attachments\"; filename=\"{name}\"\r\nContent-Type: application/octet-stream\r\n\r\n");
            body.Write(attachment.Content.Span);
        }

        Append(body, $"\r\n--{boundary}--\r\n");
        ByteArrayContent content = new(body.ToArray());
        content.Headers.ContentType = MediaTypeHeaderValue.Parse($"multipart/form-data; boundary={boundary}");
        return content;
    }

    private static void Append(MemoryStream body, string text) => body.Write(Encoding.UTF8.GetBytes(text));
}
