using System;
using System.Collections.Generic;
using System.Collections.ObjectModel;
using System.Globalization;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Management.Automation.Runspaces;
using System.Net;
using System.Security;

namespace LlamaCloud.PowerShell.Tests.Connection;

/// <summary>A host at whose prompt somebody sits, who answers each question with the same key.</summary>
/// <param name="key">What is typed; null where the session is not interactive, as with <c>-NonInteractive</c>.</param>
internal sealed class PromptingHost(string? key) : PSHost, IHostSupportsInteractiveSession
{
    private readonly UserInterface _ui = new(key);

    public IReadOnlyList<string> Questions => _ui.Questions;

    public string Text => string.Concat(_ui.Written);

    public override CultureInfo CurrentCulture => CultureInfo.InvariantCulture;

    public override CultureInfo CurrentUICulture => CultureInfo.InvariantCulture;

    public override Guid InstanceId { get; } = Guid.NewGuid();

    public override string Name => "Prompting";

    public override PSHostUserInterface UI => _ui;

    public override Version Version { get; } = new(1, 0);

    public bool IsRunspacePushed => false;

    public Runspace Runspace { get; set; } = null!;

    public void PopRunspace() => throw new NotSupportedException();

    public void PushRunspace(Runspace runspace) => throw new NotSupportedException();

    public override void EnterNestedPrompt() => throw new NotSupportedException();

    public override void ExitNestedPrompt() => throw new NotSupportedException();

    public override void NotifyBeginApplication()
    {
    }

    public override void NotifyEndApplication()
    {
    }

    public override void SetShouldExit(int exitCode)
    {
    }

    private sealed class UserInterface(string? key) : PSHostUserInterface
    {
        public List<string> Questions { get; } = [];

        public List<string> Written { get; } = [];

        public override PSHostRawUserInterface RawUI => null!;

        public override Dictionary<string, PSObject> Prompt(string caption, string message, Collection<FieldDescription> descriptions)
        {
            if (key is null)
            {
                throw new PSInvalidOperationException("PowerShell is in NonInteractive mode.");
            }

            Questions.Add(message);
            FieldDescription field = descriptions.Single();
            object typed = field.ParameterTypeFullName == typeof(SecureString).FullName
                ? new NetworkCredential(string.Empty, key).SecurePassword
                : key;
            return new Dictionary<string, PSObject> { [field.Name] = PSObject.AsPSObject(typed) };
        }

        public override int PromptForChoice(
            string caption, string message, Collection<ChoiceDescription> choices, int defaultChoice) => throw new NotSupportedException();

        public override PSCredential PromptForCredential(string caption, string message, string userName, string targetName) =>
            throw new NotSupportedException();

        public override PSCredential PromptForCredential(
            string caption,
            string message,
            string userName,
            string targetName,
            PSCredentialTypes allowedCredentialTypes,
            PSCredentialUIOptions options) => throw new NotSupportedException();

        public override string ReadLine() => throw new NotSupportedException();

        public override SecureString ReadLineAsSecureString() => throw new NotSupportedException();

        public override void Write(ConsoleColor foregroundColor, ConsoleColor backgroundColor, string value) => Written.Add(value);

        public override void Write(string value) => Written.Add(value);

        public override void WriteLine(string value) => Written.Add(value + "\n");

        public override void WriteErrorLine(string value) => Written.Add(value + "\n");

        public override void WriteDebugLine(string message) => Written.Add(message + "\n");

        public override void WriteVerboseLine(string message) => Written.Add(message + "\n");

        public override void WriteWarningLine(string message) => Written.Add(message + "\n");

        public override void WriteProgress(long sourceId, ProgressRecord record)
        {
        }
    }
}
