namespace Weir.Sql;

/// <summary>Something that a reader of the translation should know.</summary>
/// <param name="Message">What it is.</param>
/// <param name="Line">Line in the source text, from 1.</param>
/// <param name="Column">Column in the source text, from 1.</param>
public sealed record SqlWarning(string Message, int Line, int Column);
