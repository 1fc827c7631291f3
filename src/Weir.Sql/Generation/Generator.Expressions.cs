using Weir.Sql.Ast;

namespace Weir.Sql.Generation;

internal partial class Generator
{
    /// <summary>An expression without its own comments.</summary>
    protected void WriteCore(Expression expression)
    {
        GuardDepth(expression);
        (int outer, int within) = (_outer, _within);
        (_outer, _within) = (within, Binding.Of(expression));
        if (_thin is not null)
        {
            DemandExpression(expression);
            DemandOfTarget(expression);
        }
        WriteNode(expression);
        (_outer, _within) = (outer, within);
    }

    private void WriteNode(Expression expression)
    {
        switch (expression)
        {
            case Column column: WriteColumn(column); break;
            case StringLiteral text: WriteString(text.Value); break;
            case NumberLiteral number: WriteNumber(number); break;
            case Binary binary: WriteBinary(OnUtcClock(binary)); break;
            case Call call: WriteCall(call); break;
            case Alias alias: WriteAlias(alias); break;
            case Paren paren: WriteParen(paren); break;
            case Cast cast: WriteCast(_thin is null ? OnUtcClock(cast) : RoundedFirst(cast)); break;
            case Star star: WriteStar(star); break;
            case Identifier name: WriteName(name); break;
            case NullLiteral: Out.Append("NULL"); break;
            case BooleanLiteral boolean: WriteBoolean(boolean); break;
            case Unary unary: WriteUnary(unary); break;
            case CaseExpression choice: WriteCase(choice); break;
            case InExpression test: WriteIn(test); break;
            case Between between: WriteBetween(between); break;
            case IsTest test: WriteIs(test); break;
            case Like like: WriteLike(like); break;
            case Interval interval: WriteInterval(interval); break;
            case SubqueryExpression subquery: WriteSubquery(subquery.Query); break;
            case Over over when WriteRatio(over): break;
            case Over over: WriteOver(over); break;
            case JsonAccess access: WriteJsonAccess(access); break;
            case Subscript subscript when WriteSlicePart(subscript): break;
            case Subscript subscript when WriteMatchedGroup(subscript): break;
            case Subscript subscript: WriteSubscript(SameDialect ? subscript : FromStart(subscript)); break;
            case DotAccess dot: WriteDot(dot); break;
            case ArrayLiteral { Items: [Call { Name: "LIST_COMPREHENSION" } comprehension] } when Dialect.Family is not ("duckdb" or "postgres"):
                WriteComprehended(comprehension);
                break;
            case ArrayLiteral array: WriteArray(array); break;
            case StructLiteral literal: WarnOfNullFields(literal); WriteStruct(literal); break;
            case TupleExpression tuple: WriteTuple(tuple); break;
            case Extract extract: WriteDatePart(OnUtcClock(extract)); break;
            case Exists exists: WriteExists(exists); break;
            case FilterClause filter: WriteFilter(filter); break;
            case WithinGroup within: WriteWithinGroup(within); break;
            case NullTreatment treatment: WriteNullTreatment(treatment); break;
            case Quantified quantified: WriteQuantified(quantified); break;
            case Lambda lambda: WriteLambda(lambda); break;
            case Parameter parameter: WriteParameter(parameter); break;
            case NamedArgument named: WriteNamedArgument(named); break;
            case AtTimeZone zone: WriteAtTimeZone(zone); break;
            case WordExpression word: Out.Append(word.Word); break;
            case TypeExpression type: WriteType(type.Type); break;
            case MapLiteral map: WriteMap(map); break;
            case Slice slice: WriteSlice(slice); break;
            case Collate collate: WriteCollate(collate); break;
            case ArrayQuery query: WriteArrayQuery(query); break;
            case Grouping grouping: WriteGrouping(grouping); break;
            case PrefixWord prefix: WritePrefix(prefix); break;
            case RawText raw: WriteRaw(raw); break;
            case JsonPath path: WriteString(JsonPathText(path.Steps)); break;
            case HexLiteral hex: WriteHex(hex); break;
            case BitLiteral bit: WriteBit(bit); break;
            case BytesLiteral bytes: WriteBytes(bytes); break;
            case EscapeLiteral escape: WriteEscape(escape); break;
            case NationalLiteral national: WriteNational(national); break;
            case UnicodeLiteral unicode: WriteUnicode(unicode); break;
            case TemplateText template: Out.Append(template.Text); break;
            case TableReference table: WritePath(table.Parts); break;
            case JoinMarker marker: WriteJoinMarker(marker); break;
            default: Impossible(expression); break;
        }
    }

