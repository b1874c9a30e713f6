using System.Collections.Frozen;
using System.Text;

namespace Contrail.Booking.Domain.FlightBookings;

/// <summary>
/// Puts Latin letters and their marks together (NFC) and takes them apart. The product runs without culture data, where
/// <see cref="string.Normalize()"/> changes nothing; so that the result is the same everywhere, the table is our own.
/// </summary>
internal static class Accents
{
    /// <summary>For each combining mark, pairs of a letter and the letter with the mark.</summary>
    private static readonly Dictionary<char, string> Pairs = new()
    {
        ['\u0300'] = "AÀEÈIÌNǸOÒUÙWẀYỲaàeèiìnǹoòuùwẁyỳÂẦÊỀÔỒÜǛâầêềôồüǜĂẰăằĒḔēḕŌṐōṑƠỜơờƯỪưừ", // grave
        ['\u0301'] = "AÁCĆEÉGǴIÍKḰLĹMḾNŃOÓPṔRŔSŚUÚWẂYÝZŹaácćeégǵiíkḱlĺmḿnńoópṕrŕsśuúwẃyýzźÂẤÅǺÆǼÇḈÊẾÏḮÔỐÕṌØǾÜǗâấåǻæǽçḉêếïḯôốõṍøǿüǘĂẮăắĒḖēḗŌṒōṓŨṸũṹƠỚơớƯỨưứ", // acute
        ['\u0302'] = "AÂCĈEÊGĜHĤIÎJĴOÔSŜUÛWŴYŶZẐaâcĉeêgĝhĥiîjĵoôsŝuûwŵyŷzẑ", // circumflex
        ['\u0303'] = "AÃEẼIĨNÑOÕUŨVṼYỸaãeẽiĩnñoõuũvṽyỹÂẪÊỄÔỖâẫêễôỗĂẴăẵƠỠơỡƯỮưữ", // tilde
        ['\u0304'] = "AĀEĒGḠIĪOŌUŪYȲaāeēgḡiīoōuūyȳÄǞÆǢÕȬÖȪÜǕäǟæǣõȭöȫüǖǪǬǫǭȦǠȧǡȮȰȯȱ", // macron
        ['\u0306'] = "AĂEĔGĞIĬOŎUŬaăeĕgğiĭoŏuŭȨḜȩḝ", // breve
        ['\u0307'] = "AȦBḂCĊDḊEĖFḞGĠHḢIİMṀNṄOȮPṖRṘSṠTṪWẆXẊYẎZŻaȧbḃcċdḋeėfḟgġhḣmṁnṅoȯpṗrṙsṡtṫwẇxẋyẏzżŚṤśṥŠṦšṧſẛ", // dot above
        ['\u0308'] = "AÄEËHḦIÏOÖUÜWẄXẌYŸaäeëhḧiïoötẗuüwẅxẍyÿÕṎõṏŪṺūṻ", // diaeresis
        ['\u030a'] = "AÅUŮaåuůwẘyẙ", // ring
        ['\u030b'] = "OŐUŰoőuű", // double acute
        ['\u030c'] = "AǍCČDĎEĚGǦHȞIǏKǨLĽNŇOǑRŘSŠTŤUǓZŽaǎcčdďeěgǧhȟiǐjǰkǩlľnňoǒrřsštťuǔzžÜǙüǚƷǮ", // caron
        ['\u0323'] = "AẠBḄDḌEẸHḤIỊKḲLḶMṂNṆOỌRṚSṢTṬUỤVṾWẈYỴZẒaạbḅdḍeẹhḥiịkḳlḷmṃnṇoọrṛsṣtṭuụvṿwẉyỵzẓÂẬÊỆÔỘâậêệôộĂẶăặƠỢơợƯỰưự", // dot below
        ['\u0326'] = "SȘTȚsștț", // comma below
        ['\u0327'] = "CÇDḐEȨGĢHḨKĶLĻNŅRŖSŞTŢcçdḑeȩgģhḩkķlļnņrŗsştţĆḈćḉĔḜĕḝ", // cedilla
        ['\u0328'] = "AĄEĘIĮOǪUŲaąeęiįoǫuųŌǬōǭ", // ogonek
        ['\u031b'] = "OƠUƯoơuưÒỜÓỚÕỠÙỪÚỨòờóớõỡùừúứŨỮũữ", // horn
    };

    /// <summary>Letters that are no letter with a mark, and how they are written without them.</summary>
    private static readonly FrozenDictionary<char, string> Written = new Dictionary<char, string>
    {
        ['ß'] = "ss", ['ẞ'] = "SS", ['æ'] = "ae", ['Æ'] = "AE", ['œ'] = "oe", ['Œ'] = "OE", ['ø'] = "o", ['Ø'] = "O", ['ł'] = "l", ['Ł'] = "L",
        ['đ'] = "d", ['Đ'] = "D", ['ð'] = "d", ['Ð'] = "D", ['þ'] = "th", ['Þ'] = "TH", ['ħ'] = "h", ['Ħ'] = "H", ['ı'] = "i",
    }.ToFrozenDictionary();

    private static readonly FrozenDictionary<(char Letter, char Mark), char> Composed = Pairs
        .SelectMany(mark => mark.Value.Chunk(2).Select(pair => KeyValuePair.Create((pair[0], mark.Key), pair[1])))
        .ToFrozenDictionary();

    private static readonly FrozenDictionary<char, char> Bare = Composed.DistinctBy(c => c.Value).ToFrozenDictionary(c => c.Value, c => c.Key.Letter);

    /// <summary>The text with letters and following marks put together where there is one character for both.</summary>
    public static string Compose(string text)
    {
        var composed = new StringBuilder(text.Length);
        foreach (var character in text)
        {
            if (composed.Length > 0 && Composed.TryGetValue((composed[^1], character), out var together))
            {
                composed[^1] = together;
            }
            else
            {
                composed.Append(character);
            }
        }

        return composed.ToString();
    }

    /// <summary>The text without marks, where it is Latin.</summary>
    public static string Fold(string composed)
    {
        var folded = new StringBuilder(composed.Length);
        foreach (var character in composed)
        {
            var bare = character;
            while (Bare.TryGetValue(bare, out var letter))
            {
                bare = letter;
            }

            folded.Append(Written.TryGetValue(bare, out var written) ? written : bare.ToString());
        }

        return folded.ToString();
    }
}
