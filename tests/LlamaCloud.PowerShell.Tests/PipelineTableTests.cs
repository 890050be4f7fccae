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
using Xunit;

namespace LlamaCloud.PowerShell.Tests;

/// <summary>
/// Every kind of object piped to every cmdlet that takes input: it binds and the right id is sent, or it is refused by name.
/// </summary>
public sealed class PipelineTableTests : ModuleTest
{
    private const string Job = "/api/v2/classify/" + SeedJobs.Invoice;
    private const string Extract = "ext-11111111-1111-4111-8111-111111111111";
    private const string ExtractJob = "/api/v2/extract/" + Extract;
    private const string File = "/api/v1/beta/files/" + SeedFiles.Invoice;
    private const string Configuration = "/api/v1/beta/configurations/" + SeedConfigurations.Inbox;
    private const string ParseId = "pjb-11111111-1111-4111-8111-111111111111";
    private const string Parse = "/api/v2/parse/" + ParseId;
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
        ["Get-LlamaCloudFile"] = ("Get-LlamaCloudFile", "LlamaCloudFileIdWrongType"),
        ["Save-LlamaCloudFile"] = ("Save-LlamaCloudFile -Destination $folder -Force", "LlamaCloudFileIdWrongType"),
        ["Send-LlamaCloudFile"] = ("Send-LlamaCloudFile", "LlamaCloudFilePathMissing"),
        ["Get-LlamaCloudConfiguration"] = ("Get-LlamaCloudConfiguration", "LlamaCloudConfigurationIdWrongType"),
        ["Get-LlamaCloudProject"] = ("Get-LlamaCloudProject", "InputObject"),
        ["Invoke-LlamaCloudApi"] = ("Invoke-LlamaCloudApi /api/v2/classify", "LlamaCloudApiRequestInvalid"),
        ["New-ClassifyRule"] = ("New-ClassifyRule", "InputObject"),
        ["Set-ClassifyConfiguration"] = ("Set-ClassifyConfiguration -Name n -Rule $rule", "InputObject"),
        ["Connect-LlamaCloud"] = ("Connect-LlamaCloud -SkipCheck", "ParameterArgumentTransformationError"),
        ["Disconnect-LlamaCloud"] = ("Disconnect-LlamaCloud", "ParameterArgumentTransformationError"),
        ["Remove-LlamaCloudFile"] = ("Remove-LlamaCloudFile", "LlamaCloudFileIdWrongType"),
        ["Remove-LlamaCloudConfiguration"] = ("Remove-LlamaCloudConfiguration", "LlamaCloudConfigurationIdWrongType"),
    };

    // Everything else is refused.
    private static readonly Dictionary<(string Object, string Command), string> s_bound = new()
    {
        [("job", "Get-ClassifyJob")] = $"GET {Job}{OfProject}",
        [("job", "Wait-ClassifyJob")] = Nothing,
        [("job", "Stop-ClassifyJob")] = $"POST {Job}/cancel{OfProject}",
        [("job", "Remove-ClassifyJob")] = $"DELETE {Job}{OfProject}",
        [("job", "Get-LlamaCloudFile")] = $"GET {File}{OfProject}",
        [("job", "Save-LlamaCloudFile")] = $"GET {File}{OfProject}",
        [("job", "Get-LlamaCloudProject")] = $"GET /api/v2/projects/{JobStore.DefaultProjectId}",
        [("job", "Set-ClassifyConfiguration")] = $"POST /api/v1/beta/configurations{OfProject}",
        [("job copy", "Get-ClassifyJob")] = $"GET {Job}{OfProject}",
        [("job copy", "Wait-ClassifyJob")] = $"GET {Job}{OfProject}",
        [("job copy", "Stop-ClassifyJob")] = $"POST {Job}/cancel{OfProject}",
        [("job copy", "Remove-ClassifyJob")] = $"DELETE {Job}{OfProject}",
        [("job copy", "Get-LlamaCloudFile")] = $"GET {File}{OfProject}",
        [("job copy", "Save-LlamaCloudFile")] = $"GET {File}{OfProject}",
        [("job copy", "Get-LlamaCloudProject")] = $"GET /api/v2/projects/{JobStore.DefaultProjectId}",
        [("job copy", "Set-ClassifyConfiguration")] = $"POST /api/v1/beta/configurations{OfProject}",
        [("file", "Start-ClassifyJob")] = $"POST /api/v2/classify{OfProject} {SeedFiles.Invoice}",
        [("file", "Get-LlamaCloudFile")] = $"GET {File}{OfProject}",
        [("file", "Save-LlamaCloudFile")] = $"GET {File}/content{OfProject}",
        [("file", "Remove-LlamaCloudFile")] = $"DELETE {File}{OfProject}",
        [("file", "Get-LlamaCloudProject")] = $"GET /api/v2/projects/{JobStore.DefaultProjectId}",
        [("file", "Set-ClassifyConfiguration")] = $"POST /api/v1/beta/configurations{OfProject}",
        [("file copy", "Start-ClassifyJob")] = $"POST /api/v2/classify{OfProject} {SeedFiles.Invoice}",
        [("file copy", "Get-LlamaCloudFile")] = $"GET {File}{OfProject}",
        [("file copy", "Save-LlamaCloudFile")] = $"GET {File}{OfProject}",
        [("file copy", "Remove-LlamaCloudFile")] = $"DELETE {File}{OfProject}",
        [("file copy", "Get-LlamaCloudProject")] = $"GET /api/v2/projects/{JobStore.DefaultProjectId}",
        [("file copy", "Set-ClassifyConfiguration")] = $"POST /api/v1/beta/configurations{OfProject}",
        [("configuration", "Get-LlamaCloudConfiguration")] = $"GET {Configuration}",
        [("configuration", "Remove-LlamaCloudConfiguration")] = $"DELETE {Configuration}",
        [("configuration copy", "Get-LlamaCloudConfiguration")] = $"GET {Configuration}",
        [("configuration copy", "Remove-LlamaCloudConfiguration")] = $"DELETE {Configuration}",
        [("rule", "New-ClassifyRule")] = Nothing,
        [("extract job", "Get-ExtractJob")] = $"GET {ExtractJob}?expand=configuration&{OfProject[1..]}",
        [("extract job", "Wait-ExtractJob")] = Nothing,
        [("extract job", "Receive-ExtractJob")] = Nothing,
        [("extract job", "Stop-ExtractJob")] = $"POST {ExtractJob}/cancel{OfProject}",
        [("extract job", "Remove-ExtractJob")] = $"DELETE {ExtractJob}{OfProject}",
        [("extract job", "Get-LlamaCloudFile")] = $"GET {File}{OfProject}",
        [("extract job", "Save-LlamaCloudFile")] = $"GET {File}{OfProject}",
        [("extract job", "Get-LlamaCloudProject")] = $"GET /api/v2/projects/{JobStore.DefaultProjectId}",
        [("extract job", "Set-ClassifyConfiguration")] = $"POST /api/v1/beta/configurations{OfProject}",
        [("extract job copy", "Get-ExtractJob")] = $"GET {ExtractJob}?expand=configuration&{OfProject[1..]}",
        [("extract job copy", "Wait-ExtractJob")] = $"GET {ExtractJob}{OfProject}",
        [("extract job copy", "Receive-ExtractJob")] = $"GET {ExtractJob}?expand=configuration&{OfProject[1..]}",
        [("extract job copy", "Stop-ExtractJob")] = $"POST {ExtractJob}/cancel{OfProject}",
        [("extract job copy", "Remove-ExtractJob")] = $"DELETE {ExtractJob}{OfProject}",
        [("extract job copy", "Get-LlamaCloudFile")] = $"GET {File}{OfProject}",
        [("extract job copy", "Save-LlamaCloudFile")] = $"GET {File}{OfProject}",
        [("extract job copy", "Get-LlamaCloudProject")] = $"GET /api/v2/projects/{JobStore.DefaultProjectId}",
        [("extract job copy", "Set-ClassifyConfiguration")] = $"POST /api/v1/beta/configurations{OfProject}",
        [("extract job", "Set-ParseConfiguration")] = $"POST /api/v1/beta/configurations{OfProject}",
        [("extract job copy", "Set-ParseConfiguration")] = $"POST /api/v1/beta/configurations{OfProject}",
        [("parse job", "New-ExtractSchema")] = $"POST /api/v2/extract/schema/generate{OfProject}",
        [("parse job", "Set-ExtractConfiguration")] = $"POST /api/v1/beta/configurations{OfProject}",
        [("parse job", "Start-ExtractJob")] = $"POST /api/v2/extract{OfProject} {ParseId}",
        [("parse job", "Test-ExtractSchema")] = "POST /api/v2/extract/schema/validation",
        [("parse job copy", "New-ExtractSchema")] = $"POST /api/v2/extract/schema/generate{OfProject}",
        [("parse job copy", "Set-ExtractConfiguration")] = $"POST /api/v1/beta/configurations{OfProject}",
        [("parse job copy", "Start-ExtractJob")] = $"POST /api/v2/extract{OfProject} {ParseId}",
        [("parse job copy", "Test-ExtractSchema")] = "POST /api/v2/extract/schema/validation",
        [("job", "Set-ExtractConfiguration")] = $"POST /api/v1/beta/configurations{OfProject}",
        [("job", "New-ExtractSchema")] = $"POST /api/v2/extract/schema/generate{OfProject}",
        [("job", "Test-ExtractSchema")] = "POST /api/v2/extract/schema/validation",
        [("job copy", "Set-ExtractConfiguration")] = $"POST /api/v1/beta/configurations{OfProject}",
        [("job copy", "New-ExtractSchema")] = $"POST /api/v2/extract/schema/generate{OfProject}",
        [("job copy", "Test-ExtractSchema")] = "POST /api/v2/extract/schema/validation",
        [("extract job", "Set-ExtractConfiguration")] = $"POST /api/v1/beta/configurations{OfProject}",
        [("extract job", "New-ExtractSchema")] = $"POST /api/v2/extract/schema/generate{OfProject}",
        [("extract job", "Test-ExtractSchema")] = "POST /api/v2/extract/schema/validation",
        [("extract job copy", "Set-ExtractConfiguration")] = $"POST /api/v1/beta/configurations{OfProject}",
        [("extract job copy", "New-ExtractSchema")] = $"POST /api/v2/extract/schema/generate{OfProject}",
        [("extract job copy", "Test-ExtractSchema")] = "POST /api/v2/extract/schema/validation",
        [("file", "Set-ExtractConfiguration")] = $"POST /api/v1/beta/configurations{OfProject}",
        [("file", "New-ExtractSchema")] = $"POST /api/v2/extract/schema/generate{OfProject}",
        [("file", "Test-ExtractSchema")] = "POST /api/v2/extract/schema/validation",
        [("file copy", "Set-ExtractConfiguration")] = $"POST /api/v1/beta/configurations{OfProject}",
        [("file copy", "New-ExtractSchema")] = $"POST /api/v2/extract/schema/generate{OfProject}",
        [("file copy", "Test-ExtractSchema")] = "POST /api/v2/extract/schema/validation",
        [("file", "Start-ExtractJob")] = $"POST /api/v2/extract{OfProject} {SeedFiles.Invoice}",
        [("file copy", "Start-ExtractJob")] = $"POST /api/v2/extract{OfProject} {SeedFiles.Invoice}",
        [("project", "Get-ExtractJob")] = $"GET /api/v2/extract?page_size=100&expand=configuration&{OfOther}",
        [("project", "Set-ExtractConfiguration")] = "POST /api/v1/beta/configurations?" + OfOther,
        [("project", "New-ExtractSchema")] = "POST /api/v2/extract/schema/generate?" + OfOther,
        [("project", "Test-ExtractSchema")] = "POST /api/v2/extract/schema/validation",
        [("connection", "Set-ExtractConfiguration")] = "POST /api/v1/beta/configurations",
        [("connection", "New-ExtractSchema")] = "POST /api/v2/extract/schema/generate",
        [("connection", "Test-ExtractSchema")] = "POST /api/v2/extract/schema/validation",
        [("local file", "Start-ExtractJob")] = "POST /api/v1/beta/files",
        [("file", "Start-ParseJob")] = $"POST /api/v2/parse{OfProject}",
        [("file", "Set-ParseConfiguration")] = $"POST /api/v1/beta/configurations{OfProject}",
        [("file copy", "Start-ParseJob")] = $"POST /api/v2/parse{OfProject}",
        [("file copy", "Set-ParseConfiguration")] = $"POST /api/v1/beta/configurations{OfProject}",
        [("job", "Set-ParseConfiguration")] = $"POST /api/v1/beta/configurations{OfProject}",
        [("job copy", "Set-ParseConfiguration")] = $"POST /api/v1/beta/configurations{OfProject}",
        [("parse job", "Start-ClassifyJob")] = $"POST /api/v2/classify{OfProject} {ParseId}",
        [("parse job", "Get-ParseJob")] = $"GET {Parse}{OfProject}",
        [("parse job", "Wait-ParseJob")] = Nothing,
        [("parse job", "Stop-ParseJob")] = $"POST {Parse}/cancel{OfProject}",
        [("parse job", "Remove-ParseJob")] = $"DELETE {Parse}{OfProject}",
        [("parse job", "Receive-ParseJob")] = $"GET {Parse}?expand=markdown&expand=text&expand=metadata&expand=usage&{OfProject[1..]}",
        [("parse job", "Save-ParseJob")] = $"GET {Parse}?expand=markdown&expand=images_content_metadata&{OfProject[1..]}",
        [("parse job", "Set-ParseConfiguration")] = $"POST /api/v1/beta/configurations{OfProject}",
        [("parse job", "Set-ClassifyConfiguration")] = $"POST /api/v1/beta/configurations{OfProject}",
        [("parse job", "Get-LlamaCloudProject")] = $"GET /api/v2/projects/{JobStore.DefaultProjectId}",
        [("parse job copy", "Start-ClassifyJob")] = $"POST /api/v2/classify{OfProject} {ParseId}",
        [("parse job copy", "Get-ParseJob")] = $"GET {Parse}{OfProject}",
        [("parse job copy", "Wait-ParseJob")] = $"GET {Parse}{OfProject}",
        [("parse job copy", "Stop-ParseJob")] = $"POST {Parse}/cancel{OfProject}",
        [("parse job copy", "Remove-ParseJob")] = $"DELETE {Parse}{OfProject}",
        [("parse job copy", "Receive-ParseJob")] = $"GET {Parse}?expand=markdown&expand=text&expand=metadata&expand=usage&{OfProject[1..]}",
        [("parse job copy", "Save-ParseJob")] = $"GET {Parse}?expand=markdown&expand=images_content_metadata&{OfProject[1..]}",
        [("parse job copy", "Set-ParseConfiguration")] = $"POST /api/v1/beta/configurations{OfProject}",
        [("parse job copy", "Set-ClassifyConfiguration")] = $"POST /api/v1/beta/configurations{OfProject}",
        [("parse job copy", "Get-LlamaCloudProject")] = $"GET /api/v2/projects/{JobStore.DefaultProjectId}",
        [("project", "Get-ParseJob")] = $"GET /api/v2/parse?page_size=100&{OfOther}",
        [("project", "Set-ParseConfiguration")] = "POST /api/v1/beta/configurations?" + OfOther,
        [("connection", "Set-ParseConfiguration")] = "POST /api/v1/beta/configurations",
        [("local file", "Start-ParseJob")] = "POST /api/v1/beta/files",
        [("project", "Get-ClassifyJob")] = $"GET /api/v2/classify?page_size=100&{OfOther}",
        [("project", "Get-LlamaCloudProject")] = $"GET /api/v2/projects/{JobStore.OtherProjectId}?{OfOther[(OfOther.IndexOf('&') + 1)..]}",
        [("project", "Set-ClassifyConfiguration")] = "POST /api/v1/beta/configurations?" + OfOther,
        // It has a project and an organization too, here none, which the engine takes by their names: for -Connection it is not meant.
        [("connection", "Get-LlamaCloudProject")] = "GET /api/v2/organizations",
        [("connection", "Set-ClassifyConfiguration")] = "POST /api/v1/beta/configurations",
        [("connection", "Disconnect-LlamaCloud")] = Nothing,
        [("local file", "Start-ClassifyJob")] = "POST /api/v1/beta/files",
        [("local file", "Send-LlamaCloudFile")] = "POST /api/v1/beta/files",
    };

    public static TheoryData<string> Objects => [.. s_objects.Keys];

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        string path = Path.Combine(Folder, "a.txt");
        await System.IO.File.WriteAllTextAsync(path, "Invoice number 7.");
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
            $rule = New-ClassifyRule invoice 'an invoice with a total'
            $parsed = Get-ParseJob {{ParseId}}
            $read = Start-ParseJob -FileId {{SeedFiles.Invoice}} -Wait
            $result = $read | Receive-ParseJob
            $page = $read | Receive-ParseJob -Page
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
                ?? (IsJobOfCommand(name, command) ? refusal.Replace("InputInvalid", "InputIsJob", StringComparison.Ordinal) : refusal);
            if (found != expected)
            {
                wrong.Add(
                    $"{name} | {command}: {found} in place of {expected}: "
                        + $"{result.Terminating ?? (result.Errors is [ErrorRecord first, ..] ? first : null)}");
            }
        }

        Assert.True(wrong.Count == 0, string.Join("\n", wrong));
    }

    // The commands that start a job know the jobs that have a document for them, and say which parameter takes it.
    private static bool IsJobOfCommand(string name, string command) => name.Replace(" copy", string.Empty, StringComparison.Ordinal) switch
    {
        "job" or "extract job" => command is "Start-ClassifyJob" or "Start-ExtractJob" or "Start-ParseJob",
        "parse job" => command == "Start-ParseJob",
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

        string document = first is { Method: "POST", Target: var target } && target.Split('?')[0] is "/api/v2/classify" or "/api/v2/extract"
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
        Emulator.ParseJobs.Put(new JsonObject
        {
            ["id"] = ParseId,
            ["status"] = status,
            ["project_id"] = JobStore.DefaultProjectId,
            ["name"] = "invoice-0042.txt",
            ["created_at"] = "2026-09-01T09:00:00Z",
        });
        if (Emulator.Files.Find(SeedFiles.Invoice) is null)
        {
            Emulator.Files.Add("invoice-0042.txt", "Invoice number 42."u8.ToArray(), "classify", SeedFiles.Invoice);
        }
    }
}
