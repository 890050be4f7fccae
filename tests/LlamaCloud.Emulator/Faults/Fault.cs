using System;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;

namespace LlamaCloud.Emulator.Faults;

/// <summary>Something that goes wrong with one request.</summary>
public sealed class Fault
{
    private readonly Func<HttpContext, CancellationToken, Task<bool>> _apply;

    private Fault(Func<HttpContext, CancellationToken, Task<bool>> apply) => _apply = apply;

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

    /// <summary>No answer, for as long as the client waits for one.</summary>
    public static Fault Silence() => Hold(new TaskCompletionSource().Task);

    /// <summary>An error of the service.</summary>
    public static Fault Status(int status, string detail) => new(async (context, _) =>
    {
        await ErrorAnswer.Of(status, detail).ExecuteAsync(context);
        return true;
    });

    /// <summary>These bytes.</summary>
    public static Fault Answer(int status, string contentType, byte[] body) => new(async (context, ended) =>
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = contentType;
        context.Response.ContentLength = body.Length;
        await context.Response.Body.WriteAsync(body, ended);
        return true;
    });

    /// <summary>This text, in UTF-8.</summary>
    public static Fault Answer(int status, string contentType, string body) => Answer(status, contentType, Encoding.UTF8.GetBytes(body));

    /// <summary>The connection cut before any byte of an answer.</summary>
    public static Fault Cut() => new((context, _) =>
    {
        context.Abort();
        return Task.FromResult(true);
    });

    /// <summary>The head of an answer and the beginning of a body; then silence, or the connection cut.</summary>
    public static Fault BreakInBody(string beginning, bool cut) => new(async (context, ended) =>
    {
        context.Response.ContentType = "application/json";
        context.Response.ContentLength = beginning.Length + 100;
        await context.Response.WriteAsync(beginning, ended);
        await context.Response.Body.FlushAsync(ended);
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
}
