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
}
