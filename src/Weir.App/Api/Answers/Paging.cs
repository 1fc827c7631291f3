using System.Globalization;
using System.Text.Json;
using Weir.App.Api.Answering;

namespace Weir.App.Api.Answers;

/// <summary>A page of rows: <c>limit</c> of them from <c>cursor</c> on, and where the next one begins.</summary>
internal sealed record Page<T>(IReadOnlyList<T> Rows, long? Next)
{
    /// <summary>The page of rows that are all there.</summary>
    public static Page<T> Of(IReadOnlyList<T> all, ApiContext context)
    {
        int limit = (int)context.Request.Whole("limit")!.Value;
        int start = (int)Math.Min(Start(context) ?? 0, all.Count);
        return new Page<T>([.. all.Skip(start).Take(limit)], start + limit < all.Count ? start + limit : null);
    }

    /// <summary>Where this page begins; null for the first.</summary>
    public static long? Start(ApiContext context) =>
        context.Request.Text("cursor") is { } cursor ? long.Parse(cursor, CultureInfo.InvariantCulture) : null;

    /// <summary>Writes <c>next</c>.</summary>
    public void WriteNext(Utf8JsonWriter json) => json.WriteString("next", Next?.ToString(CultureInfo.InvariantCulture));
}
