namespace Weir.Sql.Parsing;

/// <summary>What a token is; words carry their keyword beside it.</summary>
internal enum TokenKind : byte
{
    End,
    Word,
    QuotedWord,
    String,
    RawString,
    EscapeString,
    NationalString,
    UnicodeString,
    BytesString,
    RawBytesString,
    HexString,
    BitString,
    DollarString,
    Number,
    HexNumber,
    Parameter,
    Template,

    LeftParen,
    RightParen,
    LeftBracket,
    RightBracket,
    LeftBrace,
    RightBrace,
    Comma,
    Dot,
    Semicolon,
    Colon,
    DoubleColon,
    ColonEqual,
    FatArrow,
    Arrow,
    LongArrow,
    HashArrow,
    HashLongArrow,
    Plus,
    Minus,
    Star,
    Slash,
    DoubleSlash,
    Percent,
    Caret,
    CaretAt,
    DoubleStar,
    Ampersand,
    DoubleAmpersand,
    Pipe,
    DoublePipe,
    PipeSlash,
    DoublePipeSlash,
    PipeGreater,
    Tilde,
    TildeStar,
    DoubleTilde,
    DoubleTildeStar,
    NotTilde,
    NotTildeStar,
    NotDoubleTilde,
    NotDoubleTildeStar,
    TripleTilde,
    Hash,
    HashMinus,
    Equal,
    NotEqual,
    Less,
    LessEqual,
    Greater,
    GreaterEqual,
    NullSafeEqual,
    ShiftLeft,
    ShiftRight,
    AtGreater,
    LessAt,
    At,
    DoubleAt,
    AtQuestion,
    Question,
    QuestionPipe,
    QuestionAmpersand,
    DoubleQuestion,
    Dollar,
    Exclamation,
    Overlap,
    Adjacent,
    AmpersandLess,
    AmpersandGreater,
    Backslash,
    Other,
}

/// <summary>A piece of the text: where it is, and what stands before it.</summary>
internal readonly struct Token
{
    public required TokenKind Kind { get; init; }

    /// <summary>The keyword an unquoted word spells, <see cref="Keyword.None"/> for others.</summary>
    public Keyword Keyword { get; init; }

    /// <summary>Offset of the first character, prefix and quote included.</summary>
    public required int Start { get; init; }

    /// <summary>Offset behind the last character.</summary>
    public required int End { get; init; }

    public int Length => End - Start;
}
