using Weir.Sql.Ast;

namespace Weir.Sql.Generation;

internal partial class Generator
{
    /// <summary>Whether the target has the star's EXCEPT, REPLACE and RENAME.</summary>
    private bool CanSay(Star star) =>
        (star.Except.Length + star.Replace.Length == 0 || Rules.StarExcept is not null)
            && (star.Rename.Length == 0 || Dialect.Family is "snowflake" or "duckdb");

    /// <summary>
    /// DuckDB's <c>*</c> leaves a column of USING where the left table has it, the others put it first.
    /// </summary>
    private Select StarsOfUsing(Select select)
    {
        if ((Source.Family == "duckdb") == (Dialect.Family == "duckdb") || select.From is not { } from
            || !Array.Exists(from.Joins, join => join.Natural || join.Using.Length > 0)
            || Array.Find(select.Items, item => item is Star { Qualifier.Length: 0 }) is not Star star)
        {
            return select;
        }
        if (Types.Names.Expanded(star, from) is null)
        {
            Warn(star, "the columns of USING stand first in *, in DuckDB where the left table has them: "
                + "name the columns where their order counts");
            return select;
        }
        return select with
        {
            Items = [.. select.Items.SelectMany(item => item is Star { Qualifier.Length: 0 } all
                ? Types.Names.Moved(all, from) ?? [all] : [item])]
        };
    }

    protected virtual void WriteStar(Star star)
    {
        star = Spelled(star);
        if (star.Qualifier.Length > 0)
        {
            WritePath(star.Qualifier);
            Out.Append('.');
        }
        Out.Append('*');
        if (star.Like is not null)
        {
            WriteStarLike(star);
        }
        if (star.Except.Length > 0)
        {
            if (Rules.StarExcept is null)
            {
                Refuse(star, "a star without some columns", "list the columns");
            }
            Out.Append(' ');
            Out.Append(Rules.StarExcept ?? "EXCEPT");
            Out.Append(' ');
            WriteBracketed(star.Except);
        }
        if (star.Replace.Length > 0)
        {
            if (Rules.StarExcept is null)
            {
                Refuse(star, "a star with replaced columns", "list the columns");
            }
            Out.Append(" REPLACE (");
            WriteList(star.Replace, lines: false);
            Out.Append(')');
        }
        if (star.Rename.Length > 0)
        {
            if (Dialect.Family is not ("snowflake" or "duckdb"))
            {
                Refuse(star, "a star with renamed columns", "list the columns with their aliases");
            }
            Out.Append(" RENAME (");
            WriteList(star.Rename, lines: false);
            Out.Append(')');
        }
    }

    private void WriteStarLike(Star star)
    {
        if (Dialect.Family is not ("snowflake" or "duckdb"))
        {
            Refuse(star, "a star filtered by LIKE", "list the columns");
        }
        if (star.Like is PrefixWord like)
        {
            Out.Append(" LIKE ");
            Write(like.Value);
        }
        else
        {
            Out.Append(" ILIKE ");
            Write(star.Like!);
        }
    }
}
