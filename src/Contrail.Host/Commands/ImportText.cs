using System.Globalization;
using System.Text.Json;
using Contrail.Engine.Events;
using Contrail.Flights.Imports;

namespace Contrail.Host.Commands;

/// <summary>Prints what an import found and did.</summary>
internal static class ImportText
{
    private static readonly JsonSerializerOptions Json = new(EventSerializer.Options) { WriteIndented = true };

    public static Task WriteAsync(TextWriter output, ImportRequest request, ImportReport report, bool asJson) => output.WriteLineAsync(
        asJson ? JsonSerializer.Serialize(new { import = request, report }, Json) : string.Join(Environment.NewLine, Lines(request, report)));

    private static IEnumerable<string> Lines(ImportRequest request, ImportReport report)
    {
        yield return $"{request.FileName}{(request.IsDryRun ? " - dry run, nothing is written" : string.Empty)}";
        yield return Text($"  {report.Lines:N0} lines{(report.Format is null ? string.Empty : $", {report.Format}")}");
        if (report.Schedule is { } schedule)
        {
            yield return Text($"  {schedule.Legs:N0} legs, {schedule.FlightNumbers:N0} flight numbers, {schedule.Stations:N0} stations");
            yield return Text($"  {schedule.DatedLegs:N0} dated legs from {schedule.From:yyyy-MM-dd} to {schedule.To:yyyy-MM-dd}, {schedule.Duplicates:N0} of them there twice");
            yield return $"  service types: {List(schedule.ServiceTypes)}";
            yield return $"  aircraft types registered: {OrNone(string.Join(", ", schedule.AircraftTypesRegistered))}";
        }

        var counts = report.Counts;
        yield return Text($"  {counts.Created:N0} created, {counts.Changed:N0} changed, {counts.Unchanged:N0} unchanged, {counts.Refused:N0} refused");
        yield return $"  skipped: {List(report.Skipped)}";
        yield return Text($"  {report.Errors:N0} errors, {report.Warnings:N0} warnings{(report.Errors + report.Warnings > report.Problems.Count ? Text($"; the first {report.Problems.Count:N0}:") : string.Empty)}");
        foreach (var problem in report.Problems)
        {
            yield return $"{request.FileName}:{problem}";
        }
    }

    private static string List(IReadOnlyDictionary<string, int> counts) => OrNone(string.Join(", ", counts.Select(c => Text($"{c.Key} {c.Value:N0}"))));

    private static string OrNone(string text) => text.Length == 0 ? "none" : text;

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
