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
using Xunit;

namespace LlamaCloud.PowerShell.Tests;

/// <summary>
/// Every kind of object piped to every cmdlet that takes input: it binds and the right id is sent, or it is refused by name.
/// </summary>
public sealed partial class PipelineTableTests : ModuleTest
{
    private const string Job = "/api/v2/classify/" + SeedJobs.Invoice;
    private const string Webhook = "/api/v1/beta/webhook-configs/" + WebhookStore.Seed;
    private const string Extract = "ext-11111111-1111-4111-8111-111111111111";
    private const string ExtractJob = "/api/v2/extract/" + Extract;
    private const string File = "/api/v1/beta/files/" + SeedFiles.Invoice;
    private const string Configuration = "/api/v1/beta/configurations/" + SeedConfigurations.Inbox;
    private const string ParseId = "pjb-11111111-1111-4111-8111-111111111111";
    private const string Parse = "/api/v2/parse/" + ParseId;
    private const string Split = "spl-11111111-1111-4111-8111-111111111111";
    private const string SplitJob = "/api/v1/split/jobs/" + Split;
    private const string DirectoryId = "dir-11111111-1111-4111-8111-111111111111";
    private const string BatchId = "bat-11111111-1111-4111-8111-111111111111";
    private const string OfProject = "?project_id=" + JobStore.DefaultProjectId;
    private const string OfOther = "project_id=" + JobStore.OtherProjectId + "&organization_id=0a000000-0000-4000-8000-00000000000a";
    private const string Nothing = "nothing is asked";

