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

    /// <summary>
    /// BigQuery names the fields of an array's structs by the first of them, those of structs within too.
    /// </summary>
    // https://cloud.google.com/bigquery/docs/reference/standard-sql/data-types#constructing_an_array
    private static ArrayLiteral WithFieldNames(ArrayLiteral array) => array.Items is not [var first, _, ..] ? array
        : array with { Items = Array.ConvertAll(array.Items, item => WithFieldNames(item, first)) };

    private static Expression WithFieldNames(Expression item, Expression first)
    {
        if (item is ArrayLiteral inner && first is ArrayLiteral { Items: [var one, ..] })
        {
            return inner with { Items = Array.ConvertAll(inner.Items, value => WithFieldNames(value, one)) };
        }
        Expression[]? fields = item is StructLiteral { Type: null } row ? row.Fields : (item as TupleExpression)?.Items;
        if (fields is null || first is not StructLiteral { Type: null, Fields: var named }
            || fields.Length != named.Length || !Array.TrueForAll(named, field => field is Alias or Column))
        {
            return item;
        }
        Expression Field(Expression field, int index)
        {
            (Identifier name, Expression model) = named[index] is Alias alias ? (alias.Name, alias.Value)
                : (((Column)named[index]).Last, named[index]);
            Expression value = field is Alias own ? own.Value : field;
            return new Alias(WithFieldNames(value, model), name) { Comments = field.Comments };
        }
        return new StructLiteral([.. fields.Select(Field)], null) { Position = item.Position };
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

    // https://docs.snowflake.com/en/sql-reference/functions/object_construct
    private void WarnOfNullFields(StructLiteral literal)
    {
        if (!SameDialect && Source.Family == "snowflake" && Dialect.Family is "bigquery" or "duckdb" && literal.Fields.Any(
            field => (field is Alias alias ? alias.Value : field is NamedArgument named ? named.Value : field) is Column))
        {
            Warn(literal, "Snowflake leaves out a key whose value is NULL: here the field is there, and NULL");
        }
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

    /// <summary>Places below nought: DuckDB counts from the end; PostgreSQL and Snowflake have nothing there.</summary>
    private Subscript FromStart(Subscript subscript)
    {
        if (Source.Family == "duckdb" && Dialect.Family != "duckdb" && Types.Group(subscript.Base) == TypeGroup.Text)
        {
            Refuse(subscript, "a text's characters by subscripts", "write SUBSTRING(text, start, length)");
        }
        bool slices = subscript.Indexes is [Slice slice]
            && (WholeNumber(slice.Low ?? slice) < 0 || WholeNumber(slice.High ?? slice) < 0);
        if (!slices && (subscript.Indexes is not [var index] || WholeNumber(index) is not < 0))
        {
            return subscript;
        }
        long place = slices ? 0 : WholeNumber(subscript.Indexes[0])!.Value;
        string? length = Dialect.Family switch
        {
            "postgres" => "CARDINALITY",
            "bigquery" => "ARRAY_LENGTH",
            "snowflake" => "ARRAY_SIZE",
            _ => null
        };
        if (slices && Source.Family == "duckdb" && Dialect.Family == "postgres"
            && subscript is { Base: Column or ArrayLiteral, Indexes: [Slice { Step: null } part] })
        {
            Expression? FromEnd(Expression? bound) => bound is not null && WholeNumber(bound) is < 0 and var back
                ? Plus(Call.OfFinal("CARDINALITY", subscript.Base), (int)back + 1) : bound;
            return subscript with { Indexes = [part with { Low = FromEnd(part.Low), High = FromEnd(part.High) }] };
        }
        if (slices || Source.Family != "duckdb" || subscript.Base is not (Column or ArrayLiteral) || length is null)
        {
            Refuse(subscript, "a place below nought in an array", "count from the array's length");
            return subscript;
        }
        Expression counted =
            Plus(Call.OfFinal(length, subscript.Base), (int)place + (Dialect.Family == "snowflake" ? 0 : 1));
        return subscript with
        {
            Indexes = [counted],
            Kind = Dialect.Family == "bigquery" ? SubscriptKind.SafeOneBased : SubscriptKind.Key
        };
    }

    protected virtual void WriteSubscript(Subscript subscript)
    {
        Write(Dialect.Family == "postgres" && !SameDialect && subscript.Base is not (
            Column or Paren or Subscript or Parameter) ? new Paren(subscript.Base) : subscript.Base);
        Out.Append('[');
        for (int index = 0; index < subscript.Indexes.Length; index++)
        {
            Separate(index);
            Write(ShiftIndex(subscript.Indexes[index], subscript.Kind));
        }
        Out.Append(']');
    }

    /// <summary>A part of a text, or of an array in BigQuery, by literal bounds; true where it was written.</summary>
    private bool WriteSlicePart(Subscript subscript)
    {
        if (SameDialect || Source.Family is not ("duckdb" or "postgres"))
        {
            return false;
        }
        TypeGroup group = Types.Group(subscript.Base);
        if (Source.Family == "duckdb" && group == TypeGroup.Text && subscript.Indexes is [var place]
            && Dialect.Family is "postgres" or "bigquery" or "snowflake")
        {
            if (place is NumberLiteral { IsInteger: true } one)
            {
                WriteCall(Call.OfFinal("SUBSTRING", subscript.Base, one, new NumberLiteral("1")));
                return true;
            }
            if (place is Slice { Step: null, High: null, Low: { } last } && WholeNumber(last) is < 0 and var end)
            {
                WriteCall(Call.OfFinal("RIGHT", subscript.Base, Number(-end)));
                return true;
            }
            if (WholeNumber(place) == -1)
            {
                WriteCall(Call.OfFinal("RIGHT", subscript.Base, Number(1)));
                return true;
            }
            if (place is Slice { Step: null } part && WholeNumber(part.Low ?? new NumberLiteral(
                "1")) is > 0 and var from && (part.High is null || WholeNumber(part.High) is >= 0))
            {
                WriteCall(Call.OfFinal("SUBSTRING", part.High is null ? [subscript.Base, Number(from)] : [
                    subscript.Base, Number(from), Number(Math.Max(0, WholeNumber(part.High)!.Value - from + 1))]));
                return true;
            }
        }
        if (Dialect.Family == "bigquery" && group != TypeGroup.Text && subscript.Indexes is [Slice { Step: null } slice]
            && (Source.Family == "postgres" || group == TypeGroup.Array)
            && WholeNumber(slice.Low ?? new NumberLiteral("1")) is not (null or 0) and var low
            && (slice.High is null || WholeNumber(slice.High) is not null)
            && (Source.Family == "duckdb" || (low > 0 && WholeNumber(slice.High ?? slice) is not < 0)))
        {
            string first = low > 0 ? $"{low - 1}" : $"ARRAY_LENGTH($1) - {-low}";
            string high = slice.High is null ? string.Empty : WholeNumber(slice.High) is < 0 and var back
                ? $" AND _o <= ARRAY_LENGTH($1) - {-back}" : $" AND _o < {WholeNumber(slice.High)}";
            Write(Filled(
                $"ARRAY(SELECT _u FROM UNNEST($1) AS _u WITH OFFSET AS _o WHERE _o >= {first}{high} ORDER BY _o)",
                subscript.Position, Unwrap(subscript.Base)));
            return true;
        }
        return false;
    }

    /// <summary>An index counted by the target's rule.</summary>
    protected Expression ShiftIndex(Expression index, SubscriptKind kind)
    {
        bool fromZero = kind is SubscriptKind.ZeroBased or SubscriptKind.Offset or SubscriptKind.SafeZeroBased;
        if (kind == SubscriptKind.Key || index is Slice || fromZero == Rules.ArraysFromZero || SameDialect
            && kind is SubscriptKind.OneBased or SubscriptKind.ZeroBased)
        {
            return index;
        }
        return Plus(index, Rules.ArraysFromZero ? -1 : 1);
    }

    /// <summary>index + n, folded where index is a literal.</summary>
    protected static Expression Plus(Expression index, int delta)
    {
        if (index is NumberLiteral { IsInteger: true } number
            && long.TryParse(number.Text, NumberStyles.None, CultureInfo.InvariantCulture, out long value))
        {
            return Number(value + delta);
        }
        return delta == 0 || index is Unary { Operator: UnaryOperator.Minus, Operand: NumberLiteral } ? index
            : new Binary(
                delta > 0 ? BinaryOperator.Add : BinaryOperator.Subtract, Wrap(index), Number(Math.Abs(delta)));
    }

    protected virtual void WriteDot(DotAccess dot)
    {
        if (!SameDialect && Source.Family == "bigquery"
            && dot is { Base: Column { Parts: [{ Name: "ML" or "AI" } service] }, Field: Call { Name: var function } })
        {
            Refuse(dot, $"{service.Name}.{function}", "the target has no such service");
        }
        if (!SameDialect && Dialect.Family == "snowflake"
            && dot is { Field: Identifier member, Base: Subscript { Base: Call } })
        {
            // A VARIANT's member is asked for by a colon or by GET.
            WriteCall(Call.OfFinal("GET", dot.Base, new StringLiteral(member.Name)));
            return;
        }
        if (!SameDialect && Dialect.Family == "postgres" && FieldOfCollected(dot) is { } collected)
        {
            Write(collected);
            return;
        }
        if (!SameDialect && dot.Field is Identifier key && Types.Group(dot.Base) == TypeGroup.Json)
        {
            Write(new JsonAccess(
                dot.Base, new JsonPath([JsonStep.OfKey(key.Name)]), JsonResult.Value)
            { Position = dot.Position });
            return;
        }
        if (!SameDialect && Dialect.Family == "duckdb" && dot is { Base: Call made, Field: Star { Except: [], Replace: [] } })
        {
            WriteCall(Call.OfFinal("UNNEST", made));
            return;
        }
        Write(dot.Base);
        Out.Append('.');
        Write(dot.Field);
    }
}
