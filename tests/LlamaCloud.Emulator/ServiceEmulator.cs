using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using System.Threading;
using System.Threading.Tasks;
using LlamaCloud.Emulator.Batches;
using LlamaCloud.Emulator.Classify;
using LlamaCloud.Emulator.Configurations;
using LlamaCloud.Emulator.Directories;
using LlamaCloud.Emulator.Extract;
using LlamaCloud.Emulator.Faults;
using LlamaCloud.Emulator.Files;
using LlamaCloud.Emulator.Jobs;
using LlamaCloud.Emulator.Parse;
using LlamaCloud.Emulator.Projects;
using LlamaCloud.Emulator.Split;
using LlamaCloud.Emulator.Usage;
using LlamaCloud.Emulator.Webhooks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace LlamaCloud.Emulator;

/// <summary>
/// The fake service: real HTTP on this machine's loopback, with jobs and files, the key checked, requests validated and
/// answered as the service does. Every request is recorded, and a test can script what goes wrong.
/// </summary>
public sealed class ServiceEmulator : IAsyncDisposable
{
    /// <summary>The key it accepts when no other is given.</summary>
    public const string DefaultApiKey = "llx-emulator-key-for-tests-0123";

    // A client in this process remembers what the service at an address has asked for, such as a pause: no later one may inherit it.
    private static readonly ConcurrentDictionary<int, bool> s_portsHad = new();

    private readonly WebApplication _app;
    private readonly PresignedLinks _links;

    private ServiceEmulator(WebApplication app, string apiKey, TimeProvider clock)
    {
        _app = app;
        ApiKey = apiKey;
        Jobs = new JobStore(ClassifyJobs.Kind, clock, SeedJobs.All());
        ExtractJobs = new JobStore(Extract.ExtractJobs.Kind, clock, []);
        SplitJobs = new JobStore(Split.SplitJobs.Kind, clock, []);
        VerifyJobs = new JobStore(Verify.VerifyJobs.Kind, clock, []);
        Files = new FileStore(clock);
        Limits = new PublishedLimits(clock);
        Configurations = new ConfigurationStore(clock);
        Webhooks = new WebhookStore(clock);
        Deliveries = new WebhookDeliveries(Webhooks, clock);
        _links = new PresignedLinks(Files, clock);
        ParseResults = new ParseResults(_links);
        ParseJobs = new JobStore(ParseResults.Kind, clock, []);
        Directories = new DirectoryStore(clock);
        JobCreation Creation(JobStore jobs) => new(jobs, Files, Configurations, clock);
        BatchJobs batches = new(Directories, Files, Configurations, [Creation(ParseJobs), Creation(ExtractJobs)]);
        Batches = new JobStore(batches.Kind, clock, []);
        Usage = new UsageRecords(AllJobs);
        app.MapWhen(context => context.Connection.LocalPort == PresignedAddress.Port, branch =>
        {
            branch.Use(PresignedRequests.RecordAsync);
            branch.Use(_links.CheckAsync);
            branch.Use(PresignedFaults.ApplyAsync);
            branch.Run(_links.AnswerAsync);
        });
        app.Use(Requests.RecordAsync);
        app.Use(Limits.ApplyAsync);
        app.Use(Faults.ApplyAsync);
        app.Use(CheckKeyAsync);
        foreach (JobStore jobs in AllJobs)
        {
            new JobRoutes(jobs, Creation(jobs).CreateAsync).Map(app);
            jobs.Created = (job, body) => Deliveries.Watch(jobs, job, body);
        }

        new JobRoutes(Batches, request => batches.CreateAsync(request, Creation(Batches))).Map(app);
        new DirectoryRoutes(Directories, Files, clock).Map(app);
        FileRoutes.Map(app, Files, _links, clock);
        ConfigurationRoutes.Map(app, Configurations);
        ProjectRoutes.Map(app);
        WebhookRoutes.Map(app, Webhooks);
        UsageRoutes.Map(app, Usage);
        SchemaRoutes.Map(app, Files);
        new ParseRoutes(Creation(ParseJobs), Files).Map(app);
        AdminRoutes.Map(app, this);
        app.MapFallback(() => ErrorAnswer.Of(404, "Not Found"));
    }

    /// <summary>Where it listens: 127.0.0.1, on a port that was free.</summary>
    public Uri BaseAddress { get; private set; } = null!;

    /// <summary>The key it accepts.</summary>
    public string ApiKey { get; }

    /// <summary>Further keys that it accepts.</summary>
    public ICollection<string> OtherApiKeys { get; } = [];

    /// <summary>The classify jobs; a few in every status to begin with.</summary>
    public JobStore Jobs { get; }

    /// <summary>The extract jobs; none to begin with.</summary>
    public JobStore ExtractJobs { get; }

