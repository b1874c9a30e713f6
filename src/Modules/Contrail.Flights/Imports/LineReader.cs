using System.Text;

namespace Contrail.Flights.Imports;

/// <summary>A line of a file.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Text">Without its end, and without what is beyond the longest line.</param>
/// <param name="IsCut">Whether something was left off.</param>
internal readonly record struct FileLine(int Number, string Text, bool IsCut);

/// <summary>Reads lines that end in LF, CR LF or CR, however long they are, in bounded memory.</summary>
internal sealed class LineReader(TextReader reader, int longest)
{
    private readonly char[] buffer = new char[16 * 1024];
    private readonly StringBuilder line = new();
    private int next;
    private int filled;
    private int number;

    /// <summary>The lines. A file that ends in a line end has no empty line after it.</summary>
    public IEnumerable<FileLine> Lines()
    {
        while (Peek() >= 0)
        {
            yield return Read();
        }
    }

    private FileLine Read()
    {
        line.Clear();
        var isCut = false;
        for (var c = Take(); c >= 0 && c != '\n'; c = Take())
        {
            if (c == '\r')
            {
                if (Peek() == '\n')
                {
                    next++;
                }

                break;
            }

            isCut |= line.Length >= longest;
            if (!isCut)
            {
                line.Append((char)c);
            }
        }

        return new FileLine(++number, line.ToString(), isCut);
    }

    private int Take()
    {
        var c = Peek();
        next++;
        return c;
    }

    private int Peek()
    {
        if (next >= filled)
        {
            (next, filled) = (0, reader.Read(buffer));
        }

        return filled == 0 ? -1 : buffer[next];
    }
}
