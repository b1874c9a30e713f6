namespace Contrail.BlackBox;

/// <summary>Signs in with the demo airline's logins.</summary>
public static class Staff
{
    /// <summary>Runs flights and the system.</summary>
    public static Task<ApiClient> OperationsAsync(HttpClient http) => SignInAsync(http, "operations@contrail.example", "demo-operations");

    /// <summary>Serves travellers.</summary>
    public static Task<ApiClient> AgentAsync(HttpClient http) => SignInAsync(http, "agent@contrail.example", "demo-agent-1");

    /// <summary>May do everything.</summary>
    public static Task<ApiClient> AdminAsync(HttpClient http) => SignInAsync(http, "admin@contrail.example", "demo-admin-1");

    /// <summary>A traveller with an account.</summary>
    public static Task<ApiClient> TravellerAsync(HttpClient http) => SignInAsync(http, "traveller@contrail.example", "demo-traveller");

    /// <summary>The API as a user.</summary>
    public static async Task<ApiClient> SignInAsync(HttpClient http, string email, string password)
    {
        var api = new ApiClient(http);
        var session = await api.PostAsync("/api/session", new { email, password, kind = "token" }).ConfigureAwait(false);
        session.Expect();
        return api.As(session.Text("accessToken"));
    }
}
