using System;
using System.IO;
using System.IO.Pipelines;
using System.Linq;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace LlamaCloud.Emulator.Faults;

/// <summary>Something that goes wrong with one request.</summary>
public sealed class Fault
{
    private readonly Func<HttpContext, CancellationToken, Task<bool>> _apply;

    private readonly Func<HttpContext, MemoryStream, CancellationToken, Task>? _afterwards;

    private Fault(
        Func<HttpContext, CancellationToken, Task<bool>> apply, Func<HttpContext, MemoryStream, CancellationToken, Task>? afterwards = null)
    {
        _apply = apply;
        _afterwards = afterwards;
    }

    /// <summary>The true answer, late.</summary>
    public static Fault Delay(TimeSpan delay) => new(async (_, ended) =>
    {
        await Task.Delay(delay, ended);
        return false;
    });

    /// <summary>The true answer, once <paramref name="until"/> has ended.</summary>
    public static Fault Hold(Task until) => new(async (_, ended) =>
    {
        await until.WaitAsync(ended);
        return false;
    });

    /// <summary>The true answer; none for requests of which <paramref name="isHeld"/> is true.</summary>
    public static Fault HoldIf(Func<HttpRequest, bool> isHeld) => new(async (context, ended) =>
    {
        await Task.Delay(isHeld(context.Request) ? Timeout.InfiniteTimeSpan : TimeSpan.Zero, ended);
        return false;
    });

    /// <summary>No answer, for as long as the client waits for one.</summary>
    public static Fault Silence() => Hold(new TaskCompletionSource().Task);

    /// <summary>An error of the service.</summary>
    public static Fault Status(int status, string detail) => new(async (context, _) =>
    {
        await ErrorAnswer.Of(status, detail).ExecuteAsync(context);
        return true;
    });

    /// <summary>These bytes, with these further headers (<c>Name: value</c>).</summary>
    public static Fault Answer(int status, string contentType, byte[] body, params string[] headers) => new(async (context, ended) =>
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = contentType;
        context.Response.ContentLength = body.Length;
        foreach (string[] header in headers.Select(line => line.Split(": ", 2)))
        {
            context.Response.Headers.Append(header[0], header[1]);
        }

        await context.Response.Body.WriteAsync(body, ended);
        return true;
    });

    /// <summary>This text, in UTF-8, with these further headers (<c>Name: value</c>).</summary>
    public static Fault Answer(int status, string contentType, string body, params string[] headers) =>
        Answer(status, contentType, Encoding.UTF8.GetBytes(body), headers);

    /// <summary>The true work is done, but the connection is cut in place of the answer.</summary>
    public static Fault CutAfterWork() => new(
        (_, _) => Task.FromResult(false),
        (context, _, _) =>
        {
            context.Abort();
            return Task.CompletedTask;
        });

    /// <summary>The true answer, of whose body only so many bytes come, all of them; then the end of the connection.</summary>
    public static Fault CutWithin(int bytes) => new(
        (_, _) => Task.FromResult(false),
        async (context, answer, ended) =>
        {
            context.Response.ContentLength = answer.Length;
            await context.Response.Body.WriteAsync(answer.GetBuffer().AsMemory(0, (int)Math.Min(bytes, answer.Length)), ended);
            await context.Response.Body.FlushAsync(ended);
            await EndConnectionAsync(context, ended);
        });

    /// <summary>The connection cut once so many bytes of the request's body have arrived.</summary>
    public static Fault CutUpload(long bytes) => new(async (context, ended) =>
    {
        byte[] buffer = new byte[16 * 1024];
        int read = 1;
        for (long left = bytes; left > 0 && read > 0; left -= read)
        {
            read = await context.Request.Body.ReadAsync(buffer, ended);
        }

        context.Abort();
        return true;
    });

    /// <summary>These bytes in place of a whole HTTP answer, then the end of the connection.</summary>
    public static Fault Raw(string bytes) => new(async (context, ended) =>
    {
        // Past Kestrel, which would never send half a head or a wrong length.
        await Output(context).WriteAsync(Encoding.Latin1.GetBytes(bytes), ended);
        await EndConnectionAsync(context, ended);
        return true;
    });

    /// <summary>JSON made from the request: an answer that costs less than the true one, for tests with very many.</summary>
    public static Fault Reply(Func<HttpRequest, string> json) => new(async (context, ended) =>
    {
        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync(json(context.Request), ended);
        return true;
    });

    /// <summary>A body that comes a few bytes at a time and ends as it should.</summary>
    public static Fault Dribble(string body, int bytesAtATime) => new(async (context, ended) =>
    {
        context.Response.ContentType = "application/json";
        byte[] bytes = Encoding.UTF8.GetBytes(body);
        for (int start = 0; start < bytes.Length; start += bytesAtATime)
        {
            await context.Response.Body.WriteAsync(bytes.AsMemory(start, Math.Min(bytesAtATime, bytes.Length - start)), ended);
            await context.Response.Body.FlushAsync(ended);
        }

        return true;
    });

    /// <summary>A text that never ends.</summary>
    public static Fault Endless() => new(async (context, ended) =>
    {
        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync("{\"id\":\"", ended);
        byte[] block = Encoding.UTF8.GetBytes(new string('x', 64 * 1024));
        // More than any client should take, so that a failure of one does not become a failure of this machine.
        for (int blocks = 0; blocks < 16 * 1024; blocks++)
        {
            await context.Response.Body.WriteAsync(block, ended);
        }

        return true;
    });

    /// <summary>The connection cut before any byte of an answer.</summary>
    public static Fault Cut() => new((context, _) =>
    {
        context.Abort();
        return Task.FromResult(true);
    });

    /// <summary>The head of an answer and the beginning of a body; then silence, or the connection cut.</summary>
    /// <param name="beginning">The beginning of the body.</param>
    /// <param name="cut">Whether the connection is cut.</param>
    /// <param name="sent">Ends when the beginning has been sent.</param>
    public static Fault BreakInBody(string beginning, bool cut, TaskCompletionSource? sent = null) => new(async (context, ended) =>
    {
        context.Response.ContentType = "application/json";
        context.Response.ContentLength = beginning.Length + 100;
        await context.Response.WriteAsync(beginning, ended);
        await context.Response.Body.FlushAsync(ended);
        sent?.SetResult();
        if (cut)
        {
            context.Abort();
            return true;
        }

        await Task.Delay(Timeout.Infinite, ended);
        return true;
    });

    /// <summary>Does it. True when the request has had its answer, or none.</summary>
    internal Task<bool> ApplyAsync(HttpContext context, CancellationToken ended) => _apply(context, ended);

    /// <summary>Whether something is to happen with the answer once the true work is done.</summary>
    internal bool HasAfterwards => _afterwards is not null;

    /// <summary>Does that.</summary>
    internal Task AfterwardsAsync(HttpContext context, MemoryStream answer, CancellationToken ended) =>
        _afterwards!(context, answer, ended);

    private static PipeWriter Output(HttpContext context) =>
        context.Features.GetRequiredFeature<IConnectionTransportFeature>().Transport.Output;

    // What was written is still sent, which it may not be when the connection is aborted. Kestrel finds the pipe closed and gives up.
    private static async Task EndConnectionAsync(HttpContext context, CancellationToken ended)
    {
        await Output(context).CompleteAsync();
        await Task.Delay(Timeout.Infinite, ended);
    }
}
