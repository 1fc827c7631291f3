namespace Weir.Sql;

/// <summary>Something in a query that is legal and most likely not meant.</summary>
/// <param name="Rule">Its name, e.g. <c>window-in-where</c>.</param>
/// <param name="Message">What is wrong and what follows from it.</param>
/// <param name="Line">Line, from 1.</param>
/// <param name="Column">Column, from 1.</param>
/// <param name="Rewritten">The whole statement, mended.</param>
public sealed record SqlFinding(string Rule, string Message, int Line, int Column, string Rewritten);
