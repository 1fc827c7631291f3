using Weir.Sql.Ast;
using Weir.Sql.Functions;

namespace Weir.Sql.Generation;

internal partial class Generator
{
    protected void WriteCall(Call call)
    {
        _within = 0;
        if (!SameDialect && call.Name == "IDENTIFIER" && Source.Family == "snowflake")
        {
            if (WriteIdentifierCall(call))
            {
                return;
            }
            if (Dialect.Family is not "spark")
            {
                Refuse(call, "IDENTIFIER of what is no plain name", "write the name itself");
            }
        }
        if (call.Final)
        {
            WritePlainCall(call, call.Name);
            return;
        }
        if (call.Verbatim)
        {
            WritePlainCall(call, call.Name);
            return;
        }
        GuardDepth(call);
        DemandFunction(call);
        call = OnUtcClock(call);
        if (!SameDialect && TextPart(call) is { } part)
        {
            if (part is not Call { Final: false } same)
            {
                WriteOperation(part);
                return;
            }
            call = same;
        }
        if (WriteSpecialCall(call))
        {
            return;
        }
        string? text = Dialect.Writes.Find(call.Name)?.For(call, Source, Types);
        if (SameDialect && text is not null && !FunctionRule.IsName(text) && Rules.Functions.Contains(call.Name))
        {
            text = null;
        }
        if (text is null)
        {
            WriteUnmapped(call);
            return;
        }
        if (text[0] == '!')
        {
            Refuse(call, call.Name, text[1..]);
            WritePlainCall(call, call.Name);
            return;
        }
        if (text[0] == '?')
        {
            int end = text.IndexOf("? ", StringComparison.Ordinal);
            Warn(call, $"{call.Name}: {text[1..end]}");
            text = text[(end + 2)..];
        }
        if (FunctionRule.IsName(text))
        {
            WritePlainCall(call, text);
            return;
        }
        Expression filled = Filled(text, call.Position, call.Arguments);
        if (filled is Call inner)
        {
            WritePlainCall(inner with
            {
                Distinct = inner.Distinct || call.Distinct,
                OrderBy = call.OrderBy.Length > 0 ? call.OrderBy : inner.OrderBy,
                Limit = inner.Limit ?? call.Limit,
                IgnoreNulls = call.IgnoreNulls,
                Safe = inner.Safe || call.Safe,
            }, inner.Name);
            return;
        }
        WriteOperation(filled);
    }

    /// <summary>What a call became, in parentheses where the operator around it binds tighter.</summary>
    protected void WriteOperation(Expression operation)
    {
        _within = 0;
        Write(Binding.NeedsParens(operation, _outer) ? new Paren(operation) : operation);
    }

    /// <summary>Calls whose text no table can say; true where it was written.</summary>
    protected virtual bool WriteSpecialCall(Call call)
    {
        if (!SameDialect && WriteForeignForm(call))
        {
            return true;
        }
        if (call is { Name: "CURRENT_TIMESTAMP", Arguments.Length: 0 } && !Rules.CurrentTimestampCall)
        {
            Out.Append("CURRENT_TIMESTAMP");
            return true;
        }
        if (call is { Name: "CURRENT_TIMESTAMP", Arguments.Length: 0 })
        {
            Out.Append("CURRENT_TIMESTAMP()");
            return true;
        }
        if (call is { Name: "CONCAT", Arguments.Length: > 1 } && !SameDialect && !call.Verbatim
            && Source.Name.Length > 0)
        {
            bool sourceIgnores = Source.Family is "postgres" or "duckdb";
            bool targetIgnores = Dialect.Family is "postgres" or "duckdb";
            if (targetIgnores && !sourceIgnores)
            {
                Expression joined = Wrap(call.Arguments[0]);
                foreach (Expression next in call.Arguments[1..])
                {
                    joined = new Binary(BinaryOperator.Concat, joined, Wrap(next));
                }
                Write(joined);
                return true;
            }
            if (sourceIgnores && targetIgnores && Source.Family != Dialect.Family
                && Array.Exists(call.Arguments, part => Types.Group(part) == TypeGroup.Boolean))
            {
                WritePlainCall(call with { Arguments = Array.ConvertAll(call.Arguments, TruthAsText) }, "CONCAT");
                return true;
            }
            if (sourceIgnores && !targetIgnores)
            {
                Expression[] parts =
                    Array.ConvertAll(call.Arguments, part => part is StringLiteral or NumberLiteral ? Joined(
                        part) : Call.OfFinal("COALESCE", TruthAsText(part), new StringLiteral(string.Empty)));
                WritePlainCall(call with { Arguments = parts }, "CONCAT");
                return true;
            }
        }
        if (!SameDialect
            && call is { Name: "LOWER" or "UPPER", Arguments: [Call { Name: "HEX" or "LOWER_HEX" } digits] })
        {
            WriteCall(digits with { Name = call.Name == "LOWER" ? "LOWER_HEX" : "HEX" });
            return true;
        }
        if (!SameDialect && Source.Name.Length > 0 && WriteNullSensitive(call))
        {
            return true;
        }
        if (Source.Family is "snowflake" or "redshift" && Dialect.Family is not ("snowflake" or "redshift")
            && call is { Name: "DECODE", Arguments.Length: >= 3 })
        {
            WriteDecode(call.Arguments);
            return true;
        }
        if (!SameDialect && call is
            {
                Name: "ARRAY_AGG", IgnoreNulls: true, Arguments: [var element], Limit: null,
                Having: null
            } && Dialect.Family is "duckdb" or "postgres")
        {
            Write(new FilterClause(Call.OfFinal("ARRAY_AGG", element) with
            {
                Distinct = call.Distinct,
                OrderBy = call.OrderBy
            }, new IsTest(element, new NullLiteral(), true) { Postfix = true }));
            return true;
        }
        if (!SameDialect && call.Name == "ARRAY_AGG_NOT_NULL" && Dialect.Family == "bigquery")
        {
            Write(call with { Name = "ARRAY_AGG", IgnoreNulls = true });
            return true;
        }
        if (call is { Name: "TRIM", Limit: WordExpression side })
        {
            WriteCall(call with
            {
                Name = side.Word switch { "LEADING" => "LTRIM", "TRAILING" => "RTRIM", _ => "TRIM" },
                Limit = null
            });
            return true;
        }
        return WriteDateCall(call);
    }

