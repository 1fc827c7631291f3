using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Weir.App.Api.Asking;

/// <summary>A parameter of a route: how it is checked, and how the OpenAPI document describes it.</summary>
/// <param name="Name">Its name in the query or the path.</param>
/// <param name="Description">What it means, with its unit.</param>
internal abstract record ApiParameter(string Name, string Description)
{
    /// <summary>Whether it is a part of the path.</summary>
    public bool IsInPath { get; init; }

    /// <summary>The value of a text; the default's where there is none.</summary>
    /// <exception cref="ApiException">400: the text is no value of this parameter.</exception>
    public abstract object? Parse(string? text);

    /// <summary>Writes the members of its JSON schema.</summary>
    public abstract void WriteSchema(Utf8JsonWriter json);
}

/// <summary>A whole number.</summary>
internal sealed record IntegerParameter(string Name, string Description, long Least, long Most, long? Default = null)
    : ApiParameter(Name, Description)
{
    /// <inheritdoc/>
    public override object? Parse(string? text) => text is null ? Default
        : long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long value)
            && value >= Least && value <= Most ? value
        : throw ApiException.Parameter(
            Name, "this is not a whole number in its range", string.Create(
                CultureInfo.InvariantCulture, $"Write a whole number from {Least} to {Most}."));

    /// <inheritdoc/>
    public override void WriteSchema(Utf8JsonWriter json)
    {
        json.WriteString("type", "integer");
        json.WriteNumber("minimum", Least);
        json.WriteNumber("maximum", Most);
        if (Default is { } value)
        {
            json.WriteNumber("default", value);
        }
    }
}

/// <summary>A number.</summary>
internal sealed record NumberParameter(string Name, string Description, double Least, double Most, double? Default = null)
    : ApiParameter(Name, Description)
{
    /// <inheritdoc/>
    public override object? Parse(string? text) => text is null ? Default
        : double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value)
            && value >= Least && value <= Most ? value
        : throw ApiException.Parameter(
            Name, "this is not a number in its range", string.Create(
                CultureInfo.InvariantCulture, $"Write a number from {Least} to {Most}."));

    /// <inheritdoc/>
    public override void WriteSchema(Utf8JsonWriter json)
    {
        json.WriteString("type", "number");
        json.WriteNumber("minimum", Least);
        json.WriteNumber("maximum", Most);
        if (Default is { } value)
        {
            json.WriteNumber("default", value);
        }
    }
}

/// <summary>One of some words.</summary>
internal sealed record ChoiceParameter(string Name, string Description, string? Default, IReadOnlyList<string> Choices)
    : ApiParameter(Name, Description)
{
    /// <inheritdoc/>
    public override object? Parse(string? text) => text is null ? Default
        : Choices.Contains(text) ? text
        : throw ApiException.Parameter(Name, "this is not one of its words", $"Write one of {string.Join(", ", Choices)}.");

    /// <inheritdoc/>
    public override void WriteSchema(Utf8JsonWriter json)
    {
        json.WriteString("type", "string");
        json.WriteStartArray("enum");
        foreach (string choice in Choices)
        {
            json.WriteStringValue(choice);
        }

        json.WriteEndArray();
        if (Default is { } value)
        {
            json.WriteString("default", value);
        }
    }
}

/// <summary>A text of a form.</summary>
/// <param name="Form">What the whole text must be.</param>
/// <param name="Remedy">The form in words.</param>
internal sealed record TextParameter(string Name, string Description, Regex Form, string Remedy) : ApiParameter(Name, Description)
{
    /// <summary>Whether upper and lower case are the same: addresses and hashes.</summary>
    public bool IsLowered { get; init; }

    /// <inheritdoc/>
    public override object? Parse(string? text) => text is null ? null
        : text.Length <= 256 && Form.IsMatch(text) ? IsLowered ? text.ToLowerInvariant() : text
        : throw ApiException.Parameter(Name, "this does not have its form", Remedy);

    /// <inheritdoc/>
    public override void WriteSchema(Utf8JsonWriter json)
    {
        json.WriteString("type", "string");
        json.WriteString("pattern", Form.ToString());
        json.WriteNumber("maxLength", 256);
    }
}
