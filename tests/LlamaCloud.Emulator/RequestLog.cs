using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using LlamaCloud.Emulator.Faults;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace LlamaCloud.Emulator;

/// <summary>One request as it arrived.</summary>
/// <param name="Method">The method.</param>
/// <param name="Target">Path and query exactly as sent, still escaped (RFC 9112, section 3.2).</param>
/// <param name="Headers">The headers, by name in any case.</param>
/// <param name="Protocol">The version of HTTP, such as <c>HTTP/2</c>.</param>
public sealed record RecordedRequest(string Method, string Target, IReadOnlyDictionary<string, string> Headers, string Protocol)
{
    internal MemoryStream Read { get; } = new();

    /// <summary>
    /// The body, as far as the emulator read it and at most <see cref="RequestLog.LargestBody"/>; whole once the request is
    /// <see cref="Answered"/>, unless a fault came first.
    /// </summary>
    public byte[] Body => Read.ToArray();

    internal TaskCompletionSource<bool> Ending { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Ends when the request does: true when it was answered, false when the client went away.</summary>
    public Task<bool> Answered => Ending.Task;
}

/// <summary>A request and what it was answered.</summary>
/// <param name="Request">The request, with the body as far as the emulator read it.</param>
/// <param name="Status">The status of the answer.</param>
/// <param name="ContentType">What the answer says it is; null without a body.</param>
/// <param name="Answer">Its body; at most <see cref="RequestLog.LargestBody"/>.</param>
public sealed record RecordedExchange(RecordedRequest Request, int Status, string? ContentType, byte[] Answer);

/// <summary>Everything that was asked of the emulator.</summary>
public sealed class RequestLog
{
    /// <summary>What <see cref="LargestBody"/> is to begin with.</summary>
    public const int UsualLargestBody = 1024 * 1024;

    private readonly object _lock = new();
    private readonly List<RecordedRequest> _requests = [];
    private TaskCompletionSource _arrival = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Whether what arrives is kept. Not where memory is measured.</summary>
    public bool IsKeeping { get; set; } = true;

    /// <summary>How many bytes of a body are kept, so that big uploads take no memory; 1 MB to begin with.</summary>
    public int LargestBody { get; set; } = UsualLargestBody;

    /// <summary>
    /// Is told of each request that had its true answer, where no fault had a part in it. On any thread; null for nobody.
    /// </summary>
    public Action<RecordedExchange>? Exchanged { get; set; }

    /// <summary>The requests so far.</summary>
    public IReadOnlyList<RecordedRequest> All
    {
        get
        {
            lock (_lock)
            {
                return [.. _requests];
            }
        }
    }

    /// <summary>How many there are so far.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _requests.Count;
            }
        }
    }

    /// <summary>The targets of the requests so far.</summary>
    public IReadOnlyList<string> Targets => [.. All.Select(request => request.Target)];

    /// <summary>Waits until so many have arrived, answered or not.</summary>
    /// <exception cref="TimeoutException">For 30 seconds none arrived.</exception>
    public async Task<IReadOnlyList<RecordedRequest>> WaitForAsync(int count)
    {
        while (true)
        {
            Task arrival;
            lock (_lock)
            {
                if (_requests.Count >= count)
                {
                    return [.. _requests];
                }

                arrival = _arrival.Task;
            }

            await arrival.WaitAsync(TimeSpan.FromSeconds(30));
        }
    }

    /// <summary>Forgets the requests so far.</summary>
    public void Clear()
    {
        lock (_lock)
        {
            _requests.Clear();
        }
    }

    internal async Task RecordAsync(HttpContext context, RequestDelegate next)
    {
        if (!IsKeeping || context.Request.Path.StartsWithSegments("/_emulator", StringComparison.Ordinal))
        {
            await next(context);
            return;
        }

        RecordedRequest request = new(
            context.Request.Method,
            context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget,
            context.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase),
            context.Request.Protocol);
        TaskCompletionSource arrival;
        lock (_lock)
        {
            _requests.Add(request);
            arrival = _arrival;
            _arrival = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        context.Request.Body = new CopyingStream(context.Request.Body, request.Read, LargestBody);
        using MemoryStream answer = new();
        if (Exchanged is not null)
        {
            context.Response.Body = new CopyingOutput(context.Response.Body, answer, LargestBody);
        }

        arrival.SetResult();
        try
        {
            await next(context);
            if (Exchanged is not null && !context.RequestAborted.IsCancellationRequested && !FaultScript.HasAnswered(context))
            {
                Exchanged(new RecordedExchange(request, context.Response.StatusCode, context.Response.ContentType, answer.ToArray()));
            }
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The client went away while a fault held its answer back: recorded below, and no error of the emulator's.
        }
        finally
        {
            request.Ending.TrySetResult(!context.RequestAborted.IsCancellationRequested);
        }
    }
}
