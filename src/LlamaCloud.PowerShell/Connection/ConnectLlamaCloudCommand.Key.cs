using System;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Security;
using LlamaCloud.PowerShell.Binding;
using LlamaCloud.PowerShell.Pipeline;

namespace LlamaCloud.PowerShell.Connection;

/// <content>Where the key comes from and goes to, and what is said first.</content>
public sealed partial class ConnectLlamaCloudCommand
{
    private const string Asked = "the prompt";

    private SecureString? _key;

    // What is given, before what the environment holds, before what was saved, before what somebody types.
    private (SecureString? Key, string Source, Uri? Address) FindKey(SecretVault vault)
    {
        if (_apiKey is not null || MyInvocation.ExpectingInput)
        {
            // An empty variable given for the key, or a pipeline without one, must not become the key of the environment.
            return (_apiKey ?? new SecureString(), "-ApiKey", null);
        }

        bool isFromVault = Vault is not null && !Save;
        if (isFromVault)
        {
            vault.Demand();
        }

        if (!isFromVault && ConnectionEnvironment.KeyVariable is { } variable)
        {
            return (SecretText.Secure(ConnectionEnvironment.Read(variable)), variable, null);
        }

        // To save a key again that is there already would change nothing.
        if (!Save && vault.IsThere && vault.ReadKey() is { } saved)
        {
            return (saved, vault.Source, Region is null && BaseUri is null ? vault.ReadAddress() : null);
        }

        if (isFromVault)
        {
            throw new ConnectionSettingException(
                "ApiKeyMissing",
                ErrorCategory.AuthenticationError,
                $"There is no API key in {vault.Source}. Save one there with Connect-LlamaCloud -Save -Vault {Completion.Quote(Vault!)}"
                    + (Name is null ? "." : $" -Name {Completion.Quote(Name)}."),
                vault.Secret);
        }

        return (Ask(), Asked, null);
    }

    private SecureString Ask()
    {
        SecureString? typed = null;
        if (Interaction.IsAtPrompt(this))
        {
            try
            {
                FieldDescription field = new("API key");
                field.SetParameterType(typeof(SecureString));
                typed = Host.UI.Prompt(string.Empty, $"Give an API key of {Regions.KeyPage} (llx-...). It is not shown.", [field])
                    .Values.FirstOrDefault()?.BaseObject as SecureString;
            }
            catch (Exception failure) when (failure is PSInvalidOperationException or HostException or NotImplementedException)
            {
                // The session is not interactive after all: -NonInteractive is known to the host alone.
                WriteVerbose($"The key could not be asked for: {failure.Message}");
            }
        }

        return typed is { Length: > 0 } ? typed : throw ConnectionSettings.NoKey();
    }

    private void SaveKey(SecretVault vault, LlamaCloudConnection connection)
    {
        if (LanguagePrimitives.IsTrue(GetVariableValue("WhatIfPreference")))
        {
            WriteWarning($"The key was not saved as {vault.Source}: $WhatIfPreference is set.");
            return;
        }

        bool hasAddress = Try(() => vault.Save(_key!, connection.BaseAddress));
        WriteVerbose($"The key was saved as {vault.Source}.");
        if (!hasAddress && connection.BaseAddress != ServiceAddress.NorthAmerica)
        {
            WriteWarning(
                $"The key was saved as {vault.Source}, which keeps no address beside it: give -Region or -BaseUri whenever you connect.");
        }
    }

    // At a prompt a line for the reader, like Write-Host's. Elsewhere it would be in the way of the output that somebody waits for.
    private void Greet(LlamaCloudConnection connection)
    {
        string where = connection.Region is { } region
            ? $"region {region} ({connection.BaseAddress.Host})" : connection.BaseAddress.GetLeftPart(UriPartial.Authority);
        string project = connection.ProjectId is { } id ? ShownText.Of(id) : "the key's default";
        string limit = connection.RequestsPerMinute is { } most
            ? $"at most {most} requests a minute" : "no limit set (free plan: -RequestsPerMinute 20)";
        string[] lines = [$"Connected to LlamaCloud, {where}.", $"Project: {project}; {limit}."];
        if (Interaction.IsAtPrompt(this))
        {
            WriteInformation(new HostInformationMessage { Message = string.Join(Environment.NewLine, lines) }, ["PSHOST"]);
        }
        else
        {
            Array.ForEach(lines, WriteVerbose);
        }
    }

    private void Try(Action step) => Try(() =>
    {
        step();
        return true;
    });

    private T Try<T>(Func<T> step)
    {
        try
        {
            return step();
        }
        catch (ConnectionSettingException problem)
        {
            ThrowTerminatingError(problem.ErrorRecord);
            throw;
        }
    }
}
