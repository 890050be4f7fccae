using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using LlamaCloud.Demo.Engine;
using LlamaCloud.Emulator.Classify;
using LlamaCloud.Emulator.Configurations;
using LlamaCloud.Emulator.Files;
using LlamaCloud.Emulator.Jobs;
using LlamaCloud.Emulator.Webhooks;
using LlamaCloud.PowerShell.Tests.Jobs;
using Xunit;

namespace LlamaCloud.PowerShell.Tests;

/// <summary>
/// Every kind of object piped to every cmdlet that takes input: it binds and the right id is sent, or it is refused by name.
/// </summary>
public sealed partial class PipelineTableTests : ModuleTest
{
    private const string Uuid = "11111111-1111-4111-8111-111111111111";
    private const string Job = "/api/v2/classify/" + SeedJobs.Invoice;
    private const string Webhook = "/api/v1/beta/webhook-configs/" + WebhookStore.Seed;
    private const string ExtractJob = "/api/v2/extract/ext-" + Uuid;
    private const string File = "/api/v1/beta/files/" + SeedFiles.Invoice;
    private const string Configuration = "/api/v1/beta/configurations/" + SeedConfigurations.Inbox;
    private const string Parse = "/api/v2/parse/pjb-" + Uuid;
    private const string SplitJob = "/api/v1/split/jobs/spl-" + Uuid;
    private const string DirectoryId = "dir-11111111-1111-4111-8111-111111111111";
    private const string BatchId = "bat-11111111-1111-4111-8111-111111111111";
    private const string OfProject = "?project_id=" + JobStore.DefaultProjectId;
    private const string OfOther = "project_id=" + JobStore.OtherProjectId + "&organization_id=0a000000-0000-4000-8000-00000000000a";
    private const string Nothing = "nothing is asked";

    private static readonly Dictionary<string, (string Script, string Kind)> s_objects = new(StringComparer.Ordinal)
    {
        ["schema"] = ("$schema", "ExtractSchema"),
        ["value"] = ("$value", "ExtractedField"),
        ["file"] = ("$file", "LlamaCloudFile"),
        ["file copy"] = ("(Clone $file)", "LlamaCloudFile"),
        ["configuration"] = ("$configuration", "LlamaCloudConfiguration"),
        ["configuration copy"] = ("(Clone $configuration)", "LlamaCloudConfiguration"),
        ["rule"] = ("$rule", "ClassifyRule"),
        ["parse result"] = ("$result", "ParseResult"),
        ["parse page"] = ("$page", "ParsePage"),
        ["segment"] = ("$segment", "SplitSegment|some pages of (one|a file)"),
        ["segment copy"] = ("(Clone $segment)", "SplitSegment|some pages of (one|a file)"),
        ["record"] = ("$record", "an extract job|a row with the columns 'FileName'|PSCustomObject|-ApiKey"),
        ["directory"] = ("$directory", "LlamaCloudDirectory"),
        ["directory copy"] = ("(Clone $directory)", "LlamaCloudDirectory"),
        ["file of a directory"] = ("$placed", "LlamaCloudDirectoryFile"),
        ["file of a directory copy"] = ("(Clone $placed)", "LlamaCloudDirectoryFile"),
        ["batch"] = ("$batch", "(?i)batch"),
        ["batch copy"] = ("(Clone $batch)", "(?i)batch"),
        ["webhook"] = ("$webhook", "LlamaCloudWebhook"),
        ["webhook copy"] = ("(Clone $webhook)", "LlamaCloudWebhook"),
        ["event"] = ("$told", "LlamaCloudWebhookEvent"),
        ["event copy"] = ("(Clone $told)", "LlamaCloudWebhookEvent"),
        ["usage"] = ("$usage", "LlamaCloudUsage"),
        ["project"] = ("$project", "LlamaCloudProject"),
        ["connection"] = ("$connection", "LlamaCloudConnection"),
        ["local file"] = ("$local", "FileInfo"),
        ["process"] = ("$process", "Process"),
    };

