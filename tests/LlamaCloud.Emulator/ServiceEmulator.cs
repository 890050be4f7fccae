using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using System.Threading;
using System.Threading.Tasks;
using LlamaCloud.Emulator.Classify;
using LlamaCloud.Emulator.Faults;
using LlamaCloud.Emulator.Parse;
using LlamaCloud.Emulator.Projects;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace LlamaCloud.Emulator;

/// <summary>
/// The fake service: real HTTP on this machine's loopback, with jobs in memory, the key checked, requests validated and
/// answered as the service does. Every request is recorded, and a test can script what goes wrong.
/// </summary>
public sealed class ServiceEmulator : IAsyncDisposable
{
    /// <summary>The key it accepts when no other is given.</summary>
    public const string DefaultApiKey = "llx-emulator-key-for-tests-0123";

    private readonly WebApplication _app;

    private ServiceEmulator(WebApplication app, string apiKey)
    {
        _app = app;
        ApiKey = apiKey;
        app.Use(Requests.RecordAsync);
        app.Use(Faults.ApplyAsync);
        app.Use(CheckKeyAsync);
        ClassifyRoutes.Map(app, Jobs);
        ProjectRoutes.Map(app);
        new ParseRoutes().Map(app);
        app.MapGet("/_emulator/requests", () => Requests.All.Select(request => request.Target));
        app.MapGet("/_emulator/requests/count", () => Requests.Count);
        app.MapDelete("/_emulator/requests", Requests.Clear);
        app.MapPut("/_emulator/running-jobs", (int count, double seconds) => RunningJobs.Start(Jobs, count, TimeSpan.FromSeconds(seconds)));
        app.MapGet("/_emulator/faults", () => FaultCatalog.All.Keys);
        app.MapPut("/_emulator/faults/{name}", (string name, string path) =>
        {
            Faults.Clear();
            Faults.Add("GET", path, FaultCatalog.All[name]);
        });
        app.MapFallback(() => ErrorAnswer.Of(404, "Not Found"));
    }

    /// <summary>Where it listens: 127.0.0.1, on a port that was free.</summary>
    public Uri BaseAddress { get; private set; } = null!;

    /// <summary>The key it accepts.</summary>
    public string ApiKey { get; }

    /// <summary>Further keys that it accepts.</summary>
    public ICollection<string> OtherApiKeys { get; } = [];

    /// <summary>The jobs; a few in every status to begin with.</summary>
    public JobStore Jobs { get; } = new();

    /// <summary>What was asked, in the order of arrival.</summary>
    public RequestLog Requests { get; } = new();

    /// <summary>What is to go wrong.</summary>
    public FaultScript Faults { get; } = new();

    /// <summary>Starts one.</summary>
    /// <param name="apiKey">The key to accept.</param>
    /// <param name="port">The port; 0 takes a free one.</param>
    /// <param name="certificate">With one it speaks HTTPS, and HTTP/2 where the client does.</param>
    public static async Task<ServiceEmulator> StartAsync(string apiKey = DefaultApiKey, int port = 0, X509Certificate2? certificate = null)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        // Ctrl+C and console messages belong to the program around it, which may be a test run.
        builder.Services.AddSingleton<IHostLifetime, NoLifetime>();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, port, listen =>
        {
            if (certificate is not null)
            {
                listen.UseHttps(certificate);
            }
        }));
        ServiceEmulator emulator = new(builder.Build(), apiKey);
        await emulator._app.StartAsync();
        string address = emulator._app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        emulator.BaseAddress = new Uri(address);
        return emulator;
    }

    /// <summary>Stops it; what is in flight is cut. A second call does nothing.</summary>
    public async ValueTask DisposeAsync()
    {
        Faults.Dispose();
        await _app.StopAsync(new CancellationToken(canceled: true));
        await _app.DisposeAsync();
    }

    private Task CheckKeyAsync(HttpContext context, RequestDelegate next)
    {
        if (context.Request.Path.StartsWithSegments("/_emulator", StringComparison.Ordinal))
        {
            return next(context);
        }

        string authorization = context.Request.Headers.Authorization.ToString();
        return authorization == "Bearer " + ApiKey || OtherApiKeys.Any(key => authorization == "Bearer " + key)
            ? next(context)
            : ErrorAnswer.Of(401, authorization.Length == 0 ? "Not authenticated" : "Invalid API Key").ExecuteAsync(context);
    }

    private sealed class NoLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
