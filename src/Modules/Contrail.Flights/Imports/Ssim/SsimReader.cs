using System.Globalization;
using System.Text;

namespace Contrail.Flights.Imports.Ssim;

/// <summary>
/// Reads a schedule as of SSIM chapter 7, record by record: header, then for each airline a carrier record, legs with their segment
/// data, and a trailer. It never throws for what a file holds: what is wrong is reported, and the next record is read.
/// </summary>
internal sealed class SsimReader(Stream file, ImportProblems problems)
{
    private const int LongestLine = 1024;
    private const string Title = "AIRLINE STANDARD SCHEDULE DATA SET";
    private readonly SsimBlocks blocks = new(problems);
    private bool isCaseReported;

    /// <summary>Lines read so far.</summary>
    public int Lines { get; private set; }

    /// <summary>Records of type 3, broken ones included.</summary>
    public int LegRecords { get; private set; }

    /// <summary>Records of type 4.</summary>
    public int SegmentRecords { get; private set; }

    /// <summary>The legs that can be read, in the order of the file.</summary>
    public IEnumerable<SsimLeg> Legs()
    {
        // Bytes are columns: a decoder that makes one character of two would shift what follows.
        using var reader = new StreamReader(file, Encoding.Latin1, detectEncodingFromByteOrderMarks: true, leaveOpen: true);
        SsimLine? lastLeg = null;
        foreach (var read in new LineReader(reader, LongestLine).Lines())
        {
            Lines = read.Number;
            var line = SsimLine.Of(read, problems);
            if (line.IsPadding)
            {
                continue;
            }

            ReportCase(line);
            if (Read(line, lastLeg) is { } leg)
            {
                yield return leg;
            }

            lastLeg = line.RecordType == '3' ? line : lastLeg;
        }

        blocks.EndFile(Lines);
    }

    private SsimLeg? Read(SsimLine line, SsimLine? lastLeg)
    {
        if (line.RecordType is < '1' or > '5')
        {
            line.Error(SsimField.RecordType, "1 header, 2 carrier, 3 leg, 4 segment data or 5 trailer");
            blocks.Count(line);
            return null;
        }

        blocks.Begin(line);
        switch (line.RecordType)
        {
            case '1' when line[SsimField.Title].TrimEnd() != Title:
                line.Warn(SsimField.Title, $"'{Title}'");
                break;
            case '2':
                blocks.Open(line);
                break;
            case '3':
                LegRecords++;
                return SsimLegReader.Read(line, blocks.CarrierOf(line));
            case '4':
                SegmentRecords++;
                CheckSegment(line, lastLeg);
                break;
            case '5':
                blocks.Close(line);
                break;
        }

        return null;
    }

    private static void CheckSegment(SsimLine line, SsimLine? lastLeg)
    {
        if (lastLeg?[SsimField.FlightOfRecord] != line[SsimField.FlightOfRecord])
        {
            line.Warn(SsimField.FlightOfRecord, "the flight of the leg record before it");
        }
    }

    private void ReportCase(SsimLine line)
    {
        if (line.WasLowerCase && !isCaseReported)
        {
            isCaseReported = true;
            problems.Warn(line.Number, 1, "line", "lower case", "upper case; lower case is read as upper case here and in what follows");
        }
    }
}