    // What a refusal is called; "InputObject..." is the engine's own, where only properties are taken by their names.
    private static readonly Dictionary<string, (string Command, string Refusal)> s_commands = new(StringComparer.Ordinal)
    {
        ["Receive-ExtractJob"] = ("Receive-ExtractJob", "ExtractJobIdWrongType"),
        ["New-ExtractSchema"] = ("New-ExtractSchema -Prompt total", "InputObject"),
        ["Test-ExtractSchema"] = ("Test-ExtractSchema -Schema $schema", "InputObject"),
        ["Set-ExtractConfiguration"] = ("Set-ExtractConfiguration -Name n -Schema $schema", "InputObject"),
        ["Receive-ParseJob"] = ("Receive-ParseJob", "ParseJobIdWrongType"),
        ["Save-ParseJob"] = ("Save-ParseJob -Destination $folder -Force", "ParseJobIdWrongType"),
        ["Set-ParseConfiguration"] = ("Set-ParseConfiguration -Name n", "InputObject"),
        ["Receive-SplitJob"] = ("Receive-SplitJob", "SplitJobIdWrongType"),
        ["Set-SplitConfiguration"] = ("Set-SplitConfiguration -Name n -Category invoice", "InputObject"),
        ["Get-LlamaCloudFile"] = ("Get-LlamaCloudFile", "LlamaCloudFileIdWrongType"),
        ["Save-LlamaCloudFile"] = ("Save-LlamaCloudFile -Destination $folder -Force", "LlamaCloudFileIdWrongType"),
        ["Send-LlamaCloudFile"] = ("Send-LlamaCloudFile", "LlamaCloudFilePathMissing"),
        ["Get-LlamaCloudConfiguration"] = ("Get-LlamaCloudConfiguration", "LlamaCloudConfigurationIdWrongType"),
        ["New-LlamaCloudDirectory"] = ("New-LlamaCloudDirectory -Name n", "InputObject"),
        ["Get-LlamaCloudDirectory"] = ("Get-LlamaCloudDirectory", "LlamaCloudDirectoryIdWrongType"),
        ["Remove-LlamaCloudDirectory"] = ("Remove-LlamaCloudDirectory", "LlamaCloudDirectoryIdWrongType"),
        ["Start-LlamaCloudBatch"] = (
            "Start-LlamaCloudBatch -ConfigurationId cfg-PARSE_AGENTIC -ProductType parse_v2", "LlamaCloudBatchInputInvalid"),
        ["Get-LlamaCloudBatch"] = ("Get-LlamaCloudBatch", "LlamaCloudBatchIdWrongType"),
        ["Wait-LlamaCloudBatch"] = ("Wait-LlamaCloudBatch", "LlamaCloudBatchIdWrongType"),
        ["Stop-LlamaCloudBatch"] = ("Stop-LlamaCloudBatch", "LlamaCloudBatchIdWrongType"),
        ["Receive-LlamaCloudBatch"] = ("Receive-LlamaCloudBatch", "LlamaCloudBatchIdWrongType"),
        ["Get-LlamaCloudWebhook"] = ("Get-LlamaCloudWebhook", "LlamaCloudWebhookIdWrongType"),
        ["New-LlamaCloudWebhook"] = ("New-LlamaCloudWebhook https://example.com", "InputObject"),
        ["Set-LlamaCloudWebhook"] = ("Set-LlamaCloudWebhook -Event @()", "LlamaCloudWebhookIdWrongType"),
        ["Remove-LlamaCloudWebhook"] = ("Remove-LlamaCloudWebhook", "LlamaCloudWebhookIdWrongType"),
        ["ConvertFrom-LlamaCloudWebhook"] = ("ConvertFrom-LlamaCloudWebhook", "LlamaCloudWebhookBodyInvalid"),
        ["Test-LlamaCloudWebhook"] = ("Test-LlamaCloudWebhook -Secret a -Signature b", "LlamaCloudWebhookBodyParsed"),
        ["Get-LlamaCloudUsage"] = ("Get-LlamaCloudUsage", "LlamaCloudUsageIdWrongType"),
        ["Get-LlamaCloudProject"] = ("Get-LlamaCloudProject", "InputObject"),
        ["Invoke-LlamaCloudApi"] = ("Invoke-LlamaCloudApi /api/v2/classify", "LlamaCloudApiRequestInvalid"),
        ["New-ClassifyRule"] = ("New-ClassifyRule", "InputObject"),
        ["Set-ClassifyConfiguration"] = ("Set-ClassifyConfiguration -Name n -Rule $rule", "InputObject"),
        ["Export-LlamaCloudReport"] = ("Export-LlamaCloudReport $folder/report.html", "LlamaCloudReportInputInvalid"),
        ["Connect-LlamaCloud"] = ("Connect-LlamaCloud -SkipCheck", "ParameterArgumentTransformationError"),
        ["Disconnect-LlamaCloud"] = ("Disconnect-LlamaCloud", "ParameterArgumentTransformationError"),
        ["Remove-LlamaCloudFile"] = ("Remove-LlamaCloudFile", "LlamaCloudFileIdWrongType"),
        ["Remove-LlamaCloudConfiguration"] = ("Remove-LlamaCloudConfiguration", "LlamaCloudConfigurationIdWrongType"),
    };

