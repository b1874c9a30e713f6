using System.Text.Json;
using System.Text.Json.Serialization;
using Contrail.Contracts;

namespace Contrail.Host;

/// <summary>Money over HTTP: <c>{"amount":"123.45","currency":"EUR"}</c>, the amount a text with exactly the currency's decimals.</summary>
internal sealed class MoneyJsonConverter : JsonConverter<Money>
{
    public override Money Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException("""Write money as {"amount":"123.45","currency":"EUR"}.""");
        }

        var (amount, currency) = ((string?)null, (string?)null);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString();
            reader.Read();
            var value = reader.TokenType == JsonTokenType.String ? reader.GetString() : throw new JsonException("Amount and currency of money are texts.");
            switch (name)
            {
                case "amount" when amount is null:
                    amount = value;
                    break;
                case "currency" when currency is null:
                    currency = value;
                    break;
                default:
                    throw new JsonException("Money has the members amount and currency, once each.");
            }
        }

        return Parse(amount, currency);
    }

    public override void Write(Utf8JsonWriter writer, Money value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        writer.WriteString("amount", value.ToDecimalString());
        writer.WriteString("currency", value.Currency);
        writer.WriteEndObject();
    }

    private static Money Parse(string? amount, string? currency)
    {
        try
        {
            return amount is not null && currency is not null ? Money.Parse(amount, currency) : throw new JsonException("Money has the members amount and currency, once each.");
        }
        catch (FormatException e)
        {
            throw new JsonException(e.Message);
        }
    }
}
