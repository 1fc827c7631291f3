using System.Text.Encodings.Web;
using System.Text.Json;
using Weir.Detection;

namespace Weir.Ethereum.Transforms.Mev;

/// <summary>What a finding stands on, as compact JSON with sorted keys.</summary>
internal static class MevJson
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary><c>{"clauses":{name: value},"places":{what: [place]}}</c>.</summary>
    public static byte[] Write(MevFinding finding)
    {
        using MemoryStream stream = new();
        using (Utf8JsonWriter json = new(stream, Options))
        {
            json.WriteStartObject();
            json.WriteStartObject("clauses");
            foreach ((string name, string value) in finding.Clauses)
            {
                json.WriteString(name, value);
            }

            json.WriteEndObject();
            json.WriteStartObject("places");
            foreach ((string name, IReadOnlyList<string> places) in finding.Places)
            {
                json.WriteStartArray(name);
                foreach (string place in places)
                {
                    json.WriteStringValue(place);
                }

                json.WriteEndArray();
            }

            json.WriteEndObject();
            json.WriteEndObject();
        }

        return stream.ToArray();
    }
}
