namespace Weir.Sql.Parsing;

/// <summary>A text, its tokens and its comments.</summary>
internal sealed record TokenList(string Text, List<Token> Tokens, List<(int Start, int End)> Comments);
