namespace Contrail.Flights.Imports.Ssim;

/// <summary>One record: 200 columns, upper case, ASCII - and what is wrong with it.</summary>
internal sealed class SsimLine
{
    /// <summary>Columns of a record.</summary>
    public const int Length = 200;

    private readonly ImportProblems problems;
    private readonly string text;

    private SsimLine(int number, string text, ImportProblems problems) => (Number, this.text, this.problems) = (number, text, problems);

    /// <summary>From 1.</summary>
    public int Number { get; }

    /// <summary>What kind of record it is.</summary>
    public char RecordType => text[0];

    /// <summary>Whether an error was reported for it.</summary>
    public bool IsBroken { get; private set; }

    /// <summary>Whether lower case was read as upper case.</summary>
    public bool WasLowerCase { get; private init; }

    /// <summary>Whether it is padding or blank.</summary>
    public bool IsPadding { get; private init; }

    public string this[SsimField field] => text[(field.First - 1)..field.Last];

    public bool IsBlank(SsimField field) => string.IsNullOrWhiteSpace(this[field]);

    /// <summary>Reads a line, reporting characters and lengths that a record cannot have.</summary>
    public static SsimLine Of(FileLine line, ImportProblems problems)
    {
        var isPadding = line.Text.AsSpan().Trim(" \u001A\0").IsEmpty || !line.Text.AsSpan().TrimEnd(' ').ContainsAnyExcept('0');
        if (isPadding)
        {
            return new SsimLine(line.Number, new string('0', Length), problems) { IsPadding = true };
        }

        CheckLength(line, problems);
        var kept = line.Text.Length > Length ? line.Text[..Length] : line.Text.PadRight(Length);
        var wrong = kept.AsSpan().IndexOfAnyExceptInRange(' ', '~');
        if (wrong >= 0)
        {
            problems.Warn(line.Number, wrong + 1, "character", kept[wrong].ToString(), "printable ASCII; what is not counts as '?'");
            kept = string.Concat(kept.Select(c => c is >= ' ' and <= '~' ? c : '?'));
        }

        return new SsimLine(line.Number, kept.ToUpperInvariant(), problems) { WasLowerCase = kept.AsSpan().ContainsAnyInRange('a', 'z') };
    }

    /// <summary>The record cannot be used.</summary>
    public void Error(SsimField field, string expected)
    {
        IsBroken = true;
        problems.Error(Number, field.First, field.Name, this[field].TrimEnd(), expected);
    }

    /// <summary>The record can be used all the same.</summary>
    public void Warn(SsimField field, string expected) => problems.Warn(Number, field.First, field.Name, this[field].TrimEnd(), expected);

    private static void CheckLength(FileLine line, ImportProblems problems)
    {
        var length = line.Text.AsSpan().TrimEnd().Length;
        if (line.IsCut || length > Length)
        {
            problems.Warn(line.Number, Length + 1, "line", line.Text[Length..], $"{Length} characters; what follows is not read");
        }
        else if (line.Text.Length < Length)
        {
            problems.Warn(line.Number, line.Text.Length + 1, "line", $"{line.Text.Length} characters", $"{Length} characters; the rest counts as blank");
        }
    }
}
