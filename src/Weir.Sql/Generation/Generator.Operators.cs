using Weir.Sql.Ast;
using Weir.Sql.Dialects;

namespace Weir.Sql.Generation;

internal partial class Generator
{
    protected virtual void WriteBinary(Binary binary)
    {
        if (!SameDialect && _thin is null && Source.Family == "postgres"
            && binary.Left is Quantified or Call { Name: "ANY" or "any" })
        {
            Refuse(binary, "ANY on the left", "write the array on the right of the operator");
        }
        if (!SameDialect && Dialect.Family == "bigquery" && binary.Operator is BinaryOperator.Add or BinaryOperator.Subtract && HasMonths(binary.Right) && Types.Group(binary.Left) == TypeGroup.TimestampTz)
        {
            // A TIMESTAMP takes no months: https://cloud.google.com/bigquery/docs/reference/standard-sql/operators#interval_arithmetic_operators
            WriteCall(Call.OfFinal("TIMESTAMP", binary with { Left = Call.OfFinal("DATETIME", Unwrap(binary.Left)) }));
            return;
        }
        binary = Bracketed(OfVariants(binary) ?? binary);
        if (!SameDialect && Dialect.Family == "bigquery" && binary.Right is Quantified { Operand: SubqueryExpression { Query: var members } } quantified
            && (binary.Operator, quantified.Quantifier) is (BinaryOperator.Equal, "ANY") or (BinaryOperator.NotEqual, "ALL"))
        {
            Expression test = new InExpression(binary.Left, [], members, null) { Position = binary.Position };
            WriteOperation(binary.Operator == BinaryOperator.Equal ? test : new Unary(UnaryOperator.Not, test));
            return;
        }
        if (!SameDialect && Dialect.Family == "bigquery" && binary.Right is Quantified { Operand: SubqueryExpression } all)
        {
            Refuse(all, $"a comparison with {all.Quantifier} of a query", "compare with its MIN or MAX, or write EXISTS");
        }
        switch (binary.Operator)
        {
            case BinaryOperator.And or BinaryOperator.Or:
                WriteConnector(binary);
                return;
            case BinaryOperator.Divide:
                WriteDivision(binary);
                return;
            case BinaryOperator.IntegerDivide:
                WriteIntegerDivision(binary);
                return;
            case BinaryOperator.Modulo when Rules.ModuloIsFunction:
                WriteCall(Call.OfFinal("MOD", Unwrap(binary.Left), Unwrap(binary.Right)));
                return;
            case BinaryOperator.Power:
                WriteCall(Call.Of("POWER", Unwrap(binary.Left), Unwrap(binary.Right)));
                return;
            case BinaryOperator.Operator:
                WriteCustomOperator(binary);
                return;
            case BinaryOperator.NullSafeEqual or BinaryOperator.NullSafeNotEqual:
                WriteNullSafe(binary);
                return;
            case BinaryOperator.RegexMatch or BinaryOperator.RegexIMatch:
                WriteRegexMatch(binary);
                return;
            case BinaryOperator.Contains or BinaryOperator.ContainedBy or BinaryOperator.Overlaps:
                WriteArrayTest(binary);
                return;
            case BinaryOperator.JsonPath or BinaryOperator.JsonPathText or BinaryOperator.JsonHasKey or BinaryOperator.JsonHasAllKeys
                or BinaryOperator.JsonHasAnyKey or BinaryOperator.JsonDeletePath or BinaryOperator.JsonPathExists or BinaryOperator.JsonPathMatch:
                WritePostgresJson(binary);
                return;
            case BinaryOperator.RangeAdjacent or BinaryOperator.ExtendsLeft or BinaryOperator.ExtendsRight or BinaryOperator.StartsWith:
                WritePostgresOperator(binary);
                return;
            case BinaryOperator.ShiftRight when !SameDialect && Dialect.Family == "bigquery" && binary.Left is not NumberLiteral && Source.Family is "postgres" or "duckdb":
                WriteArithmeticShift(Wrap(binary.Left), Wrap(binary.Right));
                return;
            case BinaryOperator.BitAnd or BinaryOperator.BitOr or BinaryOperator.BitXor or BinaryOperator.ShiftLeft or BinaryOperator.ShiftRight:
                if (!WriteLogicalShift(binary))
                {
                    WriteBitOperator(binary);
                }
                return;
            case BinaryOperator.Xor:
                WriteXor(binary);
                return;
            case BinaryOperator.Glob:
                WriteGlob(binary);
                return;
            case BinaryOperator.Concat:
                WriteConcat(binary);
                return;
            default:
                WriteSpine(binary);
                return;
        }
    }

