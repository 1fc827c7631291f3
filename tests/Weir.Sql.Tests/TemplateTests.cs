using Weir.Core.Errors;
using Weir.Sql.Dialects;
using Weir.Sql.Functions;

namespace Weir.Sql.Tests;

/// <summary>The dialects' tables: function rules, guards, type names.</summary>
public sealed class TemplateTests
{
    [Fact]
    public void Every_function_template_can_be_read()
    {
        foreach (string name in DialectList.Names)
        {
            Dialect dialect = DialectList.Find(name);
            foreach (FunctionMap map in (FunctionMap[])[dialect.Reads, dialect.Writes])
            {
                foreach (string function in map.Names)
                {
                    foreach (string rule in map.Find(function)!.Texts)
                    {
                        string text = rule[0] == '?' ? rule[(rule.IndexOf("? ", StringComparison.Ordinal) + 2)..] : rule;
                        if (text[0] is not ('!' or '@') && !FunctionRule.IsName(text))
                        {
                            Assert.NotNull(map.Tree(text));
                        }
                    }
                }
            }
        }
    }

    [Theory]
    [InlineData("A/1 = B\nA/1 = C")]
    [InlineData("A = B\nA = B")]
    [InlineData("A/2 [snowflake; $1 int] = B\nA/2 [snowflake; $1 int] = C")]
    [InlineData("A/1 [snowflaek] = B")]
    [InlineData("A/1 [$1 integre] = B")]
    [InlineData("A/1 [snowflake = B")]
    [InlineData("A/x = B")]
    [InlineData("A/1 - B")]
    [InlineData("A/1 = ")]
    public void A_table_with_a_line_that_is_wrong_does_not_load(string table) =>
        Assert.Throws<InvalidOperationException>(() => new FunctionMap(() => CanonicalDialect.Instance, table));

    [Fact]
    public void Every_type_a_dialect_reads_is_written_or_refused_by_every_target()
    {
        foreach (string from in DialectList.Names)
        {
            foreach (string word in DialectList.Find(from).TypeWords.Keys)
            {
                foreach (string to in DialectList.Names)
                {
                    bool said = SqlTranslator.TryTranslate($"SELECT CAST(a AS {word}) FROM t", from, to, null,
                        out SqlTranslation? translation, out WeirException? error);
                    Assert.True(said ? translation!.Sql.StartsWith("SELECT ", StringComparison.Ordinal)
                        : error is SqlUnsupportedException or SqlSyntaxException, $"{from} to {to}: {word}");
                }
            }
        }
    }
}
