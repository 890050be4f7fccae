using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Security;
using LlamaCloud.PowerShell.Binding;

namespace LlamaCloud.PowerShell.Connection;

/// <summary>
/// Where SecretManagement keeps secrets for the user: a key is read and saved by its commands alone, and written nowhere else. Beside the
/// key the vault keeps the address of the service, since a key works in its own region only.
/// </summary>
/// <param name="cmdlet">Runs the commands in its session.</param>
/// <param name="given">The vault's name; null for the default one.</param>
/// <param name="connection">The name of the connection; null for the default one.</param>
/// <param name="mayAsk">Whether a vault that is locked may ask for its password: somebody is there, or has named the vault.</param>
internal sealed class SecretVault(PSCmdlet cmdlet, string? given, string? connection, bool mayAsk)
{
    private const string Module = "Microsoft.PowerShell.SecretManagement";
    private const string AddressEntry = "BaseUri";

    private string? _name;
    private bool? _isThere;

    /// <summary>The secret that holds the key of the connection.</summary>
    public string Secret { get; } = connection is null ? "LlamaCloud" : $"LlamaCloud-{connection}";

    /// <summary>Where the key is, as it is shown.</summary>
    public string Source =>
        $"the secret {Secret} of {((_name ?? given) is { } name ? $"the vault {ShownText.Of(name)}" : "the default vault")}";

    /// <summary>Whether there is SecretManagement on this machine, and the vault.</summary>
    public bool IsThere => _isThere ??= Find("Get-Secret") is not null && FindVault();

    /// <summary>Reads the key.</summary>
    /// <returns>The key; null when the vault has no such secret.</returns>
    /// <exception cref="ConnectionSettingException">The vault could not be read, or the secret is no key.</exception>
    public SecureString? ReadKey()
    {
        (PSObject? secret, ErrorRecord? error) = Run("Get-Secret", Named(Secret));
        return secret is null && IsNothing(error) ? null
            : secret is not null && SecretText.Secure(secret) is { Length: > 0 } key ? key
            : throw Failure("VaultNotRead", ErrorCategory.ResourceUnavailable, $"The key could not be read from {Source}.", error);
    }

    /// <summary>The address that was saved with the key; null when there is none.</summary>
    /// <exception cref="ConnectionSettingException">It could not be read: the key must not go to another service.</exception>
    public Uri? ReadAddress()
    {
        if (Find("Get-SecretInfo") is null)
        {
            return null;
        }

        (PSObject? info, ErrorRecord? error) = Run("Get-SecretInfo", Named(WildcardPattern.Escape(Secret)));
        if (info is null && !IsNothing(error))
        {
            string what = $"Which service the key is for could not be read from {Source}. Give -Region.";
            throw Failure("VaultNotRead", ErrorCategory.ResourceUnavailable, what, error);
        }

        return Given.Unwrap(info?.Properties["Metadata"]?.Value) is IDictionary entries
            && Uri.TryCreate(entries[AddressEntry]?.ToString(), UriKind.Absolute, out Uri? address)
                ? address
                : null;
    }

    /// <summary>Saves the key and the address, in place of what was there.</summary>
    /// <returns>Whether the address was saved too: not every vault can.</returns>
    /// <exception cref="ConnectionSettingException">There is no vault, or it does not take the key.</exception>
    public bool Save(SecureString key, Uri address)
    {
        Demand();
        Dictionary<string, object> secret = Named(Secret);
        secret["Secret"] = key;
        if (Run("Set-Secret", secret).Error is { } error)
        {
            throw Failure("VaultNotWritten", ErrorCategory.ResourceUnavailable, $"The key could not be saved as {Source}.", error);
        }

        Dictionary<string, object> both = Named(Secret);
        both["Metadata"] = new Hashtable { [AddressEntry] = address.AbsoluteUri };
        return Find("Set-SecretInfo") is not null && Run("Set-SecretInfo", both).Error is null;
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

        if (!IsThere)
        {
            throw Failure(
                "VaultMissing",
                ErrorCategory.NotInstalled,
                (given is null ? "There is no default vault" : $"There is no vault '{ShownText.Of(given)}'")
                    + ". Register one: Register-SecretVault -Name Store -ModuleName Microsoft.PowerShell.SecretStore -DefaultVault.");
        }
    }

