using Weir.Core.Errors;

namespace Weir.App.Settings;

/// <summary>
/// Environment variables, and below them those of a <c>.env</c> file: a variable that is set already wins.
/// </summary>
/// <remarks>The file's form is python-dotenv's: <c>KEY=VALUE</c> a line, <c>export</c> before it, quotes, <c>#</c>
/// comments.</remarks>
internal sealed class DotEnv
{
    private readonly Dictionary<string, string> _file = new(StringComparer.Ordinal);
    private readonly Func<string, string?> _environment;
    private readonly string? _path;

    /// <param name="path">The file; null for none.</param>
    /// <param name="environment">Looks up a variable of the process.</param>
    /// <exception cref="ConfigException">The file is not there.</exception>
    public DotEnv(string? path, Func<string, string?> environment)
    {
        _environment = environment;
        _path = path;
        if (path is null)
        {
            return;
        }

        if (!File.Exists(path))
        {
            throw new ConfigException(
                ErrorCodes.MissingPath, $"there is no file {path}", "Check --env-file; 'none' reads none.");
        }

        foreach (string line in File.ReadLines(path))
        {
            Read(line);
        }
    }

    /// <summary>
    /// The process's variables with the file of a flag: null for the nearest <c>.env</c>, <c>none</c> for no file.
    /// </summary>
    public static DotEnv Of(string? flag) => new(
        flag switch
        {
            null => Find(Directory.GetCurrentDirectory()),
            "none" => null,
            _ => flag,
        },
        Environment.GetEnvironmentVariable);

    /// <summary>The file <c>.env</c> in a folder or the nearest one above it; null where there is none.</summary>
    public static string? Find(string folder)
    {
        for (DirectoryInfo? at = new(folder); at is not null; at = at.Parent)
        {
            string path = Path.Combine(at.FullName, ".env");
            if (File.Exists(path))
            {
                return path;
            }
        }

        return null;
    }

    /// <summary>The value, null where it is nowhere or empty.</summary>
    public string? this[string name] => _environment(name) is { Length: > 0 } set
        ? set
        : _file.GetValueOrDefault(name) is { Length: > 0 } value ? value : null;

    /// <summary>Where the value comes from, for a message.</summary>
    public string Origin(string name) =>
        _environment(name) is { Length: > 0 } || _path is null ? $"the variable {name}" : $"{name} in {_path}";

    private void Read(string line)
    {
        string text = line.Trim();
        if (text.StartsWith("export ", StringComparison.Ordinal))
        {
            text = text[7..].TrimStart();
        }

        int equals = text.IndexOf('=', StringComparison.Ordinal);
        if (equals > 0 && text[0] != '#')
        {
            _file[text[..equals].TrimEnd()] = Value(text[(equals + 1)..].TrimStart());
        }
    }

    private static string Value(string text)
    {
        if (text.Length > 0 && text[0] is '"' or '\'')
        {
            int end = text.IndexOf(text[0], 1);
            return end < 0 ? text : text[1..end];
        }

        int comment = text.IndexOf(" #", StringComparison.Ordinal);
        return (comment < 0 ? text : text[..comment]).TrimEnd();
    }
}