    protected virtual void WriteColumn(Column column)
    {
        column = Spelled(column);
        if (!SameDialect && FieldsOfJson(column) is { } access)
        {
            Write(access);
            return;
        }
        for (int index = 0; index < column.Parts.Length; index++)
        {
            if (index > 0)
            {
                Out.Append('.');
            }
            WriteName(column.Parts[index]);
        }
    }

    protected virtual void WriteBoolean(BooleanLiteral boolean) => Out.Append(boolean.Value ? "TRUE" : "FALSE");

    protected virtual void WriteAlias(Alias alias)
    {
        Write(alias.Value);
        Out.Append(" AS ");
        if (alias.Names.Length > 0)
        {
            WriteBracketed(alias.Names);
        }
        else
        {
            WriteName(alias.Name);
        }
    }

    protected void WriteParen(Paren paren)
    {
        Out.Append('(');
        if (_pretty)
        {
            int start = Out.Length;
            Write(paren.Inner);
            if (Out.Length - start > WideText - 1 + (paren.Inner is Binary ? 0 : 0) || HasLineBreak(start))
            {
                Out.Insert(start, "\n");
                Out.Indent(start + 1);
                Out.Append('\n');
            }
        }
        else
        {
            Write(paren.Inner);
        }
        Out.Append(')');
    }

    private bool HasLineBreak(int start) => Out.Span[start..].IndexOf('\n') >= 0;

    protected void WriteSubquery(Query query)
    {
        Out.Append('(');
        if (_pretty)
        {
            Out.Append('\n');
            int start = Out.Length;
            WriteQuery(query);
            Out.Indent(start);
            Out.Append('\n');
        }
        else
        {
            WriteQuery(query);
        }
        Out.Append(')');
    }

    protected virtual void WriteTuple(TupleExpression tuple)
    {
        WriteBracketed(tuple.Items);
    }

    protected virtual void WriteUnary(Unary unary)
    {
        switch (unary.Operator)
        {
            case UnaryOperator.Not when unary.Operand is InExpression { Query: { } query }
                && Source.Family == "snowflake" && Dialect.Family != "bigquery":
                Write(((InExpression)unary.Operand).Value);
                Out.Append(" <> ALL ");
                WriteSubquery(query);
                break;
            case UnaryOperator.Not:
                Out.Append("NOT ");
                Write(unary.Operand);
                break;
            case UnaryOperator.Minus:
                Out.Append(unary.Operand is Unary { Operator: UnaryOperator.Minus } ? "- " : "-");
                Write(unary.Operand);
                break;
            case UnaryOperator.BitNot:
                WriteBitNot(unary.Operand);
                break;
            case UnaryOperator.SquareRoot:
                WriteCall(Call.Of("SQRT", unary.Operand));
                break;
            case UnaryOperator.CubeRoot:
                WriteCall(Call.Of("CBRT", unary.Operand));
                break;
            default:
                Write(unary.Operand);
                break;
        }
    }

    protected virtual void WriteBitNot(Expression operand)
    {
        Out.Append('~');
        Write(!_bitNotAsRead && operand is Binary ? new Paren(operand) : operand);
    }

    /// <summary>A lambda whose parameters are cast where they are used, for targets without types there.</summary>
    private static Lambda Untyped(Lambda lambda) => lambda with
    {
        Types = [],
        Body = Rewriting.TreeRewriter.Rewrite(lambda.Body, node => node is Column { Parts: [var used] }
            && Array.FindIndex(lambda.Parameters, parameter => parameter.Name.Equals(
                used.Name, StringComparison.OrdinalIgnoreCase)) is var place and >= 0
            && place < lambda.Types.Length && lambda.Types[place] is { } type
                ? new Cast(node, type, CastKind.Strict) : null),
    };

