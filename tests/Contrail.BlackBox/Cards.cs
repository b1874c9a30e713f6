namespace Contrail.BlackBox;

/// <summary>Cards of the payment simulator.</summary>
public static class Cards
{
    /// <summary>Approved.</summary>
    public const string Good = "4242424242424242";

    /// <summary>Declined.</summary>
    public const string Declined = "4000000000000002";

    /// <summary>Never answered, and nothing is done.</summary>
    public const string Silent = "4000000000000119";

    /// <summary>Carried out, but the first answer is lost.</summary>
    public const string AnswerLost = "4000000000000259";

    /// <summary>Answered late, by webhook.</summary>
    public const string Late = "4000000000000077";
}
