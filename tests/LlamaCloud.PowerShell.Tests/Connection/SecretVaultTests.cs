using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using LlamaCloud.Demo.Engine;
using LlamaCloud.Emulator;
using Xunit;

namespace LlamaCloud.PowerShell.Tests.Connection;

/// <summary>Keys that are kept by SecretManagement, with functions that stand in for its commands.</summary>
public sealed class SecretVaultTests : ModuleTest
{
    private const string Vaults = """
        $global:vaults = @{ Store = @{}; Work = @{} }
        function global:Find-Vault { param($Vault) if ($Vault) { $vaults[$Vault] } else { $vaults.Store } }
        function global:Get-SecretVault {
            [CmdletBinding()] param($Name)
            $vaults.Keys | Where-Object { -not $Name -or $_ -eq $Name } | ForEach-Object { [pscustomobject]@{ Name = $_; IsDefault = $_ -eq 'Store' } }
        }
        function global:Set-Secret {
            [CmdletBinding()] param($Name, [securestring] $Secret, $Vault)
            if ($global:locked) { throw 'The vault is locked.' }
            (Find-Vault $Vault)[$Name] = @{ Secret = $Secret; Metadata = @{} }
        }
        function global:Set-SecretInfo {
            [CmdletBinding()] param($Name, [hashtable] $Metadata, $Vault)
            if ($global:noMetadata) { throw 'This vault takes no metadata.' }
            (Find-Vault $Vault)[$Name].Metadata = $Metadata
        }
        function global:Get-Secret {
            [CmdletBinding()] param($Name, $Vault)
            if ($global:locked) { throw 'The vault is locked.' }
            if ((Find-Vault $Vault)[$Name]) { (Find-Vault $Vault)[$Name].Secret; return }
            $missing = [Management.Automation.ErrorRecord]::new([exception]::new("No $Name."), 'GetSecretNotFound', 'ObjectNotFound', $Name)
            $PSCmdlet.WriteError($missing)
        }
        function global:Get-SecretInfo {
            [CmdletBinding()] param($Name, $Vault)
            if ($global:noInfo) { throw 'There is no telling.' }
            [pscustomobject]@{ Name = $Name; Metadata = (Find-Vault $Vault)[$Name].Metadata }
            if ($global:broken) { throw 'Another vault is locked.' }
        }
        """;