    // What its jobs have beside what a line of the table says, where a command needs it.
    private static readonly Dictionary<TestedProduct, Func<bool, JsonObject>> s_fields = new()
    {
        [TestedProducts.Classify] = _ => new JsonObject { ["configuration_id"] = SeedConfigurations.Inbox },
        [TestedProducts.Extract] = hasEnded => new JsonObject
        {
            ["configuration"] = JsonNode.Parse(
                """{ "data_schema": { "type": "object", "properties": { "Total": { "type": "integer" } } } }"""),
            ["extract_result"] = hasEnded ? new JsonObject { ["Total"] = 1 } : null,
            ["extract_metadata"] = new JsonObject { ["field_metadata"] = null },
        },
        [TestedProducts.Split] = hasEnded => new JsonObject
        {
            ["result"] = hasEnded
                ? JsonNode.Parse("""{ "segments": [ { "category": "a", "pages": [1], "confidence_category": "high" } ] }""")
                : null,
        },
    };

    public static TheoryData<string> Objects => [.. s_objects.Keys];

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        string path = Path.Combine(Folder, "a.txt");
        await System.IO.File.WriteAllTextAsync(path, "Invoice number 7.");
        Emulator.Directories.Add("inbox", id: DirectoryId);
        Emulator.Directories.Put(DirectoryId, "u", Emulator.Files.Find(SeedFiles.Invoice)!);
        Restore("COMPLETED");
        Engine.Runspace.SessionStateProxy.SetVariable("folder", Folder);
        Engine.Runspace.SessionStateProxy.SetVariable("local", new FileInfo(path));
        Engine.Runspace.SessionStateProxy.SetVariable("process", System.Diagnostics.Process.GetCurrentProcess());
        foreach (TestedProduct product in TestedProducts.All)
        {
            Engine.Run($"${product.Noun} = Get-{product.Noun} {IdOf(product)}; ${product.Noun}Options = {product.Options}").OrThrow();
        }

