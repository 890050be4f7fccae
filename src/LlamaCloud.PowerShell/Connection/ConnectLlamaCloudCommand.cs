using System;
using System.Collections;
using System.Management.Automation;
using System.Security;
using LlamaCloud.PowerShell.Binding;
using LlamaCloud.PowerShell.Pipeline;

namespace LlamaCloud.PowerShell.Connection;

/// <summary>
/// <c>Connect-LlamaCloud</c>: makes the connection that the commands of this runspace use, or one with a name, and asks the
/// service whether it takes the key.
/// </summary>
[Cmdlet(VerbsCommunications.Connect, "LlamaCloud", HelpUri = "https://developers.llamaindex.ai/reference")]
[OutputType(typeof(LlamaCloudConnection))]
public sealed partial class ConnectLlamaCloudCommand : RequestCmdlet
{
    private SecureString? _apiKey;
    private bool _hasRecord;

    /// <summary>
    /// The API key: a SecureString, as Get-Secret gives it, a text, as Get-AutomationVariable does, or a PSCredential, whose
    /// password it is. Without it: the key in the environment, else the one that <see cref="Save"/> put into a vault, else, at a prompt,
    /// the one that is typed when asked for. Never type a key on the command line: it stays in the history.
    /// </summary>
    [Parameter(Position = 0, ValueFromPipeline = true)]
    [ApiKeyTransformation]
    public SecureString? ApiKey { get; set; }

    /// <summary>The region that the key belongs to. Without it: the address in the environment, else <c>NA</c>.</summary>
    [Parameter]
    [ValidateSet(Regions.NorthAmerica, Regions.Europe)]
    public string? Region { get; set; }

    /// <summary>The address of the service, where it is none of the regions; with or without https before it.</summary>
    [Parameter]
    [ValidateNotNull]
    [AddressTransformation]
    public Uri? BaseUri { get; set; }

    /// <summary>The project of commands that are given none, a UUID.</summary>
    [Parameter]
    [Alias("project_id")]
    [ArgumentCompleter(typeof(ProjectIdCompleter))]
    public string? ProjectId { get; set; }

    /// <summary>The organization of commands that are given none, a UUID.</summary>
    [Parameter]
    [Alias("organization_id")]
    [ArgumentCompleter(typeof(OrganizationIdCompleter))]
    public string? OrganizationId { get; set; }

    /// <summary>How long one attempt at a request may take, in seconds. Default: 60.</summary>
    [Parameter]
    [Alias("Timeout")]
    [SecondsTransformation]
    [ValidateRange(0.001, 86400.0)]
    public double TimeoutSec { get; set; }

    /// <summary>How often a request is sent again after a failure that may pass. Default: 2.</summary>
    [Parameter]
    [ValidateRange(0, 100)]
    public int MaximumRetryCount { get; set; }

    /// <summary>
    /// How many requests are sent in a minute at most, such as 20 for the free tier. Default: as many as the service takes.
    /// </summary>
    [Parameter]
    [ValidateRange(1, 10000)]
    public int RequestsPerMinute { get; set; }

    /// <summary>The proxy. Without it: the system's.</summary>
    [Parameter]
    [ValidateNotNull]
    [AddressTransformation]
    public Uri? Proxy { get; set; }

    /// <summary>What the proxy asks for.</summary>
    [Parameter]
    public PSCredential? ProxyCredential { get; set; }

    /// <summary>Identifies the user who runs the process to the proxy.</summary>
    [Parameter]
    public SwitchParameter ProxyUseDefaultCredentials { get; set; }

    /// <summary>
    /// Headers that go with every request, for gateways that want one: texts, or SecureStrings as Get-Secret gives them. They are never
    /// shown.
    /// </summary>
    [Parameter]
    [Alias("Headers")]
    [ValidateNotNull]
    public IDictionary? Header { get; set; }

    /// <summary>A name for <c>-Connection</c>. A connection with a name is used by commands that are given it, and no others.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(TextCompleter))]
    [ValidateNotNullOrEmpty]
    public string? Name { get; set; }

    /// <summary>
    /// Saves the key, once the service has taken it, with SecretManagement: as the secret <c>LlamaCloud</c>, or <c>LlamaCloud-Name</c> for
    /// a connection with a name. A later <c>Connect-LlamaCloud</c> finds it there. Nothing is written anywhere else.
    /// </summary>
    [Parameter]
    public SwitchParameter Save { get; set; }

    /// <summary>
    /// The name of the vault to save the key in, or, without <see cref="Save"/>, to read it from, whatever the environment holds. Default:
    /// SecretManagement's default vault.
    /// </summary>
    [Parameter]
    [ArgumentCompleter(typeof(VaultCompleter))]
    [ValidateNotBlank]
    public string? Vault { get; set; }

    /// <summary>Emits the connection.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <summary>Does not ask the service whether it takes the key.</summary>
    [Parameter]
    public SwitchParameter SkipCheck { get; set; }

    private protected override ErrorSubject Subject => ErrorSubject.Connection;

    /// <summary>Takes the key, which may come from the pipeline.</summary>
    protected override void ProcessRecord()
    {
        if (_hasRecord)
        {
            Refuse(
                "ApiKeyInvalid",
                ErrorCategory.AuthenticationError,
                "More than one API key came through the pipeline, and a connection has one. Give one.");
        }

        _hasRecord = true;
        _apiKey = IsGiven(nameof(ApiKey)) ? ApiKey : null;
    }

    /// <summary>Makes the connection.</summary>
    protected override void EndProcessing()
    {
        if (Name is not null && (string.IsNullOrWhiteSpace(Name) || WildcardPattern.ContainsWildcardCharacters(Name)))
        {
            Refuse(
                "LlamaCloudConnectionNameInvalid",
                ErrorCategory.InvalidArgument,
                "The name of a connection cannot be blank or hold wildcards. Give another with -Name.",
                Name);
        }

        SecretVault vault = new(this, Vault, Name, mayAsk: Vault is not null || Save || Interaction.IsAtPrompt(this));
        if (Save)
        {
            Try(() => vault.Demand());
        }

        LlamaCloudConnection connection = Try(() => Make(vault));
        if (!SkipCheck)
        {
            Check(connection);
        }

        if (Save)
        {
            SaveKey(vault, connection);
        }

        Sessions.Current.Add(connection);
        Greet(connection);
        if (PassThru)
        {
            WriteObject(connection);
        }
    }
}