    /// <summary>An operation with its operands in brackets where they would be read otherwise.</summary>
    private Binary Bracketed(Binary binary)
    {
        bool left = binary.Left is Binary first && _levels.NeedsBrackets(binary.Operator, first.Operator, right: false);
        bool right = binary.Right is Binary second && _levels.NeedsBrackets(binary.Operator, second.Operator, right: true);
        if (_levels.BitNotIsLoose && _levels.LevelOf(binary.Operator) > OperatorLevels.Bit)
        {
            left |= binary.Left is Unary { Operator: UnaryOperator.BitNot };
            right |= !_bitNotAsRead && binary.Right is Unary { Operator: UnaryOperator.BitNot };
        }
        return !left && !right ? binary : binary with { Left = left ? new Paren(binary.Left) : binary.Left, Right = right ? new Paren(binary.Right) : binary.Right };
    }

    /// <summary>A left-deep chain without recursion on its left side.</summary>
    protected void WriteSpine(Binary binary)
    {
        if (binary.Left is not Binary { Operator: var inner } first || IsRewritten(inner) || IsDateDifference(first))
        {
            Write(binary.Left);
            WriteOperator(binary);
            Write(binary.Right);
            return;
        }
        Stack<Binary> spine = new();
        Expression left = binary;
        while (left is Binary step && (ReferenceEquals(step, binary) || (!IsRewritten(step.Operator) && !IsDateDifference(step))))
        {
            step = ReferenceEquals(step, binary) ? step : Bracketed(step);
            spine.Push(step);
            left = step.Left;
        }
        Write(left);
        while (spine.TryPop(out Binary? step))
        {
            WriteOperator(step);
            Write(step.Right);
            if (step.Comments is not null && !ReferenceEquals(step, binary))
            {
                TrailingComments(step);
            }
        }
    }

    /// <summary>Operators that some dialect writes in another way; a spine stops there.</summary>
    private static bool IsRewritten(BinaryOperator operation) => operation switch
    {
        BinaryOperator.Add or BinaryOperator.Subtract or BinaryOperator.Multiply or BinaryOperator.Equal or BinaryOperator.NotEqual
            or BinaryOperator.Less or BinaryOperator.LessEqual or BinaryOperator.Greater or BinaryOperator.GreaterEqual => false,
        _ => true,
    };

    /// <summary>Days between two dates, which BigQuery gives as an interval where others give a number.</summary>
    protected bool IsDateDifference(Binary binary) => binary.Operator == BinaryOperator.Subtract && !SameDialect && Dialect.Family == "bigquery"
        && Types.Group(binary.Right) == TypeGroup.Date && Types.Group(binary.Left) == TypeGroup.Date;

    private void WriteOperator(Binary binary)
    {
        Out.Append(' ');
        Out.Append(Sign(binary.Operator));
        Out.Append(' ');
    }

    protected static string Sign(BinaryOperator operation) => operation switch
    {
        BinaryOperator.Or => "OR",
        BinaryOperator.Xor => "XOR",
        BinaryOperator.And => "AND",
        BinaryOperator.Equal => "=",
        BinaryOperator.NotEqual => "<>",
        BinaryOperator.NullSafeEqual => "IS NOT DISTINCT FROM",
        BinaryOperator.NullSafeNotEqual => "IS DISTINCT FROM",
        BinaryOperator.Less => "<",
        BinaryOperator.LessEqual => "<=",
        BinaryOperator.Greater => ">",
        BinaryOperator.GreaterEqual => ">=",
        BinaryOperator.BitOr => "|",
        BinaryOperator.BitXor => "^",
        BinaryOperator.BitAnd => "&",
        BinaryOperator.ShiftLeft => "<<",
        BinaryOperator.ShiftRight => ">>",
        BinaryOperator.Concat => "||",
        BinaryOperator.Add => "+",
        BinaryOperator.Subtract => "-",
        BinaryOperator.Multiply => "*",
        BinaryOperator.Divide => "/",
        BinaryOperator.IntegerDivide => "//",
        BinaryOperator.Modulo => "%",
        BinaryOperator.Power => "^",
        BinaryOperator.RegexMatch => "~",
        BinaryOperator.RegexIMatch => "~*",
        BinaryOperator.Glob => "GLOB",
        BinaryOperator.Contains => "@>",
        BinaryOperator.ContainedBy => "<@",
        BinaryOperator.Overlaps => "&&",
        BinaryOperator.JsonExtract => "->",
        BinaryOperator.JsonExtractText => "->>",
        BinaryOperator.JsonPath => "#>",
        BinaryOperator.JsonPathText => "#>>",
        BinaryOperator.JsonHasKey => "?",
        BinaryOperator.JsonHasAnyKey => "?|",
        BinaryOperator.JsonHasAllKeys => "?&",
        BinaryOperator.JsonDeletePath => "#-",
        BinaryOperator.JsonPathExists => "@?",
        BinaryOperator.JsonPathMatch => "@@",
        BinaryOperator.RangeAdjacent => "-|-",
        BinaryOperator.ExtendsLeft => "&<",
        BinaryOperator.ExtendsRight => "&>",
        BinaryOperator.Assign => ":=",
        BinaryOperator.StartsWith => "^@",
        _ => "?",
    };

