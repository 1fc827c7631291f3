using System.Globalization;
using Microsoft.Extensions.Primitives;

namespace Weir.App.Api.Asking;

/// <summary>A question with its checked parameters.</summary>
internal sealed class ApiRequest
{
    private readonly Dictionary<string, object?> _values;

    private ApiRequest(ApiRoute route, Dictionary<string, object?> values)
    {
        Route = route;
        _values = values;
        Key = route.Path + "?" + string.Join('&', values.Where(value => value.Value is not null)
            .OrderBy(value => value.Key, StringComparer.Ordinal)
            .Select(value => $"{value.Key}={Convert.ToString(value.Value, CultureInfo.InvariantCulture)}"));
    }

    /// <summary>The route that it is asked of.</summary>
    public ApiRoute Route { get; }

    /// <summary>Equal for equal questions, however they were written.</summary>
    public string Key { get; }

    /// <summary>Checks what was given.</summary>
    /// <param name="route">The route, which says what may be.</param>
    /// <param name="query">The parameters of the query.</param>
    /// <param name="path">Those of the path.</param>
    /// <exception cref="ApiException">400: a parameter that the route does not take, that is given twice, or that is not
    /// what it must be.</exception>
    public static ApiRequest Parse(
        ApiRoute route, IEnumerable<KeyValuePair<string, StringValues>> query, IReadOnlyDictionary<string, string?> path)
    {
        Dictionary<string, object?> values = new(StringComparer.Ordinal);
        Dictionary<string, string?> given = new(StringComparer.Ordinal);
        foreach ((string name, StringValues texts) in query)
        {
            if (!route.Parameters.Any(parameter => parameter.Name == name && !parameter.IsInPath))
            {
                string known = string.Join(", ", route.Parameters.Where(parameter => !parameter.IsInPath).Select(parameter => parameter.Name));
                throw ApiException.Parameter(
                    "the query", "it has a parameter that this route does not take",
                    known.Length > 0 ? $"It takes {known}." : "It takes none.");
            }

            given[name] = texts.Count == 1
                ? texts[0] : throw ApiException.Parameter(name, "it is given more than once", "Give it once.");
        }

        foreach (ApiParameter parameter in route.Parameters)
        {
            values[parameter.Name] = parameter.Parse(
                (parameter.IsInPath ? path : given).GetValueOrDefault(parameter.Name) is { Length: > 0 } text ? text : null);
        }

        return new ApiRequest(route, values);
    }

    /// <summary>A question that this program asks itself.</summary>
    public static ApiRequest Of(ApiRoute route, string query = "", string? id = null) => Parse(
        route, Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(query),
        new Dictionary<string, string?> { ["id"] = id });

    public long? Whole(string name) => (long?)_values.GetValueOrDefault(name);

    public double? Number(string name) => (double?)_values.GetValueOrDefault(name);

    public string? Text(string name) => (string?)_values.GetValueOrDefault(name);
}
