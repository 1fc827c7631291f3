using System.Text.RegularExpressions;
using Weir.Core.Errors;

namespace Weir.App.Settings.Config;

/// <summary>A value of the configuration, as a flag would have it, and where it stands.</summary>
/// <param name="Key">The key.</param>
/// <param name="Flag">The flag that says the same.</param>
/// <param name="Values">The flag's values; none for a switch.</param>
/// <param name="Origin">File and line.</param>
internal sealed record ConfigValue(string Key, string Flag, IReadOnlyList<string> Values, string Origin);

/// <summary>
/// A configuration file: every key is known, and becomes the flag that says the same. <c>${NAME}</c> in a value is the
/// environment's.
/// </summary>
internal sealed partial class ConfigFile
{
    /// <summary>Where a file is looked for when none is named.</summary>
    public static readonly string[] Usual = ["weir.yaml", "config/weir.yaml"];

    private readonly string _path;
    private readonly Func<string, string?> _environment;
    private readonly List<ConfigValue> _values = [];

    private ConfigFile(string path, Func<string, string?> environment)
    {
        _path = path;
        _environment = environment;
    }

    /// <summary>What it says, a flag each.</summary>
    public IReadOnlyList<ConfigValue> Values => _values;

    /// <summary>What was read and is not needed.</summary>
    public List<string> Notes { get; } = [];

    /// <summary>The file that was named, or the one that is there, or null.</summary>
    /// <exception cref="ConfigException">The file that was named is not there.</exception>
    public static ConfigFile? Find(string? named)
    {
        if (named is not null && !File.Exists(named))
        {
            throw new ConfigException(
                ErrorCodes.MissingPath, $"there is no file {named}", "Check --config; weir init writes a file to begin with.");
        }

        return (named ?? Usual.FirstOrDefault(File.Exists)) is { } path
            ? Read(path, File.ReadAllText(path), Environment.GetEnvironmentVariable)
            : null;
    }

    /// <summary>Reads a file.</summary>
    /// <exception cref="ConfigException">A key is not known, or a value has another form; with line and column.</exception>
    public static ConfigFile Read(string path, string yaml, Func<string, string?> environment)
    {
        ConfigFile file = new(path, environment);
        ConfigNode root = ConfigNode.Read(path, yaml);
        if (root.Members is null)
        {
            throw file.Wrong(root.Line, root.Column, "keys with values are expected", "Write network: mainnet and the like.");
        }

        file.ReadMembers(root, string.Empty);
        return file;
    }

    private void ReadMembers(ConfigNode node, string prefix)
    {
        foreach ((string name, long line, long column, ConfigNode value) in node.Members!)
        {
            string path = prefix + name;
            string place = $"{_path}:{line}";
            bool isSection = value.Members is not null
                && ConfigKey.All.Any(known => known.Path.StartsWith(path + ".", StringComparison.Ordinal));
            if (isSection)
            {
                ReadMembers(value, path + ".");
            }
            else if (ConfigKey.All.FirstOrDefault(known => known.Path == path) is { } key)
            {
                ReadValue(key, value, place);
            }
            else
            {
                throw Unknown(path, line, column);
            }
        }
    }

    private void ReadValue(ConfigKey key, ConfigNode value, string place)
    {
        if (key.Path == "sources")
        {
            Add(key.Path, "--source", [.. Items(value).Select(Source)], place);
            return;
        }

        if (key.Path == "chains")
        {
            Add(key.Path, "--chain", [.. Items(value).Select(item => Expand(Scalar(item, "chains"), item))], place);
            return;
        }

        string text = Expand(Scalar(value, key.Path), value);
        if (text.Length == 0)
        {
            return;
        }

        switch (key.Path)
        {
            case "rpc_url" or "network.rpc_url":
                Add(key.Path, "--source", ["rpc:" + text], place);
                break;
            case "network.chain_id":
                Add(key.Path, "--chain-id", [text], place);
                break;
            case "network.poll_interval_seconds":
                Add(key.Path, "--poll", [text], place);
                break;
            case "database.url":
                Add(key.Path, "--to", [PostgresOf(text, value)], place);
                break;
            case "network" when text.StartsWith("ethereum-", StringComparison.Ordinal):
                Add(key.Path, "--network", [text["ethereum-".Length..]], place);
                break;
            default:
                AddPlain(key, text, value, place);
                break;
        }
    }