    /// <summary>The jobs of every product, a line for each.</summary>
    public IReadOnlyList<JobStore> AllJobs => [Jobs, ExtractJobs, ParseJobs, SplitJobs, VerifyJobs];

    /// <summary>The parse jobs; none to begin with.</summary>
    public JobStore ParseJobs { get; }

    /// <summary>The split jobs; none to begin with.</summary>
    public JobStore SplitJobs { get; }

    /// <summary>The verify jobs; none to begin with.</summary>
    public JobStore VerifyJobs { get; }

    /// <summary>The batches; none to begin with.</summary>
    public JobStore Batches { get; }

    /// <summary>The directories; none to begin with.</summary>
    public DirectoryStore Directories { get; }

    /// <summary>What documents come to when they are parsed.</summary>
    public ParseResults ParseResults { get; }

    /// <summary>The files; a few texts to begin with.</summary>
    public FileStore Files { get; }

    /// <summary>The saved configurations; one for classifying to begin with, and one of another product.</summary>
    public ConfigurationStore Configurations { get; }

    /// <summary>The saved webhooks; one to begin with.</summary>
    public WebhookStore Webhooks { get; }

    /// <summary>What webhooks on this machine were told.</summary>
    public WebhookDeliveries Deliveries { get; }

    /// <summary>What was used: by every job that has completed.</summary>
    public UsageRecords Usage { get; }

    /// <summary>What was asked, in the order of arrival.</summary>
    public RequestLog Requests { get; } = new();

    /// <summary>The limits that the service publishes; not kept to begin with.</summary>
    public PublishedLimits Limits { get; }

    /// <summary>What is to go wrong.</summary>
    public FaultScript Faults { get; } = new();

    /// <summary>Where presigned addresses of files lead: another port, as the service's storage is another host.</summary>
    public Uri PresignedAddress => _links.Address;

    /// <summary>What was asked of presigned addresses.</summary>
    public RequestLog PresignedRequests { get; } = new();

    /// <summary>What is to go wrong there; paths begin with <c>/files/</c>.</summary>
    public FaultScript PresignedFaults { get; } = new();

    /// <summary>The requests that brought an <c>Authorization</c> header there, which none may: method, path and query.</summary>
    public IReadOnlyList<string> PresignedViolations => _links.Violations;

    /// <summary>Starts one.</summary>
    /// <param name="apiKey">The key to accept.</param>
    /// <param name="port">The port; 0 takes a free one.</param>
    /// <param name="certificate">With one it speaks HTTPS, and HTTP/2 where the client does.</param>
    /// <param name="clock">What tells the time; the machine's clock when null.</param>
    public static async Task<ServiceEmulator> StartAsync(
        string apiKey = DefaultApiKey, int port = 0, X509Certificate2? certificate = null, TimeProvider? clock = null)
    {
        while (true)
        {
            ServiceEmulator emulator = await ListenAsync(apiKey, port, certificate, clock ?? TimeProvider.System);
            if (s_portsHad.TryAdd(emulator.BaseAddress.Port, true) || port != 0)
            {
                return emulator;
            }

            await emulator.DisposeAsync();
        }
    }

    /// <summary>Stops it; what is in flight is cut. A second call does nothing.</summary>
    public async ValueTask DisposeAsync()
    {
        Faults.Dispose();
        PresignedFaults.Dispose();
        await _app.StopAsync(new CancellationToken(canceled: true));
        await _app.DisposeAsync();
        Deliveries.Dispose();
        Files.Dispose();
    }

    private static async Task<ServiceEmulator> ListenAsync(string apiKey, int port, X509Certificate2? certificate, TimeProvider clock)
    {
        // Its settings do not change: each watch of a file is one of few that a user may have on Linux.
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder(["--hostBuilder:reloadConfigOnChange=false"]);
        builder.Logging.ClearProviders();
        // Ctrl+C and console messages belong to the program around it, which may be a test run.
        builder.Services.AddSingleton<IHostLifetime, NoLifetime>();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            // The routes know what is too large, and a test may be as slow as it likes.
            kestrel.Limits.MaxRequestBodySize = null;
            kestrel.Limits.MinRequestBodyDataRate = null;
            kestrel.Limits.MinResponseDataRate = null;
            kestrel.Listen(IPAddress.Loopback, port, listen => Secure(listen, certificate));
            kestrel.Listen(IPAddress.Loopback, 0, listen => Secure(listen, certificate));
        });
        ServiceEmulator emulator = new(builder.Build(), apiKey, clock);
        await emulator._app.StartAsync();
        Uri[] addresses =
        [
            .. emulator._app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Select(
                address => new Uri(address)),
        ];
        emulator.BaseAddress = addresses[0];
        emulator._links.Address = addresses[1];
        return emulator;
    }

    private static void Secure(ListenOptions listen, X509Certificate2? certificate)
    {
        if (certificate is not null)
        {
            listen.UseHttps(certificate);
        }
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
