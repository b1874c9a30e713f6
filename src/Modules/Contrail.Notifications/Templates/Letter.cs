using System.Text;

namespace Contrail.Notifications.Templates;

/// <summary>A subject and a text, ready to be delivered: one line, and paragraphs divided by empty lines.</summary>
internal sealed record Letter(string Subject, string Text)
{
    /// <summary>Makes a letter of texts that may hold what people typed: line breaks in a subject would be headers of an e-mail.</summary>
    public static Letter Of(string subject, params IEnumerable<string> paragraphs) =>
        new(Clean(subject, keepLines: false), string.Join("\n\n", paragraphs.Select(p => Clean(p, keepLines: true))));

    private static string Clean(string text, bool keepLines)
    {
        var clean = new StringBuilder(text.Length);
        foreach (var c in text.ReplaceLineEndings("\n"))
        {
            clean.Append(char.IsControl(c) && !(keepLines && c == '\n') ? ' ' : c);
        }

        return clean.ToString().Trim();
    }
}