    protected virtual void WriteLambda(Lambda lambda)
    {
        if (!SameDialect && Dialect.Family == "duckdb" && Array.Exists(lambda.Types, type => type is not null))
        {
            lambda = Untyped(lambda);
        }
        if (lambda.ColonForm && Dialect.Family == "duckdb")
        {
            Out.Append("LAMBDA ");
            WriteNames(lambda.Parameters);
            Out.Append(" : ");
            Write(lambda.Body);
            return;
        }
        if (lambda.Parameters.Length == 1)
        {
            WriteName(lambda.Parameters[0]);
            if (lambda.Types is [{ } type])
            {
                Out.Append(' ');
                WriteType(type);
            }
        }
        else
        {
            Out.Append('(');
            for (int index = 0; index < lambda.Parameters.Length; index++)
            {
                Separate(index);
                WriteName(lambda.Parameters[index]);
                if (index < lambda.Types.Length && lambda.Types[index] is { } type)
                {
                    Out.Append(' ');
                    WriteType(type);
                }
            }
            Out.Append(')');
        }
        Out.Append(" -> ");
        Write(lambda.Body);
    }

    protected virtual void WriteNamedArgument(NamedArgument named)
    {
        WriteName(named.Name);
        Out.Append(named.Sign is ":" ? ": " : named.Sign is ":="
            && (SameDialect || Dialect.Family is "duckdb" or "postgres") ? " := " : " => ");
        WriteArgument(named.Value);
    }

    protected virtual void WriteAtTimeZone(AtTimeZone zone)
    {
        Write(zone.Value);
        Out.Append(" AT TIME ZONE ");
        Write(zone.Zone);
    }

    protected virtual void WriteCollate(Collate collate)
    {
        if (!SameDialect && Source.Family == "postgres" && collate.Collation is Column
            { Parts: [{ Name: "pg_catalog" }, { Name: "default" }] })
        {
            Write(collate.Value);
            return;
        }
        Write(collate.Value);
        Out.Append(" COLLATE ");
        Write(collate.Collation);
    }

    protected virtual void WriteArrayQuery(ArrayQuery query)
    {
        Out.Append("ARRAY");
        WriteSubquery(query.Query);
    }

    protected void WriteGrouping(Grouping grouping)
    {
        Out.Append(grouping.Kind);
        Out.Append(' ');
        WriteBracketed(grouping.Items);
    }

    private void WritePrefix(PrefixWord prefix)
    {
        if (prefix.Word.StartsWith(' '))
        {
            Write(prefix.Value);
            Out.Append(prefix.Word);
            return;
        }
        if (prefix.Word == "VARIADIC" && Dialect.Family != "postgres")
        {
            Refuse(prefix, "VARIADIC", "write the arguments one by one");
        }
        if (prefix.Word is "PRIOR" or "CONNECT_BY_ROOT" && Dialect.Family is not ("snowflake" or "oracle"))
        {
            Refuse(prefix, prefix.Word, "write a recursive common table expression");
        }
        Out.Append(prefix.Word);
        if (prefix.Word.Length > 0)
        {
            Out.Append(' ');
        }
        Write(prefix.Value);
    }

    private void WriteRaw(RawText raw)
    {
        if (!SameDialect && raw.Text.Contains('(', StringComparison.Ordinal))
        {
            Refuse(raw, raw.Text[..raw.Text.IndexOf('(', StringComparison.Ordinal)],
                "this call has a grammar of its own; write it for the target by hand");
        }
        Out.Append(raw.Text);
    }

    private void WriteJoinMarker(JoinMarker marker)
    {
        Write(marker.Column);
        if (Dialect.Family is not ("snowflake" or "redshift"))
        {
            Refuse(marker, "the join marker (+)", "write LEFT JOIN … ON");
        }
        Out.Append(" (+)");
    }
}
