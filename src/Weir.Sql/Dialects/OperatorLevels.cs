using Weir.Sql.Ast;

namespace Weir.Sql.Dialects;

/// <summary>
/// How tightly a dialect's operators bind, for the parser and the generator. All dialects agree on OR, AND,
/// comparisons, sums and products; they differ in bits and ||.
/// </summary>
internal sealed record OperatorLevels(int BitOr, int BitXor, int BitAnd, int Shift, int Concat)
{
    public const int Or = 10;
    public const int And = 20;
    public const int Not = 30;
    public const int Is = 35;
    public const int Equality = 40;
    public const int Comparison = 50;
    public const int Range = 60;
    public const int Bit = 70;
    public const int Term = 80;
    public const int Factor = 90;
    public const int Power = 100;

    /// <summary>
    /// Every other operator on one level, from left to right:
    /// https://www.postgresql.org/docs/15/sql-syntax-lexical.html#SQL-PRECEDENCE (DuckDB's grammar comes from it).
    /// </summary>
    private static readonly OperatorLevels OnePlace = new(Bit, Bit, Bit, Bit, Bit);

    /// <summary>https://cloud.google.com/bigquery/docs/reference/standard-sql/operators#operator_precedence</summary>
    private static readonly OperatorLevels BigQuery = new(70, 72, 74, 76, Factor);

    /// <summary>
    /// https://dev.mysql.com/doc/refman/8.4/en/operator-precedence.html: ^ before products; || is OR.
    /// </summary>
    private static readonly OperatorLevels MySql = new(70, 95, 72, 74, Or);

    /// <summary>https://www.sqlite.org/lang_expr.html#operators_and_parse_affecting_attributes</summary>
    private static readonly OperatorLevels Sqlite = new(Bit, Bit, Bit, Bit, 95);

    /// <summary>
    /// https://learn.microsoft.com/en-us/sql/t-sql/language-elements/operator-precedence-transact-sql
    /// </summary>
    private static readonly OperatorLevels TSql = new(Term, Term, Term, Term, Term);

    /// <summary>https://spark.apache.org/docs/latest/sql-ref-operators.html#operator-precedence</summary>
    private static readonly OperatorLevels Spark = new(70, 72, 74, 76, Term);

    public static OperatorLevels Of(string family) => family switch
    {
        "bigquery" => BigQuery,
        "mysql" => MySql,
        "sqlite" => Sqlite,
        "tsql" => TSql,
        "spark" => Spark,
        _ => OnePlace,
    };

    /// <summary>
    /// The level of an operator; 0 for those that are written as functions, or bracketed by themselves.
    /// </summary>
    public int LevelOf(BinaryOperator operation) => operation switch
    {
        BinaryOperator.Equal or BinaryOperator.NotEqual or BinaryOperator.NullSafeEqual or BinaryOperator.NullSafeNotEqual => Equality,
        BinaryOperator.Less or BinaryOperator.LessEqual or BinaryOperator.Greater or BinaryOperator.GreaterEqual =>
            Comparison,
        BinaryOperator.BitOr => BitOr,
        BinaryOperator.BitXor => BitXor,
        BinaryOperator.BitAnd => BitAnd,
        BinaryOperator.ShiftLeft or BinaryOperator.ShiftRight => Shift,
        BinaryOperator.Concat => Concat,
        BinaryOperator.Add or BinaryOperator.Subtract => Term,
        BinaryOperator.Multiply or BinaryOperator.Divide or BinaryOperator.Modulo or BinaryOperator.IntegerDivide =>
            Factor,
        _ => 0,
    };

    /// <summary>
    /// <c>~</c> binds like other operators in PostgreSQL and DuckDB, <c>~1 + 3</c> is <c>~(1 + 3)</c> there; elsewhere
    /// it binds tightest.
    /// </summary>
    public bool BitNotIsLoose => ReferenceEquals(this, OnePlace);

    /// <summary>Whether an operation without brackets, as an operand of another, would be read otherwise.</summary>
    public bool NeedsBrackets(BinaryOperator parent, BinaryOperator child, bool right)
    {
        int outer = LevelOf(parent);
        int inner = LevelOf(child);
        if (outer == 0 || inner == 0 || (parent == child && parent == BinaryOperator.Concat))
        {
            return false;
        }
        // Comparisons do not chain.
        return outer is Equality or Comparison && inner is Equality or Comparison
            || (right ? inner <= outer : inner < outer);
    }
}
