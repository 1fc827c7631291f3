namespace Weir.Sql.Dialects;

/// <summary>What a dialect's text is cut into: quotes, escapes, comments, prefixes.</summary>
internal sealed record LexicalRules
{
    /// <summary><c>"a"</c> is a string (BigQuery, Spark, MySQL), not a name.</summary>
    public required bool DoubleQuoteStrings { get; init; }

    /// <summary><c>`a`</c> is a name.</summary>
    public required bool BacktickNames { get; init; }

    /// <summary><c>[a]</c> is a name (SQL Server, SQLite).</summary>
    public required bool BracketNames { get; init; }

    /// <summary><c>'\n'</c> is one character in an ordinary string.</summary>
    public required bool BackslashEscapes { get; init; }

    /// <summary><c>''</c> within a string is one quote.</summary>
    public required bool DoubledQuoteEscapes { get; init; }

    /// <summary><c>'''a'''</c> and <c>"""a"""</c>.</summary>
    public required bool TripleQuotes { get; init; }

    /// <summary><c># to the end of the line</c>.</summary>
    public required bool HashComments { get; init; }

    /// <summary><c>// to the end of the line</c>.</summary>
    public required bool SlashComments { get; init; }

    /// <summary><c>/* a /* b */ c */</c> is one comment.</summary>
    public required bool NestedComments { get; init; }

    /// <summary><c>$$a$$</c>.</summary>
    public required bool DollarStrings { get; init; }

    /// <summary><c>$tag$a$tag$</c>.</summary>
    public required bool TaggedDollarStrings { get; init; }

    /// <summary><c>r'a\b'</c>.</summary>
    public required bool RawStrings { get; init; }

    /// <summary>In a raw string a backslash keeps a quote from closing it (BigQuery).</summary>
    public required bool RawBackslashKeepsQuote { get; init; }

    /// <summary><c>b'a'</c> is a byte string (BigQuery); else see <see cref="BitStrings"/>.</summary>
    public required bool BytesStrings { get; init; }

    /// <summary><c>b'0101'</c> is a bit string (PostgreSQL, MySQL).</summary>
    public required bool BitStrings { get; init; }

    /// <summary><c>e'a\n'</c>.</summary>
    public required bool EscapeStrings { get; init; }

    /// <summary><c>x'ab'</c>.</summary>
    public required bool HexStrings { get; init; }

    /// <summary><c>n'a'</c>.</summary>
    public required bool NationalStrings { get; init; }

    /// <summary><c>u&amp;'\0041'</c>.</summary>
    public required bool UnicodeStrings { get; init; }

    /// <summary><c>0b01</c>.</summary>
    public required bool BinaryNumbers { get; init; }

    /// <summary><c>1a</c> is a name (Spark, MySQL).</summary>
    public required bool DigitNames { get; init; }

    /// <summary><c>&amp;&amp;</c> is AND (MySQL); elsewhere it asks whether arrays overlap.</summary>
    public required bool DoubleAmpersandIsAnd { get; init; }

    /// <summary><c>{{ jinja }}</c> is kept as it is.</summary>
    public required bool Templates { get; init; }
}
