using System.Buffers;
using System.Text.Json;
using Weir.App.Commands.Risk.Series;
using System.Text;
using Weir.Core.Errors;
using Weir.Risk.Models;

namespace Weir.App.Commands.Risk.Batch;

/// <summary><c>weir risk --batch</c>: a request a line in, an answer a line out, in the same order.</summary>
internal sealed class BatchRunner
{
    private readonly SeriesRequest _source = new();

    /// <summary>Answers every line until the input ends.</summary>
    public async Task RunAsync(TextReader input, TextWriter output, CancellationToken cancellationToken)
    {
        while (await input.ReadLineAsync(cancellationToken) is { } line)
        {
            if (!string.IsNullOrWhiteSpace(line))
            {
                await output.WriteLineAsync(Answer(line).AsMemory(), cancellationToken);
            }
        }
    }

    /// <summary>The answer to one line: a result, or the error and what to do about it.</summary>
    public string Answer(string line)
    {
        JsonElement? id = null;
        try
        {
            using JsonDocument document = JsonDocument.Parse(line);
            JsonElement root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object)
            {
                throw RiskErrors.Request(
                    "the line is no JSON object.",
                    "Write {\"id\": …, \"model\": …, \"parameters\": {…}, \"series\": {…}}.");
            }

            _source.Begin();
            id = root.TryGetProperty("id", out JsonElement given) ? given.Clone() : null;
            string name = root.TryGetProperty("model", out JsonElement model) && model.ValueKind == JsonValueKind.String
                ? model.GetString()! : throw RiskErrors.Request(
                    "the request names no model.", "Add \"model\"; docs/risk.md lists them.");
            BatchModel found = BatchModels.Find(name);
            Parameters parameters = new(found.Name, root.TryGetProperty(
                "parameters", out JsonElement element) ? element : null, found.Parameters);
            JsonElement? series = root.TryGetProperty("series", out JsonElement value) ? value : null;
            return Write(id, json =>
            {
                json.WriteStartObject("result");
                found.Run(new BatchRequest(parameters, series, _source), json);
                json.WriteEndObject();
                WriteSubjects(json);
            });
        }
        catch (WeirException error)
        {
            return Write(id, json => json.WriteString("error", $"{error.Code} {error.Message} {error.Remedy}"));
        }
        catch (JsonException error)
        {
            return Write(id, json => json.WriteString(
                "error", $"{ErrorCodes.BadRiskRequest} the line is no JSON: {error.Message}"));
        }
    }

    /// <summary>Says of what files the answer is, and what their reader understood.</summary>
    private void WriteSubjects(Utf8JsonWriter json)
    {
        if (_source.Subjects.Count > 0)
        {
            json.WriteStartArray("of");
            foreach (RiskSubject subject in _source.Subjects)
            {
                subject.WriteObject(json);
            }

            json.WriteEndArray();
        }

        if (_source.Notes.Count > 0)
        {
            json.WriteStartArray("notes");
            foreach (SeriesNote note in _source.Notes)
            {
                json.WriteStringValue(note.ToString());
            }

            json.WriteEndArray();
        }
    }

    private static string Write(JsonElement? id, Action<Utf8JsonWriter> body)
    {
        ArrayBufferWriter<byte> buffer = new();
        using (Utf8JsonWriter json = new(
            buffer,
            new JsonWriterOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WritePropertyName("id");
            if (id is { } given)
            {
                given.WriteTo(json);
            }
            else
            {
                json.WriteNullValue();
            }

            body(json);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
