namespace Contrail.Host;

/// <summary>The API's reference for people at <c>/docs</c>; every asset is served from here.</summary>
internal static class Reference
{
    private const string Root = "/docs";

    /// <summary>Only there: requests to the API do not pass through it.</summary>
    public static void UseReference(this WebApplication app) => app.UseWhen(http => http.Request.Path.StartsWithSegments(Root), docs => docs.UseSwaggerUI(o =>
    {
        o.RoutePrefix = Root[1..];
        o.DocumentTitle = "Contrail API";
        o.SwaggerEndpoint("/openapi/v1.json", "Contrail v1");
        o.EnableDeepLinking();
        o.DefaultModelsExpandDepth(0);
    }));
}
