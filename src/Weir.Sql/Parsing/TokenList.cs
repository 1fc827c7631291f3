namespace Weir.Sql.Parsing;

/// <summary>A text, its tokens and its comments.</summary>
internal sealed record TokenList(string Text, List<Token> Tokens, List<Comment> Comments);

/// <summary>
/// A comment's inside, and the token it belongs to: the one before it on its line, else the one behind it.
/// </summary>
internal readonly record struct Comment(int Start, int End, int Owner);
