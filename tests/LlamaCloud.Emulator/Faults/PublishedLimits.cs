using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;

namespace LlamaCloud.Emulator.Faults;

/// <summary>
/// The limits that the service publishes, where a test wants them: 50 uploads in 5 seconds for a project, 40 classify jobs made in a
/// second. What is too much has the answer 429, and is not counted.
/// </summary>
/// <param name="clock">What tells the time.</param>
public sealed class PublishedLimits(TimeProvider clock)
{
    private readonly object _lock = new();
    private readonly Dictionary<string, Queue<DateTimeOffset>> _taken = [];
    private bool _isKept;
    private bool _saysWhen;
    private int _refused;

    /// <summary>How many requests were refused since the limits are kept.</summary>
    public int Refused
    {
        get
        {
            lock (_lock)
            {
                return _refused;
            }
        }
    }

    /// <summary>Keeps them from now on.</summary>
    /// <param name="saysWhen">Whether an answer says in a <c>Retry-After</c>, in whole seconds, when there is room again.</param>
    public void Keep(bool saysWhen)
    {
        lock (_lock)
        {
            (_isKept, _saysWhen, _refused) = (true, saysWhen, 0);
            _taken.Clear();
        }
    }

    /// <summary>Keeps them no more.</summary>
    public void Lift()
    {
        lock (_lock)
        {
            _isKept = false;
        }
    }

    internal async Task ApplyAsync(HttpContext context, RequestDelegate next)
    {
        if (RoomIn(context.Request) is not TimeSpan room)
        {
            await next(context);
            return;
        }

        if (_saysWhen)
        {
            context.Response.Headers.RetryAfter = Math.Ceiling(room.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        }

        await ErrorAnswer.Of(429, "Rate limit exceeded").ExecuteAsync(context);
    }

    // How long it is until there is room; null when there is.
    private TimeSpan? RoomIn(HttpRequest request)
    {
        if (LimitOf(request) is not (string what, int most, TimeSpan span))
        {
            return null;
        }

        lock (_lock)
        {
            if (!_isKept)
            {
                return null;
            }

            DateTimeOffset now = clock.GetUtcNow();
            if (!_taken.TryGetValue(what, out Queue<DateTimeOffset>? taken))
            {
                _taken[what] = taken = new();
            }

            while (taken.Count > 0 && taken.Peek() + span <= now)
            {
                taken.Dequeue();
            }

            if (taken.Count >= most)
            {
                _refused++;
                return taken.First() + span - now;
            }

            taken.Enqueue(now);
            return null;
        }
    }

    private static (string What, int Most, TimeSpan Span)? LimitOf(HttpRequest request) => (request.Method, request.Path.Value) switch
    {
        ("POST", "/api/v1/beta/files") => ("uploads " + request.Query["project_id"], 50, TimeSpan.FromSeconds(5)),
        ("POST", "/api/v2/classify") => ("classify jobs", 40, TimeSpan.FromSeconds(1)),
        _ => null,
    };
}
