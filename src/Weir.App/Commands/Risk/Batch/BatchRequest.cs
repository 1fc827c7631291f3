using System.Text.Json;
using Weir.Risk.Models;
using Weir.Risk.Portfolios;

namespace Weir.App.Commands.Risk.Batch;

/// <summary>A request being answered.</summary>
internal sealed record BatchRequest(Parameters Parameters, JsonElement? Series, SeriesRequest Source)
{
    public double Confidence => Parameters.Confidence;

    public double[] Returns() => Source.One(Series);

    public ReturnTable Table() => Source.Table(Series);
}
