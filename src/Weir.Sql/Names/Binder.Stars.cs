using Weir.Sql.Ast;
using Columns =
    System.Collections.Generic.List<(Weir.Sql.Names.OutputColumn Column, Weir.Sql.Ast.Identifier? Table)>;

namespace Weir.Sql.Names;

/// <summary>Stars as the columns they stand for.</summary>
internal sealed partial class Binder
{
    /// <summary>
    /// A star of a query with <paramref name="from"/> as its columns; null where they are not known. Names that stand
    /// in several tables are qualified.
    /// </summary>
    public Expression[]? Expanded(Star star, FromClause? from)
    {
        if (star.Like is not null || from is null || ColumnsOf(star, from) is not { } columns)
        {
            return null;
        }
        Dictionary<string, int> counts = new(columns.Count, StringComparer.OrdinalIgnoreCase);
        foreach ((OutputColumn column, _) in columns)
        {
            counts[column.Name!.Name] = counts.GetValueOrDefault(column.Name.Name) + 1;
        }
        List<Expression> items = new(columns.Count);
        foreach ((OutputColumn column, Identifier? table) in columns)
        {
            Identifier name = column.Name!;
            if (Array.Exists(star.Except, except => IsOne(NameOf(except), name)))
            {
                continue;
            }
            bool several = star.Qualifier.Length == 0 && counts[name.Name] > 1;
            if (several && table is null)
            {
                return null;
            }
            Column plain = new(several ? [table!, name] : [.. star.Qualifier, name]);
            Expression? replaced = Array.Find(star.Replace, item => item is Alias alias && IsOne(alias.Name, name));
            Expression? renamed =
                Array.Find(star.Rename, item => item is Alias alias && IsOne(NameOf(alias.Value), name));
            items.Add(replaced ?? (renamed is Alias other ? new Alias(plain, other.Name) : plain));
        }
        return [.. items];
    }

    /// <summary>NATURAL joins with the columns that they compare, as far as these are known.</summary>
    public FromClause WithoutNatural(FromClause tables)
    {
        Join[] joins = [.. tables.Joins];
        for (int index = 0; index < joins.Length; index++)
        {
            Join join = joins[index];
            if (!join.Natural || ColumnsOf(tables with { Joins = joins[..index] }, _keepsPlaceOfKeys) is not { } left
                || ColumnsOf(join.Table, _keepsPlaceOfKeys) is not { } right)
            {
                continue;
            }
            Identifier[] keys = NaturalKeys(left, right);
            joins[index] = join with
            {
                Natural = false,
                Using = [.. keys.Select(key => new Column([key]))],
                On = keys.Length == 0 ? new BooleanLiteral(true) : null
            };
        }
        return tables with { Joins = joins };
    }

    /// <summary>
    /// A star as its columns where USING would move them at a target that puts its columns elsewhere; null where it
    /// would not, or where the columns are not known.
    /// </summary>
    public Expression[]? Moved(Star star, FromClause tables)
    {
        if (ColumnsOf(tables, _keepsPlaceOfKeys) is not { } here
            || ColumnsOf(tables, !_keepsPlaceOfKeys) is not { } there
            || here.Zip(there).All(pair => IsOne(pair.First.Column.Name, pair.Second.Column.Name!)))
        {
            return null;
        }
        return Expanded(star, tables);
    }

    private Identifier[] NaturalKeys(Columns left, Columns right) => [.. left.Select(one => one.Column.Name!).Where(
            name => right.Exists(other => _folding.AreOne(other.Column.Name!, name)))];

    private Columns? ColumnsOf(Star star, FromClause from)
    {
        if (star.Qualifier.Length == 0)
        {
            return ColumnsOf(from, _keepsPlaceOfKeys);
        }
        TableExpression? table = from.Joins.Select(join => join.Table).Prepend(from.First).FirstOrDefault(
            one => IsOne(NameOf(one), star.Qualifier[^1]));
        return table is null ? null : ColumnsOf(table, _keepsPlaceOfKeys);
    }

    /// <summary>
    /// The columns of joined tables in the order of <c>*</c>: those of USING and NATURAL once, first (in DuckDB where
    /// the left table has them).
    /// </summary>
    private Columns? ColumnsOf(FromClause from, bool keepsPlaceOfKeys)
    {
        Columns? columns = ColumnsOf(from.First, keepsPlaceOfKeys);
        foreach (Join join in from.Joins)
        {
            if (columns is null || join.Nested.Length > 0 || ColumnsOf(join.Table, keepsPlaceOfKeys) is not { } right)
            {
                return null;
            }
            switch (join.Kind)
            {
                case JoinKind.Semi or JoinKind.Anti or JoinKind.LeftSemi or JoinKind.LeftAnti:
                    continue;
                case JoinKind.Plain or JoinKind.Inner or JoinKind.Left or JoinKind.Right or JoinKind.Full
                    or JoinKind.Cross:
                    break;
                default:
                    return null;
            }
            Identifier[] keys = !join.Natural ? [.. join.Using.Select(NameOf).OfType<Identifier>()]
                : NaturalKeys(columns, right);
            if (keys.Length > 0)
            {
                columns = Merged(columns, right, keys, keepsPlaceOfKeys);
                continue;
            }
            columns.AddRange(right);
        }
        return columns;
    }

    private Columns? Merged(Columns left, Columns right, Identifier[] keys, bool keepsPlaceOfKeys)
    {
        bool IsKey(OutputColumn column) => Array.Exists(keys, key => IsOne(key, column.Name!));
        Columns merged = keepsPlaceOfKeys
            ? left.ConvertAll(one => IsKey(one.Column) ? (one.Column, null) : one)
            : [.. keys.Select(key => (left.Find(one => IsOne(key, one.Column.Name!)).Column, (Identifier?)null)),
                .. left.Where(one => !IsKey(one.Column))];
        merged.AddRange(right.Where(one => !IsKey(one.Column)));
        return merged.TrueForAll(one => one.Column.Name is not null) ? merged : null;
    }

    private Columns? ColumnsOf(TableExpression table, bool keepsPlaceOfKeys)
    {
        if (table.Pivots.Length > 0)
        {
            return null;
        }
        if (table is ParenTable { Alias: null } paren)
        {
            return ColumnsOf(paren.Inner, keepsPlaceOfKeys);
        }
        Relation columns = Of(table);
        return columns.IsComplete ? [.. columns.Columns.Select(column => (column, NameOf(table)))] : null;
    }

    private bool IsOne(Identifier? first, Identifier second) => first is not null && _folding.AreOne(first, second);

    private static Identifier? NameOf(Expression expression) => expression switch
    {
        Column column => column.Last,
        Identifier name => name,
        StringLiteral text => Identifier.Plain(text.Value),
        _ => null,
    };
}
