using System.Text;

namespace Weir.App.Settings.Config;

/// <summary>The example file and the table of the documentation, both made from <see cref="ConfigKey.All"/>.</summary>
internal static class ConfigText
{
    private const string Kafka = "kafka.";

    /// <summary>A file with every key, those that may be left out commented out.</summary>
    /// <param name="network">The network; null to leave it out.</param>
    /// <param name="url">A node.</param>
    public static string Example(string? network, string url)
    {
        StringBuilder text = new();
        text.Append("# Weir's configuration. Flags and WEIR_… variables come before it; ${NAME} is the environment's.\n");
        text.Append("# `weir check` says what is in effect, `weir doctor` whether it works.\n");
        foreach (ConfigKey key in ConfigKey.All.Where(key => !key.IsOriginals && !key.Path.Contains('.', StringComparison.Ordinal)))
        {
            string value = key.Path switch
            {
                "network" => network ?? key.Example,
                "sources" => $"\n  - url: {url}\n    # rate: 25            # calls a second\n    # compute_units: 330  # a second",
                _ => key.Example,
            };
            bool isLeftOut = key.IsOptional || (key.Path == "network" && network is null);
            string space = value.StartsWith('\n') ? string.Empty : " ";
            text.Append($"\n# {key.Meaning}\n{(isLeftOut ? "# " : string.Empty)}{key.Path}:{space}{value}\n");
        }

        text.Append("\n# weir run takes blocks through Kafka where this section is there\n# kafka:\n");
        foreach (ConfigKey key in ConfigKey.All.Where(
            key => !key.IsOriginals && key.Path.StartsWith(Kafka, StringComparison.Ordinal)))
        {
            text.Append($"#   # {key.Meaning}\n#   {key.Path[Kafka.Length..]}: {key.Example}\n");
        }

        return text.ToString();
    }

    /// <summary>The table of docs/config.md.</summary>
    public static string Table()
    {
        StringBuilder text = new("| key | flag | example | what it does |\n|---|---|---|---|\n");
        foreach (ConfigKey key in ConfigKey.All)
        {
            string flag = key.Flag is { } name ? $"`{name}`" : "–";
            string origin = key.IsOriginals ? " (understood from the original platform's files)" : string.Empty;
            text.Append($"| `{key.Path}` | {flag} | `{key.Example}` | {key.Meaning}{origin} |\n");
        }

        return text.ToString();
    }
}
