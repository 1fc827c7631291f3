using System.CommandLine;
using Weir.Core.Errors;

namespace Weir.App.Settings;

/// <summary>
/// Makes options that can be given as a flag or as an environment variable <c>WEIR_…</c>; the flag wins.
/// </summary>
internal static class Flags
{
    /// <summary>A text, or <paramref name="fallback"/>.</summary>
    public static Option<string?> Text(
        string name, string description, string? fallback = null, params string[] allowed)
    {
        Option<string?> option = new(name)
        {
            Description = Describe(
                name, IsLong(allowed) ? $"{description}; one of {string.Join(", ", allowed)}" : description),
            HelpName = IsLong(allowed) ? name[2..] : null,
            DefaultValueFactory = _ => Allowed(name, Environment(name) ?? fallback, allowed),
        };
        if (allowed.Length > 0)
        {
            option.AcceptOnlyFromAmong(allowed);
        }

        return option;
    }

    // Help's column of names is as wide as its longest one.
    private static bool IsLong(string[] allowed) => allowed.Length > 6;

    /// <summary>A whole number within a range.</summary>
    public static Option<int> Number(string name, string description, int fallback, int least, int most)
    {
        Option<int> option = new(name)
        {
            Description = Describe(name, $"{description} ({least} to {most})"),
            DefaultValueFactory = _ => Environment(name) is { } text ? Parse(name, text) : fallback,
        };
        option.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && int.TryParse(result.Tokens[0].Value, out int value)
                && (value < least || value > most))
            {
                result.AddError($"{name} {value} is out of range: it goes from {least} to {most}");
            }
        });
        return option;
    }

    /// <summary>A switch.</summary>
    public static Option<bool> Switch(string name, string description) => new(name)
    {
        Description = Describe(name, description),
        DefaultValueFactory = _ => Environment(name) switch
        {
            null or "" or "0" or "false" => false,
            "1" or "true" => true,
            string other => throw new ConfigException(
                ErrorCodes.BadFlag, $"{Variable(name)} is '{other}'", "Write true or false."),
        },
    };

    private static string? Allowed(string name, string? value, string[] allowed) =>
        value is null || allowed.Length == 0 || allowed.Contains(value)
            ? value
            : throw new ConfigException(
                ErrorCodes.BadFlag, $"{Variable(name)} is '{value}'", $"Write one of {string.Join(", ", allowed)}.");

    private static int Parse(string name, string text) => int.TryParse(text, out int value)
        ? value
        : throw new ConfigException(ErrorCodes.BadFlag, $"{Variable(name)} is '{text}'", "Write a whole number.");

    private static string Describe(string name, string description) =>
        $"{description} [env: {Variable(name)}]";

    /// <summary>The environment variable that says the same as a flag.</summary>
    public static string Variable(string name) =>
        "WEIR_" + name.TrimStart('-').Replace('-', '_').ToUpperInvariant();

    private static string? Environment(string name) =>
        System.Environment.GetEnvironmentVariable(Variable(name)) is { Length: > 0 } value ? value : null;
}
