using System.Text.Json;

namespace Weir.App.Api.Answering;

/// <summary>What answers write again and again.</summary>
internal static class JsonParts
{
    public static void WriteNullable(this Utf8JsonWriter json, string name, long? value)
    {
        if (value is { } number)
        {
            json.WriteNumber(name, number);
        }
        else
        {
            json.WriteNull(name);
        }
    }

    public static void WriteRounded(this Utf8JsonWriter json, string name, double? value, int digits)
    {
        json.WritePropertyName(name);
        json.WriteRounded(value, digits);
    }

    /// <summary>A number rounded as the original rounds; null for nothing and for what JSON has no number for.</summary>
    public static void WriteRounded(this Utf8JsonWriter json, double? value, int digits)
    {
        if (value is { } number && double.IsFinite(number))
        {
            json.WriteNumberValue(Math.Abs(number) < 1e15 ? Math.Round(number, digits) + 0.0 : number);
        }
        else
        {
            json.WriteNullValue();
        }
    }

    public static void WriteNumbers(this Utf8JsonWriter json, string name, IEnumerable<double?> values, int digits)
    {
        json.WriteStartArray(name);
        foreach (double? value in values)
        {
            json.WriteRounded(value, digits);
        }

        json.WriteEndArray();
    }

    public static void WriteWholes(this Utf8JsonWriter json, string name, IEnumerable<long?> values)
    {
        json.WriteStartArray(name);
        foreach (long? value in values)
        {
            if (value is { } number)
            {
                json.WriteNumberValue(number);
            }
            else
            {
                json.WriteNullValue();
            }
        }

        json.WriteEndArray();
    }

    public static void WriteTexts(this Utf8JsonWriter json, string name, IEnumerable<string?> values)
    {
        json.WriteStartArray(name);
        foreach (string? value in values)
        {
            json.WriteStringValue(value);
        }

        json.WriteEndArray();
    }
}
