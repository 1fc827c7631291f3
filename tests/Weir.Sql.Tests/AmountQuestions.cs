using System.Globalization;
using System.Numerics;

namespace Weir.Sql.Tests;

/// <summary>
/// A question about amounts in some dialect, with the answer that BigInteger gives; NULL is an empty text.
/// </summary>
public sealed record AmountQuestion(string Dialect, string Sql, string Answer);

/// <summary>Amounts and constants up to 2^256, near one another, in every notation that the dialects have.</summary>
public static class AmountQuestions
{
    private static readonly string[] Dialects = ["", "postgres", "bigquery", "snowflake", "duckdb"];

    private static readonly string[] Comparisons = ["=", "<>", "<", "<=", ">", ">="];

    /// <summary>The rows of <c>token_transfers(log_index, value)</c>.</summary>
    public static IReadOnlyList<BigInteger?> Amounts { get; } = Draw(new Random(15), 40);

    public static SqlSchema Schema { get; } = MakeSchema();

    public static IEnumerable<AmountQuestion> All(int seed, int count)
    {
        Random random = new(seed);
        for (int index = 0; index < count; index++)
        {
            string dialect = Dialects[random.Next(Dialects.Length)];
            BigInteger near = Amounts[random.Next(Amounts.Count - 1)]!.Value + random.Next(-1, 2);
            yield return random.Next(6) switch
            {
                0 => Sum(dialect, random),
                1 => Range(dialect, near, random),
                2 => Shifted(dialect, near, random),
                3 => Fraction(dialect, near, random),
                _ => Compared(dialect, near, random),
            };
        }
    }

    private static AmountQuestion Compared(string dialect, BigInteger constant, Random random)
    {
        string sign = Comparisons[random.Next(Comparisons.Length)];
        int count = Amounts.Count(amount => amount is { } value && Holds(value.CompareTo(constant), sign));
        bool turned = random.Next(4) == 0;
        string test = turned ? $"{Notation(dialect, constant, random)} {Turn(sign)} {Operand(dialect, random)}"
            : $"{Operand(dialect, random)} {sign} {Notation(dialect, constant, random)}";
        return new AmountQuestion(dialect, $"SELECT COUNT(*) FROM token_transfers WHERE {test}",
            count.ToString(CultureInfo.InvariantCulture));
    }

    private static AmountQuestion Fraction(string dialect, BigInteger floor, Random random)
    {
        string sign = Comparisons[random.Next(Comparisons.Length)];
        int count = Amounts.Count(amount => amount is { } value && Holds(value <= floor ? -1 : 1, sign));
        return new AmountQuestion(dialect,
            $"SELECT COUNT(*) FROM token_transfers WHERE {Operand(dialect, random)} {sign} {floor}.5",
            count.ToString(CultureInfo.InvariantCulture));
    }

    private static AmountQuestion Range(string dialect, BigInteger low, Random random)
    {
        BigInteger high = low + (low * random.Next(3)) + 1;
        if (random.Next(2) == 0)
        {
            int within = Amounts.Count(amount => amount >= low && amount <= high);
            return new AmountQuestion(dialect,
                $"SELECT COUNT(*) FROM token_transfers WHERE {Operand(dialect, random)} BETWEEN {Notation(dialect, low, random)} AND {Notation(dialect, high, random)}", within.ToString(CultureInfo.InvariantCulture));
        }
        int members = Amounts.Count(amount => amount == low || amount == high);
        return new AmountQuestion(dialect,
            $"SELECT COUNT(*) FROM token_transfers WHERE {Operand(dialect, random)} IN ({Notation(dialect, low, random)}, {Notation(dialect, high, random)}, 0.5)", members.ToString(CultureInfo.InvariantCulture));
    }

    private static AmountQuestion Shifted(string dialect, BigInteger constant, Random random)
    {
        int row = random.Next(Amounts.Count);
        bool plus = random.Next(2) == 0;
        BigInteger? answer = Amounts[row] is not { } value ? null : plus ? value + constant : value - constant;
        return new AmountQuestion(dialect,
            $"SELECT COALESCE({Operand(dialect, random)}, 1.0e3) {(plus ? '+' : '-')} {Notation(dialect, constant, random)} FROM token_transfers WHERE log_index = {row}", (answer ?? 1000 + (plus ? constant : -constant)).ToString()!);
    }