    private void WriteConnector(Binary binary)
    {
        List<(Expression Operand, Binary? Joined)> chain = [];
        Expression left = binary;
        while (left is Binary { Operator: BinaryOperator.And or BinaryOperator.Or } step)
        {
            chain.Add((step.Right, step));
            left = step.Left;
        }
        chain.Add((left, null));
        int start = Out.Length;
        Span<int> marks = chain.Count <= 128 ? stackalloc int[chain.Count] : new int[chain.Count];
        for (int index = chain.Count - 1; index >= 0; index--)
        {
            (Expression operand, Binary? joined) = chain[index];
            marks[chain.Count - 1 - index] = Out.Length;
            if (joined is not null)
            {
                Out.Append(joined.Operator == BinaryOperator.And ? " AND " : " OR ");
                if (joined.Comments is not null && !ReferenceEquals(joined, binary))
                {
                    TrailingComments(joined);
                    Out.Append(' ');
                }
            }
            if (operand is Binary { Operator: BinaryOperator.Or } && joined?.Operator == BinaryOperator.And)
            {
                Out.Append('(');
                Write(operand);
                Out.Append(')');
            }
            else
            {
                Write(operand);
            }
        }
        if (_pretty && Out.Length - start - chain.Count + 1 > WideText)
        {
            for (int index = chain.Count - 1; index > 0; index--)
            {
                Replace(marks[index], '\n');
            }
        }
    }

    private void Replace(int position, char character)
    {
        string tail = Out.Slice(position + 1);
        Out.Truncate(position);
        Out.Append(character);
        Out.Append(tail);
    }

    /// <summary>The inner of parentheses that an argument does not need.</summary>
    protected static Expression Unwrap(Expression expression) => expression is Paren { Inner: not (SubqueryExpression or TupleExpression) } paren ? paren.Inner : expression;

    /// <summary>An operand in parentheses where it is an operation of its own.</summary>
    internal static Expression Wrap(Expression expression) =>
        expression is Binary or Unary { Operator: UnaryOperator.Not } or Between or InExpression or Like or IsTest or Lambda ? new Paren(expression) : expression;

    protected virtual void WriteDivision(Binary binary)
    {
        DivisionRule(binary, out Expression left, out Expression right, out bool integer);
        if (integer)
        {
            WriteTruncatedDivision(binary with { Left = left, Right = right });
            return;
        }
        Write(left);
        Out.Append(" / ");
        Write(right);
    }

    /// <summary>What division means where it was written, said so that it means the same here.</summary>
    private void DivisionRule(Binary binary, out Expression left, out Expression right, out bool integer)
    {
        left = binary.Left;
        right = binary.Right;
        integer = false;
        TypeGroup leftGroup = Types.Group(left);
        TypeGroup rightGroup = Types.Group(right);
        if (Types.HasSchema && leftGroup == TypeGroup.Wide && Dialect.Family is "postgres")
        {
            // A quotient of uint256 is a double in every dialect.
            left = new Cast(left, DataType.Of(TypeKind.Double), CastKind.Strict) { Position = left.Position };
            return;
        }
        if (Source.Output.Division == Rules.Division || leftGroup == TypeGroup.Wide || rightGroup == TypeGroup.Wide)
        {
            return;
        }
        bool bothIntegers = leftGroup == TypeGroup.Integer && rightGroup == TypeGroup.Integer;
        if (Source.Output.Division == Dialects.DivisionResult.Integer)
        {
            integer = bothIntegers;
            if (leftGroup is TypeGroup.Unknown or TypeGroup.Integer && rightGroup is TypeGroup.Unknown or TypeGroup.Integer && !bothIntegers)
            {
                Warn(binary, $"{Source.Name} drops the rest where both sides are integers, {Dialect.Name} does not: give the columns' types (--schema) or cast");
            }
            return;
        }
        if (leftGroup is TypeGroup.Float or TypeGroup.Decimal || rightGroup is TypeGroup.Float or TypeGroup.Decimal)
        {
            return;
        }
        left = new Cast(left, DataType.Of(TypeKind.Double), CastKind.Strict) { Position = left.Position };
    }

