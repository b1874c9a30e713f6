using System.Globalization;

namespace Contrail.Benchmarks.Measuring;

/// <summary>What the command line asks for.</summary>
internal sealed record Options(bool IsQuick, IReadOnlyList<string> Stores, string? Only, string? Json, int? Callers = null, int? Seconds = null)
{
    public const string Usage = "bench/run [--quick] [--store sqlite|postgres|memory] [--only WORK] [--callers N] [--seconds N] [--json FILE]";

    /// <summary>How long each work is measured.</summary>
    public TimeSpan Duration => TimeSpan.FromSeconds(Seconds ?? (IsQuick ? 0.5 : 3));

    /// <summary>How long it runs before that.</summary>
    public TimeSpan WarmUp => TimeSpan.FromSeconds(IsQuick ? 0.2 : 1);

    /// <summary>Streams of the interleaved log that is replayed, ten events each.</summary>
    public int ReplayStreams => IsQuick ? 5_000 : 25_000;

    /// <summary>Events of the log on which a module is started cold.</summary>
    public int ColdEvents => IsQuick ? 100_000 : 1_000_000;

    public static Options Parse(string[] arguments)
    {
        var options = new Options(IsQuick: false, ["sqlite", "postgres"], Only: null, Json: null);
        for (var i = 0; i < arguments.Length; i++)
        {
            options = arguments[i] switch
            {
                "--quick" => options with { IsQuick = true },
                "--store" when Value(arguments, ref i) is "sqlite" or "postgres" or "memory" => options with { Stores = [arguments[i]] },
                "--only" => options with { Only = Value(arguments, ref i) },
                "--callers" => options with { Callers = Number(arguments, ref i) },
                "--seconds" => options with { Seconds = Number(arguments, ref i) },
                "--json" => options with { Json = Value(arguments, ref i) },
                _ => throw new ArgumentException($"Unknown option '{arguments[i]}'. Usage: {Usage}"),
            };
        }

        return options;
    }

    /// <summary>Whether a work was asked for; with --only, those whose names contain the text. <see cref="Work.NewStreams"/> is also the
    /// beginning of the works of several nodes; as a text it means itself alone.</summary>
    public bool Wants(string work) => Only is null || (Only == Work.NewStreams ? work == Only : work.Contains(Only, StringComparison.OrdinalIgnoreCase));

    /// <summary>Those numbers of callers that were asked for.</summary>
    public IEnumerable<int> CallersOf(params int[] all) => all.Where(callers => (Callers ?? callers) == callers);

    private static int Number(string[] arguments, ref int i)
    {
        var name = arguments[i];
        return int.TryParse(Value(arguments, ref i), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0
            ? number
            : throw new ArgumentException($"{name} needs a whole number above 0. Usage: {Usage}");
    }

    private static string Value(string[] arguments, ref int i) =>
        ++i < arguments.Length ? arguments[i] : throw new ArgumentException($"{arguments[i - 1]} needs a value. Usage: {Usage}");
}
