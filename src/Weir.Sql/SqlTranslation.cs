namespace Weir.Sql;

/// <summary>A translated text.</summary>
/// <param name="Sql">The text.</param>
/// <param name="Warnings">What differs, or what lenient translation did not refuse.</param>
public sealed record SqlTranslation(string Sql, IReadOnlyList<SqlWarning> Warnings);
