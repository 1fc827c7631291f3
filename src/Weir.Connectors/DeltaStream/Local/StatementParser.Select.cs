using System.Globalization;

namespace Weir.Connectors.DeltaStream.Local;

/// <content>SELECT of whole columns from one entity; what else SQL can say is refused by name.</content>
internal sealed partial class StatementParser
{
    private static readonly string[] Clauses =
        ["WHERE", "GROUP", "HAVING", "ORDER", "JOIN", "INNER", "LEFT", "RIGHT", "FULL", "CROSS", "UNION", "WINDOW",
            "EMIT", "PARTITION", "QUALIFY", "AS"];

    private Statement Select()
    {
        if (TrySymbol('1'))
        {
            return TryKeyword("FROM") ? throw StatementException.Unsupported("an expression in SELECT")
                : Plain(StatementVerb.SelectOne, string.Empty);
        }

        List<string> columns = [];
        if (!TrySymbol('*'))
        {
            do
            {
                columns.Add(Peek() is '(' or '\'' or '-' || char.IsAsciiDigit(Peek())
                    ? throw StatementException.Unsupported("an expression in SELECT") : Identifier());
                if (Peek() is '(' or '+' or '-' or '*' or '/' or '|' or ':' or '.' or '<' or '>' or '=')
                {
                    throw StatementException.Unsupported("an expression in SELECT");
                }

                RefuseClauses();
            }
            while (TrySymbol(','));
        }

        Keyword("FROM");
        string name = Peek() == '(' ? throw StatementException.Unsupported("a query in FROM") : Path();
        string? store = Store();
        Dictionary<string, string> parameters = Parameters();
        int? limit = null;
        if (TryKeyword("LIMIT"))
        {
            string text = Letters();
            limit = int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int rows)
                && rows <= 1_000_000
                ? rows
                : throw Wrong("a whole number from 0 to 1000000");
        }

        RefuseClauses();
        if (Peek() == ',')
        {
            throw StatementException.Unsupported("a second entity in FROM");
        }

        return new Statement(
            StatementVerb.SelectFrom, name, store, null, parameters)
        { Columns = columns, Limit = limit };
    }

    private void RefuseClauses()
    {
        foreach (string clause in Clauses)
        {
            if (TryKeyword(clause))
            {
                throw StatementException.Unsupported($"{clause} in SELECT");
            }
        }
    }
}
