using System.Globalization;

namespace Contrail.Flights.Imports.Ssim;

/// <summary>Watches that records come in order and number: a header, blocks of carrier and trailer, serial numbers without a gap.</summary>
internal sealed class SsimBlocks(ImportProblems problems)
{
    private const int LastSerial = 999_999;

    /// <summary>For legs that come without a carrier record.</summary>
    private static readonly SsimCarrier NoCarrier = new(0, IsUtc: false, string.Empty, null);

    private SsimCarrier? carrier;
    private SsimLine? trailer;
    private int records;
    private int serial;
    private bool isMissingCarrierReported;

    /// <summary>Counts a record and checks its serial number.</summary>
    public void Count(SsimLine line)
    {
        records++;
        if (SsimValues.Digits(line[SsimField.Serial]) is not { } found)
        {
            serial = Next(serial);
            if (!line.IsBlank(SsimField.Serial))
            {
                line.Warn(SsimField.Serial, Text(serial));
            }

            return;
        }

        if (found != Next(serial))
        {
            line.Warn(SsimField.Serial, $"{Text(Next(serial))}: records may be missing, or twice here");
        }

        serial = found;
    }

    /// <summary>Takes a record of a known type.</summary>
    public void Begin(SsimLine line)
    {
        if (records == 0 && line.RecordType != '1')
        {
            line.Warn(SsimField.RecordType, "1: a schedule begins with a header");
        }
        else if (records > 0 && line.RecordType == '1')
        {
            line.Warn(SsimField.RecordType, "no second header; what follows is read all the same");
            serial = 0;
            records = 0;
        }

        if (trailer is { } before && line.RecordType is '2' or '3' && before[SsimField.TrailerEnd] != "C")
        {
            before.Warn(SsimField.TrailerEnd, string.Create(CultureInfo.InvariantCulture, $"C, because line {line.Number} continues with more records"));
        }

        trailer = line.RecordType == '5' ? line : null;
        Count(line);
    }

    /// <summary>A carrier record.</summary>
    public void Open(SsimLine line)
    {
        ReportMissingTrailer(line.Number);
        if (line[SsimField.TimeMode] is not ("L" or "U"))
        {
            line.Warn(SsimField.TimeMode, "L for local times or U for UTC; times are read as local");
        }

        var end = line.IsBlank(SsimField.PeriodTo) || line[SsimField.PeriodTo] == SsimValues.OpenEnd ? null : SsimValues.Date(line, SsimField.PeriodTo);
        carrier = new SsimCarrier(line.Number, line[SsimField.TimeMode] == "U", line[SsimField.Airline].Trim(), end);
    }

    /// <summary>The carrier record that holds for a leg.</summary>
    public SsimCarrier CarrierOf(SsimLine leg)
    {
        if (carrier is null && !isMissingCarrierReported)
        {
            isMissingCarrierReported = true;
            leg.Warn(SsimField.RecordType, "a carrier record (2) before the legs of a block; times are read as local");
        }

        return carrier ?? NoCarrier;
    }

    /// <summary>
    /// A trailer. Its reference is the serial number of the record before it, and so how many records the file must have had by then.
    /// </summary>
    public void Close(SsimLine line)
    {
        var expected = ((records - 2) % LastSerial) + 1;
        if (SsimValues.Digits(line[SsimField.TrailerReference]) != expected)
        {
            line.Warn(SsimField.TrailerReference, $"{Text(expected)}, the number of the record before it counted from the first");
        }

        if (line[SsimField.TrailerEnd] is not ("C" or "E"))
        {
            line.Warn(SsimField.TrailerEnd, "C when another airline follows, E at the end");
        }

        if (carrier is null)
        {
            line.Warn(SsimField.RecordType, "a carrier record (2) before a trailer");
        }

        carrier = null;
        isMissingCarrierReported = false;
    }

    /// <summary>The file has ended.</summary>
    public void EndFile(int lines)
    {
        if (records == 0)
        {
            problems.Error(1, 1, "file", "no record", "a schedule of SSIM chapter 7, which begins with the record '1AIRLINE STANDARD SCHEDULE DATA SET'");
        }
        else if (trailer is { } last && last[SsimField.TrailerEnd] == "C")
        {
            last.Warn(SsimField.TrailerEnd, "E, because the file ends here");
        }

        ReportMissingTrailer(lines + 1);
    }

    private void ReportMissingTrailer(int line)
    {
        if (carrier is { } open)
        {
            problems.Warn(line, 1, "trailer", "missing", $"a trailer (5) that ends the block of {open.Airline} from line {open.Line}: records may be missing");
        }
    }

    private static int Next(int serial) => serial >= LastSerial ? 1 : serial + 1;

    private static string Text(int serial) => serial.ToString("000000", CultureInfo.InvariantCulture);
}
