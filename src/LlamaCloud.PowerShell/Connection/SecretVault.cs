using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Security;
using LlamaCloud.PowerShell.Binding;

namespace LlamaCloud.PowerShell.Connection;

/// <summary>
/// Where SecretManagement keeps secrets for the user: a key is read and saved by its commands alone, and written nowhere else. Beside the
/// key the vault keeps the address of the service, since a key works in its own region only.
/// </summary>
/// <param name="cmdlet">Runs the commands in its session.</param>
/// <param name="vault">The vault's name; null for the default one.</param>
/// <param name="connection">The name of the connection; null for the default one.</param>
internal sealed class SecretVault(PSCmdlet cmdlet, string? vault, string? connection)
{
    private const string Module = "Microsoft.PowerShell.SecretManagement";
    private const string AddressEntry = "BaseUri";

    /// <summary>The secret that holds the key of the connection.</summary>
    public string Secret { get; } = connection is null ? "LlamaCloud" : $"LlamaCloud-{connection}";

    /// <summary>Where the key is, as it is shown.</summary>
    public string Source => $"the secret {Secret} of {(vault is null ? "the default vault" : $"the vault {vault}")}";

    /// <summary>Whether there is SecretManagement on this machine, with the vault or any.</summary>
    public bool IsThere => Find("Get-Secret") is not null && HasVault();

    /// <summary>Reads the key.</summary>
    /// <returns>The key; null when the vault has no such secret.</returns>
    /// <exception cref="ConnectionSettingException">The vault could not be read, or the secret is no key.</exception>
    public SecureString? ReadKey()
    {
        (PSObject? secret, ErrorRecord? error) = Run("Get-Secret", []);
        if (secret is null && (error is null || error.CategoryInfo.Category == ErrorCategory.ObjectNotFound))
        {
            return null;
        }

        return secret is not null && SecretText.Secure(secret) is { Length: > 0 } key
            ? key
            : throw Failure("VaultNotRead", ErrorCategory.ResourceUnavailable, $"The key could not be read from {Source}.", error);
    }

    /// <summary>The address that was saved with the key; null when there is none.</summary>
    public Uri? ReadAddress() =>
        Find("Get-SecretInfo") is not null
        && Given.Unwrap(Run("Get-SecretInfo", []).Output?.Properties["Metadata"]?.Value) is IDictionary entries
        && Uri.TryCreate(entries[AddressEntry]?.ToString(), UriKind.Absolute, out Uri? address)
            ? address
            : null;

    /// <summary>Saves the key and the address, in place of what was there.</summary>
    /// <returns>Whether the address was saved too: not every vault can.</returns>
    /// <exception cref="ConnectionSettingException">There is no vault, or it does not take the key.</exception>
    public bool Save(SecureString key, Uri address)
    {
        Demand();
        Dictionary<string, object> secret = new() { ["Secret"] = key };
        Dictionary<string, object> both = new(secret) { ["Metadata"] = new Hashtable { [AddressEntry] = address.AbsoluteUri } };
        if (Run("Set-Secret", both).Error is null)
        {
            return true;
        }

        return Run("Set-Secret", secret).Error is not { } error
            ? false
            : throw Failure("VaultNotWritten", ErrorCategory.ResourceUnavailable, $"The key could not be saved as {Source}.", error);
    }

    /// <summary>Ends the command where there is no SecretManagement or no vault.</summary>
    /// <exception cref="ConnectionSettingException">So it is; the message says what to install or register.</exception>
    public void Demand()
    {
        if (Find("Get-Secret") is null || Find("Set-Secret") is null)
        {
            throw Failure(
                "VaultMissing",
                ErrorCategory.NotInstalled,
                $"Keys are kept by {Module}, which is not installed. Install it and a vault: "
                    + $"Install-PSResource {Module}, Microsoft.PowerShell.SecretStore.");
        }

        if (!HasVault())
        {
            throw Failure(
                "VaultMissing",
                ErrorCategory.NotInstalled,
                (vault is null ? "No vault is registered" : $"There is no vault '{ShownText.Of(vault)}'")
                    + ". Register one: Register-SecretVault -Name Store -ModuleName Microsoft.PowerShell.SecretStore -DefaultVault.");
        }
    }

    // A function of the user's own may stand in for it; a command of the same name in another module is something else.
    private CommandInfo? Find(string name) =>
        cmdlet.InvokeCommand.GetCommand(name, CommandTypes.Cmdlet | CommandTypes.Function) is { } found
        && found.ModuleName is null or "" or Module
            ? found
            : null;

    private bool HasVault()
    {
        if (Find("Get-SecretVault") is not { } command)
        {
            return true;
        }

        Dictionary<string, object> parameters = vault is null ? [] : new() { ["Name"] = WildcardPattern.Escape(vault) };
        return Run(command, parameters).Output is not null;
    }

    private (PSObject? Output, ErrorRecord? Error) Run(string name, Dictionary<string, object> parameters)
    {
        Dictionary<string, object> all = new(parameters) { ["Name"] = Secret };
        if (vault is not null)
        {
            all["Vault"] = vault;
        }

        return Run(Find(name) ?? throw Failure("VaultMissing", ErrorCategory.NotInstalled, $"There is no command {name}."), all);
    }

    private static (PSObject? Output, ErrorRecord? Error) Run(CommandInfo command, Dictionary<string, object> parameters)
    {
        using System.Management.Automation.PowerShell shell = System.Management.Automation.PowerShell.Create(RunspaceMode.CurrentRunspace);
        shell.AddCommand(command).AddParameters(parameters);
        // Not SilentlyContinue, under which a throw of a function ends nothing and is not heard.
        if (command.Parameters.ContainsKey("ErrorAction"))
        {
            shell.AddParameter("ErrorAction", ActionPreference.Stop);
        }

        try
        {
            PSObject? output = shell.Invoke().FirstOrDefault();
            return (output, shell.Streams.Error.FirstOrDefault());
        }
        catch (RuntimeException failure) when (failure is not PipelineStoppedException)
        {
            return (null, failure.ErrorRecord);
        }
    }

    private ConnectionSettingException Failure(
        string id, ErrorCategory category, string message, ErrorRecord? error = null) => new(
        id,
        category,
        error is null ? message : $"{message} The vault says: {ShownText.Of(error.ToString())}",
        Secret);
}
