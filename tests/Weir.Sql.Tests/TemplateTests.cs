using Weir.Sql.Dialects;

namespace Weir.Sql.Tests;

public sealed class TemplateTests
{
    [Fact]
    public void Every_function_template_can_be_read()
    {
        foreach (string name in DialectList.Names)
        {
            Dialect dialect = DialectList.Find(name);
            foreach (Functions.FunctionMap map in (Functions.FunctionMap[])[dialect.Reads, dialect.Writes])
            {
                foreach (string function in map.Names)
                {
                    foreach (string text in map.Find(function)!.Texts)
                    {
                        if (text[0] is not ('!' or '@') && !Functions.FunctionRule.IsName(text))
                        {
                            Assert.NotNull(map.Tree(text));
                        }
                    }
                }
            }
        }
    }

    [Fact]
    public void Every_type_a_dialect_reads_has_a_name_in_every_dialect()
    {
        foreach (string name in DialectList.Names)
        {
            foreach (Ast.TypeKind kind in DialectList.Find(name).TypeWords.Values)
            {
                Assert.NotEmpty(Generation.CanonicalTypeNames.Of(kind));
            }
        }
    }
}
