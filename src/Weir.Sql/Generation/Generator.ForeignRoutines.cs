using Weir.Sql.Ast;

namespace Weir.Sql.Generation;

/// <summary>A function of one SQL expression or query, in another dialect.</summary>
internal partial class Generator
{
    private void WriteForeignFunction(CreateFunction function)
    {
        DataType? returns = null;
        if (!IsPlainSql(function, ref returns))
        {
            Refuse(function, "the function's body", "write it in the target's own language");
            return;
        }
        bool table = function.BodyIsTable || function.Kind == "TABLE FUNCTION";
        bool typed = Dialect.Family is "postgres" or "snowflake";
        if (Dialect.Family is not ("bigquery" or "duckdb") && (!typed || table || function.Body is not Expression))
        {
            Refuse(function, "a function of this form", "write it in the target's own language");
        }
        if (typed && (returns is null || Array.Exists(function.Parameters!, parameter => !IsTyped(parameter))))
        {
            Refuse(function, "a function without types", "name the types of its parameters and RETURNS");
        }
        if (Dialect.Family == "postgres" && function.Modifiers.Length > 0)
        {
            Refuse(function, "a temporary function", "create it in the schema pg_temp and call it by that");
        }
        Out.Append(function.Replace ? "CREATE OR REPLACE " : "CREATE ");
        if (function.Modifiers.Length > 0)
        {
            Out.Append("TEMPORARY ");
        }
        Out.Append(table && Dialect.Family == "bigquery" ? "TABLE FUNCTION " : "FUNCTION ");
        if (function.IfNotExists)
        {
            Out.Append("IF NOT EXISTS ");
        }
        WritePath(function.Name);
        Out.Append('(');
        for (int index = 0; index < function.Parameters!.Length; index++)
        {
            Separate(index);
            FunctionParameter parameter = function.Parameters[index];
            WriteName(parameter.Name!);
            if (IsTyped(parameter))
            {
                Out.Append(' ');
                WriteType(parameter.Type!);
            }
            else if (Dialect.Family == "bigquery")
            {
                Out.Append(" ANY TYPE");
            }
        }
        Out.Append(')');
        WriteForeignBody(function, table, returns);
    }

    private void WriteForeignBody(CreateFunction function, bool table, DataType? returns)
    {
        if (returns is not null && Dialect.Family != "duckdb")
        {
            Out.Append(" RETURNS ");
            WriteType(returns);
        }
        if (table)
        {
            Out.Append(Dialect.Family == "duckdb" ? " AS TABLE " : " AS ");
            WriteQuery((Query)function.Body!);
            return;
        }
        Expression body = (Expression)function.Body!;
        switch (Dialect.Family)
        {
            case "postgres":
                Out.Append(" LANGUAGE SQL RETURN ");
                Write(body);
                break;
            case "snowflake":
                Out.Append(" AS $$ ");
                Write(body);
                Out.Append(" $$");
                break;
            default:
                // DuckDB's macros declare no result: a cast stands for it.
                Expression value = returns is null || Dialect.Family == "bigquery" ? body
                    : new Cast(body is Paren { Inner: var inner } ? inner : body, returns, CastKind.Strict);
                Out.Append(" AS ");
                Write(value is Paren || Dialect.Family == "duckdb" ? value : new Paren(value));
                break;
        }
    }

    private static bool IsTyped(FunctionParameter parameter) =>
        parameter.Type is not (null or { Kind: TypeKind.UserDefined, Name: "ANY TYPE" });

    private static bool IsPlainSql(CreateFunction function, ref DataType? returns)
    {
        bool table = function.BodyIsTable || function.Kind == "TABLE FUNCTION";
        if (function.Kind is not ("FUNCTION" or "MACRO" or "TABLE FUNCTION") || function.Parameters is null
            || (table ? function.Body is not Query : function.Body is not Expression || function.Body is StringLiteral)
            || Array.Exists(function.Modifiers, modifier => modifier is not "TEMPORARY")
            || Array.Exists(function.Parameters,
                parameter => parameter.Mode is not null || parameter.Default is not null || parameter.Name is null))
        {
            return false;
        }
        foreach (Property property in (Property[])[.. function.Properties, .. function.PropertiesBehind])
        {
            switch (property)
            {
                case { Kind: "RETURNS", Value: TypeExpression { Type: var type }, Text: null or "" }:
                    returns = type;
                    break;
                case { Kind: "LANGUAGE", Value: Column { Parts: [{ Name: var language }] } } when language.Equals(
                    "SQL", StringComparison.OrdinalIgnoreCase):
                case { Kind: "RAW", Text: "IMMUTABLE" or "STABLE" }:
                    break;
                default:
                    return false;
            }
        }
        return true;
    }
}
