using Weir.Sql.Ast;

namespace Weir.Sql.Parsing;

/// <summary>ALTER TABLE.</summary>
internal sealed partial class Parser
{
    private AlterTable ParseAlter()
    {
        int position = Position;
        Advance();
        string prefix = Match(Keyword.MATERIALIZED) ? "MATERIALIZED " : string.Empty;
        if (_current.Keyword is not (Keyword.TABLE or Keyword.VIEW))
        {
            throw Unexpected("TABLE or VIEW");
        }
        string kind = prefix + KeywordTable.Text(_current.Keyword);
        Advance();
        bool exists = Match(Keyword.IF, Keyword.EXISTS);
        bool only = Match(Keyword.ONLY);
        Expression[] name = ParseObjectName();
        List<AlterAction> actions = [];
        do
        {
            bool column = _dialect.Family == "snowflake" && actions is [.., { Kind: "ADD COLUMN" }] && !(
                _current.Keyword is Keyword.ADD or Keyword.DROP or Keyword.ALTER or Keyword.MODIFY or Keyword.RENAME);
            actions.Add(column ? ParseAddedColumn(Position) : ParseAlterAction());
        }
        while (Match(TokenKind.Comma));
        return new AlterTable(
            kind, name)
        { IfExists = exists, Only = only, Actions = [.. actions], Position = position };
    }

    private AlterAction ParseAlterAction()
    {
        int position = Position;
        if (Match(Keyword.ADD))
        {
            if (_current.Keyword is Keyword.CONSTRAINT or Keyword.PRIMARY or Keyword.FOREIGN or Keyword.UNIQUE or Keyword.CHECK)
            {
                return new AlterAction(
                    "ADD CONSTRAINT")
                { Constraint = ParseConstraint(), Text = ConstraintTail(), Position = position };
            }
            if (_current.Keyword is Keyword.PARTITION or Keyword.INDEX or Keyword.SEARCH or Keyword.ROW)
            {
                throw Unexpected("a column");
            }
            return ParseAddedColumn(position);
        }
        if (Match(Keyword.DROP))
        {
            if (Match(Keyword.CONSTRAINT))
            {
                bool exists = Match(Keyword.IF, Keyword.EXISTS);
                return new AlterAction("DROP CONSTRAINT")
                {
                    IfExists = exists,
                    Names = [ParseIdentifier()],
                    Text = CascadeWord(),
                    Position = position
                };
            }
            if (_current.Keyword is Keyword.PARTITION or Keyword.PRIMARY or Keyword.ROW or Keyword.ALL or Keyword.CLUSTERING)
            {
                throw Unexpected("a column");
            }
            bool column = Match(Keyword.COLUMN);
            bool ifExists = Match(Keyword.IF, Keyword.EXISTS);
            _ = column;
            return new AlterAction("DROP COLUMN")
            {
                IfExists = ifExists,
                Names = [ParseIdentifier()],
                Text = CascadeWord(),
                Position = position
            };
        }
        if (Match(Keyword.RENAME))
        {
            if (Match(Keyword.TO))
            {
                return new AlterAction("RENAME TO") { Names = [.. ParseObjectName()], Position = position };
            }
            Match(Keyword.COLUMN);
            bool exists = Match(Keyword.IF, Keyword.EXISTS);
            Identifier from = ParseIdentifier();
            Expect(Keyword.TO);
            return new AlterAction(
                "RENAME COLUMN")
            { Names = [from, ParseIdentifier()], IfExists = exists, Position = position };
        }
        if (_current.Keyword is Keyword.ALTER or Keyword.MODIFY && Next.Keyword != Keyword.SORTKEY)
        {
            Advance();
            Match(Keyword.COLUMN);
            Identifier column = ParseIdentifier();
            if (Match(Keyword.SET, Keyword.DATA, Keyword.TYPE) || Match(Keyword.TYPE)
                || (Is(Keyword.SET) && Next.Keyword == Keyword.TYPE && Match(Keyword.SET) && Match(Keyword.TYPE)))
            {
                DataType type = ParseType();
                Expression? collate = Match(Keyword.COLLATE) ? ParseName() : null;
                Expression? value = Match(Keyword.USING) ? ParseExpression() : null;
                return new AlterAction("ALTER TYPE")
                {
                    Names = collate is null ? [column] : [column, collate],
                    Type = type,
                    Value = value,
                    Position = position
                };
            }
            if (Match(Keyword.SET, Keyword.DEFAULT))
            {
                return new AlterAction(
                    "ALTER SET DEFAULT")
                { Names = [column], Value = ParseExpression(), Position = position };
            }
            if (Match(Keyword.DROP, Keyword.DEFAULT))
            {
                return new AlterAction("ALTER COLUMN") { Names = [column], Text = "DROP DEFAULT", Position = position };
            }
            if (Match(Keyword.SET, Keyword.NOT, Keyword.NULL))
            {
                return new AlterAction("ALTER COLUMN") { Names = [column], Text = "SET NOT NULL", Position = position };
            }
            if (Match(Keyword.DROP, Keyword.NOT, Keyword.NULL))
            {
                return new AlterAction(
                    "ALTER COLUMN")
                { Names = [column], Text = "DROP NOT NULL", Position = position };
            }
            if (Match(Keyword.COMMENT))
            {
                return new AlterAction(
                    "ALTER COMMENT")
                { Names = [column], Value = ExpectLiteral(), Position = position };
            }
        }
        throw Unexpected("ADD, DROP, RENAME or ALTER");
    }

    private AlterAction ParseAddedColumn(int position)
    {
        Match(Keyword.COLUMN);
        bool exists = Match(Keyword.IF, Keyword.NOT, Keyword.EXISTS);
        ColumnDefinition column = ParseColumnDefinition(false);
        string? place = Match(Keyword.FIRST) ? "FIRST" : Match(Keyword.AFTER) ? "AFTER " + ParseIdentifier().Name
            : null;
        return new AlterAction("ADD COLUMN") { IfExists = exists, Column = column, Text = place, Position = position };
    }

    private string? CascadeWord()
    {
        if (_current.Keyword is not (Keyword.CASCADE or Keyword.RESTRICT))
        {
            return null;
        }
        string word = KeywordTable.Text(_current.Keyword);
        Advance();
        return word;
    }
}