    /// <summary>
    /// A template of the target's own text with its arguments in the places of <c>$1</c>, <c>$2</c> …
    /// </summary>
    protected Expression Filled(string template, int position, params Expression[] arguments) =>
        Template.Fill(Dialect.Writes.Tree(template), arguments, true, position);

    /// <summary>A truth value as CONCAT writes it: t and f in PostgreSQL, true and false in DuckDB.</summary>
    private Expression TruthAsText(Expression part)
    {
        if (Types.Group(part) != TypeGroup.Boolean)
        {
            return part;
        }
        bool letters = Source.Family == "postgres";
        return new CaseExpression(null,
            [new WhenBranch(part, new StringLiteral(letters ? "t" : "true")), new WhenBranch(
                new Unary(UnaryOperator.Not, Wrap(part)), new StringLiteral(letters ? "f" : "false"))], null);
    }

    /// <summary>
    /// A function without a rule: kept in its own dialect, else only where the target lists the name.
    /// </summary>
    protected virtual void WriteUnmapped(Call call)
    {
        if (!SameDialect && call.Known && Source.Name.Length > 0 && Rules.Functions.Count > 0
            && !Rules.Functions.Contains(call.Name))
        {
            Refuse(call, $"the function {call.Name}",
                "the target has none of this name; write it with the target's own functions");
        }
        WritePlainCall(call, call.Name);
    }

    protected void WritePlainCall(Call call, string name)
    {
        if (!SameDialect)
        {
            call = CheckTail(call);
        }
        if (call.Safe)
        {
            WriteSafePrefix(call);
        }
        if (name.Length > 0 && name[0] == '\u0001')
        {
            Out.Append(Dialect.Quote(name[1..]));
        }
        else if (SameDialect && call.Written is not null && name != "IF"
            && call.Written.Equals(name, StringComparison.OrdinalIgnoreCase))
        {
            Out.Append(call.Written);
        }
        else if (call.Verbatim || call.Final || Rules.KeepsFunctionCase && !call.Known)
        {
            Out.Append(name);
        }
        else
        {
            AppendUpper(name);
        }
        if (call.Bare && call.Arguments.Length == 0)
        {
            return;
        }
        if (call.Parameters is not null)
        {
            WriteArguments(call.Parameters);
        }
        bool tail = call.Distinct || call.OrderBy.Length > 0 || call.Limit is not null || call.IgnoreNulls is not null
            || call.Having is not null;
        if (!tail)
        {
            WriteArguments(call.Arguments);
            return;
        }
        WriteArgumentsWithTail(call);
    }

    protected virtual void WriteSafePrefix(Call call)
    {
        Refuse(call, "the prefix SAFE.", "guard the call with CASE");
        Out.Append("SAFE.");
    }

    private void AppendUpper(string name)
    {
        foreach (char character in name)
        {
            if (char.IsAsciiLetterLower(character))
            {
                Out.Append(name.ToUpperInvariant());
                return;
            }
        }
        Out.Append(name);
    }

    /// <summary>Named arguments in the order of the parameters.</summary>
    protected static Expression[] Positional(Expression[] arguments, params string[] names)
    {
        List<Expression> ordered = [];
        foreach (string name in names)
        {
            Expression? found =
                Array.Find(arguments, argument => argument is NamedArgument named && named.Name.Name.Equals(
                    name, StringComparison.OrdinalIgnoreCase));
            if (found is NamedArgument { Value: var value })
            {
                ordered.Add(value);
            }
        }
        return ordered.Count == arguments.Length ? [.. ordered]
            : [.. arguments.Where(argument => argument is not NamedArgument), .. ordered];
    }
}
