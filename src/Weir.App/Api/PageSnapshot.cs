using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Weir.App.Api.Answering;
using Weir.App.Api.Asking;
using Weir.App.Api.Project;

namespace Weir.App.Api;

/// <summary>The answers that the page asks for, to be put inside it.</summary>
internal static class PageSnapshot
{
    // The blocks with the highest scores can be opened; the rest of the heatmap says its score.
    private const int OpenBlocks = 24;

    private static readonly string[] Requests =
    [
        "/api/pipeline?range=10d", "/api/var?range=10d", "/api/var?range=10d&confidence=0.9", "/api/var?range=10d&confidence=0.99",
        "/api/mev?last=512", "/api/transfers?range=10d", "/api/gas?range=10d", "/api/trades?range=10d&limit=50", "/api/tokens?range=10d&limit=12",
        "/api/project", "/api/il", "/api/il?kind=v3", "/api/il?kind=weighted", "/api/il?kind=stable",
    ];

    /// <summary>The answers by request, as one JSON object, and how many they are.</summary>
    public static async Task<(string Json, int Count)> MakeAsync(
        ApiAnswers answers, TimeProvider time, CancellationToken cancellationToken)
    {
        List<(string Request, byte[] Json)> made = [];
        foreach (string request in Requests.Concat(ProjectFiles.Snippets.Select(snippet => "/api/project?path=" + snippet.Path)))
        {
            made.Add((request, await AnswerAsync(answers, request, cancellationToken)));
        }

        foreach (long block in Highest(made.First(answer => answer.Request.StartsWith("/api/mev?", StringComparison.Ordinal)).Json))
        {
            string request = string.Create(CultureInfo.InvariantCulture, $"/api/mev/{block}");
            made.Add((request, await AnswerAsync(answers, request, cancellationToken)));
        }

        ArrayBufferWriter<byte> bytes = new();
        using (Utf8JsonWriter json = new(bytes, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteNumber("made_at", time.GetUtcNow().ToUnixTimeSeconds());
            json.WriteStartObject("answers");
            foreach ((string request, byte[] answer) in made)
            {
                json.WritePropertyName(request);
                json.WriteRawValue(answer, skipInputValidation: true);
            }

            json.WriteEndObject();
            json.WriteEndObject();
        }

        return (Encoding.UTF8.GetString(bytes.WrittenSpan), made.Count);
    }

    private static async Task<byte[]> AnswerAsync(ApiAnswers answers, string request, CancellationToken cancellationToken)
    {
        string[] parts = request.Split('?', 2);
        ApiRequest asked = parts[0].StartsWith("/api/mev/", StringComparison.Ordinal)
            ? ApiRequest.Of(ApiRoutes.Find("/api/mev/{id}"), id: parts[0]["/api/mev/".Length..])
            : ApiRequest.Of(ApiRoutes.Find(parts[0]), parts.Length > 1 ? parts[1] : string.Empty);
        return (await answers.AnswerAsync(asked, cancellationToken)).Json;
    }

    private static long[] Highest(byte[] mev)
    {
        using JsonDocument document = JsonDocument.Parse(mev);
        long[] numbers = [.. document.RootElement.GetProperty("numbers").EnumerateArray().Select(number => number.GetInt64())];
        double[] scores = [.. document.RootElement.GetProperty("scores").EnumerateArray().Select(score => score.GetDouble())];
        return [.. numbers.Zip(scores).OrderByDescending(block => block.Second).ThenByDescending(block => block.First).Take(OpenBlocks)
            .Select(block => block.First)];
    }
}
