using System.Text;

namespace Weir.Sql.Generation;

/// <summary>Snowflake's SHOW: words in capitals, and the kind of what stands behind IN.</summary>
internal static class ShowStatement
{
    private static readonly HashSet<string> Scopes = new(StringComparer.Ordinal)
    {
        "ACCOUNT", "DATABASE", "SCHEMA", "TABLE", "VIEW", "APPLICATION", "CLASS", "FAILOVER", "REPLICATION", "INTEGRATION", "STREAM", "MODEL",
    };

    public static string Normal(string rest)
    {
        StringBuilder text = new(rest.Length + 8);
        bool terseKeys = rest.Contains(" KEYS", StringComparison.OrdinalIgnoreCase);
        bool name = false;
        foreach (string piece in rest.Split(' '))
        {
            string upper = piece.ToUpperInvariant();
            if (upper == "TERSE" && terseKeys)
            {
                continue;
            }
            if (text.Length > 0)
            {
                text.Append(' ');
            }
            if (name && upper.Length > 0 && !Scopes.Contains(upper))
            {
                text.Append("SCHEMA ").Append(piece);
            }
            else
            {
                bool word = upper.AsSpan().IndexOfAnyExceptInRange('A', 'Z') < 0 && (IsWord(upper) || text.Length == 0);
                text.Append(word ? upper : piece);
            }
            name = upper == "IN";
        }
        return text.ToString();
    }

    private static bool IsWord(string upper) =>
        upper is "IN" or "LIKE" or "STARTS" or "WITH" or "LIMIT" or "FROM" or "HISTORY" or "TERSE" or "KEYS" or "TO"
        or "TABLES" or "SCHEMAS" or "VIEWS" or "DATABASES" or "COLUMNS" or "SEQUENCES" or "OBJECTS" or "PRIMARY" or "UNIQUE" or "IMPORTED" or "EXPORTED"
        || Scopes.Contains(upper);
}