    private static readonly Dictionary<string, (string Script, string Kind)> s_objects = new(StringComparer.Ordinal)
    {
        ["job"] = ("$job", "(?i)classify ?job"),
        ["job copy"] = ("(Clone $job)", "(?i)classify ?job"),
        ["extract job"] = ("$extract", "(?i)extract ?job"),
        ["extract job copy"] = ("(Clone $extract)", "(?i)extract ?job"),
        ["schema"] = ("$schema", "ExtractSchema"),
        ["value"] = ("$value", "ExtractedField"),
        ["file"] = ("$file", "LlamaCloudFile"),
        ["file copy"] = ("(Clone $file)", "LlamaCloudFile"),
        ["configuration"] = ("$configuration", "LlamaCloudConfiguration"),
        ["configuration copy"] = ("(Clone $configuration)", "LlamaCloudConfiguration"),
        ["rule"] = ("$rule", "ClassifyRule"),
        ["parse job"] = ("$parsed", "(?i)parse ?job"),
        ["parse job copy"] = ("(Clone $parsed)", "(?i)parse ?job"),
        ["parse result"] = ("$result", "ParseResult"),
        ["parse page"] = ("$page", "ParsePage"),
        ["split job"] = ("$split", "(?i)split ?job"),
        ["split job copy"] = ("(Clone $split)", "(?i)split ?job"),
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
        ["Get-ClassifyJob"] = ("Get-ClassifyJob", "ClassifyJobIdWrongType"),
        ["Wait-ClassifyJob"] = ("Wait-ClassifyJob", "ClassifyJobIdWrongType"),
        ["Start-ClassifyJob"] = ("Start-ClassifyJob -Rule $rule", "ClassifyJobInputInvalid"),
        ["Stop-ClassifyJob"] = ("Stop-ClassifyJob", "ClassifyJobIdWrongType"),
        ["Remove-ClassifyJob"] = ("Remove-ClassifyJob", "ClassifyJobIdWrongType"),
        ["Get-ExtractJob"] = ("Get-ExtractJob", "ExtractJobIdWrongType"),
        ["Wait-ExtractJob"] = ("Wait-ExtractJob", "ExtractJobIdWrongType"),
        ["Start-ExtractJob"] = ("Start-ExtractJob -Schema $schema", "ExtractJobInputInvalid"),
        ["Stop-ExtractJob"] = ("Stop-ExtractJob", "ExtractJobIdWrongType"),
        ["Remove-ExtractJob"] = ("Remove-ExtractJob", "ExtractJobIdWrongType"),
        ["Receive-ExtractJob"] = ("Receive-ExtractJob", "ExtractJobIdWrongType"),
        ["New-ExtractSchema"] = ("New-ExtractSchema -Prompt total", "InputObject"),
        ["Test-ExtractSchema"] = ("Test-ExtractSchema -Schema $schema", "InputObject"),
        ["Set-ExtractConfiguration"] = ("Set-ExtractConfiguration -Name n -Schema $schema", "InputObject"),
        ["Get-ParseJob"] = ("Get-ParseJob", "ParseJobIdWrongType"),
        ["Wait-ParseJob"] = ("Wait-ParseJob", "ParseJobIdWrongType"),
        ["Start-ParseJob"] = ("Start-ParseJob", "ParseJobInputInvalid"),
        ["Stop-ParseJob"] = ("Stop-ParseJob", "ParseJobIdWrongType"),
        ["Remove-ParseJob"] = ("Remove-ParseJob", "ParseJobIdWrongType"),
        ["Receive-ParseJob"] = ("Receive-ParseJob", "ParseJobIdWrongType"),
        ["Save-ParseJob"] = ("Save-ParseJob -Destination $folder -Force", "ParseJobIdWrongType"),
        ["Set-ParseConfiguration"] = ("Set-ParseConfiguration -Name n", "InputObject"),
        ["Get-SplitJob"] = ("Get-SplitJob", "SplitJobIdWrongType"),
        ["Wait-SplitJob"] = ("Wait-SplitJob", "SplitJobIdWrongType"),
        ["Start-SplitJob"] = ("Start-SplitJob -Category invoice", "SplitJobInputInvalid"),
        ["Stop-SplitJob"] = ("Stop-SplitJob", "SplitJobIdWrongType"),
        ["Remove-SplitJob"] = ("Remove-SplitJob", "SplitJobIdWrongType"),
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
        Engine.Run($$"""
            function global:Clone($it) { [Management.Automation.PSSerializer]::Deserialize([Management.Automation.PSSerializer]::Serialize($it)) }
            $job = Get-ClassifyJob {{SeedJobs.Invoice}}
            $file = Get-LlamaCloudFile {{SeedFiles.Invoice}}
            $configuration = Get-LlamaCloudConfiguration {{SeedConfigurations.Inbox}}
            $schema = New-ExtractSchema @{ Total = [int] }
            $extract = Get-ExtractJob {{Extract}} -IncludeMetadata
            $value = $extract | Receive-ExtractJob -Field
            $record = $extract | Receive-ExtractJob
            $split = Get-SplitJob {{Split}}
            $segment = $split | Receive-SplitJob
            $rule = New-ClassifyRule invoice 'an invoice with a total'
            $parsed = Get-ParseJob {{ParseId}}
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
    private static bool IsJobOfCommand(string name, string command) => name.Replace(" copy", string.Empty, StringComparison.Ordinal) switch
    {
        "job" or "extract job" or "split job" or "batch" =>
            command is "Start-ClassifyJob" or "Start-ExtractJob" or "Start-ParseJob" or "Start-SplitJob" or "Start-LlamaCloudBatch",
        "parse job" => command is "Start-ParseJob" or "Start-LlamaCloudBatch",
        _ => false,
    };

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

        string document = first is { Method: "POST", Target: var target }
            && target.Split('?')[0] is "/api/v2/classify" or "/api/v2/extract" or "/api/v1/split/jobs"
            ? " " + (string)JsonNode.Parse(first.Body)!["file_input"]!
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
        JsonObject job = SeedJobs.Completed(SeedJobs.Invoice, 9, "invoice", 0.9, "It has a total.");
        job["status"] = status;
        job["result"] = status == "COMPLETED" ? job["result"]!.DeepClone() : null;
        job["file_input"] = SeedFiles.Invoice;
        job["configuration_id"] = SeedConfigurations.Inbox;
        Emulator.Jobs.Put(job);
        Emulator.ExtractJobs.Put(new JsonObject
        {
            ["id"] = Extract, ["project_id"] = JobStore.DefaultProjectId, ["file_input"] = SeedFiles.Invoice, ["status"] = status,
            ["created_at"] = "2026-09-01T09:00:00Z", ["updated_at"] = "2026-09-01T09:00:00Z",
            ["configuration"] = JsonNode.Parse(
                """{ "data_schema": { "type": "object", "properties": { "Total": { "type": "integer" } } } }"""),
            ["extract_result"] = status == "COMPLETED" ? new JsonObject { ["Total"] = 1 } : null,
            ["extract_metadata"] = new JsonObject { ["field_metadata"] = null },
        });
        Emulator.SplitJobs.Put(new JsonObject
        {
            ["id"] = Split, ["project_id"] = JobStore.DefaultProjectId, ["user_id"] = "u", ["file_input"] = SeedFiles.Invoice,
            ["document_input_type"] = "file_id",
            ["status"] = status == "COMPLETED"
                ? "completed"
                : "processing", ["categories"] = new JsonArray(), ["created_at"] = "2026-09-01T09:00:00Z",
            ["result"] = status == "COMPLETED"
                ? JsonNode.Parse("""{ "segments": [ { "category": "a", "pages": [1], "confidence_category": "high" } ] }""")
                : null,
        });
        Emulator.ParseJobs.Put(new JsonObject
        {
            ["id"] = ParseId,
            ["status"] = status,
            ["project_id"] = JobStore.DefaultProjectId,
            ["name"] = "invoice-0042.txt",
            ["created_at"] = "2026-09-01T09:00:00Z",
        });
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
