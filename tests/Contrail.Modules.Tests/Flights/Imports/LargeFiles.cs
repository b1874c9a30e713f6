using System.Text;
using Contrail.Flights.Imports;
using Contrail.Flights.Imports.Ssim;
using Shouldly;
using Xunit;
using static Contrail.Modules.Tests.Flights.Imports.SsimTexts;

namespace Contrail.Modules.Tests.Flights.Imports;

/// <summary>Measures the memory of the process: nothing may run beside it.</summary>
[CollectionDefinition(nameof(MeasuringMemory), DisableParallelization = true)]
public sealed class MeasuringMemory;

[Collection(nameof(MeasuringMemory))]
public sealed class LargeFiles
{
    [Fact]
    public void A_hundred_megabytes_are_read_in_bounded_memory()
    {
        using var large = new EndlessRecords(Leg.At(29, "1      ").PadRight(194) + "000001\n", 100L * 1024 * 1024);
        var reader = new SsimReader(large, new ImportProblems());

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
