using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;

namespace Contrail.BlackBox;

/// <summary>What the API answered.</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="Body">JSON; null when there is none.</param>
/// <param name="Position">Contrail-Position, if it was given.</param>
/// <param name="IsReplay">Whether it was answered before.</param>
public sealed record Answer(HttpStatusCode Status, JsonNode? Body, string? Position, bool IsReplay)
{
    /// <summary>Whether it was carried out.</summary>
    public bool IsSuccess => (int)Status is >= 200 and < 300;

    /// <summary>The code of a problem.</summary>
    public string? Code => Text("code");

    /// <summary>A text of the body.</summary>
    public string? Text(string member) => (string?)Body?[member];

    /// <summary>The body of a success.</summary>
    /// <exception cref="InvalidOperationException">It was refused.</exception>
    public JsonNode Expect() => IsSuccess && Body is not null ? Body : throw new InvalidOperationException($"{(int)Status} {Body?.ToJsonString()}");

    /// <summary>An amount of the API in minor units.</summary>
    public static long MinorOf(JsonNode money)
    {
        var text = (string)money["amount"]!;
        return long.Parse(text.Replace(".", "", StringComparison.Ordinal), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
    }
}