    private void AddPlain(ConfigKey key, string text, ConfigNode value, string place)
    {
        if (key.Flag is not { } flag)
        {
            Notes.Add($"{place}: {key.Path} is {key.Meaning}");
        }
        else if (!key.IsSwitch)
        {
            Add(key.Path, flag, [text], place);
        }
        else if (text is "true" or "false")
        {
            Add(key.Path, flag, [text], place);
        }
        else
        {
            throw Wrong(value.Line, value.Column, $"{key.Path} is '{text}'", "Write true or false.");
        }
    }

    private void Add(string key, string flag, IReadOnlyList<string> values, string place)
    {
        if (_values.Find(value => value.Flag == flag) is { } before)
        {
            throw new ConfigException(
                ErrorCodes.BadConfiguration, $"{place}: {key} says the same as {before.Key} ({before.Origin})",
                "Leave one of them out.");
        }

        _values.Add(new ConfigValue(key, flag, values, place));
    }

    // A list, or one value alone.
    private static IReadOnlyList<ConfigNode> Items(ConfigNode value) => value.Items ?? [value];

    private string Source(ConfigNode item)
    {
        if (item.Members is null)
        {
            return Prefixed(Expand(Scalar(item, "sources"), item));
        }

        string? url = null;
        string more = string.Empty;
        foreach ((string name, long line, long column, ConfigNode value) in item.Members)
        {
            string text = Expand(Scalar(value, $"sources.{name}"), value);
            switch (name)
            {
                case "url":
                    url = text;
                    break;
                case "rate":
                    more += $" rate={text}";
                    break;
                case "compute_units":
                    more += $" units={text}";
                    break;
                default:
                    throw Wrong(
                        line, column, $"sources has no '{name}'", "A source has url, rate and compute_units.");
            }
        }

        return url is null ? throw Wrong(item.Line, item.Column, "this source has no url", "Add url: http://HOST:PORT.")
            : Prefixed(url) + more;
    }

    private static string Prefixed(string url) =>
        url.StartsWith("rpc:", StringComparison.Ordinal) || url.StartsWith("firehose:", StringComparison.Ordinal) ? url : "rpc:" + url;

    private string Scalar(ConfigNode value, string key) => value.Text
        ?? throw Wrong(value.Line, value.Column, $"{key} has one value", "Write it behind the colon.");

    private string Expand(string text, ConfigNode value) => Variable().Replace(text, match =>
        _environment(match.Groups[1].Value) ?? throw Wrong(
            value.Line, value.Column, $"the environment has no {match.Groups[1].Value}",
            $"Set {match.Groups[1].Value}, or write the value."));

    // postgresql://user:password@host:port/database, as the original's files have it.
    private string PostgresOf(string url, ConfigNode value)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out Uri? uri) || uri.Scheme is not ("postgres" or "postgresql"))
        {
            throw Wrong(
                value.Line, value.Column, "database.url is not postgresql://USER@HOST:PORT/DATABASE",
                "Write it so, or use warehouse: for another kind.");
        }

        string[] login = uri.UserInfo.Split(':', 2);
        string user = login[0].Length > 0 ? $";Username={Uri.UnescapeDataString(login[0])}" : string.Empty;
        string password = login.Length > 1 ? $";Password={Uri.UnescapeDataString(login[1])}" : string.Empty;
        string port = uri.Port > 0 ? $";Port={uri.Port}" : string.Empty;
        return $"postgres:Host={uri.Host}{port};Database={uri.AbsolutePath.Trim('/')}{user}{password}";
    }

    private ConfigException Unknown(string path, long line, long column)
    {
        string nearest = ConfigKey.All.MinBy(key => Distance(key.Path, path))!.Path;
        return Wrong(line, column, $"there is no key '{path}'", $"Did you mean '{nearest}'? docs/config.md has all keys.");
    }

    private ConfigException Wrong(long line, long column, string problem, string remedy) => new(
        ErrorCodes.BadConfiguration, $"{_path}, line {line}, column {column}: {problem}", remedy);

    // Levenshtein's.
    private static int Distance(string left, string right)
    {
        int[] row = [.. Enumerable.Range(0, right.Length + 1)];
        for (int i = 1; i <= left.Length; i++)
        {
            int corner = row[0];
            row[0] = i;
            for (int j = 1; j <= right.Length; j++)
            {
                int above = row[j];
                row[j] = Math.Min(Math.Min(row[j], row[j - 1]) + 1, corner + (left[i - 1] == right[j - 1] ? 0 : 1));
                corner = above;
            }
        }

        return row[^1];
    }

    [GeneratedRegex(@"\$\{([A-Za-z_][A-Za-z0-9_]*)\}")]
    private static partial Regex Variable();
}