    private static AmountQuestion Sum(string dialect, Random random)
    {
        int end = random.Next(1, Amounts.Count);
        (string function, BigInteger answer) = random.Next(3) switch
        {
            0 => ("SUM", Amounts.Take(end).Aggregate(BigInteger.Zero, (sum, amount) => sum + (amount ?? 0))),
            1 => ("MIN", Amounts.Take(end).Min()!.Value),
            _ => ("MAX", Amounts.Take(end).Max()!.Value),
        };
        return new AmountQuestion(dialect,
            $"SELECT {function}({Operand(dialect, random)}) FROM token_transfers WHERE log_index < {end}",
            answer.ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>The amount, bare or in a cast of the dialect that keeps its value.</summary>
    private static string Operand(string dialect, Random random)
    {
        string[] forms = dialect switch
        {
            "bigquery" => ["value", "CAST(value AS NUMERIC)", "SAFE_CAST(value AS BIGNUMERIC)", "SAFE_CAST(value AS NUMERIC)"],
            "snowflake" => ["value", "value::NUMBER(38, 0)", "TRY_TO_NUMBER(value)", "TO_NUMBER(value, 38, 0)", "TRY_CAST(value AS NUMBER)"],
            "duckdb" => ["value", "TRY_CAST(value AS DECIMAL(38, 0))", "value::BIGNUM"],
            _ => ["value", "value::numeric", "value::numeric(38, 0)", "CAST(value AS DECIMAL)"],
        };
        return forms[random.Next(forms.Length)];
    }

    private static string Notation(string dialect, BigInteger constant, Random random)
    {
        string digits = BigInteger.Abs(constant).ToString(CultureInfo.InvariantCulture);
        string sign = constant.Sign < 0 ? "-" : string.Empty;
        int noughts = constant.IsZero ? 0 : digits.Length - digits.TrimEnd('0').Length;
        string text = random.Next(5) switch
        {
            0 when noughts > 0 => $"{digits[..^noughts]}e{noughts}",
            1 => $"{digits[0]}.{digits[1..]}0e{digits.Length - 1}",
            2 => digits + ".0",
            3 when noughts > 0 =>
                $"{digits[..^noughts]} * {(dialect is "postgres" or "duckdb" ? $"10 ^ {noughts}" : $"POWER(10, {noughts})")}",
            4 => $"CAST('{digits}' AS {(dialect is "bigquery" ? "BIGNUMERIC" : "DECIMAL")})",
            _ => digits,
        };
        return sign.Length == 0 && !text.Contains('*', StringComparison.Ordinal) ? text : $"({sign}{text})";
    }

    private static bool Holds(int order, string sign) => sign switch
    {
        "=" => order == 0,
        "<>" => order != 0,
        "<" => order < 0,
        "<=" => order <= 0,
        ">" => order > 0,
        _ => order >= 0,
    };

    private static string Turn(string sign) =>
        sign switch { "<" => ">", "<=" => ">=", ">" => "<", ">=" => "<=", _ => sign };

    private static List<BigInteger?> Draw(Random random, int count)
    {
        List<BigInteger?> amounts = [BigInteger.Pow(2, 256) - 1, BigInteger.Pow(10, 18), BigInteger.Pow(10, 18) + 1,
            BigInteger.Pow(10, 38), BigInteger.Pow(10, 38) - 1, BigInteger.Pow(2, 63), 0, 1];
        while (amounts.Count < count)
        {
            byte[] bytes = new byte[random.Next(1, 33)];
            random.NextBytes(bytes);
            BigInteger drawn = new(bytes, isUnsigned: true);
            amounts.Add(random.Next(3) == 0 ? BigInteger.Pow(10, random.Next(1, 77)) * (1 + (drawn % 9)) : drawn);
        }
        amounts.Add(null);
        return amounts;
    }

    private static SqlSchema MakeSchema()
    {
        SqlSchema schema = new();
        schema.Add("token_transfers", "value", "uint256");
        schema.Add("token_transfers", "log_index", "int64");
        return schema;
    }
}
