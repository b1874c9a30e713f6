using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Shouldly;
using Xunit;
using static Contrail.Modules.Tests.Flights.Imports.SsimTexts;

namespace Contrail.Modules.Tests.Flights.Imports;

public sealed class AnyInput
{
    private static readonly string Whole = Schedule(Header, Carrier(), Leg, Leg.At(6, " 102").At(36, "2"), "4" + Leg[1..14], Leg.At(6, " 103").At(22, "00XXX00"));

    [Fact]
    public void No_mutation_of_a_schedule_makes_the_reader_fail() =>
        Prop.ForAll(Mutations.ToArbitrary(), mutations =>
        {
            var bytes = Encoding.Latin1.GetBytes(Whole).ToList();
            foreach (var (kind, place, value) in mutations)
            {
                Mutate(bytes, kind, place, value);
            }

            var read = Read(new MemoryStream([.. bytes]));
            return read.Legs.Count <= read.Reader.LegRecords
                && read.Dated.Count + read.Expansion.Duplicates == read.Expansion.DatedLegs
                && read.Problems.Kept.All(p => p is { Line: > 0, Column: > 0, Expected.Length: > 0 });
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(2000));

    [Fact]
    public void No_bytes_make_the_reader_fail() =>
        Prop.ForAll<byte[]>(bytes => Read(new MemoryStream(bytes ?? [])).Problems.Errors + Read(new MemoryStream(bytes ?? [])).Problems.Warnings > 0)
            .Check(Config.QuickThrowOnFailure.WithMaxTest(1000));

    [Fact]
    public void A_hundred_megabytes_are_read_in_bounded_memory()
    {
        using var large = new EndlessRecords(Leg.At(29, "1      ").PadRight(194) + "000001\n", 100L * 1024 * 1024);
        var reader = new Contrail.Flights.Imports.Ssim.SsimReader(large, new Contrail.Flights.Imports.ImportProblems());

        var before = GC.GetTotalMemory(forceFullCollection: true);
        var (legs, most) = (0, 0L);
        foreach (var _ in reader.Legs())
        {
            if (++legs % 100_000 == 0)
            {
                most = Math.Max(most, GC.GetTotalMemory(forceFullCollection: true) - before);
            }
        }

        legs.ShouldBeGreaterThan(500_000);
        most.ShouldBeLessThan(8 * 1024 * 1024);
    }

    [Fact]
    public void A_line_without_an_end_is_read_in_bounded_memory()
    {
        using var large = new EndlessRecords("3", 20L * 1024 * 1024);

        Read(large).Problems.Errors.ShouldBeGreaterThan(0);
    }

    private static Gen<(int Kind, int Place, int Value)[]> Mutations =>
        (from kind in Gen.Choose(0, 4) from place in Gen.Choose(0, 100_000) from value in Gen.Choose(0, 255) select (kind, place, value)).ArrayOf(12);

    private static void Mutate(List<byte> bytes, int kind, int place, int value)
    {
        if (bytes.Count == 0)
        {
            return;
        }

        var at = place % bytes.Count;
        switch (kind)
        {
            case 0:
                bytes[at] = (byte)value;
                break;
            case 1:
                bytes[at] = (byte)"0123456789 ABXYZ+-"[value % 18];
                break;
            case 2:
                bytes.RemoveRange(at, Math.Min(value, bytes.Count - at));
                break;
            case 3:
                bytes.InsertRange(at, Enumerable.Repeat((byte)value, value % 7));
                break;
            default:
                bytes.InsertRange(at, bytes.Skip(place % 1206).Take(201).ToList());
                break;
        }
    }

    /// <summary>The same record again and again.</summary>
    private sealed class EndlessRecords(string record, long length) : Stream
    {
        private readonly byte[] bytes = Encoding.Latin1.GetBytes(record);
        private long position;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => length;

        public override long Position { get => position; set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count)
        {
            var read = (int)Math.Min(count, length - position);
            for (var i = 0; i < read; i++)
            {
                buffer[offset + i] = bytes[(position + i) % bytes.Length];
            }

            position += read;
            return read;
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
