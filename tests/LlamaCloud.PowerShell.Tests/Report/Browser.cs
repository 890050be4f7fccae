using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Net.Http;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;
using System.Threading;
using System.Threading.Tasks;
using LlamaCloud.Demo.Engine;

namespace LlamaCloud.PowerShell.Tests.Report;

/// <summary>A page in a headless Chromium, driven by its DevTools protocol.</summary>
internal sealed class Browser : IAsyncDisposable
{
    private static readonly string[] s_names = ["chromium", "chromium-browser", "google-chrome", "chrome", "msedge"];
    private static readonly TimeSpan s_longest = TimeSpan.FromMinutes(1);

    private readonly TemporaryFolder _profile;
    private readonly ClientWebSocket _socket = new();
    private readonly CancellationTokenSource _end = new();
    private readonly ConcurrentDictionary<int, TaskCompletionSource<JsonNode>> _waiting = [];
    private readonly ConcurrentQueue<JsonNode> _events = [];
    private readonly SemaphoreSlim _loaded = new(0);
    private readonly Process _process;
    private Task _receiving = Task.CompletedTask;
    private int _last;

    private Browser(Process process, TemporaryFolder profile)
    {
        _process = process;
        _profile = profile;
    }

    /// <summary>Where one is; null where there is none on the PATH.</summary>
    public static string? Program { get; } = s_names.Select(ConsolePrograms.Find).FirstOrDefault(found => found is not null);

    /// <summary>The addresses that the page has asked for, its own among them.</summary>
    public string[] Requests => [.. EventsOf("Network.requestWillBeSent").Select(one => (string)one["request"]!["url"]!)];

    /// <summary>What the page has thrown, and the windows that it has opened.</summary>
    public string[] Surprises =>
    [
        .. ((string[])["Runtime.exceptionThrown", "Page.javascriptDialogOpening", "Page.windowOpen"])
            .SelectMany(EventsOf).Select(one => one.ToJsonString()),
    ];

    /// <summary>What the browser says of the page: a policy that was broken, for one.</summary>
    public string[] Log => [.. EventsOf("Log.entryAdded").Select(one => (string)one["entry"]!["text"]!)];