        Engine.Run($$"""
            function global:Clone($it) { [Management.Automation.PSSerializer]::Deserialize([Management.Automation.PSSerializer]::Serialize($it)) }
            $file = Get-LlamaCloudFile {{SeedFiles.Invoice}}
            $configuration = Get-LlamaCloudConfiguration {{SeedConfigurations.Inbox}}
            $schema = New-ExtractSchema @{ Total = [int] }
            $extract = Get-ExtractJob ext-{{Uuid}} -IncludeMetadata
            $value = $extract | Receive-ExtractJob -Field
            $record = $extract | Receive-ExtractJob
            $segment = Get-SplitJob spl-{{Uuid}} | Receive-SplitJob
            $rule = New-ClassifyRule invoice 'an invoice with a total'
            $read = Start-ParseJob -FileId {{SeedFiles.Invoice}} -Wait
            $result = $read | Receive-ParseJob
            $page = $read | Receive-ParseJob -Page
            $directory = Get-LlamaCloudDirectory {{DirectoryId}}
            $placed = Get-LlamaCloudFile -DirectoryId {{DirectoryId}}
            $batch = Get-LlamaCloudBatch {{BatchId}}
            $webhook = Get-LlamaCloudWebhook {{WebhookStore.Seed}}
            $told = ConvertFrom-LlamaCloudWebhook '{"event_type":"classify.success","data":{"id":"{{SeedJobs.Invoice}}","status":"COMPLETED","project_id":"{{JobStore.DefaultProjectId}}" } }'
            $usage = Get-LlamaCloudUsage -JobId {{SeedJobs.Invoice}}
            $project = Get-LlamaCloudProject -ProjectId {{JobStore.OtherProjectId}}
            $connection = Connect-LlamaCloud -Name piped -PassThru -SkipCheck
            """).OrThrow();
    }

    [Theory]
    [MemberData(nameof(Objects))]
    public void An_object_binds_where_it_is_meant_and_is_refused_by_name_elsewhere(string name)
    {
        List<string> wrong = [];
        foreach ((string command, (string script, string refusal)) in s_commands)
        {
            Restore(command.StartsWith("Stop-", StringComparison.Ordinal) ? "RUNNING" : "COMPLETED");
            Emulator.Requests.Clear();
            EngineResult result = Engine.Run($"{s_objects[name].Script} | {script}");
            string found = s_bound.ContainsKey((name, command)) ? Asked() : Refused(result, s_objects[name].Kind);
            // A job has a document, which its refusal tells of.
            string expected = s_bound.GetValueOrDefault((name, command))
                ?? (IsJobOfCommand(name, command)
                    ? refusal.Replace("InputInvalid", "InputIsJob", StringComparison.Ordinal)
                    : RefusalOf(name, command, refusal));
            if (found != expected)
            {
                wrong.Add(
                    $"{name} | {command}: {found} in place of {expected}: "
                        + $"{result.Terminating ?? (result.Errors is [ErrorRecord first, ..] ? first : null)}");
            }
        }

        Assert.True(wrong.Count == 0, string.Join("\n", wrong));
    }

    // A record is a row: what its JobId is of says its first letters, and it has no other id. A segment is some pages of a file.
    private static string RefusalOf(string name, string command, string refusal) => (name, command) switch
    {
        ("record", _) => refusal.Replace(
            "IdWrongType",
            refusal.StartsWith("LlamaCloud", StringComparison.Ordinal) && !refusal.StartsWith("LlamaCloudBatch", StringComparison.Ordinal)
                ? "IdMissing"
                : "IdInvalid",
            StringComparison.Ordinal),
        ("segment" or "segment copy", "Start-SplitJob") => "SplitJobPagesInvalid",
        ("segment" or "segment copy", "Start-LlamaCloudBatch") => "LlamaCloudBatchPagesInvalid",
        _ => refusal,
    };

    // The commands that start a job know the jobs that have a document for them, and say which parameter takes it.
    private static bool IsJobOfCommand(string name, string command)
    {
        string job = name.Replace(" copy", string.Empty, StringComparison.Ordinal);
        TestedProduct? started = TestedProducts.All.FirstOrDefault(product => command == $"Start-{product.Noun}");
        return (started is not null || command == "Start-LlamaCloudBatch")
            && (job == "batch" || TestedProducts.All.Any(product => product.Name == job))
            && (job != TestedProducts.Parse.Name || started?.TakesParseJobs != true);
    }

    private static string IdOf(TestedProduct product) => product.Prefix + Uuid;

    [Fact]
    public void The_table_has_every_cmdlet_that_takes_input_and_every_kind_of_output()
    {
        EngineResult commands = Engine.Run("Get-Command -Module LlamaCloud -CommandType Cmdlet").OrThrow();
        CmdletInfo[] cmdlets = [.. commands.Output.Select(command => (CmdletInfo)command.BaseObject)];

        Assert.Equal(
            cmdlets.Where(
                cmdlet => cmdlet.Parameters.Values.SelectMany(parameter => parameter.ParameterSets.Values)
                    .Any(set => set.ValueFromPipeline || set.ValueFromPipelineByPropertyName))
                .Select(cmdlet => cmdlet.Name).Order(),
            s_commands.Keys.Order());
        Assert.All(
            cmdlets.SelectMany(cmdlet => cmdlet.OutputType)
                .Select(type => type.Name)
                .Where(type => type.StartsWith("LlamaCloud.", StringComparison.Ordinal)),
            type => Assert.Contains(s_objects.Values, one => Regex.IsMatch(type, one.Kind)));
    }

    [Fact]
    public void One_pipeline_goes_from_a_file_to_a_removed_job()
    {
        Emulator.Jobs.PendingFor = TimeSpan.Zero;
        Emulator.Jobs.RunningFor = TimeSpan.Zero;
        int before = Emulator.Jobs.Count;
        EngineResult result = Engine.Run(
            "$local | Send-LlamaCloudFile | Start-ClassifyJob -ConfigurationId $configuration | Wait-ClassifyJob | ForEach-Object { $_; "
                + "Remove-ClassifyJob -InputObject $_ }").OrThrow();

        PSObject job = Assert.Single(result.Output);
        Assert.Equal(("COMPLETED", SeedConfigurations.Inbox), (job.Properties["Status"].Value, job.Properties["ConfigurationId"].Value));
        Assert.Equal(before, Emulator.Jobs.Count);
    }

    // The first request that is about the object: of a create also the document, which is in the body.
    private string Asked()
    {
        if (Emulator.Requests.All is not [var first, ..])
        {
            return Nothing;
        }

        string path = first.Target.Split('?')[0];
        string document = first.Method == "POST" && TestedProducts.All.FirstOrDefault(product => product.Route == path) is { } made
            ? " " + (string?)JsonNode.Parse(first.Body)![made.DocumentField]
            : string.Empty;
        return $"{first.Method} {first.Target}{document}";
    }

    private string Refused(EngineResult result, string kind)
    {
        ErrorRecord[] errors = [.. result.Errors, .. result.Terminating is null ? Array.Empty<ErrorRecord>() : [result.Terminating]];
        ErrorRecord? refusal = Array.Find(
            errors,
            error => Regex.IsMatch(error.ToString(), kind)
                || error.FullyQualifiedErrorId.StartsWith("InputObject", StringComparison.Ordinal));
        return Emulator.Requests.Count > 0 ? "asked: " + Asked()
            : refusal is null ? $"{errors.Length} errors, none with its kind"
            : refusal.FullyQualifiedErrorId.StartsWith("InputObject", StringComparison.Ordinal) ? "InputObject"
            : refusal.FullyQualifiedErrorId.Split(',')[0];
    }

    private void Restore(string status)
    {
        foreach (TestedProduct product in TestedProducts.All)
        {
            JsonObject job = product.Job(IdOf(product), 9, status == "COMPLETED" ? product.Completed : product.Running);
            foreach ((string name, JsonNode? value) in s_fields.GetValueOrDefault(product)?.Invoke(status == "COMPLETED") ?? [])
            {
                job[name] = value?.DeepClone();
            }

            if (job.ContainsKey("file_input"))
            {
                job["file_input"] = SeedFiles.Invoice;
            }

            product.JobsOf(Emulator).Put(job);
        }

        Emulator.Batches.Put(new JsonObject
        {
            ["id"] = BatchId, ["status"] = status, ["project_id"] = JobStore.DefaultProjectId,
            ["source_directory_id"] = DirectoryId, ["created_at"] = "2026-09-01T09:00:00Z",
            ["config"] = new JsonObject
            {
                ["job"] = new JsonObject { ["type"] = "parse_v2", ["configuration_id"] = SeedConfigurations.Parse },
            },
        });
        if (Emulator.Directories.Find(DirectoryId) is null)
        {
            Emulator.Directories.Add("inbox", id: DirectoryId);
        }

        if (Emulator.Files.Find(SeedFiles.Invoice) is null)
        {
            Emulator.Files.Add("invoice-0042.txt", "Invoice number 42."u8.ToArray(), "classify", SeedFiles.Invoice);
        }
    }
}
