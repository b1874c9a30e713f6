using System.Collections.Frozen;

namespace Contrail.Contracts;

/// <summary>Currencies in use and their decimals (ISO 4217).</summary>
public static class Currencies
{
    private const string WithoutDecimals = "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF";
    private const string WithThree = "BHD IQD JOD KWD LYD OMR TND";
    private const string WithFour = "CLF UYW";

    private const string WithTwo =
        "AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BMD BND BOB BOV BRL BSD BTN BWP BYN BZD CAD CDF CHE CHF CHW "
        + "CNY COP COU CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF "
        + "IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK "
        + "MXN MXV MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP "
        + "SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD USN UYU UZS VED VES WST XAD XCD XCG "
        + "YER ZAR ZMW ZWG";

    private static readonly FrozenDictionary<string, int> Decimals =
        new[] { (WithoutDecimals, 0), (WithTwo, 2), (WithThree, 3), (WithFour, 4) }
            .SelectMany(kind => kind.Item1.Split(' ').Select(code => KeyValuePair.Create(code, kind.Item2)))
            .ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Whether the code is one of a currency in use.</summary>
    public static bool IsKnown(string code) => Decimals.ContainsKey(code);

    /// <summary>How many decimals amounts of the currency have.</summary>
    /// <exception cref="FormatException">It is not a currency in use.</exception>
    public static int DecimalsOf(string code) =>
        Decimals.TryGetValue(code, out var decimals) ? decimals : throw new FormatException($"'{code}' is not an ISO 4217 currency.");
}
