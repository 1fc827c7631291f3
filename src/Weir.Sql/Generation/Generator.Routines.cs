using Weir.Sql.Ast;

namespace Weir.Sql.Generation;

internal partial class Generator
{
    protected virtual void WriteCreateFunction(CreateFunction function)
    {
        if (!SameDialect)
        {
            WriteForeignFunction(function);
            return;
        }
        WriteCreateHead(function.Replace, function.Modifiers, function.Kind, function.IfNotExists, function.Name);
        if (function.Parameters is not null)
        {
            Out.Append('(');
            for (int index = 0; index < function.Parameters.Length; index++)
            {
                Separate(index);
                WriteFunctionParameter(function.Parameters[index]);
            }
            Out.Append(')');
        }
        foreach (Property property in function.Properties)
        {
            WriteFunctionProperty(property);
        }
        if (function.Body is not null)
        {
            WriteFunctionBody(function);
        }
        foreach (Property property in function.PropertiesBehind)
        {
            WriteFunctionProperty(property);
        }
    }

    protected virtual void WriteFunctionBody(CreateFunction function)
    {
        Out.Append(function.BodyIsReturn ? " RETURN " : " AS ");
        if (function.BodyIsTable)
        {
            Out.Append("TABLE ");
        }
        switch (function.Body)
        {
            case Query query:
                WriteQuery(query);
                break;
            case TableExpression table:
                WriteTable(table);
                break;
            case Expression expression:
                Write(expression);
                break;
            default:
                break;
        }
    }

    private void WriteFunctionParameter(FunctionParameter parameter)
    {
        if (parameter.Mode is not null)
        {
            Out.Append(parameter.Mode);
            Out.Append(' ');
        }
        if (parameter.Name is not null)
        {
            WriteName(parameter.Name);
            if (parameter.Type is not null)
            {
                Out.Append(' ');
            }
        }
        if (parameter.Type is not null)
        {
            WriteType(parameter.Type);
        }
        if (parameter.Default is not null)
        {
            Out.Append(' ');
            Out.Append(parameter.DefaultSign);
            Out.Append(' ');
            Write(parameter.Default);
        }
    }

    protected virtual void WriteFunctionProperty(Property property)
    {
        Out.Append(' ');
        switch (property.Kind)
        {
            case "RETURNS" or "RETURNS SETOF":
                Out.Append(property.Kind);
                Out.Append(' ');
                Write(property.Value!);
                Tail(property.Text);
                break;
            case "RETURNS TABLE":
                Out.Append("RETURNS TABLE (");
                WriteList(property.Items, lines: false);
                Out.Append(')');
                break;
            case "RETURNS TEXT":
                Out.Append("RETURNS ");
                Out.Append(property.Text!);
                break;
            case "LANGUAGE":
                Out.Append("LANGUAGE ");
                Write(property.Value!);
                break;
            case "OPTIONS":
                Out.Append("OPTIONS (");
                WriteList(property.Items, lines: false);
                Out.Append(')');
                break;
            default:
                Out.Append(property.Text!);
                break;
        }
    }
}
