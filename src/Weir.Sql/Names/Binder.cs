using System.Runtime.CompilerServices;
using Weir.Sql.Ast;
using Weir.Sql.Dialects;
using Weir.Sql.Generation;

namespace Weir.Sql.Names;

/// <summary>
/// Whose name is it: the tables in the scopes of a query, the common tables in sight, what each gives. Inner queries
/// see the outer ones' tables. Nothing is computed before a name is asked for.
/// </summary>
/// <param name="schema">The tables that are known.</param>
/// <param name="source">Whose text is read: how the case of names counts, where USING puts its columns.</param>
/// <param name="types">The kinds of expressions, for what a query makes of columns.</param>
internal sealed partial class Binder(SqlSchema? schema, Dialect source, TypeInference types)
{
    private readonly NameFolding _folding = NameFoldings.Of(source.Family);
    private readonly bool _keepsPlaceOfKeys = source.Family == "duckdb";
    private Dictionary<Query, Relation>? _known;
    private Dictionary<string, Relation>? _tables;
    private Frame? _frame;
    private CommonSight? _common;

    /// <summary>The common tables in sight now, to be given to <see cref="Leave"/>.</summary>
    public CommonSight? Enter() => _common;

    /// <summary>Only the common tables of <paramref name="entered"/> are in sight.</summary>
    public void Leave(CommonSight? entered) => _common = entered;

    /// <summary>A common table is in sight from here on.</summary>
    public void Define(CommonTable table, bool seesItself) =>
        _common = new CommonSight(table, seesItself, _frame, _common);

    /// <summary>Whether a common table may read itself; Snowflake's RECURSIVE may be left out.</summary>
    // https://docs.snowflake.com/en/sql-reference/constructs/with#syntax
    public bool SeesItself(WithClause with, CommonTable table) => with.Recursive || (_folding == NameFolding.Upper
        && table.Query is SetOperation { Right: var repeated } && Reads(repeated, table.Name));