    /// <summary>Starts one with an empty page.</summary>
    public static async Task<Browser> StartAsync()
    {
        TemporaryFolder profile = new();
        // Nothing in the test's pages is trusted more than in a sandbox, which a container has not for its root.
        ProcessStartInfo start = new(
            Program!,
            [
                "--headless=new", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-component-update", "--disable-background-networking",
                "--remote-debugging-port=0", $"--user-data-dir={profile.Path}", "about:blank",
            ])
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        };
        Browser browser = new(Process.Start(start)!, profile);
        try
        {
            await browser.ConnectAsync().WaitAsync(s_longest);
            return browser;
        }
        catch
        {
            await browser.DisposeAsync();
            throw;
        }
    }

    /// <summary>Opens a page, and waits until it is there.</summary>
    public async Task OpenAsync(string path)
    {
        await SendAsync("Page.navigate", new JsonObject { ["url"] = new Uri(path).AbsoluteUri });
        if (!await _loaded.WaitAsync(s_longest))
        {
            throw new TimeoutException($"'{path}' was not loaded.");
        }
    }

    /// <summary>What an expression of JavaScript is, in the page; a promise is waited for.</summary>
    public async Task<JsonNode?> EvaluateAsync(string expression)
    {
        JsonNode answer = await SendAsync(
            "Runtime.evaluate", new JsonObject { ["expression"] = expression, ["awaitPromise"] = true, ["returnByValue"] = true });
        return answer["exceptionDetails"] is JsonNode problem
            ? throw new InvalidOperationException(problem.ToJsonString())
            : answer["result"]!["value"];
    }

    /// <summary>The same, as a text.</summary>
    public async Task<string> ReadAsync(string expression) => (await EvaluateAsync($"String({expression})"))!.GetValue<string>();

    /// <summary>Presses Enter, as a hand does.</summary>
    public async Task PressEnterAsync()
    {
        foreach ((string type, string text) in ((string, string)[])[("keyDown", "\r"), ("keyUp", string.Empty)])
        {
            await SendAsync("Input.dispatchKeyEvent", new JsonObject
            {
                ["type"] = type, ["key"] = "Enter", ["code"] = "Enter", ["windowsVirtualKeyCode"] = 13, ["text"] = text,
            });
        }
    }

    /// <summary>Writes where the focus is, as a hand does.</summary>
    public Task TypeAsync(string text) => SendAsync("Input.insertText", new JsonObject { ["text"] = text });

    /// <summary>Gives the window a width, and tells the page what its reader prefers and what it is shown on.</summary>
    public async Task LookAsync(int width, string scheme, string media = "screen")
    {
        await SendAsync(
            "Emulation.setDeviceMetricsOverride",
            new JsonObject { ["width"] = width, ["height"] = 900, ["deviceScaleFactor"] = 1, ["mobile"] = false });
        await SendAsync("Emulation.setEmulatedMedia", new JsonObject
        {
            ["media"] = media, ["features"] = new JsonArray(new JsonObject { ["name"] = "prefers-color-scheme", ["value"] = scheme }),
        });
    }

    /// <summary>Sends a command, and waits for its answer.</summary>
    public async Task<JsonNode> SendAsync(string method, JsonObject? parameters = null)
    {
        int id = Interlocked.Increment(ref _last);
        TaskCompletionSource<JsonNode> answer = _waiting[id] = new(TaskCreationOptions.RunContinuationsAsynchronously);
        string message = new JsonObject { ["id"] = id, ["method"] = method, ["params"] = parameters ?? [] }.ToJsonString();
        await _socket.SendAsync(Encoding.UTF8.GetBytes(message), WebSocketMessageType.Text, endOfMessage: true, _end.Token);
        return await answer.Task.WaitAsync(s_longest);
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await Task.WhenAny(_receiving);
        _socket.Dispose();
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
        _end.Dispose();
        _loaded.Dispose();
        _profile.Dispose();
    }

    private IEnumerable<JsonNode> EventsOf(string method) => _events.Where(one => (string)one["method"]! == method).Select(one => one["params"]!);

    private async Task ConnectAsync()
    {
        const string Sign = "DevTools listening on ";
        string? line;
        do
        {
            line = await _process.StandardError.ReadLineAsync() ?? throw new InvalidOperationException("The browser ended.");
        }
        while (!line.StartsWith(Sign, StringComparison.Ordinal));

        // Whoever writes into a pipe that nobody reads stands still.
        _ = _process.StandardError.ReadToEndAsync();
        _ = _process.StandardOutput.ReadToEndAsync();
        using HttpClient http = new(new SocketsHttpHandler { UseProxy = false });
        string all = await http.GetStringAsync(new Uri($"http://{new Uri(line[Sign.Length..]).Authority}/json/list"));
        JsonNode page = JsonNode.Parse(all)!.AsArray().Single(one => (string)one!["type"]! == "page")!;
        await _socket.ConnectAsync(new Uri((string)page["webSocketDebuggerUrl"]!), _end.Token);
        _receiving = ReceiveAsync();
        foreach (string domain in (string[])["Page", "Network", "Runtime", "Log"])
        {
            await SendAsync(domain + ".enable");
        }
    }

    private async Task ReceiveAsync()
    {
        byte[] buffer = new byte[64 * 1024];
        while (!_end.IsCancellationRequested)
        {
            using MemoryStream message = new();
            WebSocketReceiveResult part;
            do
            {
                part = await _socket.ReceiveAsync(buffer, _end.Token);
                message.Write(buffer, 0, part.Count);
            }
            while (!part.EndOfMessage);

            JsonNode said = JsonNode.Parse(message.ToArray())!;
            if (said["id"] is JsonNode id && _waiting.TryRemove(id.GetValue<int>(), out TaskCompletionSource<JsonNode>? waiting))
            {
                Answer(waiting, said);
                continue;
            }

            _events.Enqueue(said);
            if ((string?)said["method"] == "Page.loadEventFired")
            {
                _loaded.Release();
            }
        }
    }

    private static void Answer(TaskCompletionSource<JsonNode> waiting, JsonNode said)
    {
        if (said["error"] is JsonNode error)
        {
            waiting.SetException(new InvalidOperationException(error.ToJsonString()));
        }
        else
        {
            waiting.SetResult(said["result"]!);
        }
    }
}