    /// <summary>Division of integers that drops the rest, in a dialect whose / does not.</summary>
    protected virtual void WriteTruncatedDivision(Binary binary) => WriteIntegerDivision(binary);

    protected virtual void WriteIntegerDivision(Binary binary)
    {
        if (!SameDialect && Source.Family == "duckdb" && Array.Exists([binary.Left, binary.Right], side => Types.Group(side) is TypeGroup.Decimal or TypeGroup.Float))
        {
            // DuckDB's // drops the rest of integers only.
            WriteOperation(new Binary(BinaryOperator.Operator, binary.Left, binary.Right) { Custom = "/" });
            return;
        }
        if (Rules.IntegerDivision == "DIV()")
        {
            WriteCall(Call.OfFinal("DIV", Unwrap(binary.Left), Unwrap(binary.Right)));
            return;
        }
        if (Rules.IntegerDivision == "CAST")
        {
            WriteCall(Call.OfFinal("TRUNC", new Binary(BinaryOperator.Operator, binary.Left, binary.Right) { Custom = "/" }));
            return;
        }
        Write(binary.Left);
        Out.Append(' ');
        Out.Append(Rules.IntegerDivision);
        Out.Append(' ');
        Write(binary.Right);
    }

    protected virtual void WriteNullSafe(Binary binary) => WriteSpine(binary);

    protected virtual void WriteRegexMatch(Binary binary)
    {
        Expression[] arguments = binary.Operator == BinaryOperator.RegexIMatch
            ? [Unwrap(binary.Left), Unwrap(binary.Right), new StringLiteral("i")] : [Unwrap(binary.Left), Unwrap(binary.Right)];
        WriteCall(Call.Of(Source.Family == "duckdb" && binary.Operator == BinaryOperator.RegexMatch ? "REGEXP_LIKE" : "REGEXP_CONTAINS", arguments) with { Position = binary.Position });
    }

    protected virtual void WritePostgresOperator(Binary binary)
    {
        if (binary.Operator == BinaryOperator.StartsWith && Dialect.Family != "postgres")
        {
            WriteCall(Call.Of("STARTS_WITH", binary.Left, binary.Right));
            return;
        }
        if (Dialect.Family != "postgres")
        {
            Refuse(binary, $"the operator {Sign(binary.Operator)}", "the target has no ranges");
        }
        WriteSpine(binary);
    }

    protected virtual void WriteBitOperator(Binary binary) => WriteSpine(binary);

    protected virtual void WriteXor(Binary binary)
    {
        Expression left = Wrap(binary.Left);
        Expression right = Wrap(binary.Right);
        Write(new Binary(BinaryOperator.Or,
            new Paren(new Binary(BinaryOperator.And, left, new Paren(new Unary(UnaryOperator.Not, right)))),
            new Paren(new Binary(BinaryOperator.And, new Paren(new Unary(UnaryOperator.Not, left)), right))));
    }

    protected virtual void WriteGlob(Binary binary)
    {
        Refuse(binary, "GLOB", "use LIKE or a regular expression");
        WriteSpine(binary);
    }

    protected virtual void WriteConcat(Binary binary)
    {
        if (!SameDialect && WriteJoinedArrays(binary))
        {
            return;
        }
        Write(Joined(binary.Left));
        Out.Append(" || ");
        Write(Joined(binary.Right));
    }

    /// <summary>The left side of a chain of || that begins with no array.</summary>
    private Expression? _textChain;