    private bool Reads(Query query, Identifier name)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        return query switch
        {
            SetOperation operation => Reads(operation.Left, name) || Reads(operation.Right, name),
            ParenQuery paren => Reads(paren.Inner, name),
            Select { From: { } from } => Reads(from, name),
            _ => false,
        };
    }

    private bool Reads(FromClause from, Identifier name) =>
        Reads(from.First, name) || Array.Exists(from.Joins, join => Reads(join.Table, name));

    private bool Reads(TableExpression table, Identifier name) => table switch
    {
        TableName { Parts: [Identifier only] } => _folding.AreOne(only, name),
        ParenTable paren => Reads(paren.Inner, name),
        SubqueryTable subquery => Reads(subquery.Query, name),
        _ => false,
    };

    public void Push(Select select) => _frame = new Frame(select, _common, _frame);

    public void Pop() => _frame = _frame!.Outer;

    /// <summary>The column; null where no table in scope has it, or a table of which not all is known might.</summary>
    public OutputColumn? Find(Column column) => Locate(column)?.Column;

    /// <summary>The column and its table.</summary>
    public (OutputColumn Column, Source Table)? Locate(Column column)
    {
        for (Frame? frame = _frame; frame is not null; frame = frame.Outer)
        {
            bool complete = true;
            foreach (Source table in SourcesOf(frame))
            {
                bool named = column.Parts.Length > 1;
                if (named && !IsCalled(table, column.Parts[^2]))
                {
                    continue;
                }
                if (table.Columns.Find(column.Last, _folding) is { } found)
                {
                    return (found, table);
                }
                complete &= !named && table.Columns.IsComplete;
            }
            if (!complete)
            {
                return null;
            }
        }
        return null;
    }

    /// <summary>Whether a table of this name stands in the innermost query.</summary>
    public bool HasTable(Identifier name) =>
        _frame?.Tables is { } tables && tables.Exists(table => IsCalled(table, name));

    /// <summary>
    /// The alias of the innermost select list that a name stands for, where no table has such a column.
    /// </summary>
    public Identifier? AliasOf(Identifier name) => _frame is null || !IsComplete ? null
        : _frame.Select.Items.OfType<Alias>().FirstOrDefault(alias => _folding.AreOne(alias.Name, name))?.Name;

    /// <summary>Whether the source tells the column from another by its case.</summary>
    public bool HasRival(Column column) => _folding != NameFolding.None && Locate(column) is { } place
        && place.Table.Columns.HasRival(column.Last, _folding);

    /// <summary>The nearest table of this name.</summary>
    public Source? SourceOf(Identifier name)
    {
        for (Frame? frame = _frame; frame is not null; frame = frame.Outer)
        {
            if (SourcesOf(frame).FindIndex(table => IsCalled(table, name)) is >= 0 and var index)
            {
                return frame.Tables![index];
            }
        }
        return null;
    }

    /// <summary>The name of the common table or of the schema's table that a name stands for.</summary>
    public (Identifier Name, bool IsStored)? Definition(TableName table)
    {
        if (table.Parts is [Identifier only] && InSight(only) is { } sight)
        {
            return (sight.Table.Name, false);
        }
        return table.Parts[^1] is Identifier own && schema?.NameOf(own.Name) is { } name
            && (_folding.AreOne(own, Identifier.Plain(name)) || own.Name == name)
                ? (Identifier.Plain(name), true) : null;
    }

    /// <summary>
    /// The table of a column that stands under a table of its own name, which BigQuery would read as the whole row;
    /// null elsewhere.
    /// </summary>
    public Identifier? TableHiding(Column column)
    {
        if (column.Parts.Length != 1 || _frame?.Select.From is not { } from)
        {
            return null;
        }
        bool Rows(TableExpression table) => table is TableName or SubqueryTable && NameOf(table) is { } name
            && _folding.AreOne(column.Last, name);
        return Rows(from.First) || Array.Exists(from.Joins, join => Rows(join.Table))
            ? SourcesOf(_frame).Find(table => table.Columns.Find(column.Last, _folding) is not null).Name : null;
    }

    /// <summary>Whether all columns of all tables of the innermost query are known.</summary>
    public bool IsComplete => SourcesOf(_frame!).TrueForAll(table => table.Columns.IsComplete);

    /// <summary>What a table gives, its pivots left out of account where there are such.</summary>
    public Relation Of(TableExpression table)
    {
        Identifier[] names = table.Alias?.Columns ?? [];
        return table switch
        {
            TableName { Parts: [Identifier only] } when InSight(only) is { } sight =>
                OfCommon(sight).Renamed(names, whole: false),
            TableName { Parts: [.., Identifier last] } => OfSchema(last.Name).Renamed(names, whole: false),
            SubqueryTable subquery => Of(subquery.Query).Renamed(names, whole: true),
            TableFunction function => OfFunction(function, names),
            ParenTable { Alias: null } paren when ColumnsOf(paren.Inner, _keepsPlaceOfKeys) is { } joined =>
                new Relation([.. joined.Select(one => one.Column)], true),
            _ => Relation.Unknown.Renamed(names, whole: true),
        };
    }

    private Relation OfFunction(TableFunction function, Identifier[] names)
    {
        if (function.Call is not Call call)
        {
            return Relation.Unknown.Renamed(names, whole: true);
        }
        if (call is { Name: "GENERATE_SERIES", Arguments: [var first, ..] } && !function.WithOrdinality)
        {
            Identifier name = function.Alias?.Name ?? Identifier.Plain("generate_series");
            return new Relation([new OutputColumn(name, types.Group(first))], true).Renamed(names, whole: true);
        }
        if (Rewriting.GeneratedRows.CountOf(call) is not null)
        {
            return new Relation([], true);
        }
        return call.Arguments is [var input, ..] && call.Name.Equals("FLATTEN", StringComparison.OrdinalIgnoreCase)
            ? Relation.OfFlatten(types.Group(input is NamedArgument { Value: var named } ? named : input)).Renamed(
                names, whole: true)
            : Relation.Unknown.Renamed(names, whole: !function.WithOrdinality || names.Length > 1);
    }

    private Relation OfSchema(string table)
    {
        if (schema?.HasTable(table) != true)
        {
            return Relation.Unknown;
        }
        _tables ??= new(StringComparer.OrdinalIgnoreCase);
        if (!_tables.TryGetValue(table, out Relation? columns))
        {
            _tables[table] = columns = new Relation([.. schema.ColumnsOf(table).Select(
                pair => new OutputColumn(Identifier.Plain(pair.Key), TypeInference.OfName(pair.Value))
                {
                    OfTable = true,
                    IsStored = true,
                    IsHex = pair.Value.ToLowerInvariant() is "address" or "hash" or "hex"
                })], true);
        }
        return columns;
    }

    /// <summary>The nearest common table of this name.</summary>
    private CommonSight? InSight(Identifier name)
    {
        CommonSight? sight = _common;
        while (sight is not null && !_folding.AreOne(name, sight.Table.Name))
        {
            sight = sight.Before;
        }
        return sight;
    }

    /// <summary>What a common table gives; it sees those before it.</summary>
    private Relation OfCommon(CommonSight sight)
    {
        if (sight.Table.Query is not Query query)
        {
            return Relation.Unknown.Renamed(sight.Table.Columns, whole: true);
        }
        (Frame? frame, CommonSight? common) = (_frame, _common);
        (_frame, _common) = (sight.Frame, sight.SeesItself ? sight : sight.Before);
        Relation columns = Of(query);
        (_frame, _common) = (frame, common);
        return columns.Renamed(sight.Table.Columns, whole: true);
    }

    private List<Source> SourcesOf(Frame frame)
    {
        if (frame.Tables is null)
        {
            // Set before it is filled: a lateral table sees those before it.
            frame.Tables = [];
            if (frame.Select.From is { } from)
            {
                (Frame? inner, CommonSight? common) = (_frame, _common);
                (_frame, _common) = (frame, frame.Common);
                Add(frame.Tables, from);
                (_frame, _common) = (inner, common);
            }
        }
        return frame.Tables;
    }

    private void Add(List<Source> tables, FromClause from)
    {
        Add(tables, from.First);
        foreach (Join join in from.Joins)
        {
            Add(tables, join.Table);
        }
    }

    private void Add(List<Source> tables, TableExpression table)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        if (table is ParenTable { Alias: null, Pivots.Length: 0 } paren)
        {
            Add(tables, paren.Inner);
            return;
        }
        (Identifier Name, bool IsStored)? own = table is TableName { Alias: null or { Name: null } } name
            ? Definition(name) : null;
        tables.Add(new Source(own?.Name ?? NameOf(table), table.Pivots.Length > 0 ? Relation.Unknown : Of(table),
            own is { IsStored: true }));
    }

    private bool IsCalled(Source source, Identifier name) => source.Name is { } own && _folding.AreOne(name, own);

    /// <summary>The alias, or the table's own name.</summary>
    private static Identifier? NameOf(TableExpression table) =>
        table.Alias?.Name ?? (table as TableName)?.Parts[^1] as Identifier;

    /// <summary>A common table, with what was in sight where it was defined.</summary>
    internal sealed record CommonSight(CommonTable Table, bool SeesItself, Frame? Frame, CommonSight? Before);

    /// <summary>A SELECT that is read: its tables, once they were asked for.</summary>
    internal sealed class Frame(Select select, CommonSight? common, Frame? outer)
    {
        public Select Select => select;

        public CommonSight? Common => common;

        public Frame? Outer => outer;

        public List<Source>? Tables { get; set; }
    }

    /// <param name="Name">The alias, or the table's own name.</param>
    /// <param name="Columns">What it gives.</param>
    /// <param name="IsStored">Whether the name is that of the schema's table.</param>
    internal readonly record struct Source(Identifier? Name, Relation Columns, bool IsStored);
}
