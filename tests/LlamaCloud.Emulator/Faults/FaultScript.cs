using System;
using System.Collections.Generic;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;

namespace LlamaCloud.Emulator.Faults;

/// <summary>Which requests meet which faults.</summary>
public sealed class FaultScript : IDisposable
{
    private readonly object _lock = new();
    private readonly List<Entry> _entries = [];
    private readonly CancellationTokenSource _release = new();
    private readonly CancellationToken _releaseToken;

    internal FaultScript() => _releaseToken = _release.Token;

    /// <summary>Adds a fault. Of several that fit a request, it meets the first that is not used up.</summary>
    /// <param name="method">The method.</param>
    /// <param name="path">The path without query, as the server reads it; a <c>*</c> at its end fits any rest.</param>
    /// <param name="fault">What goes wrong.</param>
    /// <param name="times">How many requests meet it.</param>
    public void Add(string method, string path, Fault fault, int times = int.MaxValue)
    {
        lock (_lock)
        {
            _entries.Add(new Entry(method, path, fault) { Left = times });
        }
    }

    /// <summary>Takes all faults away again.</summary>
    public void Clear()
    {
        lock (_lock)
        {
            _entries.Clear();
        }
    }

    /// <summary>Lets go of every request that a fault holds.</summary>
    public void Dispose()
    {
        if (!_releaseToken.IsCancellationRequested)
        {
            _release.Cancel();
            _release.Dispose();
        }
    }

    /// <summary>Whether a fault had its part in the answer, so that it is not the emulator's own.</summary>
    internal static bool HasAnswered(HttpContext context) => context.Items.ContainsKey(typeof(FaultScript));

    internal async Task ApplyAsync(HttpContext context, RequestDelegate next)
    {
        Fault? fault = Take(context.Request);
        using CancellationTokenSource ended = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, _releaseToken);
        try
        {
            if (fault is null || !await fault.ApplyAsync(context, ended.Token))
            {
                await WorkAsync(context, next, fault, ended.Token);
            }
            else
            {
                context.Items[typeof(FaultScript)] = fault;
            }
        }
        catch (OperationCanceledException) when (_releaseToken.IsCancellationRequested)
        {
            // The server takes a moment to notice: what was held back until the end is no answer of the emulator's.
            context.Items[typeof(FaultScript)] = this;
            context.Abort();
        }
    }

    private static async Task WorkAsync(HttpContext context, RequestDelegate next, Fault? fault, CancellationToken ended)
    {
        if (fault is null)
        {
            await next(context);
            return;
        }

        // Held back, so that a fault can still keep the answer to itself when the work is done.
        Stream network = context.Response.Body;
        using MemoryStream held = new();
        context.Response.Body = held;
        await next(context);
        context.Response.Body = network;
        if (fault.HasAfterwards)
        {
            context.Items[typeof(FaultScript)] = fault;
            await fault.AfterwardsAsync(context, held, ended);
            return;
        }

        held.Position = 0;
        await held.CopyToAsync(network, context.RequestAborted);
    }

    private Fault? Take(HttpRequest request)
    {
        lock (_lock)
        {
            Entry? entry = _entries.Find(candidate => candidate.Left > 0 && candidate.Fits(request));
            if (entry is not null)
            {
                entry.Left--;
            }

            return entry?.Fault;
        }
    }

    private sealed record Entry(string Method, string Path, Fault Fault)
    {
        public int Left { get; set; }

        public bool Fits(HttpRequest request) =>
            request.Method == Method
            && (Path.EndsWith('*')
                ? request.Path.Value!.StartsWith(Path[..^1], StringComparison.Ordinal)
                : request.Path.Value == Path);
    }
}
