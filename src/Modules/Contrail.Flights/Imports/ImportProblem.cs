using System.Globalization;

namespace Contrail.Flights.Imports;

/// <summary>How bad a problem of an imported file is.</summary>
internal enum Severity
{
    /// <summary>What it concerns is imported all the same.</summary>
    Warning,

    /// <summary>What it concerns is not imported.</summary>
    Error,
}

/// <summary>Something that is wrong in an imported file.</summary>
/// <param name="Severity">How bad.</param>
/// <param name="Line">From 1.</param>
/// <param name="Column">From 1.</param>
/// <param name="Field">What stands there, in words.</param>
/// <param name="Found">What was found, at most <see cref="LongestFound"/> characters.</param>
/// <param name="Expected">What should be there.</param>
internal sealed record ImportProblem(Severity Severity, int Line, int Column, string Field, string Found, string Expected)
{
    /// <summary>Characters that are quoted of what was found.</summary>
    public const int LongestFound = 60;

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"{Line}:{Column} {(Severity == Severity.Error ? "error" : "warning")}: {Field} is '{Found}'; expected {Expected}");
}

/// <summary>Problems found so far: all are counted, the first ones kept. Warnings never crowd out errors. Safe for concurrent use.</summary>
internal sealed class ImportProblems
{
    /// <summary>Problems that are kept.</summary>
    public const int MaxKept = 1000;

    private const int MaxWarningsKept = MaxKept / 2;
    private readonly Lock gate = new();
    private readonly List<ImportProblem> kept = [];
    private int warningsKept;

    /// <summary>Those kept, in the order in which they were found.</summary>
    public IReadOnlyList<ImportProblem> Kept
    {
        get
        {
            lock (gate)
            {
                return [.. kept];
            }
        }
    }

    public int Errors { get; private set; }

    public int Warnings { get; private set; }

    public void Error(int line, int column, string field, string found, string expected) => Add(Severity.Error, line, column, field, found, expected);

    public void Warn(int line, int column, string field, string found, string expected) => Add(Severity.Warning, line, column, field, found, expected);

    private void Add(Severity severity, int line, int column, string field, string found, string expected)
    {
        lock (gate)
        {
            var isError = severity == Severity.Error;
            _ = isError ? Errors++ : Warnings++;
            if (kept.Count < MaxKept && (isError || warningsKept++ < MaxWarningsKept))
            {
                kept.Add(new ImportProblem(severity, line, column, field, Printable(found), expected));
            }
        }
    }

    /// <summary>Without what could disturb a terminal or a report.</summary>
    private static string Printable(string found) =>
        string.Concat(found.Take(ImportProblem.LongestFound).Select(c => char.IsControl(c) || char.IsSurrogate(c) ? '?' : c));
}
