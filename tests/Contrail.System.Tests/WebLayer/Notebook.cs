// A module small enough to show what the web layer does with any module.
using Contrail.Contracts;
using Contrail.Engine.AspNetCore;
using Contrail.Engine.Decisions;
using Contrail.Engine.Domain;
using Contrail.Engine.Events;
using Contrail.Engine.Modules;
using Contrail.Engine.Projections;
using FluentValidation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Contrail.System.Tests.WebLayer;

internal readonly record struct NoteId(string Value) : ITypedId<NoteId>
{
    public static NoteId Parse(string text) => text.StartsWith("note_", StringComparison.Ordinal) ? new(text) : throw new FormatException($"'{text}' is not the id of a note.");

    public override string ToString() => Value;
}

[EventType("notebook.note.written.v1")]
internal sealed record NoteWritten(NoteId Id, string Text) : IDomainEvent;

[StreamCategory("note")]
internal sealed class Note : AggregateRoot<NoteId>
{
    private Note()
    {
    }

    public static Note Write(NoteId id, string text)
    {
        Check(new NoteMustNotBeSecretRule(text));
        var note = new Note();
        note.Apply(new NoteWritten(id, text));
        return note;
    }

    public void Rewrite(string text) => Apply(new NoteWritten(Id, text));

    private void When(NoteWritten e) => Id = e.Id;
}

internal sealed class NoteMustNotBeSecretRule(string text) : Rule("Note_Must_Not_Be_Secret")
{
    public override bool IsFollowed() => !text.Contains("secret", StringComparison.Ordinal);
}

internal sealed record WriteNote(string Text) : ICommand<string>;

internal sealed class WriteNoteHandler : ICommandHandler<WriteNote, string>
{
    public string Handle(WriteNote command, IDecision decision)
    {
        var id = new NoteId($"note_{DerivedId.From(decision.CommandId, "note"):N}");
        decision.Add(Note.Write(id, command.Text));
        return id.ToString();
    }
}

internal sealed record RewriteNote(NoteId Id, string Text, long? IfVersion) : ICommand;

internal sealed class RewriteNoteHandler : ICommandHandler<RewriteNote>
{
    public void Handle(RewriteNote command, IDecision decision)
    {
        var note = decision.Load<Note>(command.Id);
        note.ExpectVersion(command.IfVersion);
        note.Rewrite(command.Text);
    }
}

internal sealed record NoteRow(string Id, string Text, long Version);

internal sealed class NotesProjection : Projection<NoteRow>
{
    public NotesProjection()
        : base("notes", version: 1) =>
        On<NoteWritten>(e => e.Id.ToString(), (row, e) => new NoteRow(e.Id.ToString(), e.Text, (row?.Version ?? 0) + 1));
}

internal sealed class NotebookModule : Module
{
    public override string Name => "notebook";

    public override void Define(ModuleBuilder module) => module
        .AddFrom(typeof(NotebookModule).Assembly, typeof(NotebookModule).Namespace)
        .AddProjection(new NotesProjection());
}

internal enum Ink
{
    Blue,
    Black,
}

internal sealed record NoteBody(string Text, int Copies, Ink? Ink, Money? Price, IReadOnlyList<NoteLine>? Lines, NoteId? Replaces);

internal sealed record NoteLine(string Words);

internal sealed class NoteBodyValidator : AbstractValidator<NoteBody>
{
    public NoteBodyValidator()
    {
        RuleFor(b => b.Text).NotEmpty().MaximumLength(1000);
        RuleFor(b => b.Copies).InclusiveBetween(1, 9);
        RuleForEach(b => b.Lines).ChildRules(line => line.RuleFor(l => l.Words).NotEmpty());
    }
}

internal sealed record WrittenNote(string Id);

internal sealed class NotebookEndpoints : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/api/notes", WriteAsync).WithName("WriteNote").WithSummary("Writes").AllowAccess(AccessRule.Anyone);
        routes.MapPost("/api/notes/{id}/text", RewriteAsync).WithName("RewriteNote").WithSummary("Rewrites").AllowAccess(AccessRule.SignedIn);
        routes.MapPost("/api/paid-notes", WriteAsync).WithName("WritePaidNote").WithSummary("Writes").AllowAccess(AccessRule.Anyone).RequireIdempotencyKey();
        routes.MapGet("/api/notes/{id}", GetAsync).WithName("GetNote").WithSummary("Reads").AllowAccess(AccessRule.Anyone);
        routes.MapGet("/api/notes", ListAsync).WithName("ListNotes").WithSummary("Lists").AllowAccess(AccessRule.Anyone);
        routes.MapGet("/api/own-notes", () => TypedResults.Ok("yours")).WithName("Own").WithSummary("For guests too").AllowAccess(AccessRule.Identified);
        routes.MapGet("/api/staff-notes", () => TypedResults.Ok("ours")).WithName("Staff").WithSummary("For agents").AllowAccess(AccessRule.Staff("agent"));
        routes.MapPost("/api/notebook/session/{user}", SignInAsync).WithName("SignIn").WithSummary("Signs in").AllowAccess(AccessRule.Anyone)
            .RequireRateLimiting(RateLimits.SignIn);
        routes.MapGet("/api/notebook/live", TellForeverAsync).WithName("Live").WithSummary("Tells on").AllowAccess(AccessRule.Anyone);
        routes.MapGet("/api/defect", IResult () => throw new InvalidOperationException("The password is 1234.")).WithName("Defect").WithSummary("Fails").AllowAccess(AccessRule.Anyone);
    }

    private static async Task<Created<WrittenNote>> WriteAsync(NoteBody body, ModuleRequest<NotebookModule> request)
    {
        var id = await request.ExecuteAsync(new WriteNote(body.Text));
        return TypedResults.Created($"/api/notes/{id}", new WrittenNote(id));
    }

    private static async Task<NoContent> RewriteAsync(string id, NoteBody body, ModuleRequest<NotebookModule> request)
    {
        await request.ExecuteAsync(new RewriteNote(NoteId.Parse(id), body.Text, request.IfMatch()));
        return TypedResults.NoContent();
    }

    private static async Task<Ok<NoteRow>> GetAsync(string id, ModuleRequest<NotebookModule> request)
    {
        var row = await request.FindAsync<NoteRow>("notes", NoteId.Parse(id)) ?? throw RefusedException.NotFound("Note", id);
        request.SetVersion(row.Version);
        return TypedResults.Ok(row);
    }

    private static async Task<Ok<Page<NoteRow>>> ListAsync(Paging paging, Ink? ink, ModuleRequest<NotebookModule> request)
    {
        var query = RowQuery.All.OrderBy("id").Take(paging.Probe);
        var rows = await request.QueryAsync<NoteRow>("notes", paging.AfterKeys(1) is [var after] ? query.Where("id", RowComparison.More, after) : query);
        return TypedResults.Ok(paging.PageOf(rows, r => [r.Id]));
    }

    private static async Task TellForeverAsync(HttpContext http)
    {
        await http.Response.WriteAsync("begun");
        await http.Response.Body.FlushAsync();
        await Task.Delay(Timeout.Infinite, http.RequestAborted);
    }

    private static async Task<Ok<AntiforgeryToken>> SignInAsync(string user, HttpContext http, Sessions sessions) =>
        TypedResults.Ok(new AntiforgeryToken(await sessions.SignInAsync(http, [new(Caller.UserClaim, user), new(Caller.RoleClaim, "traveller")]), Sessions.AntiforgeryHeader));
}
