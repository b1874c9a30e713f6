using System.Buffers;
using System.Text.Json;
using Contrail.Engine.Domain;
using Contrail.Engine.Events;

namespace Contrail.Engine.Decisions;

/// <summary>The answer to a command as it is recorded with its unit: a result or a refusal, and the request's fingerprint.</summary>
internal sealed record Outcome(ReadOnlyMemory<byte> Fingerprint, ReadOnlyMemory<byte> Result, RefusedException? Refusal)
{
    private static readonly Outcome Done = new(default, default, null);
    private static readonly ReadOnlyMemory<byte> DoneJson = "{}"u8.ToArray();

    public static Outcome Success(ReadOnlyMemory<byte> fingerprint, object? result, Type? resultType) =>
        resultType is not null ? new(fingerprint, JsonSerializer.SerializeToUtf8Bytes(result, resultType, EventSerializer.Options), null)
        : fingerprint.IsEmpty ? Done
        : new(fingerprint, default, null);

    public ReadOnlyMemory<byte> ToJson()
    {
        if (Fingerprint.IsEmpty && Result.IsEmpty && Refusal is null)
        {
            return DoneJson;
        }

        var buffer = new ArrayBufferWriter<byte>(128);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            if (!Fingerprint.IsEmpty)
            {
                json.WriteBase64String("fingerprint"u8, Fingerprint.Span);
            }

            if (!Result.IsEmpty)
            {
                json.WritePropertyName("result"u8);
                json.WriteRawValue(Result.Span, skipInputValidation: true);
            }

            if (Refusal is not null)
            {
                json.WriteStartObject("refused"u8);
                json.WriteString("kind"u8, Refusal.Kind.ToString());
                json.WriteString("key"u8, Refusal.Key);
                json.WriteString("detail"u8, Refusal.Message);
                json.WriteEndObject();
            }

            json.WriteEndObject();
        }

        return buffer.WrittenMemory;
    }

    public static Outcome FromJson(ReadOnlyMemory<byte> utf8)
    {
        using var document = JsonDocument.Parse(utf8, new JsonDocumentOptions { MaxDepth = EventSerializer.MaxDepth + 1 });
        var root = document.RootElement;
        return new Outcome(
            root.TryGetProperty("fingerprint"u8, out var fingerprint) ? fingerprint.GetBytesFromBase64() : default(ReadOnlyMemory<byte>),
            root.TryGetProperty("result"u8, out var result) ? JsonSerializer.SerializeToUtf8Bytes(result) : default(ReadOnlyMemory<byte>),
            root.TryGetProperty("refused"u8, out var refused)
                ? new RefusedException(
                    Enum.Parse<RefusalKind>(refused.GetProperty("kind"u8).GetString()!),
                    refused.GetProperty("key"u8).GetString()!,
                    refused.GetProperty("detail"u8).GetString()!)
                : null);
    }

    /// <summary>Refuses a repeated command id that came with another request.</summary>
    public void CheckFingerprint(CommandContext context)
    {
        if (!context.Fingerprint.Span.SequenceEqual(Fingerprint.Span))
        {
            throw new CommandIdReusedException(
                $"Command {context.CommandId} was used before for another request. Send a changed request under a new id.");
        }
    }
}

/// <summary>An outcome and where the log stood with it.</summary>
internal sealed record Answer(Outcome Outcome, long Position, bool IsReplay);
