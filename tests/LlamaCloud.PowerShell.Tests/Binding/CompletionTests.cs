using System;
using System.Linq;
using System.Management.Automation;
using System.Threading.Tasks;
using LlamaCloud.Emulator.Classify;
using LlamaCloud.Emulator.Configurations;
using LlamaCloud.Emulator.Faults;
using LlamaCloud.Emulator.Files;
using LlamaCloud.Emulator.Jobs;
using Xunit;

namespace LlamaCloud.PowerShell.Tests.Binding;

/// <summary>What TAB offers: words that are known, and ids that the service is asked for.</summary>
public sealed class CompletionTests : ModuleTest
{
    // How long a machine takes for a request says nothing about what is completed.
    private static readonly TimeSpan s_patient = TimeSpan.FromSeconds(20);

    private static readonly TimeSpan s_usual = TimeSpan.FromMilliseconds(500);

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        SetPatience(s_patient);
    }

    [Theory]
    [InlineData("Get-ClassifyJob -Status ", "PENDING RUNNING COMPLETED FAILED CANCELLED")]
    [InlineData("Get-ClassifyJob -Status c", "COMPLETED CANCELLED")]
    [InlineData("Get-ClassifyJob -Status 'pe", "PENDING")]
    [InlineData("Send-LlamaCloudFile a.txt -Purpose ", "user_data parse extract split classify sheet agent_app")]
    [InlineData("Send-LlamaCloudFile a.txt -Purpose S", "split sheet")]
    [InlineData("Start-ClassifyJob a.txt -Language d", "da de")]
    [InlineData("Set-ClassifyConfiguration a -Language z", "zh")]
    [InlineData("Get-LlamaCloudConfiguration -ProductType ", "classify_v2 extract_v2 parse_v2 split_v1 spreadsheet_v1")]
    [InlineData("Get-LlamaCloudConfiguration -ProductType parse_v2, cl", "classify_v2")]
    public void Words_complete_without_a_key_and_without_asking(string line, string words)
    {
        Environment.SetEnvironmentVariable("LLAMA_CLOUD_API_KEY", null);

        Assert.Equal(words.Split(' '), Complete(line).Select(one => one.CompletionText));
        Assert.Empty(Emulator.Requests.All);
    }

    [Fact]
    public void A_value_that_is_no_word_of_ours_is_taken_all_the_same()
    {
        Engine.Run("Start-ClassifyJob -FileInput dfl-1 -Rule @{ a = 'long enough words' } -Language xx -WhatIf").OrThrow();
        Assert.StartsWith(
            "ClassifyJobInvalidRequest,",
            Engine.Run("Get-ClassifyJob -Status resting").Errors.Single().FullyQualifiedErrorId,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Get-ClassifyJob ")]
    [InlineData("Get-ClassifyJob -JobId ")]
    [InlineData("Wait-ClassifyJob -JobId ")]
    [InlineData("Stop-ClassifyJob -JobId ")]
    [InlineData("Remove-ClassifyJob -Force -Id ")]
    [InlineData("Wait-ClassifyJob ")]
    [InlineData("Stop-ClassifyJob ")]
    [InlineData("Remove-ClassifyJob -InputObject ")]
    public void The_ids_of_recent_jobs_complete_newest_first_and_say_what_they_are(string line)
    {
        CompletionResult[] all = Complete(line);

        Assert.Equal(
            [
                SeedJobs.Invoice, SeedJobs.Receipt, SeedJobs.Contract, SeedJobs.NoMatch, SeedJobs.Running, SeedJobs.Pending,
                SeedJobs.Failed, SeedJobs.Cancelled,
            ],
            all.Select(one => one.CompletionText));
        Assert.Equal("COMPLETED invoice 2026-09-01 09:09Z", all[0].ToolTip);
        Assert.Equal([SeedJobs.Contract], Complete(line + "CLJ-3").Select(one => one.CompletionText));
        Assert.Single(Emulator.Requests.All);
    }

    [Theory]
    [InlineData("Start-ClassifyJob a.txt -ConfigurationId ")]
    [InlineData("Get-ClassifyJob -ConfigurationId ")]
    public void Configurations_for_classifying_complete_by_name_with_their_ids(string line)
    {
        Emulator.Configurations.Add("Archive", Emulator.Configurations.Find(SeedConfigurations.Inbox)!.Parameters, "cfg-0");
        CompletionResult[] all = Complete(line);

        Assert.Equal(
            [("cfg-0", "Archive"), (SeedConfigurations.Inbox, "Inbox documents")],
            all.Select(one => (one.CompletionText, one.ListItemText)));
        Assert.Equal([SeedConfigurations.Inbox], Complete(line + "inb").Select(one => one.CompletionText));
        Assert.Equal([SeedConfigurations.Inbox], Complete(line + "'Inbox d").Select(one => one.CompletionText));
        Assert.Equal(["cfg-0"], Complete(line + "cfg-0").Select(one => one.CompletionText));
    }

    [Theory]
    [InlineData("Get-LlamaCloudConfiguration ")]
    [InlineData("Remove-LlamaCloudConfiguration -ConfigurationId ")]
    public void Where_every_product_is_meant_configurations_of_every_product_complete(string line) =>
        Assert.Equal([SeedConfigurations.Inbox, SeedConfigurations.Parse], Complete(line).Select(one => one.CompletionText));

    [Theory]
    [InlineData("Get-LlamaCloudFile ")]
    [InlineData("Save-LlamaCloudFile -FileId ")]
    [InlineData("Remove-LlamaCloudFile ")]
    [InlineData("Start-ClassifyJob -FileInput ")]
    public void The_ids_of_files_complete_by_name(string line)
    {
        CompletionResult[] all = Complete(line);

        Assert.Equal([SeedFiles.Contract, SeedFiles.Invoice, SeedFiles.Receipt], all.Select(one => one.CompletionText));
        Assert.Equal(["contract.md", "invoice-0042.txt", "receipt.txt"], all.Select(one => one.ListItemText));
        Assert.Equal([SeedFiles.Receipt], Complete(line + "rec").Select(one => one.CompletionText));
        Assert.Single(Emulator.Requests.All);
    }

    [Theory]
    [InlineData("Get-LlamaCloudConfiguration -Name ", "'Inbox documents'", "'Parse well'")]
    [InlineData("Set-ClassifyConfiguration ", "'Inbox documents'")]
    [InlineData("Set-ClassifyConfiguration -Name inb", "'Inbox documents'")]
    [InlineData("Get-LlamaCloudProject ", "Default", "'Invoices 2026'")]
    [InlineData("Get-LlamaCloudProject -Name inv", "'Invoices 2026'")]
    [InlineData("Get-LlamaCloudFile -Name con", "contract.md")]
    [InlineData(
        "Get-ClassifyJob -OrganizationId ", "0a000000-0000-4000-8000-00000000000a", "0b000000-0000-4000-8000-00000000000b")]
    public void Names_complete_as_names(string line, params string[] names) =>
        Assert.Equal(names, Complete(line).Select(one => one.CompletionText));

    [Theory]
    [InlineData("New-ClassifyRule ", "''")]
    [InlineData("New-ClassifyRule inv", "inv")]
    [InlineData("New-ClassifyRule invoice -Description ", "''")]
    [InlineData("Set-ClassifyConfiguration -Name zz", "zz")]
    [InlineData("Get-LlamaCloudConfiguration -Name zz", "zz")]
    [InlineData("Connect-LlamaCloud -Name ", "''")]
    [InlineData("Start-ParseJob -TargetPages 1", "1")]
    [InlineData("Start-ClassifyJob -TransactionId ", "''")]
    public void A_text_of_ones_own_completes_no_local_file(string line, string typed) =>
        Assert.Equal([typed], Complete(line).Select(one => one.CompletionText));

    [Fact]
    public void The_project_that_is_given_is_asked()
    {
        Assert.Equal(
            [SeedJobs.Elsewhere],
            Complete($"Stop-ClassifyJob -ProjectId {JobStore.OtherProjectId} -JobId ").Select(one => one.CompletionText));
        Assert.Equal(8, Complete("Stop-ClassifyJob -JobId ").Length);
    }

    [Theory]
    [InlineData("Stop-ClassifyJob -JobId ", "/api/v2/classify", SeedJobs.Invoice)]
    [InlineData("Start-ClassifyJob a.txt -ConfigurationId ", "/api/v1/beta/configurations", SeedConfigurations.Inbox)]
    public async Task What_takes_long_goes_on_in_the_background(string line, string path, string id)
    {
        SetPatience(s_usual);
        TaskCompletionSource held = new();
        Emulator.Faults.Add("GET", path, Fault.Hold(held.Task), times: 1);

        Assert.DoesNotContain(Complete(line), one => one.CompletionText == id);
        Assert.Single(Emulator.Requests.All);
        held.SetResult();
        await Emulator.Requests.All[0].Answered;
        SetPatience(s_patient);
        Assert.Contains(Complete(line), one => one.CompletionText == id);
        Assert.Single(Emulator.Requests.All);
    }

    [Theory]
    [InlineData("Stop-ClassifyJob -JobId clj-")]
    [InlineData("Start-ClassifyJob a.txt -ConfigurationId cfg-")]
    public void It_is_silent_without_a_key_offline_and_with_a_wrong_key(string line)
    {
        Environment.SetEnvironmentVariable("LLAMA_CLOUD_API_KEY", null);
        Assert.Empty(Complete(line));
        Assert.Empty(Emulator.Requests.All);
        Environment.SetEnvironmentVariable("LLAMA_CLOUD_API_KEY", "llx-wrong-key-000000");
        Assert.Empty(Complete(line));
        Assert.Equal("Bearer llx-wrong-key-000000", Assert.Single(Emulator.Requests.All).Headers["Authorization"]);
        // A key that works, at an address where nobody listens: as long as it tries to connect, a TAB would wait.
        SetPatience(s_usual);
        Environment.SetEnvironmentVariable("LLAMA_CLOUD_API_KEY", Emulator.ApiKey);
        Environment.SetEnvironmentVariable("LLAMA_CLOUD_BASE_URL", "http://127.0.0.1:9/");
        Assert.Empty(Complete(line));
        Assert.Empty(Engine.Run("$global:Error").Output);
    }

    private void SetPatience(TimeSpan patience)
    {
        foreach ((
            string type,
            string field) in ((string, string)[])[
                ("JobIdCompleter", "s_jobs"),
                ("ConfigurationIdCompleter", "s_configurations"),
                ("FileIdCompleter", "s_files"),
                ("ProjectIdCompleter", "s_projects"),
            ])
        {
            Keep(LoadedModule.SetIn(LoadedModule.Find("Binding." + type), field, "Patience", patience));
        }
    }
}
