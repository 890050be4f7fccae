using System;
using System.Globalization;
using System.Management.Automation.Host;

namespace LlamaCloud.Demo.Engine;

/// <summary>A PowerShell host with a console that exists only as text.</summary>
internal sealed class BufferingHost(int width) : PSHost
{
    private readonly BufferingUserInterface _ui = new(width);

    public override CultureInfo CurrentCulture => CultureInfo.InvariantCulture;

    public override CultureInfo CurrentUICulture => CultureInfo.InvariantCulture;

    public override Guid InstanceId { get; } = Guid.NewGuid();

    public override string Name => "LlamaCloud.Demo";

    public override PSHostUserInterface UI => _ui;

    public override Version Version { get; } = typeof(BufferingHost).Assembly.GetName().Version!;

    public string Text => _ui.Text;

    public int Prompts => _ui.Prompts;

    public void Clear() => _ui.Clear();

    public override void EnterNestedPrompt() => throw new InvalidOperationException("Nobody is there for a nested prompt.");

    public override void ExitNestedPrompt()
    {
    }

    public override void NotifyBeginApplication()
    {
    }

    public override void NotifyEndApplication()
    {
    }

    public override void SetShouldExit(int exitCode)
    {
    }
}
