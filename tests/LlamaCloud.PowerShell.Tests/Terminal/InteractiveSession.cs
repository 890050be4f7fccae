using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using LlamaCloud.Demo.Engine;

namespace LlamaCloud.PowerShell.Tests.Terminal;

/// <summary>Somebody at a prompt of PowerShell: what they type, and what they see.</summary>
internal sealed class InteractiveSession : IAsyncDisposable
{
    /// <summary>Ctrl+C.</summary>
    public const string CtrlC = "\x03";

    /// <summary>What a prompt is here.</summary>
    public const string Prompt = "PS> ";

    private const int Columns = 80;
    private const int Rows = 40;

    // Far more than anything here takes: a machine may be busy.
    private static readonly TimeSpan s_longest = TimeSpan.FromMinutes(1);

    private readonly Lock _gate = new();
    private readonly SemaphoreSlim _changed = new(0);
    private readonly PseudoTerminal _terminal;
    private readonly Screen _screen;
    private readonly Task _reading;

    private InteractiveSession(PseudoTerminal terminal)
    {
        _terminal = terminal;
        _screen = new Screen(Columns, Rows, Type);
        _reading = Task.Factory.StartNew(Read, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    /// <summary>Starts one in a terminal of 80 columns, with the module imported, and waits for its prompt.</summary>
    /// <param name="folder">Where it may write what a console keeps of its user.</param>
    /// <param name="address">The service.</param>
    /// <param name="key">The key for it.</param>
    public static async Task<InteractiveSession> StartAsync(string folder, Uri address, string key)
    {
        Dictionary<string, string?> environment = ModuleVariables.All.ToDictionary(name => name, _ => (string?)null);
        environment["LLAMA_CLOUD_API_KEY"] = key;
        environment["LLAMA_CLOUD_BASE_URL"] = address.AbsoluteUri;
        environment["TERM"] = "xterm-256color";
        environment["NO_COLOR"] = null;
        environment["LANG"] = "C.UTF-8";
        environment["XDG_DATA_HOME"] = environment["XDG_CACHE_HOME"] = environment["XDG_CONFIG_HOME"] = folder;
        string setup =
            $"function prompt {{ '{Prompt}' }}; Import-Module '{Places.Manifest}'; Set-PSReadLineOption -PredictionSource None "
                + "-HistorySaveStyle SaveNothing";
        InteractiveSession session = new(
            PseudoTerminal.Start(Columns, Rows, [Places.Pwsh, "-NoLogo", "-NoProfile", "-NoExit", "-Command", setup], environment));
        try
        {
            await session.WaitForPromptAsync();
            return session;
        }
        catch
        {
            await session.DisposeAsync();
            throw;
        }
    }

    /// <summary>Types a text.</summary>
    public void Type(string text)
    {
        _terminal.Stream.Write(Encoding.UTF8.GetBytes(text));
        _terminal.Stream.Flush();
    }

    /// <summary>Waits until nothing but a prompt is before the cursor.</summary>
    public Task WaitForPromptAsync() => WaitForAsync(screen => screen.BeforeCursor == Prompt);

    /// <summary>Waits until the terminal shows something.</summary>
    /// <exception cref="TimeoutException">It took a minute; the message is what it shows.</exception>
    public async Task WaitForAsync(Func<Screen, bool> isShown)
    {
        using CancellationTokenSource end = new(s_longest);
        while (!See(isShown))
        {
            try
            {
                await _changed.WaitAsync(end.Token);
            }
            catch (OperationCanceledException)
            {
                throw new TimeoutException(See(screen => string.Join('\n', screen.Lines)));
            }
        }
    }

    /// <summary>Looks at the terminal.</summary>
    public T See<T>(Func<Screen, T> look)
    {
        lock (_gate)
        {
            return look(_screen);
        }
    }

    public async ValueTask DisposeAsync()
    {
        _terminal.End();
        await _reading;
        _terminal.Dispose();
        _changed.Dispose();
    }

    private void Read()
    {
        byte[] bytes = new byte[4096];
        char[] characters = new char[4096];
        Decoder decoder = Encoding.UTF8.GetDecoder();
        try
        {
            while (_terminal.Stream.Read(bytes) is int count and > 0)
            {
                string text = new(characters, 0, decoder.GetChars(bytes, 0, count, characters, 0));
                lock (_gate)
                {
                    _screen.Write(text);
                }

                _changed.Release();
            }
        }
        catch (IOException)
        {
            // So a terminal says that its program has ended.
        }
    }
}
