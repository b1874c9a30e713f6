namespace Contrail.Host;

/// <summary>The API's reference for people at <c>/docs</c>; every asset is served from here.</summary>
internal static class Reference
{
    public static void UseReference(this WebApplication app) => app.UseSwaggerUI(o =>
    {
        o.RoutePrefix = "docs";
        o.DocumentTitle = "Contrail API";
        o.SwaggerEndpoint("/openapi/v1.json", "Contrail v1");
        o.EnableDeepLinking();
        o.DefaultModelsExpandDepth(0);
    });
}
