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

/// <content>What each object is to each command.</content>
public sealed partial class PipelineTableTests
{
    // Everything else is refused.
    private static readonly Dictionary<(string Object, string Command), string> s_bound = new()
    {
        [("job", "Get-ClassifyJob")] = $"GET {Job}{OfProject}",
        [("job", "Wait-ClassifyJob")] = Nothing,
        [("job", "Stop-ClassifyJob")] = $"POST {Job}/cancel{OfProject}",
        [("job", "Remove-ClassifyJob")] = $"DELETE {Job}{OfProject}",
        [("job", "Get-LlamaCloudFile")] = $"GET {File}{OfProject}",
        [("job", "Save-LlamaCloudFile")] = $"GET {File}{OfProject}",
        [("job copy", "Get-ClassifyJob")] = $"GET {Job}{OfProject}",
        [("job copy", "Wait-ClassifyJob")] = $"GET {Job}{OfProject}",
        [("job copy", "Stop-ClassifyJob")] = $"POST {Job}/cancel{OfProject}",
        [("job copy", "Remove-ClassifyJob")] = $"DELETE {Job}{OfProject}",
        [("job copy", "Get-LlamaCloudFile")] = $"GET {File}{OfProject}",
        [("job copy", "Save-LlamaCloudFile")] = $"GET {File}{OfProject}",
        [("file", "Start-ClassifyJob")] = $"POST /api/v2/classify{OfProject} {SeedFiles.Invoice}",
        [("file", "Get-LlamaCloudFile")] = $"GET {File}{OfProject}",
        [("file", "Save-LlamaCloudFile")] = $"GET {File}/content{OfProject}",
        [("file", "Remove-LlamaCloudFile")] = $"DELETE {File}{OfProject}",
        [("file copy", "Start-ClassifyJob")] = $"POST /api/v2/classify{OfProject} {SeedFiles.Invoice}",
        [("file copy", "Get-LlamaCloudFile")] = $"GET {File}{OfProject}",
        [("file copy", "Save-LlamaCloudFile")] = $"GET {File}{OfProject}",
        [("file copy", "Remove-LlamaCloudFile")] = $"DELETE {File}{OfProject}",
        [("configuration", "Get-LlamaCloudConfiguration")] = $"GET {Configuration}",
        [("configuration", "Remove-LlamaCloudConfiguration")] = $"DELETE {Configuration}",
        [("configuration copy", "Get-LlamaCloudConfiguration")] = $"GET {Configuration}",
        [("configuration copy", "Remove-LlamaCloudConfiguration")] = $"DELETE {Configuration}",
        [("rule", "New-ClassifyRule")] = Nothing,
        [("job", "Export-LlamaCloudReport")] = Nothing,
        [("job copy", "Export-LlamaCloudReport")] = Nothing,
        [("extract job", "Export-LlamaCloudReport")] = Nothing,
        [("extract job copy", "Export-LlamaCloudReport")] = Nothing,
        [("value", "Export-LlamaCloudReport")] = Nothing,
        [("parse job", "Export-LlamaCloudReport")] = Nothing,
        [("parse job copy", "Export-LlamaCloudReport")] = Nothing,
        [("parse result", "Export-LlamaCloudReport")] = Nothing,
        [("parse page", "Export-LlamaCloudReport")] = Nothing,
        [("extract job", "Get-ExtractJob")] = $"GET {ExtractJob}?expand=configuration&{OfProject[1..]}",
        [("extract job", "Wait-ExtractJob")] = Nothing,
        [("extract job", "Receive-ExtractJob")] = Nothing,
        [("extract job", "Stop-ExtractJob")] = $"POST {ExtractJob}/cancel{OfProject}",
        [("extract job", "Remove-ExtractJob")] = $"DELETE {ExtractJob}{OfProject}",
        [("extract job", "Get-LlamaCloudFile")] = $"GET {File}{OfProject}",
        [("extract job", "Save-LlamaCloudFile")] = $"GET {File}{OfProject}",
        [("extract job copy", "Get-ExtractJob")] = $"GET {ExtractJob}?expand=configuration&{OfProject[1..]}",
        [("extract job copy", "Wait-ExtractJob")] = $"GET {ExtractJob}{OfProject}",
        [("extract job copy", "Receive-ExtractJob")] = $"GET {ExtractJob}?expand=configuration&{OfProject[1..]}",
        [("extract job copy", "Stop-ExtractJob")] = $"POST {ExtractJob}/cancel{OfProject}",
        [("extract job copy", "Remove-ExtractJob")] = $"DELETE {ExtractJob}{OfProject}",
        [("extract job copy", "Get-LlamaCloudFile")] = $"GET {File}{OfProject}",
        [("extract job copy", "Save-LlamaCloudFile")] = $"GET {File}{OfProject}",
        [("parse job", "Start-ExtractJob")] = $"POST /api/v2/extract{OfProject} {ParseId}",
        [("parse job copy", "Start-ExtractJob")] = $"POST /api/v2/extract{OfProject} {ParseId}",
        [("file", "Start-ExtractJob")] = $"POST /api/v2/extract{OfProject} {SeedFiles.Invoice}",
        [("file copy", "Start-ExtractJob")] = $"POST /api/v2/extract{OfProject} {SeedFiles.Invoice}",
        [("project", "Get-ExtractJob")] = $"GET /api/v2/extract?page_size=100&expand=configuration&{OfOther}",
        [("local file", "Start-ExtractJob")] = "POST /api/v1/beta/files",
        [("file", "Start-ParseJob")] = $"POST /api/v2/parse{OfProject}",
        [("file copy", "Start-ParseJob")] = $"POST /api/v2/parse{OfProject}",
        [("parse job", "Start-ClassifyJob")] = $"POST /api/v2/classify{OfProject} {ParseId}",
        [("parse job", "Get-ParseJob")] = $"GET {Parse}{OfProject}",
        [("parse job", "Wait-ParseJob")] = Nothing,
        [("parse job", "Stop-ParseJob")] = $"POST {Parse}/cancel{OfProject}",
        [("parse job", "Remove-ParseJob")] = $"DELETE {Parse}{OfProject}",
        [("parse job", "Receive-ParseJob")] = $"GET {Parse}?expand=markdown&expand=text&expand=metadata&expand=usage&{OfProject[1..]}",
        [("parse job", "Save-ParseJob")] = $"GET {Parse}?expand=markdown&expand=images_content_metadata&{OfProject[1..]}",
        [("parse job copy", "Start-ClassifyJob")] = $"POST /api/v2/classify{OfProject} {ParseId}",
        [("parse job copy", "Get-ParseJob")] = $"GET {Parse}{OfProject}",
        [("parse job copy", "Wait-ParseJob")] = $"GET {Parse}{OfProject}",
        [("parse job copy", "Stop-ParseJob")] = $"POST {Parse}/cancel{OfProject}",
        [("parse job copy", "Remove-ParseJob")] = $"DELETE {Parse}{OfProject}",
        [("parse job copy", "Receive-ParseJob")] = $"GET {Parse}?expand=markdown&expand=text&expand=metadata&expand=usage&{OfProject[1..]}",
        [("parse job copy", "Save-ParseJob")] = $"GET {Parse}?expand=markdown&expand=images_content_metadata&{OfProject[1..]}",
        [("split job", "Get-SplitJob")] = $"GET {SplitJob}{OfProject}",
        [("split job", "Wait-SplitJob")] = Nothing,
        [("split job", "Receive-SplitJob")] = Nothing,
        [("split job", "Stop-SplitJob")] = $"POST {SplitJob}/cancel{OfProject}",
        [("split job", "Remove-SplitJob")] = $"DELETE {SplitJob}{OfProject}",
        [("split job", "Get-LlamaCloudFile")] = $"GET {File}{OfProject}",
        [("split job", "Save-LlamaCloudFile")] = $"GET {File}{OfProject}",
        [("split job copy", "Get-SplitJob")] = $"GET {SplitJob}{OfProject}",
        [("split job copy", "Wait-SplitJob")] = $"GET {SplitJob}{OfProject}",
        [("split job copy", "Receive-SplitJob")] = $"GET {SplitJob}{OfProject}",
        [("split job copy", "Stop-SplitJob")] = $"POST {SplitJob}/cancel{OfProject}",
        [("split job copy", "Remove-SplitJob")] = $"DELETE {SplitJob}{OfProject}",
        [("split job copy", "Get-LlamaCloudFile")] = $"GET {File}{OfProject}",
        [("split job copy", "Save-LlamaCloudFile")] = $"GET {File}{OfProject}",
        [("segment", "Start-ClassifyJob")] = $"POST /api/v2/classify{OfProject} {SeedFiles.Invoice}",
        [("segment", "Start-ExtractJob")] = $"POST /api/v2/extract{OfProject} {SeedFiles.Invoice}",
        [("segment", "Start-ParseJob")] = $"POST /api/v2/parse{OfProject}",
        [("segment copy", "Start-ClassifyJob")] = $"POST /api/v2/classify{OfProject} {SeedFiles.Invoice}",
        [("segment copy", "Start-ExtractJob")] = $"POST /api/v2/extract{OfProject} {SeedFiles.Invoice}",
        [("segment copy", "Start-ParseJob")] = $"POST /api/v2/parse{OfProject}",
        // A record is a body like any other.
        [("record", "Invoke-LlamaCloudApi")] = "POST /api/v2/classify ",
        [("record", "Get-ExtractJob")] = $"GET {ExtractJob}?expand=configuration",
        [("record", "Wait-ExtractJob")] = $"GET {ExtractJob}",
        [("record", "Receive-ExtractJob")] = $"GET {ExtractJob}?expand=configuration",
        [("record", "Stop-ExtractJob")] = $"POST {ExtractJob}/cancel",
        [("record", "Remove-ExtractJob")] = $"DELETE {ExtractJob}",
        [("file", "Start-SplitJob")] = $"POST /api/v1/split/jobs{OfProject} {SeedFiles.Invoice}",
        [("file copy", "Start-SplitJob")] = $"POST /api/v1/split/jobs{OfProject} {SeedFiles.Invoice}",
        [("parse job", "Start-SplitJob")] = $"POST /api/v1/split/jobs{OfProject} {ParseId}",
        [("parse job copy", "Start-SplitJob")] = $"POST /api/v1/split/jobs{OfProject} {ParseId}",
        [("local file", "Start-SplitJob")] = "POST /api/v1/beta/files",
        [("project", "Get-SplitJob")] = $"GET /api/v1/split/jobs?page_size=100&{OfOther}",
        [("project", "Get-ParseJob")] = $"GET /api/v2/parse?page_size=100&{OfOther}",
        [("local file", "Start-ParseJob")] = "POST /api/v1/beta/files",
        [("project", "Get-ClassifyJob")] = $"GET /api/v2/classify?page_size=100&{OfOther}",
        // It has a project and an organization too, here none, which the engine takes by their names: for -Connection it is not meant.
        [("connection", "Disconnect-LlamaCloud")] = Nothing,
        [("event copy", "Get-ClassifyJob")] = $"GET {Job}{OfProject}",
        [("event copy", "Get-LlamaCloudUsage")] = "GET /api/v2/organizations",
        [("event copy", "Remove-ClassifyJob")] = $"DELETE {Job}{OfProject}",
        [("event copy", "Stop-ClassifyJob")] = $"POST {Job}/cancel{OfProject}",
        [("event copy", "Wait-ClassifyJob")] = $"GET {Job}{OfProject}",
        [("event", "Get-ClassifyJob")] = $"GET {Job}{OfProject}",
        [("event", "Get-LlamaCloudUsage")] = "GET /api/v2/organizations",
        [("event", "Remove-ClassifyJob")] = $"DELETE {Job}{OfProject}",
        [("event", "Stop-ClassifyJob")] = $"POST {Job}/cancel{OfProject}",
        [("event", "Wait-ClassifyJob")] = $"GET {Job}{OfProject}",
        [("extract job copy", "Get-LlamaCloudUsage")] = "GET /api/v2/organizations",
        [("extract job", "Get-LlamaCloudUsage")] = "GET /api/v2/organizations",
        [("job copy", "Get-LlamaCloudUsage")] = "GET /api/v2/organizations",
        [("job", "Get-LlamaCloudUsage")] = "GET /api/v2/organizations",
        [("parse job copy", "Get-LlamaCloudUsage")] = "GET /api/v2/organizations",
        [("parse job", "Get-LlamaCloudUsage")] = "GET /api/v2/organizations",
        [("webhook copy", "Get-LlamaCloudWebhook")] = $"GET {Webhook}{OfProject}",
        [("webhook copy", "Remove-LlamaCloudWebhook")] = $"DELETE {Webhook}{OfProject}",
        [("webhook copy", "Set-LlamaCloudWebhook")] = $"PUT {Webhook}{OfProject}",
        [("webhook", "Get-LlamaCloudWebhook")] = $"GET {Webhook}{OfProject}",
        [("webhook", "Remove-LlamaCloudWebhook")] = $"DELETE {Webhook}{OfProject}",
        [("webhook", "Set-LlamaCloudWebhook")] = $"PUT {Webhook}{OfProject}",
        [("local file", "Start-ClassifyJob")] = "POST /api/v1/beta/files",
        [("local file", "Send-LlamaCloudFile")] = "POST /api/v1/beta/files",
        [("file", "Start-LlamaCloudBatch")] = $"POST /api/v1/beta/directories{OfProject}",
        [("file copy", "Start-LlamaCloudBatch")] = $"POST /api/v1/beta/directories{OfProject}",
        [("directory", "Get-LlamaCloudDirectory")] = $"GET /api/v1/beta/directories/{DirectoryId}{OfProject}",
        [("directory", "Remove-LlamaCloudDirectory")] = $"DELETE /api/v1/beta/directories/{DirectoryId}{OfProject}",
        [("directory", "Start-LlamaCloudBatch")] = $"POST /api/v2/batches{OfProject}",
        [("directory", "New-ClassifyRule")] = Nothing,
        [("directory copy", "Get-LlamaCloudDirectory")] = $"GET /api/v1/beta/directories/{DirectoryId}{OfProject}",
        [("directory copy", "Remove-LlamaCloudDirectory")] = $"DELETE /api/v1/beta/directories/{DirectoryId}{OfProject}",
        [("directory copy", "Start-LlamaCloudBatch")] = $"POST /api/v2/batches{OfProject}",
        [("directory copy", "New-ClassifyRule")] = Nothing,
        [("file of a directory", "Start-ClassifyJob")] = $"POST /api/v2/classify{OfProject} {SeedFiles.Invoice}",
        [("file of a directory", "Start-ExtractJob")] = $"POST /api/v2/extract{OfProject} {SeedFiles.Invoice}",
        [("file of a directory", "Start-ParseJob")] = $"POST /api/v2/parse{OfProject}",
        [("file of a directory", "Get-LlamaCloudFile")] = $"GET {File}{OfProject}",
        [("file of a directory", "Save-LlamaCloudFile")] = $"GET {File}{OfProject}",
        [("file of a directory", "Start-LlamaCloudBatch")] = $"POST /api/v1/beta/directories{OfProject}",
        [("file of a directory copy", "Start-ClassifyJob")] = $"POST /api/v2/classify{OfProject} {SeedFiles.Invoice}",
        [("file of a directory copy", "Start-ExtractJob")] = $"POST /api/v2/extract{OfProject} {SeedFiles.Invoice}",
        [("file of a directory copy", "Start-ParseJob")] = $"POST /api/v2/parse{OfProject}",
        [("file of a directory copy", "Get-LlamaCloudFile")] = $"GET {File}{OfProject}",
        [("file of a directory copy", "Save-LlamaCloudFile")] = $"GET {File}{OfProject}",
        [("file of a directory copy", "Start-LlamaCloudBatch")] = $"POST /api/v1/beta/directories{OfProject}",
        [("batch", "Get-LlamaCloudBatch")] = $"GET /api/v2/batches/{BatchId}?expand=results&{OfProject[1..]}",
        [("batch", "Wait-LlamaCloudBatch")] = Nothing,
        [("batch", "Stop-LlamaCloudBatch")] = $"POST /api/v2/batches/{BatchId}/cancel{OfProject}",
        [("batch", "Receive-LlamaCloudBatch")] = $"GET /api/v2/batches/{BatchId}?expand=results&{OfProject[1..]}",
        [("batch copy", "Get-LlamaCloudBatch")] = $"GET /api/v2/batches/{BatchId}?expand=results&{OfProject[1..]}",
        [("batch copy", "Wait-LlamaCloudBatch")] = $"GET /api/v2/batches/{BatchId}?expand=results&{OfProject[1..]}",
        [("batch copy", "Stop-LlamaCloudBatch")] = $"POST /api/v2/batches/{BatchId}/cancel{OfProject}",
        [("batch copy", "Receive-LlamaCloudBatch")] = $"GET /api/v2/batches/{BatchId}?expand=results&{OfProject[1..]}",
        [("project", "Get-LlamaCloudBatch")] = $"GET /api/v2/batches?page_size=100&{OfOther}",
        [("split job", "Get-LlamaCloudUsage")] = "GET /api/v2/organizations",
        [("split job copy", "Get-LlamaCloudUsage")] = "GET /api/v2/organizations",
        [("record", "Get-LlamaCloudUsage")] = "GET /api/v2/organizations",
        [("batch", "Get-LlamaCloudUsage")] = "GET /api/v2/organizations",
        [("batch copy", "Get-LlamaCloudUsage")] = "GET /api/v2/organizations",
        [("split job", "Export-LlamaCloudReport")] = Nothing,
        [("split job copy", "Export-LlamaCloudReport")] = Nothing,
        [("segment", "Export-LlamaCloudReport")] = Nothing,
        [("segment copy", "Export-LlamaCloudReport")] = Nothing,
        [("record", "Export-LlamaCloudReport")] = Nothing,
        [("batch", "Export-LlamaCloudReport")] = Nothing,
        [("batch copy", "Export-LlamaCloudReport")] = Nothing,
        [("event", "Export-LlamaCloudReport")] = Nothing,
        [("event copy", "Export-LlamaCloudReport")] = Nothing,
        [("file of a directory", "Start-SplitJob")] = $"POST /api/v1/split/jobs{OfProject} {SeedFiles.Invoice}",
        [("file of a directory copy", "Start-SplitJob")] = $"POST /api/v1/split/jobs{OfProject} {SeedFiles.Invoice}",
        [("local file", "Start-LlamaCloudBatch")] = "POST /api/v1/beta/directories",
    };

