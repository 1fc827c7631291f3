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
        WriteNode(expression);
        (_outer, _within) = (outer, within);
    }

    private void WriteNode(Expression expression)
    {
        switch (expression)
        {
            case Column column: WriteColumn(column); break;
            case StringLiteral text: WriteString(text.Value); break;
            case NumberLiteral number: Out.Append(number.Text); break;
            case Binary binary: WriteBinary(binary); break;
            case Call call: WriteCall(call); break;
            case Alias alias: WriteAlias(alias); break;
            case Paren paren: WriteParen(paren); break;
            case Cast cast: WriteCast(cast); break;
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
            case Over over: WriteOver(over); break;
            case JsonAccess access: WriteJsonAccess(access); break;
            case Subscript subscript: WriteSubscript(subscript); break;
            case DotAccess dot: WriteDot(dot); break;
            case ArrayLiteral array: WriteArray(array); break;
            case StructLiteral literal: WriteStruct(literal); break;
            case TupleExpression tuple: WriteTuple(tuple); break;
            case Extract extract: WriteExtract(extract); break;
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
            Out.Append('(');
            WriteNames(alias.Names);
            Out.Append(')');
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
        Out.Append('(');
        WriteList(tuple.Items, lines: false);
        Out.Append(')');
    }

    protected virtual void WriteExists(Exists exists)
    {
        Out.Append("EXISTS");
        WriteSubquery(exists.Query);
    }

    protected virtual void WriteUnary(Unary unary)
    {
        switch (unary.Operator)
        {
            case UnaryOperator.Not when unary.Operand is InExpression { Query: { } query } && Source.Family == "snowflake" && Dialect.Family != "bigquery":
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
        Write(operand);
    }

    protected virtual void WriteBetween(Between between)
    {
        if (between.Symmetric && !HasBetweenSymmetric)
        {
            Write(new Paren(new Binary(BinaryOperator.Or, between with { Symmetric = false }, new Between(between.Value, between.High, between.Low, false))));
            return;
        }
        Write(between.Value);
        Out.Append(between.Symmetric ? " BETWEEN SYMMETRIC " : " BETWEEN ");
        Write(between.Low);
        Out.Append(" AND ");
        Write(between.High);
    }

    protected virtual bool HasBetweenSymmetric => false;

    protected virtual void WriteIn(InExpression test)
    {
        int inStart = Out.Length;
        Write(test.Value);
        Out.Append(" IN ");
        if (test.Query is not null)
        {
            WriteSubquery(test.Query);
        }
        else if (test.Array is not null && Dialect.Family != "bigquery")
        {
            Out.Truncate(inStart);
            WriteInArray(test);
        }
        else if (test.Array is not null)
        {
            Out.Append("UNNEST(");
            Write(test.Array);
            Out.Append(')');
        }
        else if (test.Items is [PrefixWord { Word: "" } field])
        {
            Write(field.Value);
        }
        else
        {
            Out.Append('(');
            WriteWideList(test.Items);
            Out.Append(')');
        }
    }

    /// <summary>BigQuery's IN UNNEST(array): FALSE for an empty array, NULL where NULLs leave it open.</summary>
    protected virtual void WriteInArray(InExpression test) =>
        Write(new Binary(BinaryOperator.Equal, test.Value, new Quantified("ANY", new Paren(test.Array!))));

    private void WriteWideList(Expression[] items)
    {
        if (!_pretty)
        {
            WriteList(items, lines: false);
            return;
        }
        int start = Out.Length;
        int[] marks = new int[items.Length];
        for (int index = 0; index < items.Length; index++)
        {
            if (index > 0)
            {
                Out.Append(", ");
            }
            marks[index] = Out.Length;
            Write(items[index]);
        }
        if (Out.Length - start > WideText)
        {
            BreakLines(start, marks);
        }
    }

    protected virtual void WriteIs(IsTest test)
    {
        bool postfix = test.Postfix || Source.Name == "postgres";
        if (test.Not && !postfix)
        {
            Out.Append("NOT ");
        }
        if (test.Test is RawText && Dialect.Family != "postgres")
        {
            Refuse(test, "IS JSON", "test with the target's own function");
        }
        Write(test.Value);
        Out.Append(test.Not && postfix ? " IS NOT " : " IS ");
        Write(test.Test);
    }

    protected virtual void WriteLike(Like like)
    {
        if (like.Pattern is Quantified && !Rules.HasLikeQuantifiers)
        {
            WriteLikeQuantifier(like);
            return;
        }
        if (like.Operator == LikeOperator.RLike)
        {
            WriteCall(Call.Of(Source.Family == "snowflake" ? "REGEXP_LIKE" : "REGEXP_CONTAINS", like.Value, like.Pattern) with { Position = like.Position });
            return;
        }
        if (like.Operator == LikeOperator.ILike && !Rules.HasILike)
        {
            WriteLowered(like);
            return;
        }
        Write(like.Value);
        Out.Append(like.Not ? " NOT " : " ");
        Out.Append(like.Operator switch { LikeOperator.ILike => "ILIKE ", LikeOperator.SimilarTo => "SIMILAR TO ", _ => "LIKE " });
        Write(like.Pattern);
        if (like.Escape is not null)
        {
            WriteLikeEscape(like);
        }
    }

    protected virtual void WriteLikeEscape(Like like)
    {
        Out.Append(" ESCAPE ");
        Write(like.Escape!);
    }

    private void WriteLowered(Like like)
    {
        Like lowered = like with { Operator = LikeOperator.Like, Value = Call.Of("LOWER", like.Value), Pattern = Call.Of("LOWER", like.Pattern) };
        Write(lowered);
    }

    /// <summary>LIKE ANY (a, b) as OR, LIKE ALL (a, b) as AND.</summary>
    private void WriteLikeQuantifier(Like like)
    {
        Quantified quantified = (Quantified)like.Pattern;
        Expression[]? items = quantified.Operand switch
        {
            TupleExpression tuple => tuple.Items,
            Paren { Inner: ArrayLiteral array } => array.Items,
            Paren { Inner: not SubqueryExpression } paren => [paren.Inner],
            ArrayLiteral array => array.Items,
            _ => null,
        };
        if (items is null || items.Length == 0)
        {
            Refuse(like, "LIKE with a quantifier over values that are not listed", "list the patterns, or compare with EXISTS over the values");
            items = [quantified.Operand];
        }
        bool any = quantified.Quantifier != "ALL";
        BinaryOperator joined = any != like.Not || !any && !like.Not ? any ? BinaryOperator.Or : BinaryOperator.And : BinaryOperator.And;
        joined = any ? BinaryOperator.Or : BinaryOperator.And;
        Expression result = like with { Pattern = items[0], Comments = null };
        for (int index = 1; index < items.Length; index++)
        {
            result = new Binary(joined, result, like with { Pattern = items[index], Comments = null });
        }
        Write(items.Length > 1 ? new Paren(result) : result);
    }

    protected virtual void WriteQuantified(Quantified quantified)
    {
        if (!SameDialect && quantified.Operand is Call && Dialect.Family == "postgres")
        {
            quantified = quantified with { Operand = new Paren(quantified.Operand) };
        }
        if (!SameDialect && Dialect.Family == "bigquery" && quantified.Operand is not (SubqueryExpression or TupleExpression))
        {
            Refuse(quantified, quantified.Quantifier + " over an array", "write IN UNNEST(array), or EXISTS over the array");
        }
        if (!SameDialect && Dialect.Family == "postgres" && quantified.Operand is TupleExpression tuple)
        {
            quantified = quantified with { Operand = new Paren(new ArrayLiteral(tuple.Items, null)) };
        }
        Out.Append(quantified.Quantifier);
        if (quantified.Operand is TupleExpression || (quantified.Quantifier == "ALL" && quantified.Operand is Paren or SubqueryExpression))
        {
            Out.Append(' ');
        }
        if (quantified.Operand is Paren or SubqueryExpression or TupleExpression)
        {
            Write(quantified.Operand);
            return;
        }
        Out.Append(' ');
        Write(quantified.Operand);
    }

    protected virtual void WriteCase(CaseExpression choice)
    {
        if (!_pretty)
        {
            WriteFlatCase(choice, ' ');
            return;
        }
        int start = Out.Length;
        WriteFlatCase(choice, ' ');
        if (Out.Length - start - (choice.Branches.Length * 2) > WideText - 6 && Out.Length - start > WideText)
        {
            Out.Truncate(start);
            WriteFlatCase(choice, '\n');
        }
    }

    private void WriteFlatCase(CaseExpression choice, char separator)
    {
        Out.Append("CASE");
        if (choice.Operand is not null)
        {
            Out.Append(' ');
            Write(choice.Operand);
        }
        Out.Append(separator);
        int start = Out.Length;
        for (int index = 0; index < choice.Branches.Length; index++)
        {
            WhenBranch branch = choice.Branches[index];
            if (index > 0)
            {
                Out.Append(separator);
            }
            Out.Append("WHEN ");
            Write(branch.Condition);
            Out.Append(separator);
            Out.Append("THEN ");
            Write(branch.Result);
        }
        if (choice.Else is not null)
        {
            Out.Append(separator);
            Out.Append("ELSE ");
            Write(choice.Else);
        }
        if (separator == '\n')
        {
            Out.Indent(start);
        }
        Out.Append(separator);
        Out.Append("END");
    }

    protected virtual void WriteLambda(Lambda lambda)
    {
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
                if (index > 0)
                {
                    Out.Append(", ");
                }
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

    protected virtual void WriteParameter(Parameter parameter)
    {
        string sigil = parameter.Sigil;
        if (!SameDialect && Source.Family == "snowflake" && sigil is "$" or ":" && parameter.Name.Length > 0 && char.IsAsciiDigit(parameter.Name[0]))
        {
            Refuse(parameter, sigil == "$" ? "a column by its position" : "numbered parameters", sigil == "$" ? "name the column" : "write ? or the target's named parameters");
        }
        if (!SameDialect && sigil == "#")
        {
            Refuse(parameter, "a column by its position", "name the column");
        }
        if (!SameDialect && sigil is "$" or "@" or ":" && Dialect.Family == "postgres" && parameter.Name.Length > 0 && !char.IsAsciiDigit(parameter.Name[0]))
        {
            Refuse(parameter, "named parameters", "number them: $1, $2");
        }
        if (!SameDialect && sigil is "$" or "@" or ":" && parameter.Name.Length > 0 && !char.IsAsciiDigit(parameter.Name[0]))
        {
            sigil = Rules.ParameterSigil;
        }
        Out.Append(sigil);
        Out.Append(parameter.Name);
    }

    protected virtual void WriteNamedArgument(NamedArgument named)
    {
        WriteName(named.Name);
        Out.Append(named.Sign is ":" ? ": " : named.Sign is ":=" && (SameDialect || Dialect.Family is "duckdb" or "postgres") ? " := " : " => ");
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
        Out.Append(" (");
        WriteList(grouping.Items, lines: false);
        Out.Append(')');
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
            Refuse(raw, raw.Text[..raw.Text.IndexOf('(', StringComparison.Ordinal)], "this call has a grammar of its own; write it for the target by hand");
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

    protected virtual void WriteHex(HexLiteral hex)
    {
        if (hex.IsNumber)
        {
            Out.Append(Convert.ToUInt64(hex.Digits.Length > 16 ? "0" : hex.Digits, 16).ToString(System.Globalization.CultureInfo.InvariantCulture));
            return;
        }
        Out.Append("x'");
        Out.Append(hex.Digits);
        Out.Append('\'');
    }

    protected virtual void WriteBit(BitLiteral bit)
    {
        Out.Append("b'");
        Out.Append(bit.Digits);
        Out.Append('\'');
    }

    protected virtual void WriteBytes(BytesLiteral bytes)
    {
        Refuse(bytes, "byte string literals", "give the bytes as hexadecimal text and decode it");
        WriteString(bytes.Value);
    }

    protected virtual void WriteEscape(EscapeLiteral escape) => WriteString(escape.Value);

    protected virtual void WriteNational(NationalLiteral national) => WriteString(national.Value);

    protected virtual void WriteUnicode(UnicodeLiteral unicode)
    {
        if (unicode.Value.Contains(unicode.Escape ?? "\\", StringComparison.Ordinal))
        {
            Refuse(unicode, "U&'' strings with escapes", "write the characters themselves");
        }
        WriteString(unicode.Value.Replace("''", "'", StringComparison.Ordinal));
    }

    protected virtual void WriteStar(Star star)
    {
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
            Out.Append(" (");
            WriteList(star.Except, lines: false);
            Out.Append(')');
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