    // A function of the user's own may stand in for it; a command of the same name in another module is something else.
    private CommandInfo? Find(string name) =>
        cmdlet.InvokeCommand.GetCommand(name, CommandTypes.Cmdlet | CommandTypes.Function) is { } found
        && found.ModuleName is null or "" or Module
            ? found
            : null;

    // By its name, since without one all vaults would be searched, and one that is locked or broken be in the way of the others.
    private bool FindVault()
    {
        if (Find("Get-SecretVault") is not { } command)
        {
            return true;
        }

        PSObject[] all = [.. Run(command, given is null ? [] : new() { ["Name"] = WildcardPattern.Escape(given) }).Output];
        PSObject? found = given is not null || all.Length == 1 ? all.FirstOrDefault()
            : all.FirstOrDefault(vault => LanguagePrimitives.IsTrue(vault.Properties["IsDefault"]?.Value));
        _name = found?.Properties["Name"]?.Value?.ToString() ?? given;
        return found is not null;
    }

    private static Dictionary<string, object> Named(string name) => new() { ["Name"] = name };

    private static bool IsNothing(ErrorRecord? error) => error is null || error.CategoryInfo.Category == ErrorCategory.ObjectNotFound;

    private (PSObject? Output, ErrorRecord? Error) Run(string name, Dictionary<string, object> parameters)
    {
        _ = IsThere;
        if (_name is not null)
        {
            parameters["Vault"] = _name;
        }

        CommandInfo command = Find(name) ?? throw Failure("VaultMissing", ErrorCategory.NotInstalled, $"There is no command {name}.");
        (List<PSObject> output, ErrorRecord? error) = Run(command, parameters);
        return (output.FirstOrDefault(), error);
    }

    private (List<PSObject> Output, ErrorRecord? Error) Run(CommandInfo command, Dictionary<string, object> parameters)
    {
        // Where nobody is there a vault must not ask: a session without a console refuses to. A function of the user's own is in this one.
        bool isAlone = !mayAsk && command.ModuleName == Module;
        using Runspace? alone = isAlone ? RunspaceFactory.CreateRunspace(InitialSessionState.CreateDefault2()) : null;
        alone?.Open();
        using System.Management.Automation.PowerShell shell = isAlone
            ? System.Management.Automation.PowerShell.Create()
            : System.Management.Automation.PowerShell.Create(RunspaceMode.CurrentRunspace);
        if (alone is not null)
        {
            shell.Runspace = alone;
            shell.AddCommand(command.Name);
        }
        else
        {
            shell.AddCommand(command);
        }

        shell.AddParameters(parameters);
        // Not SilentlyContinue, under which a throw of a function ends nothing and is not heard.
        Add(shell, command, "ErrorAction", ActionPreference.Stop);
        Add(shell, command, "Confirm", false);
        List<PSObject> output = [];
        try
        {
            shell.Invoke(null, output);
            return (output, shell.Streams.Error.FirstOrDefault());
        }
        catch (RuntimeException failure) when (failure is not PipelineStoppedException)
        {
            return (output, failure.ErrorRecord);
        }
    }

    private static void Add(System.Management.Automation.PowerShell shell, CommandInfo command, string parameter, object value)
    {
        if (command.Parameters.ContainsKey(parameter))
        {
            shell.AddParameter(parameter, value);
        }
    }

    private ConnectionSettingException Failure(
        string id, ErrorCategory category, string message, ErrorRecord? error = null) => new(
        id,
        category,
        error is null ? message : $"{message} The vault says: {ShownText.Of(error.ToString())}",
        Secret);
}