    // What takes nothing of an object but its project.
    private static readonly Dictionary<string, string> s_ofProject = new(StringComparer.Ordinal)
    {
        ["Set-ClassifyConfiguration"] = "POST /api/v1/beta/configurations",
        ["Set-ExtractConfiguration"] = "POST /api/v1/beta/configurations",
        ["Set-ParseConfiguration"] = "POST /api/v1/beta/configurations",
        ["Set-SplitConfiguration"] = "POST /api/v1/beta/configurations",
        ["New-ExtractSchema"] = "POST /api/v2/extract/schema/generate",
        ["New-LlamaCloudDirectory"] = "POST /api/v1/beta/directories",
        ["New-LlamaCloudWebhook"] = "POST /api/v1/beta/webhook-configs",
    };

    static PipelineTableTests()
    {
        string[] ofDefault =
        [
            "job",
            "extract job",
            "parse job",
            "split job",
            "segment",
            "file",
            "directory",
            "file of a directory",
            "batch",
            "webhook",
            "event",
        ];
        const string Organization = "organization_id=0a000000-0000-4000-8000-00000000000a";
        const string Project = "GET /api/v2/projects/" + JobStore.DefaultProjectId;
        foreach (string name in ofDefault.SelectMany(name => (string[])[name, name + " copy"]))
        {
            BindProject(name, OfProject, Project);
        }

        BindProject("usage", $"{OfProject}&{Organization}", $"{Project}?{Organization}");
        BindProject("project", "?" + OfOther, $"GET /api/v2/projects/{JobStore.OtherProjectId}?{Organization}");
        BindProject("connection", string.Empty, "GET /api/v2/organizations");
    }

    private static void BindProject(string name, string scope, string project)
    {
        foreach ((string command, string request) in s_ofProject)
        {
            s_bound[(name, command)] = request + scope;
        }

        // It asks for no project.
        s_bound[(name, "Test-ExtractSchema")] = "POST /api/v2/extract/schema/validation";
        s_bound[(name, "Get-LlamaCloudProject")] = project;
    }
}