    /// <summary>Arrays joined with || where the target wants a list of the one item, or a function.</summary>
    private bool WriteJoinedArrays(Binary binary)
    {
        bool right = Types.Group(binary.Right) == TypeGroup.Array;
        if (ReferenceEquals(binary, _textChain) && !right)
        {
            _textChain = binary.Left;
            return false;
        }
        Expression start = binary.Left;
        while (start is Binary { Operator: BinaryOperator.Concat } chain)
        {
            start = chain.Left;
        }
        bool left = Types.Group(start) == TypeGroup.Array;
        _textChain = left ? null : binary.Left;
        Expression first = right && IsItem(binary.Left) ? new ArrayLiteral([binary.Left], null) : binary.Left;
        Expression second = left && IsItem(binary.Right) ? new ArrayLiteral([binary.Right], null) : binary.Right;
        if (Dialect.Family == "snowflake" && (left || right))
        {
            WriteCall(Call.OfFinal("ARRAY_CAT", first, second));
            return true;
        }
        if (ReferenceEquals(first, binary.Left) && ReferenceEquals(second, binary.Right))
        {
            return false;
        }
        Write(binary with { Left = first, Right = second });
        return true;
    }

    private static bool HasMonths(Expression value) => value switch
    {
        Interval { Unit: { } unit } => unit.StartsWith("MON", StringComparison.OrdinalIgnoreCase) || unit.StartsWith("YEAR", StringComparison.OrdinalIgnoreCase) || unit.StartsWith("QUARTER", StringComparison.OrdinalIgnoreCase),
        Interval { Value: StringLiteral text } => text.Value.Contains("mon", StringComparison.OrdinalIgnoreCase) || text.Value.Contains("year", StringComparison.OrdinalIgnoreCase),
        Cast { Type.Kind: TypeKind.Interval, Value: StringLiteral text } => HasMonths(new Interval(text, null, null)),
        _ => false,
    };

    private Binary? _shifted;

    /// <summary>BigQuery's <c>&gt;&gt;</c> for a dialect that fills with the sign: the sign's bits are taken away where the number may be negative.</summary>
    private bool WriteLogicalShift(Binary binary)
    {
        if (SameDialect || binary.Operator != BinaryOperator.ShiftRight || Options.Source.Family != "bigquery" || Dialect.Family == "bigquery" || ReferenceEquals(binary, _shifted) || IsNotNegative(Unwrap(binary.Left)))
        {
            return false;
        }
        if (!int.TryParse((Unwrap(binary.Right) as NumberLiteral)?.Text, out int places) || places is < 1 or > 63)
        {
            Warn(binary, "BigQuery's >> fills a negative number with noughts, this one with the sign");
            return false;
        }
        _shifted = binary;
        Write(new Paren(new Binary(BinaryOperator.BitAnd, binary, Number(long.MaxValue >> (places - 1)))));
        return true;
    }

    private static bool IsNotNegative(Expression value) => value is NumberLiteral or Call { Name: "LENGTH" or "CHAR_LENGTH" or "ASCII" or "BIT_COUNT" or "ARRAY_LENGTH" or "ABS" }
        || value is Binary { Operator: BinaryOperator.BitAnd } masked && (IsNotNegative(Unwrap(masked.Left)) || IsNotNegative(Unwrap(masked.Right)))
        || value is Binary { Operator: BinaryOperator.ShiftRight or BinaryOperator.ShiftLeft or BinaryOperator.BitOr or BinaryOperator.Add or BinaryOperator.Multiply } of && IsNotNegative(Unwrap(of.Left)) && IsNotNegative(Unwrap(of.Right));

    /// <summary>BigQuery's shift fills with noughts, that of the others with the sign.</summary>
    private void WriteArithmeticShift(Expression value, Expression places)
    {
        Binary Shift(Expression shifted) => new(BinaryOperator.Operator, shifted, places) { Custom = ">>" };
        Unary Not(Expression inverted) => new(UnaryOperator.BitNot, inverted);
        WriteCall(Call.OfFinal("IF", new Binary(BinaryOperator.Less, value, Number(0)), Not(new Paren(Shift(Not(value)))), Shift(value)));
    }

    private bool IsItem(Expression value) => Types.Group(value) is not (TypeGroup.Unknown or TypeGroup.Array or TypeGroup.Json) && value is not StringLiteral;

    /// <summary>A number that is joined to a text: 5.50 is a FLOAT64 in BigQuery, which would be written 5.5.</summary>
    private Expression Joined(Expression part) =>
        !SameDialect && Dialect.Family == "bigquery" && part is NumberLiteral { IsInteger: false, Text: [>= '0' and <= '9', .., not '.'] } number && number.Text.IndexOfAny(['e', 'E']) < 0 ? new StringLiteral(number.Text) : part;
}
