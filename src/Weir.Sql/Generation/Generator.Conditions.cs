using Weir.Sql.Ast;

namespace Weir.Sql.Generation;

internal partial class Generator
{
    protected virtual void WriteExists(Exists exists)
    {
        Out.Append("EXISTS");
        WriteSubquery(exists.Query);
    }

    protected virtual void WriteBetween(Between between)
    {
        if (between.Symmetric && !HasBetweenSymmetric)
        {
            Write(new Paren(new Binary(BinaryOperator.Or, between with { Symmetric = false },
                new Between(between.Value, between.High, between.Low, false))));
            return;
        }
        Write(ValueOfVariant(between.Value, between.Low));
        Out.Append(between.Symmetric ? " BETWEEN SYMMETRIC " : " BETWEEN ");
        Write(between.Low);
        Out.Append(" AND ");
        Write(between.High);
    }

    protected virtual bool HasBetweenSymmetric => false;

    protected virtual void WriteIn(InExpression test)
    {
        test = test with
        {
            Value = test.Items.Length > 0 ? ValueOfVariant(test.Value, test.Items[0])
            : test.Query is not null ? TextOfVariant(test.Value) : test.Value
        };
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
            Separate(index);
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
        if (test.Test is RawText { Text: var words } && Dialect.Family != "postgres" && WriteIsJson(test, words))
        {
            return;
        }
        if (!SameDialect
            && test.Value is Binary { Operator: BinaryOperator.Equal or BinaryOperator.NotEqual or BinaryOperator.Less or BinaryOperator.LessEqual or BinaryOperator.Greater or BinaryOperator.GreaterEqual })
        {
            test = test with { Value = new Paren(test.Value) };
        }
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
        like = like with { Value = TextOfVariant(like.Value) };
        if (like.Pattern is Quantified listed
            && (!Rules.HasLikeQuantifiers || (!SameDialect && Dialect.Family is "bigquery" or "snowflake"
                && listed.Operand is ArrayLiteral or Paren { Inner: ArrayLiteral })
                || (!SameDialect && Dialect.Family == "postgres" && like.Escape is not null)))
        {
            WriteLikeQuantifier(like);
            return;
        }
        if (like.Operator == LikeOperator.RLike)
        {
            WriteCall(Call.Of(Source.Family == "snowflake" ? "REGEXP_LIKE" : "REGEXP_CONTAINS", like.Value,
                like.Pattern) with
            { Position = like.Position });
            return;
        }
        if (like.Operator == LikeOperator.SimilarTo && !SameDialect && WriteSimilar(like))
        {
            return;
        }
        if (like.Operator == LikeOperator.ILike && !Rules.HasILike && !SameDialect && like.Pattern is Quantified)
        {
            WriteLikeQuantifier(like);
            return;
        }
        if (like.Operator == LikeOperator.ILike && !Rules.HasILike)
        {
            WriteLowered(like);
            return;
        }
        if (!SameDialect
            && like is
            {
                Operator: LikeOperator.Like or LikeOperator.ILike, Escape: null,
                Pattern: StringLiteral { Value: var pattern } literal
            }
                && pattern.Contains('\\', StringComparison.Ordinal))
        {
            like = (EscapesByBackslash(Source.Family), EscapesByBackslash(Dialect.Family)) switch
            {
                (true, false) => like with { Escape = new StringLiteral("\\") },
                (false, true) => like with
                {
                    Pattern = literal with
                    {
                        Value = pattern.Replace(
                    "\\", "\\\\", StringComparison.Ordinal)
                    }
                },
                _ => like,
            };
        }
        Write(like.Value);
        Out.Append(like.Not ? " NOT " : " ");
        Out.Append(like.Operator switch
        {
            LikeOperator.ILike => "ILIKE ",
            LikeOperator.SimilarTo => "SIMILAR TO ",
            _ => "LIKE "
        });
        Write(like.Pattern);
        if (like.Escape is not null)
        {
            WriteLikeEscape(like);
        }
    }

    /// <summary>Whether a backslash in a pattern of LIKE escapes what follows, without ESCAPE.</summary>
    private static bool EscapesByBackslash(string family) =>
        family is "postgres" or "bigquery" or "mysql" or "redshift" or "spark" or "databricks" or "clickhouse";

    protected virtual void WriteLikeEscape(Like like)
    {
        Out.Append(" ESCAPE ");
        Write(like.Escape!);
    }

    private void WriteLowered(Like like)
    {
        Like lowered = like with
        {
            Operator = LikeOperator.Like,
            Value = Call.Of("LOWER", like.Value),
            Pattern = Call.Of("LOWER", like.Pattern)
        };
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
            Refuse(like, "LIKE with a quantifier over values that are not listed",
                "list the patterns, or compare with EXISTS over the values");
            items = [quantified.Operand];
        }
        bool any = quantified.Quantifier != "ALL";
        BinaryOperator joined = any != like.Not || !any && !like.Not ? any ? BinaryOperator.Or : BinaryOperator.And
            : BinaryOperator.And;
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
        if (!SameDialect && Dialect.Family == "bigquery"
            && quantified.Operand is not (SubqueryExpression or TupleExpression))
        {
            Refuse(quantified, quantified.Quantifier + " over an array",
                "write IN UNNEST(array), or EXISTS over the array");
        }
        if (!SameDialect && Dialect.Family == "postgres" && quantified.Operand is TupleExpression tuple)
        {
            quantified = quantified with { Operand = new Paren(new ArrayLiteral(tuple.Items, null)) };
        }
        Out.Append(quantified.Quantifier);
        if (quantified.Operand is TupleExpression
            || (quantified.Quantifier == "ALL" && quantified.Operand is Paren or SubqueryExpression))
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
}
