using System;
using System.IO;
using System.Threading.Tasks;
using LlamaCloud.Emulator;
using LlamaCloud.Emulator.Classify;
using Xunit;

namespace LlamaCloud.PowerShell.Tests.Package;

/// <summary>What the module tells a console of its types: what a list shows of them, and how deep a copy is.</summary>
public sealed class TypeDataTests
{
    [Fact]
    public async Task A_second_copy_of_the_module_does_not_meet_the_types_of_the_first()
    {
        string copy = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName(), "LlamaCloud");
        string script = $$"""
            $ErrorActionPreference = 'Stop'
            $null = New-Item -ItemType Directory -Path (Split-Path '{{copy}}')
            Copy-Item -Recurse -LiteralPath '{{Places.Module}}' -Destination '{{copy}}'
            Import-Module '{{Places.Module}}'
            Import-Module '{{copy}}'
            Import-Module '{{Places.Module}}' -Force
            Remove-Module LlamaCloud
            $ExecutionContext.SessionState.LanguageMode = 'ConstrainedLanguage'
            Import-Module '{{copy}}'
            "$((Get-TypeData LlamaCloud.ClassifyJob).SerializationDepth), $($error.Count) errors"
            """;
        try
        {
            (int exitCode, string output) = await ChildProcess.RunAsync(
                Places.Pwsh, ["-NoProfile", "-NonInteractive", "-Command", script], ("NO_COLOR", "1"));

            Assert.True(exitCode == 0, output);
            Assert.Equal("5, 0 errors", output.Trim());
        }
        finally
        {
            Directory.Delete(Path.GetDirectoryName(copy)!, recursive: true);
        }
    }

    [Fact]
    public async Task A_console_knows_what_to_show_and_copies_jobs_whole()
    {
        await using ServiceEmulator emulator = await ServiceEmulator.StartAsync();
        string script = $$"""
            $ErrorActionPreference = 'Stop'
            Import-Module '{{Places.Module}}'
            "utility: $(@(Get-Module -All -Name Microsoft.PowerShell.Utility).Count)"
            foreach ($name in 'ClassifyJob', 'LlamaCloudConfiguration', 'LlamaCloudFile', 'LlamaCloudProject') {
                "$name`: $((Get-TypeData "LlamaCloud.$name").DefaultDisplayPropertySet.ReferencedProperties)"
            }
            $job = Get-ClassifyJob {{SeedJobs.Contract}}
            $copy = [System.Management.Automation.PSSerializer]::Deserialize([System.Management.Automation.PSSerializer]::Serialize($job))
            "rule: $($copy.Configuration.Rules[2].Description)"
            ($copy | Format-Table | Out-String -Width 120).Trim().Split("`n")[-1]
            """;
        (int exitCode, string output) = await ChildProcess.RunAsync(
            Places.Pwsh,
            ["-NoProfile", "-NonInteractive", "-Command", script],
            ("LLAMA_CLOUD_API_KEY", emulator.ApiKey),
            ("LLAMA_CLOUD_BASE_URL", emulator.BaseAddress.AbsoluteUri),
            ("NO_COLOR", "1"));

        Assert.True(exitCode == 0, output);
        // It takes longer to load than this module.
        Assert.Contains("utility: 0", output, StringComparison.Ordinal);
        Assert.Contains("ClassifyJob: Id Status Type Confidence FileInput CreatedAt", output, StringComparison.Ordinal);
        Assert.Contains(
            "LlamaCloudConfiguration: Id Name ProductType Version Parameters CreatedAt UpdatedAt", output, StringComparison.Ordinal);
        Assert.Contains(
            "LlamaCloudFile: Id Name Purpose FileType ExternalFileId LastModifiedAt ExpiresAt", output, StringComparison.Ordinal);
        Assert.Contains("LlamaCloudProject: Name Id IsDefault OrganizationId", output, StringComparison.Ordinal);
        Assert.Contains("rule: legal contract with terms, conditions, and signatures", output, StringComparison.Ordinal);
        Assert.Contains(
            "clj-33333333-3333-4333-8333-333333333333 COMPLETED contract              91.5 % pjb-33333333-aaaa-4a… 2026-09-01 09:07Z",
            output,
            StringComparison.Ordinal);
    }
}
