using System.Text.Json;
using Weir.App.Commands.Risk.Batch;

namespace Weir.Risk.Tests.Batch;

public sealed class BatchTests
{
    [Fact]
    public void Every_model_and_parameter_stands_in_the_document()
    {
        string document = Documents.Read("risk.md");
        string[] missing =
        [
            .. BatchModels.All.Select(model => model.Name).Concat(
                BatchModels.All.SelectMany(model => model.Parameters)).Distinct()
                .Where(name => !document.Contains($"`{name}`", StringComparison.Ordinal)),
        ];
        Assert.Empty(missing);
    }

    [Fact]
    public void Answers_carry_the_id_and_a_result_or_an_error()
    {
        BatchRunner runner = new();
        using JsonDocument good =
            JsonDocument.Parse(
                runner.Answer(
                    """{"id":"a","model":"historical","parameters":{"confidence":0.9},"series":{"returns":[-3,-2,-1,0,1,2,3,4,5,6,7]}}"""));
        Assert.Equal("a", good.RootElement.GetProperty("id").GetString());
        Assert.Equal(2, good.RootElement.GetProperty("result").GetProperty("var").GetDouble(), 1e-12);
        using JsonDocument bad =
            JsonDocument.Parse(runner.Answer("""{"id":7,"model":"historical","series":{"returns":[1,null]}}"""));
        Assert.Equal(7, bad.RootElement.GetProperty("id").GetInt32());
        Assert.StartsWith("WEIR6004", bad.RootElement.GetProperty("error").GetString(), StringComparison.Ordinal);
        Assert.Contains("WEIR6011", runner.Answer("{"), StringComparison.Ordinal);
        Assert.Contains("confidence",
            runner.Answer("""{"id":1,"model":"historical","parameters":{"konfidence":1},"series":{"returns":[1]}}"""),
            StringComparison.Ordinal);
    }
}
