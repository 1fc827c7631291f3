using System.Globalization;
using Weir.Sql.Ast;

namespace Weir.Sql.Generation;

internal partial class Generator
{
    protected virtual void WriteArray(ArrayLiteral array)
    {
        Out.Append("ARRAY[");
        WriteArrayItems(array);
        Out.Append(']');
    }

    /// <summary>BigQuery names the fields of an array's structs by the first of them.</summary>
    private static ArrayLiteral WithFieldNames(ArrayLiteral array)
    {
        if (array.Items is not [StructLiteral { Type: null } first, _, ..] || !Array.TrueForAll(first.Fields, field => field is Alias or Column))
        {
            return array;
        }
        Identifier[] names = Array.ConvertAll(first.Fields, field => field is Alias alias ? alias.Name : ((Column)field).Last);
        return array with
        {
            Items = Array.ConvertAll(array.Items, item => item is not StructLiteral { Type: null } row || row.Fields.Length != names.Length ? item
                : row with { Fields = [.. row.Fields.Select((field, index) => field is Alias alias ? alias with { Name = names[index] } : (Expression)new Alias(field, names[index]))] }),
        };
    }

    protected void WriteArrayItems(ArrayLiteral array)
    {
        if (!SameDialect && Source.Family == "bigquery" && Dialect.Family is "duckdb" or "snowflake")
        {
            array = WithFieldNames(array);
        }
        if (!_pretty)
        {
            WriteList(array.Items, lines: false);
            return;
        }
        WriteWideList(array.Items);
    }

    protected virtual void WriteStruct(StructLiteral literal)
    {
        Out.Append("STRUCT");
        if (literal.Type is not null)
        {
            Truncated(literal.Type);
        }
        Out.Append('(');
        for (int index = 0; index < literal.Fields.Length; index++)
        {
            Separate(index);
            if (literal.Fields[index] is NamedArgument named)
            {
                Write(named.Value);
                Out.Append(" AS ");
                WriteName(named.Name with { Quoted = named.Name.Quoted && !IsPlainName(named.Name.Name) });
            }
            else
            {
                Write(literal.Fields[index]);
            }
        }
        Out.Append(')');
    }

    /// <summary>A struct type's fields behind the word STRUCT.</summary>
    private void Truncated(DataType type)
    {
        int start = Out.Length;
        WriteType(type);
        string text = Out.Slice(start);
        Out.Truncate(start);
        int bracket = text.IndexOf('<', StringComparison.Ordinal);
        Out.Append(bracket < 0 ? string.Empty : text[bracket..]);
    }

    /// <summary>Whether a name needs no quotes by its letters.</summary>
    protected static bool IsPlainName(string name)
    {
        if (name.Length == 0 || char.IsAsciiDigit(name[0]))
        {
            return false;
        }
        foreach (char character in name)
        {
            if (!char.IsAsciiLetterOrDigit(character) && character != '_')
            {
                return false;
            }
        }
        return true;
    }

    protected virtual void WriteMap(MapLiteral map)
    {
        WriteCall(Call.OfFinal("MAP", new ArrayLiteral(map.Keys, null), new ArrayLiteral(map.Values, null)));
    }

    protected virtual void WriteSlice(Slice slice)
    {
        if (slice.Low is not null)
        {
            Write(slice.Low);
        }
        Out.Append(':');
        if (slice.High is not null)
        {
            Write(slice.High);
        }
        if (slice.Step is not null)
        {
            Out.Append(':');
            Write(slice.Step);
        }
    }

    protected virtual void WriteSubscript(Subscript subscript)
    {
        Write(Dialect.Family == "postgres" && !SameDialect && subscript.Base is not (Column or Paren or Subscript or Parameter) ? new Paren(subscript.Base) : subscript.Base);
        Out.Append('[');
        for (int index = 0; index < subscript.Indexes.Length; index++)
        {
            Separate(index);
            Write(ShiftIndex(subscript.Indexes[index], subscript.Kind));
        }
        Out.Append(']');
    }

    /// <summary>An index counted by the target's rule.</summary>
    protected Expression ShiftIndex(Expression index, SubscriptKind kind)
    {
        bool fromZero = kind is SubscriptKind.ZeroBased or SubscriptKind.Offset or SubscriptKind.SafeZeroBased;
        if (kind == SubscriptKind.Key || index is Slice || fromZero == Rules.ArraysFromZero || SameDialect && kind is SubscriptKind.OneBased or SubscriptKind.ZeroBased)
        {
            return index;
        }
        return Plus(index, Rules.ArraysFromZero ? -1 : 1);
    }

    /// <summary>index + n, folded where index is a literal.</summary>
    protected static Expression Plus(Expression index, int delta)
    {
        if (index is NumberLiteral { IsInteger: true } number && long.TryParse(number.Text, NumberStyles.None, CultureInfo.InvariantCulture, out long value))
        {
            long sum = value + delta;
            return sum >= 0 ? new NumberLiteral(sum.ToString(CultureInfo.InvariantCulture))
                : new Unary(UnaryOperator.Minus, new NumberLiteral((-sum).ToString(CultureInfo.InvariantCulture)));
        }
        if (index is Unary { Operator: UnaryOperator.Minus, Operand: NumberLiteral })
        {
            return index;
        }
        return new Binary(delta > 0 ? BinaryOperator.Add : BinaryOperator.Subtract, Wrap(index), new NumberLiteral("1"));
    }

    protected virtual void WriteDot(DotAccess dot)
    {
        Write(dot.Base);
        Out.Append('.');
        Write(dot.Field);
    }
}
