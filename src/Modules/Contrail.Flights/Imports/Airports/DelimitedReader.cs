using System.Text;

namespace Contrail.Flights.Imports.Airports;

/// <summary>A row of a delimited file.</summary>
/// <param name="Line">From 1.</param>
/// <param name="Values">Without quotes.</param>
/// <param name="Columns">Where each value begins, in characters from 1.</param>
internal sealed record DelimitedRow(int Line, IReadOnlyList<string> Values, IReadOnlyList<int> Columns);

/// <summary>
/// Reads rows of values between delimiters, line by line. A value may be in double quotes; a quote in it is doubled or follows a
/// backslash. A quoted value ends with its line, so that one forgotten quote does not swallow the rest of a file.
/// </summary>
internal sealed class DelimitedReader(ImportProblems problems)
{
    private readonly StringBuilder value = new();

    public DelimitedRow Read(FileLine line, char delimiter)
    {
        var (values, columns, at) = (new List<string>(), new List<int>(), 0);
        do
        {
            columns.Add(at + 1);
            at = ReadValue(line, at, delimiter);
            values.Add(value.ToString().Trim());
        }
        while (at++ < line.Text.Length);

        return new DelimitedRow(line.Number, values, columns);
    }

    /// <summary>Reads one value and returns where it ends: at a delimiter or the end of the line.</summary>
    private int ReadValue(FileLine line, int at, char delimiter)
    {
        var (text, start, isQuoted) = (line.Text, at, at < line.Text.Length && line.Text[at] == '"');
        value.Clear();
        for (at = isQuoted ? at + 1 : at; at < text.Length && (isQuoted || text[at] != delimiter); at++)
        {
            var next = at + 1 < text.Length ? text[at + 1] : '\0';
            if (isQuoted && text[at] is '"' or '\\' && next == '"' && isQuoted)
            {
                at++;
            }
            else if (isQuoted && text[at] == '"')
            {
                isQuoted = false;
                continue;
            }

            value.Append(text[at]);
        }

        if (isQuoted)
        {
            problems.Warn(line.Number, start + 1, "value", text[start..], "a quote at its end");
        }

        return at;
    }
}
