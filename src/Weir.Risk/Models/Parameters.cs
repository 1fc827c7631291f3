using System.Text.Json;
using Weir.Core.Errors;

namespace Weir.Risk.Models;

/// <summary>The parameters of a request, by the names of docs/risk.md; case, dashes and underscores do not
/// matter.</summary>
public sealed class Parameters
{
    private readonly Dictionary<string, JsonElement> _values = new(StringComparer.Ordinal);
    private readonly string _model;

    public Parameters(string model, JsonElement? parameters, IReadOnlyList<string> known)
    {
        _model = model;
        if (parameters is not { ValueKind: not JsonValueKind.Null and not JsonValueKind.Undefined } element)
        {
            return;
        }

        if (element.ValueKind != JsonValueKind.Object)
        {
            throw Refusal.Request($"{model}: parameters are no object.", "Write {\"name\": value, …}.");
        }

        HashSet<string> names = [.. known.Select(Plain)];
        foreach (JsonProperty property in element.EnumerateObject())
        {
            string name = Plain(property.Name);
            if (!names.Contains(name))
            {
                throw Refusal.Request(
                    $"{model} has no parameter '{property.Name}'.", $"It has: {string.Join(", ", known)}.");
            }

            _values[name] = property.Value.Clone();
        }
    }

    /// <summary>The level asked for; 0.95 where none was.</summary>
    public double Confidence => Number("confidence", 0.95);

    public bool Has(string name) =>
        _values.TryGetValue(Plain(name), out JsonElement value) && value.ValueKind != JsonValueKind.Null;

    public double Number(string name, double? fallback = null) => Optional(name) ?? fallback ?? throw Missing(name);

    public double? Optional(string name)
    {
        if (!Has(name))
        {
            return null;
        }

        JsonElement value = _values[Plain(name)];
        return value.ValueKind == JsonValueKind.Number
            ? value.GetDouble()
            : value.ValueKind == JsonValueKind.String
                && double.TryParse(
                    value.GetString(),
                    System.Globalization.NumberStyles.Float,
                    System.Globalization.CultureInfo.InvariantCulture,
                    out double number)
                ? number
                : throw Wrong(name, "a number");
    }

    public int Whole(string name, int? fallback = null)
    {
        double? value = Optional(name);
        return value is null ? fallback ?? throw Missing(name)
            : value == Math.Floor(value.Value) && Math.Abs(value.Value) < int.MaxValue
                ? (int)value : throw Wrong(name, "a whole number");
    }

    public bool Switch(string name, bool fallback = false) => !Has(name)
        ? fallback : _values[Plain(name)].ValueKind switch
        {
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            JsonValueKind.String when bool.TryParse(_values[Plain(name)].GetString(), out bool value) => value,
            _ => throw Wrong(name, "true or false"),
        };

    /// <summary>One of a set of words.</summary>
    public T Choice<T>(string name, T fallback, params (string Word, T Value)[] choices)
    {
        if (!Has(name))
        {
            return fallback;
        }

        JsonElement value = _values[Plain(name)];
        string word = Plain(value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText());
        foreach ((string candidate, T chosen) in choices)
        {
            if (Plain(candidate) == word)
            {
                return chosen;
            }
        }

        throw Wrong(name, "one of " + string.Join(", ", choices.Select(choice => choice.Word)));
    }

    public string Text(string name) =>
        Has(name) && _values[Plain(name)].ValueKind is JsonValueKind.String or JsonValueKind.Number
        ? _values[Plain(name)].ToString() : throw (Has(name) ? Wrong(name, "a text") : Missing(name));

    public double[] Numbers(string name) => Numbers(name, Element(name));

    public double[]? OptionalNumbers(string name) => Has(name) ? Numbers(name) : null;

    public double[][] Rows(string name)
    {
        JsonElement value = Element(name);
        return value.ValueKind == JsonValueKind.Array
            ? [.. value.EnumerateArray().Select(row => Numbers(name, row))]
            : throw Wrong(name, "a list of lists of numbers");
    }

    public bool[] Switches(string name)
    {
        JsonElement value = Element(name);
        return value.ValueKind == JsonValueKind.Array
            ? [.. value.EnumerateArray().Select(item => item.ValueKind switch
            {
                JsonValueKind.True => true,
                JsonValueKind.False => false,
                JsonValueKind.Number => item.GetDouble() != 0,
                _ => throw Wrong(name, "a list of true and false (or 1 and 0)"),
            })]
            : throw Wrong(name, "a list of true and false (or 1 and 0)");
    }

    /// <summary>A parameter as it stands.</summary>
    public JsonElement Element(string name) => Has(name) ? _values[Plain(name)] : throw Missing(name);

    public ConfigException Wrong(string name, string wanted) =>
        Refusal.Request(
            $"{_model}: '{name}' is {(Has(name) ? Short(_values[Plain(name)].GetRawText()) : "missing")}.",
            $"Give {wanted}.");

    private ConfigException Missing(string name) =>
        Refusal.Request($"{_model}: '{name}' is missing.", "See docs/risk.md for the model's parameters.");

    private double[] Numbers(string name, JsonElement value) => value.ValueKind == JsonValueKind.Array
        ? [.. value.EnumerateArray().Select(item => item.ValueKind switch
        {
            JsonValueKind.Number => item.GetDouble(),
            JsonValueKind.Null => double.NaN,
            JsonValueKind.String when item.GetString() is "NaN" => double.NaN,
            JsonValueKind.String when item.GetString() is "Infinity" or "inf" => double.PositiveInfinity,
            JsonValueKind.String when item.GetString() is "-Infinity" or "-inf" => double.NegativeInfinity,
            _ => throw Wrong(name, "a list of numbers"),
        })]
        : throw Wrong(name, "a list of numbers");

    private static string Short(string text) => text.Length > 60 ? text[..60] + "…" : text;

    private static string Plain(string name) =>
        name.Replace("_", string.Empty, StringComparison.Ordinal).Replace(
            "-", string.Empty, StringComparison.Ordinal).ToLowerInvariant();
}
