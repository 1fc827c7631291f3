using System.Globalization;
using Npgsql;
using Weir.Core.Errors;

namespace Weir.Connectors.Postgres;

/// <summary>
/// How a PostgreSQL server is reached: Npgsql's <c>Host=…;Database=…</c>, libpq's <c>postgresql://…</c>, or the
/// variables <c>PGHOST</c>, <c>PGPORT</c>, <c>PGUSER</c>, <c>PGPASSWORD</c>, <c>PGDATABASE</c>, <c>PGSSLMODE</c> for
/// what is not said. TLS settings go through as they are.
/// </summary>
public sealed class PostgresOptions
{
    /// <summary>How the destination is written.</summary>
    public const string Form = "postgres:Host=HOST;Database=NAME (or postgres:postgresql://…, or postgres:env)";

    private const string FromEnvironment = "env";

    private PostgresOptions(NpgsqlConnectionStringBuilder settings) => Settings = settings;

    /// <summary>Npgsql's settings, with the password.</summary>
    internal NpgsqlConnectionStringBuilder Settings { get; }

    /// <summary>Server and database, as messages name them: without user and password.</summary>
    public string Name => string.Create(
        CultureInfo.InvariantCulture, $"postgres:{Settings.Host}:{Settings.Port}/{Settings.Database}");

    /// <summary>Reads what follows <c>postgres:</c>.</summary>
    /// <exception cref="ConfigException">WEIR1003: the text has another form.</exception>
    public static PostgresOptions Parse(string text)
    {
        NpgsqlConnectionStringBuilder settings;
        try
        {
            settings = text.StartsWith("postgres://", StringComparison.Ordinal)
                || text.StartsWith("postgresql://", StringComparison.Ordinal)
                ? OfUri(text)
                : new NpgsqlConnectionStringBuilder(text == FromEnvironment ? string.Empty : text);
            Complete(settings);
        }
        catch (Exception error) when (error is ArgumentException or FormatException or KeyNotFoundException)
        {
            // The library's message may repeat a value: only the settings' names are safe to show.
            throw new ConfigException(
                ErrorCodes.BadDestination, "the connection string of PostgreSQL cannot be read",
                $"Write {Form}.", error);
        }

        return string.IsNullOrEmpty(settings.Host)
            ? throw new ConfigException(
                ErrorCodes.BadDestination, "the connection string names no host", $"Write {Form}, or set PGHOST.")
            : new PostgresOptions(settings);
    }

    private static void Complete(NpgsqlConnectionStringBuilder settings)
    {
        settings.Host ??= Variable("PGHOST");
        settings.Username ??= Variable("PGUSER") ?? Environment.UserName;
        settings.Password ??= Variable("PGPASSWORD");
        settings.Database ??= Variable("PGDATABASE") ?? settings.Username;
        if (!settings.ContainsKey("Port") && Variable("PGPORT") is { } port)
        {
            settings.Port = int.Parse(port, CultureInfo.InvariantCulture);
        }

        if (!settings.ContainsKey("SSL Mode") && Variable("PGSSLMODE") is { } mode)
        {
            settings.SslMode = ParseSslMode(mode);
        }

        settings.ApplicationName ??= "weir";
        settings.Timezone ??= "UTC";
        if (!settings.ContainsKey("Command Timeout"))
        {
            // A commit waits for the chain's lock, an index for its rows: how long is not known.
            settings.CommandTimeout = 0;
        }
    }

    private static NpgsqlConnectionStringBuilder OfUri(string text)
    {
        Uri uri = new(text);
        NpgsqlConnectionStringBuilder settings = new();
        if (uri.Host.Length > 0)
        {
            settings.Host = Uri.UnescapeDataString(uri.Host);
        }

        if (uri.Port > 0)
        {
            settings.Port = uri.Port;
        }

        string[] user = uri.UserInfo.Split(':', 2);
        if (user[0].Length > 0)
        {
            settings.Username = Uri.UnescapeDataString(user[0]);
        }

        if (user.Length > 1)
        {
            settings.Password = Uri.UnescapeDataString(user[1]);
        }

        if (uri.AbsolutePath.Length > 1)
        {
            settings.Database = Uri.UnescapeDataString(uri.AbsolutePath[1..]);
        }

        foreach (string pair in uri.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            string[] parts = pair.Split('=', 2);
            string value = Uri.UnescapeDataString(parts.Length > 1 ? parts[1] : string.Empty);
            if (parts[0] == "sslmode")
            {
                settings.SslMode = ParseSslMode(value);
            }
            else
            {
                settings[UriSettings.GetValueOrDefault(parts[0], parts[0])] = value;
            }
        }

        return settings;
    }

    private static SslMode ParseSslMode(string text) =>
        Enum.Parse<SslMode>(text.Replace("-", string.Empty, StringComparison.Ordinal), ignoreCase: true);

    // libpq's names that Npgsql calls otherwise.
    private static readonly Dictionary<string, string> UriSettings = new(StringComparer.Ordinal)
    {
        ["application_name"] = "Application Name",
        ["connect_timeout"] = "Timeout",
        ["dbname"] = "Database",
        ["options"] = "Options",
        ["sslrootcert"] = "Root Certificate",
        ["sslcert"] = "SSL Certificate",
        ["sslkey"] = "SSL Key",
        ["target_session_attrs"] = "Target Session Attributes",
    };

    private static string? Variable(string name) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;
}