    private string Key => Emulator.ApiKey;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        Environment.SetEnvironmentVariable("LLAMA_CLOUD_API_KEY", null);
        Engine.Run(Vaults).OrThrow();
    }

    [Fact]
    public void What_was_saved_is_found_later()
    {
        Engine.Run($"Connect-LlamaCloud -ApiKey {Key} -Save; Disconnect-LlamaCloud; Connect-LlamaCloud").OrThrow();

        Assert.Equal(2, Emulator.Requests.All.Count);
        Assert.Equal(
            ["llx-...0123", "the secret LlamaCloud of the vault Store"],
            Engine.Run("$c = Get-LlamaCloudConnection; $c.Key; $c.KeySource").OrThrow().Output.Select(one => one.ToString()));
        Assert.Equal(["LlamaCloud"], Engine.Run("$vaults.Store.Keys").OrThrow().Output.Select(one => one.ToString()));
    }

    [Fact]
    public void The_address_is_kept_beside_the_key()
    {
        Environment.SetEnvironmentVariable("LLAMA_CLOUD_BASE_URL", null);
        EngineResult result = Engine.Run($"""
            Connect-LlamaCloud -ApiKey {Key} -Region EU -SkipCheck -Save
            Connect-LlamaCloud -SkipCheck; (Get-LlamaCloudConnection).Region
            Connect-LlamaCloud -SkipCheck -Region NA; (Get-LlamaCloudConnection).Region
            """).OrThrow();

        Assert.Equal(["EU", "NA"], result.Output.Select(one => one.ToString()));
        Assert.Empty(result.Warnings);
    }

    [Fact]
    public void A_vault_that_keeps_no_address_takes_the_key_and_that_is_told()
    {
        Environment.SetEnvironmentVariable("LLAMA_CLOUD_BASE_URL", null);
        EngineResult result = Engine.Run($$"""
            $global:noMetadata = $true
            Connect-LlamaCloud -ApiKey {{Key}} -Region EU -SkipCheck -Save
            $vaults.Store.Keys
            """).OrThrow();

        Assert.Equal(["LlamaCloud"], result.Output.Select(one => one.ToString()));
        Assert.Contains("give -Region", Assert.Single(result.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void A_connection_with_a_name_and_a_vault_by_name_have_secrets_of_their_own()
    {
        Environment.SetEnvironmentVariable("LLAMA_CLOUD_API_KEY", "llx-of-the-environment-0001");
        EngineResult result = Engine.Run($"""
            Connect-LlamaCloud -ApiKey {Key} -Name acme -Vault Work -Save
            $vaults.Work.Keys; $vaults.Store.Count
            Connect-LlamaCloud -Name acme -Vault Work -PassThru | ForEach-Object Key
            """).OrThrow();

        Assert.Equal(["LlamaCloud-acme", "0", "llx-...0123"], result.Output.Select(one => one.ToString()));
    }

    [Fact]
    public void Where_nobody_knows_which_service_a_key_is_for_it_goes_to_none()
    {
        Engine.Run($"Connect-LlamaCloud -ApiKey {Key} -Region EU -SkipCheck -Save").OrThrow();
        EngineResult result = Engine.Run("$global:noInfo = $true; Connect-LlamaCloud");

        Assert.Equal("VaultNotRead", IdOf(result.Terminating));
        Assert.Contains("Give -Region", result.Terminating!.ToString(), StringComparison.Ordinal);
        Assert.Empty(Emulator.Requests.All);
        Assert.Equal(
            "NA",
            Engine.Run("Connect-LlamaCloud -SkipCheck -Region NA; (Get-LlamaCloudConnection).Region").OrThrow().Output.Single().ToString());
    }

    [Fact]
    public void What_was_read_counts_although_an_error_follows()
    {
        Environment.SetEnvironmentVariable("LLAMA_CLOUD_BASE_URL", null);
        EngineResult result = Engine.Run($"""
            Connect-LlamaCloud -ApiKey {Key} -Region EU -SkipCheck -Save
            $global:broken = $true
            Connect-LlamaCloud -SkipCheck; (Get-LlamaCloudConnection).Region
            """).OrThrow();

        Assert.Equal("EU", result.Output.Single().ToString());
    }

    [Fact]
    public void With_a_preference_of_WhatIf_nothing_is_saved_and_that_is_said()
    {
        EngineResult result = Engine.Run(
            $"$WhatIfPreference = $true; Connect-LlamaCloud -ApiKey {Key} -SkipCheck -Save; $vaults.Store.Count").OrThrow();

        Assert.Equal(0, result.Output.Single().BaseObject);
        Assert.Contains("was not saved", Assert.Single(result.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void A_vault_that_would_ask_for_its_password_asks_nobody_in_a_script()
    {
        string module = Path.Combine(Folder, "Microsoft.PowerShell.SecretManagement");
        Directory.CreateDirectory(module);
        File.WriteAllText(
            Path.Combine(module, "Microsoft.PowerShell.SecretManagement.psm1"),
            """
            function Get-SecretVault { [CmdletBinding()] param($Name) [pscustomobject]@{ Name = 'Locked'; IsDefault = $true } }
            function Get-Secret { [CmdletBinding()] param($Name, $Vault) $Host.UI.ReadLineAsSecureString() }
            function Set-Secret { [CmdletBinding()] param($Name, $Secret, $Vault) }
            """);
        string before = Environment.GetEnvironmentVariable("PSModulePath") ?? string.Empty;
        Environment.SetEnvironmentVariable("PSModulePath", Folder + Path.PathSeparator + before);
        try
        {
            using HostedEngine engine = new();
            engine.Run($"Import-Module -Name '{Places.Manifest}'").OrThrow();
            EngineResult result = engine.Run("Connect-LlamaCloud");

            Assert.Equal("VaultNotRead", IdOf(result.Terminating));
            Assert.Equal(0, engine.Prompts);
        }
        finally
        {
            Environment.SetEnvironmentVariable("PSModulePath", before);
        }
    }

    [Fact]
    public void A_key_that_the_service_refuses_is_not_saved()
    {
        EngineResult result = Engine.Run("Connect-LlamaCloud -ApiKey llx-wrong-key-000000 -Save");

        Assert.Equal("LlamaCloudConnectionUnauthorized", IdOf(result.Terminating));
        Assert.Equal(0, Engine.Run("$vaults.Store.Count").OrThrow().Output.Single().BaseObject);
    }

    [Theory]
    [InlineData("Connect-LlamaCloud", "ApiKeyMissing", "LLAMA_CLOUD_API_KEY")]
    [InlineData("Connect-LlamaCloud -Vault Work", "ApiKeyMissing", "Connect-LlamaCloud -Save -Vault Work")]
    [InlineData("Connect-LlamaCloud -Vault Nowhere", "VaultMissing", "There is no vault 'Nowhere'")]
    [InlineData("Connect-LlamaCloud -ApiKey llx-a-key-of-somebody -Vault Nowhere -Save", "VaultMissing", "Register-SecretVault")]
    [InlineData("$global:locked = $true; Connect-LlamaCloud", "VaultNotRead", "The vault is locked")]
    [InlineData("$global:locked = $true; Connect-LlamaCloud -ApiKey llx-a-key-of-somebody -SkipCheck -Save", "VaultNotWritten", "locked")]
    [InlineData("Connect-LlamaCloud -Vault Work -Name acme", "ApiKeyMissing", "-Save -Vault Work -Name acme")]
    [InlineData("$vaults.Remove('Store'); $vaults.Home = @{}; Connect-LlamaCloud -ApiKey llx-a-key -Save", "VaultMissing", "default vault")]
    [InlineData("${function:Get-Secret} = $null; Connect-LlamaCloud -Save", "VaultMissing", "Install-PSResource")]
    public void What_is_missing_is_said_and_no_connection_is_made(string script, string id, string sign)
    {
        EngineResult result = Engine.Run(script);

        Assert.Equal(id, IdOf(result.Terminating));
        Assert.Contains(sign, result.Terminating!.ToString(), StringComparison.Ordinal);
        Assert.Empty(Emulator.Requests.All);
    }

    [Fact]
    public void The_key_of_the_environment_comes_before_a_saved_one()
    {
        Environment.SetEnvironmentVariable("LLAMA_CLOUD_API_KEY", Key);
        EngineResult result = Engine.Run("""
            Connect-LlamaCloud -ApiKey llx-another-key-of-somebody -SkipCheck -Save
            Connect-LlamaCloud; (Get-LlamaCloudConnection).KeySource
            """).OrThrow();

        Assert.Equal(["LLAMA_CLOUD_API_KEY"], result.Output.Select(one => one.ToString()));
    }

    [Fact]
    public void TAB_completes_the_vaults() =>
        Assert.Equal(["Store", "Work"], Complete("Connect-LlamaCloud -Vault ").Select(one => one.CompletionText).Order());
}
