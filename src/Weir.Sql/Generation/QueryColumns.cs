using Weir.Sql.Ast;

namespace Weir.Sql.Generation;

/// <summary>The columns that a query gives, with their kinds.</summary>
/// <param name="Groups">Kinds by name; columns without a name are left out.</param>
/// <param name="Complete">Whether the query has no other columns.</param>
internal sealed record QueryColumns(Dictionary<string, TypeGroup> Groups, bool Complete)
{
    public static QueryColumns Unknown { get; } = new([], false);

    /// <summary>Those that hold hexadecimal digits in lower case.</summary>
    public HashSet<string> Hex { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The columns under the names of <c>AS t(a, b)</c>, where there are such.</summary>
    public static QueryColumns Named(List<(string? Name, TypeGroup? Group)>? columns, Identifier[] names)
    {
        if (columns is null)
        {
            return Unknown;
        }
        Dictionary<string, TypeGroup> groups = new(StringComparer.OrdinalIgnoreCase);
        bool complete = true;
        for (int index = 0; index < columns.Count; index++)
        {
            string? name = index < names.Length ? names[index].Name : columns[index].Name;
            if (name is not null)
            {
                groups[name] = columns[index].Group ?? TypeGroup.Unknown;
            }
            complete &= name is not null;
        }
        return new QueryColumns(groups, complete);
    }

    /// <summary>The columns of Snowflake's FLATTEN.</summary>
    // https://docs.snowflake.com/en/sql-reference/functions/flatten#output
    public static QueryColumns OfFlatten(TypeGroup input) => new(
        new Dictionary<string, TypeGroup>(StringComparer.OrdinalIgnoreCase)
        {
            ["seq"] = TypeGroup.Integer,
            ["key"] = TypeGroup.Text,
            ["path"] = TypeGroup.Text,
            ["index"] = TypeGroup.Integer,
            ["value"] = input == TypeGroup.Json ? TypeGroup.Json : TypeGroup.Unknown,
            ["this"] = input,
        }, true);

    /// <summary>The columns of a row of VALUES, which have no names.</summary>
    public static List<(string? Name, TypeGroup? Group)>? OfRow(Expression[] values, TypeInference types) =>
        [.. values.Select(value => ((string?)null, GroupOf(value, types)))];

    /// <summary>A value's kind; null for NULL, which takes any.</summary>
    public static TypeGroup? GroupOf(Expression value, TypeInference types) => value switch
    {
        NullLiteral or Alias { Value: NullLiteral } => null,
        _ => types.Group(value),
    };

    /// <summary>Rows of one query above those of another.</summary>
    public static List<(string? Name, TypeGroup? Group)>? Merge(
        List<(string? Name, TypeGroup? Group)>? above, List<(string? Name, TypeGroup? Group)>? below)
    {
        if (above is null || below is null || above.Count != below.Count)
        {
            return null;
        }
        for (int index = 0; index < above.Count; index++)
        {
            above[index] = (above[index].Name, Common(above[index].Group, below[index].Group));
        }
        return above;
    }

    /// <summary>The kind that holds values of both; null stands for NULL.</summary>
    public static TypeGroup? Common(TypeGroup? one, TypeGroup? other) => (one, other) switch
    {
        (null, _) => other,
        (_, null) => one,
        var (left, right) when left == right => left,
        (TypeGroup.Integer or TypeGroup.Decimal, TypeGroup.Integer or TypeGroup.Decimal) => TypeGroup.Decimal,
        (TypeGroup.Integer or TypeGroup.Decimal or TypeGroup.Float,
            TypeGroup.Integer or TypeGroup.Decimal or TypeGroup.Float) => TypeGroup.Float,
        (TypeGroup.Wide or TypeGroup.Integer, TypeGroup.Wide or TypeGroup.Integer) => TypeGroup.Wide,
        (TypeGroup.Date or TypeGroup.Timestamp, TypeGroup.Date or TypeGroup.Timestamp) => TypeGroup.Timestamp,
        _ => TypeGroup.Unknown,
    };
}
