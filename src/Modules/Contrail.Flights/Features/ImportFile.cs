using Contrail.Contracts.Identity;
using Contrail.Engine.AspNetCore;
using Contrail.Engine.Domain;
using Contrail.Flights.Imports;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Hosting;

namespace Contrail.Flights.Features;

/// <summary>An import that was taken on.</summary>
/// <param name="Id">Ask for it at <c>/api/imports/{id}</c>.</param>
internal sealed record AcceptedImport(string Id);

internal sealed class ImportFileEndpoint : IEndpoint
{
    private const int LargestFile = 50 * 1024 * 1024;

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/api/imports/{kind}", HandleAsync)
        .WithName("ImportFile").WithSummary("Imports airports or a schedule of SSIM chapter 7 from the body; the same file again continues an import that did not finish").WithTags("Imports")
        .Accepts<IFormFile>("application/octet-stream", "text/plain")
        .WithMetadata(new RequestSizeLimitAttribute(LargestFile))
        .AllowAccess(AccessRule.Staff(Role.Operations));

    private static async Task<Accepted<AcceptedImport>> HandleAsync(
        string kind, HttpContext http, ModuleRequest<FlightsModule> request, TimeProvider clock, IHostApplicationLifetime host, bool? dryRun, bool? all, string? fileName)
    {
        var asked = new ImportRequest(KindOf(kind), NameOf(fileName), dryRun ?? false, all ?? false);
        var file = new MemoryStream();
        await http.Request.Body.CopyToAsync(file, http.RequestAborted);
        file.Position = 0;
        var started = await request.ExecuteAsync(new StartImport(asked, Importer.HashOf(file)));
        var importer = Importer.Of(request.Module);
        _ = importer.RunAsync(started, asked, file, clock, _ => Task.CompletedTask, host.ApplicationStopping);
        return TypedResults.Accepted($"/api/imports/{started.Id}", new AcceptedImport(started.Id.ToString()));
    }

    private static ImportKind KindOf(string kind) => kind switch
    {
        "airports" => ImportKind.Airports,
        "ssim" => ImportKind.Ssim,
        _ => throw RefusedException.NotFound("ImportKind", kind),
    };

    private static string NameOf(string? fileName) => string.IsNullOrWhiteSpace(fileName) ? "upload" : fileName.Length > 200 ? fileName[..200] : fileName;
}
