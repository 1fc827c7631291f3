using Weir.Core.Errors;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Weir.App.Settings.Config;

/// <summary>A value of a configuration file, with its place: a text, a list or a mapping.</summary>
/// <param name="Line">From 1.</param>
/// <param name="Column">From 1.</param>
internal sealed record ConfigNode(long Line, long Column)
{
    public string? Text { get; init; }

    public IReadOnlyList<ConfigNode>? Items { get; init; }

    public IReadOnlyList<(string Name, long Line, long Column, ConfigNode Value)>? Members { get; init; }

    /// <summary>Reads a document of YAML.</summary>
    /// <exception cref="ConfigException">It is none; with line and column.</exception>
    public static ConfigNode Read(string path, string yaml)
    {
        try
        {
            Parser parser = new(new StringReader(yaml));
            parser.Consume<StreamStart>();
            if (!parser.TryConsume<DocumentStart>(out _))
            {
                return new ConfigNode(1, 1) { Members = [] };
            }

            ConfigNode root = ReadNode(parser, path);
            return root.Text is "" ? root with { Text = null, Members = [] } : root;
        }
        catch (YamlException error)
        {
            throw new ConfigException(
                ErrorCodes.BadConfiguration, $"{path}, line {error.Start.Line}, column {error.Start.Column}: {error.Message}",
                "Mend the YAML there; weir init writes a file to begin with.");
        }
    }

    private static ConfigNode ReadNode(Parser parser, string path)
    {
        if (parser.TryConsume<Scalar>(out Scalar? scalar))
        {
            string text = scalar.IsPlainImplicit && scalar.Value is "~" or "null" ? string.Empty : scalar.Value;
            return At(scalar) with { Text = text };
        }

        if (parser.TryConsume<SequenceStart>(out SequenceStart? sequence))
        {
            List<ConfigNode> items = [];
            while (!parser.TryConsume<SequenceEnd>(out _))
            {
                items.Add(ReadNode(parser, path));
            }

            return At(sequence) with { Items = items };
        }

        if (parser.TryConsume<MappingStart>(out MappingStart? mapping))
        {
            List<(string, long, long, ConfigNode)> members = [];
            while (!parser.TryConsume<MappingEnd>(out _))
            {
                Scalar name = parser.Consume<Scalar>();
                members.Add((name.Value, name.Start.Line, name.Start.Column, ReadNode(parser, path)));
            }

            return At(mapping) with { Members = members };
        }

        ParsingEvent other = parser.Consume<ParsingEvent>();
        throw new ConfigException(
            ErrorCodes.BadConfiguration,
            $"{path}, line {other.Start.Line}, column {other.Start.Column}: anchors and aliases are not understood",
            "Write the value out.");
    }

    private static ConfigNode At(ParsingEvent place) => new(place.Start.Line, place.Start.Column);
}
