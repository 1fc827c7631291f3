using System.Reflection;
using Weir.Core.Errors;

namespace Weir.Tests.Architecture;

public sealed class ErrorCodeTests
{
    [Fact]
    public void Every_code_is_explained_in_docs_errors()
    {
        string text = File.ReadAllText(Path.Combine(Golden.Root, "docs", "errors.md"));
        string[] codes =
        [
            .. typeof(ErrorCodes).GetFields(BindingFlags.Public | BindingFlags.Static).Select(
                field => (string)field.GetRawConstantValue()!),
        ];
        Assert.Equal(codes.Length, codes.Distinct().Count());
        foreach (string code in codes)
        {
            Assert.Contains($"`{code}`", text, StringComparison.Ordinal);
        }
    }
}
