using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Extensions.FileProviders;

namespace Contrail.Host;

/// <summary>
/// The website: files that <c>web/</c> was built into, and the page itself for every address of it. Files with a hash in their name are kept
/// by browsers for good; those that were compressed when the site was built are sent so.
/// </summary>
internal static class Site
{
    /// <summary>The environment variable that names the folder of the built site; <c>wwwroot</c> beside the program without it.</summary>
    public const string Variable = "CONTRAIL_WEB";

    private const string Page = "/index.html";
    private static readonly string[] NotSite = ["/api", "/openapi", "/docs", "/health"];
    private static readonly FileExtensionContentTypeProvider Types = new();

    private static readonly (string Coding, string Extension)[] Codings = [("br", ".br"), ("gzip", ".gz")];

    /// <summary>The folder of the built site, or null if there is none.</summary>
    public static string? Find()
    {
        var folder = Environment.GetEnvironmentVariable(Variable) ?? Path.Combine(AppContext.BaseDirectory, "wwwroot");
        return File.Exists(folder + Page) ? Path.GetFullPath(folder) : null;
    }

    /// <summary>Serves the site for addresses that are not the API's.</summary>
    /// <param name="app">The host; the site comes after its headers.</param>
    /// <param name="folder">Of <see cref="Find"/>.</param>
    public static void UseSite(this WebApplication app, string folder)
    {
        var files = new PhysicalFileProvider(folder);
        app.UseWhen(IsForSite, site =>
        {
            site.Use((http, next) =>
            {
                LeadToFile(http, files);
                return next(http);
            });
            site.UseStaticFiles(new StaticFileOptions { FileProvider = files, ServeUnknownFileTypes = true, OnPrepareResponse = Prepare });
        });
    }

    private static bool IsForSite(HttpContext http) =>
        http.GetEndpoint() is null
        && (HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsHead(http.Request.Method))
        && !Array.Exists(NotSite, prefix => http.Request.Path.StartsWithSegments(prefix));

    // Addresses without a file are the page's own: it knows what to show there.
    private static void LeadToFile(HttpContext http, PhysicalFileProvider files)
    {
        var path = http.Request.Path.Value!;
        if (!files.GetFileInfo(path).Exists)
        {
            if (Path.HasExtension(path))
            {
                return;
            }

            path = Page;
        }

        var accepted = http.Request.Headers.AcceptEncoding.ToString();
        var packed = Array.Find(Codings, c => accepted.Contains(c.Coding, StringComparison.OrdinalIgnoreCase) && files.GetFileInfo(path + c.Extension).Exists);
        http.Request.Path = path + packed.Extension;
    }

    private static void Prepare(StaticFileResponseContext prepared)
    {
        var response = prepared.Context.Response;
        var path = prepared.Context.Request.Path.Value!;
        var packed = Array.Find(Codings, c => path.EndsWith(c.Extension, StringComparison.Ordinal));
        if (packed.Extension is { } extension)
        {
            path = path[..^extension.Length];
            response.Headers.ContentEncoding = packed.Coding;
            response.Headers.Vary = "Accept-Encoding";
        }

        response.ContentType = Types.TryGetContentType(path, out var type) ? type : "application/octet-stream";
        response.Headers.CacheControl = path.StartsWith("/assets/", StringComparison.Ordinal) ? "public, max-age=31536000, immutable" : "no-cache";
    }
}
