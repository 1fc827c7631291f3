namespace Weir.Sql.Ast;

internal enum BinaryOperator : byte
{
    Or,
    Xor,
    And,
    Equal,
    NotEqual,
    NullSafeEqual,
    NullSafeNotEqual,
    Less,
    LessEqual,
    Greater,
    GreaterEqual,
    BitOr,
    BitXor,
    BitAnd,
    ShiftLeft,
    ShiftRight,
    Concat,
    Add,
    Subtract,
    Multiply,
    Divide,
    IntegerDivide,
    Modulo,
    Power,
    RegexMatch,
    RegexIMatch,
    Glob,
    Contains,
    ContainedBy,
    Overlaps,
    JsonExtract,
    JsonExtractText,
    JsonPath,
    JsonPathText,
    JsonHasKey,
    JsonHasAnyKey,
    JsonHasAllKeys,
    JsonDeletePath,
    JsonPathExists,
    JsonPathMatch,
    RangeAdjacent,
    ExtendsLeft,
    ExtendsRight,
    Assign,
    StartsWith,
    Operator,
}

internal enum UnaryOperator : byte
{
    Not,
    Minus,
    Plus,
    BitNot,
    SquareRoot,
    CubeRoot,
}

internal enum LikeOperator : byte
{
    Like,
    ILike,
    SimilarTo,
    RLike,
}

internal enum CastKind : byte
{
    /// <summary>Fails on what cannot be converted.</summary>
    Strict,

    /// <summary>NULL for what cannot be converted (TRY_CAST, SAFE_CAST).</summary>
    Try,
}

/// <summary>How an index counts, and what it does out of bounds.</summary>
internal enum SubscriptKind : byte
{
    /// <summary>As the dialect's own <c>[]</c> of an array: 1-based.</summary>
    OneBased,

    /// <summary>0-based.</summary>
    ZeroBased,

    /// <summary>BigQuery's SAFE_OFFSET, 0-based, NULL out of bounds.</summary>
    SafeZeroBased,

    /// <summary>BigQuery's SAFE_ORDINAL.</summary>
    SafeOneBased,

    /// <summary>OFFSET(n): 0-based, an error out of bounds.</summary>
    Offset,

    /// <summary>ORDINAL(n).</summary>
    Ordinal,

    /// <summary>By a string key.</summary>
    Key,
}
