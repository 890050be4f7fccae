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

/// <content>What each object is to each command.</content>
public sealed partial class PipelineTableTests
{
    // Everything else is refused.
    private static readonly Dictionary<(string Object, string Command), string> s_bound = new()
    {
        [("file", "Get-LlamaCloudFile")] = $"GET {File}{OfProject}",
        [("file", "Save-LlamaCloudFile")] = $"GET {File}/content{OfProject}",
        [("file", "Remove-LlamaCloudFile")] = $"DELETE {File}{OfProject}",
        [("file copy", "Get-LlamaCloudFile")] = $"GET {File}{OfProject}",
        [("file copy", "Save-LlamaCloudFile")] = $"GET {File}{OfProject}",
        [("file copy", "Remove-LlamaCloudFile")] = $"DELETE {File}{OfProject}",
        [("configuration", "Get-LlamaCloudConfiguration")] = $"GET {Configuration}",
        [("configuration", "Remove-LlamaCloudConfiguration")] = $"DELETE {Configuration}",
        [("configuration copy", "Get-LlamaCloudConfiguration")] = $"GET {Configuration}",
        [("configuration copy", "Remove-LlamaCloudConfiguration")] = $"DELETE {Configuration}",
        [("rule", "New-ClassifyRule")] = Nothing,
        [("value", "Export-LlamaCloudReport")] = Nothing,
        [("parse result", "Export-LlamaCloudReport")] = Nothing,
        [("parse page", "Export-LlamaCloudReport")] = Nothing,
        [("extract job", "Receive-ExtractJob")] = Nothing,
        [("extract job copy", "Receive-ExtractJob")] = $"GET {ExtractJob}?expand=configuration&{OfProject[1..]}",
        [("parse job", "Receive-ParseJob")] = $"GET {Parse}?expand=markdown&expand=text&expand=metadata&expand=usage&{OfProject[1..]}",
        [("parse job", "Save-ParseJob")] = $"GET {Parse}?expand=markdown&expand=images_content_metadata&{OfProject[1..]}",
        [("parse job copy", "Receive-ParseJob")] = $"GET {Parse}?expand=markdown&expand=text&expand=metadata&expand=usage&{OfProject[1..]}",
        [("parse job copy", "Save-ParseJob")] = $"GET {Parse}?expand=markdown&expand=images_content_metadata&{OfProject[1..]}",
        [("split job", "Receive-SplitJob")] = Nothing,
        [("split job copy", "Receive-SplitJob")] = $"GET {SplitJob}{OfProject}",
        // A record is a body like any other.
        [("record", "Invoke-LlamaCloudApi")] = "POST /api/v2/classify ",
        [("record", "Get-ExtractJob")] = $"GET {ExtractJob}?expand=configuration",
        [("record", "Wait-ExtractJob")] = $"GET {ExtractJob}",
        [("record", "Receive-ExtractJob")] = $"GET {ExtractJob}?expand=configuration",
        [("record", "Stop-ExtractJob")] = $"POST {ExtractJob}/cancel",
        [("record", "Remove-ExtractJob")] = $"DELETE {ExtractJob}",
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
        [("webhook copy", "Get-LlamaCloudWebhook")] = $"GET {Webhook}{OfProject}",
        [("webhook copy", "Remove-LlamaCloudWebhook")] = $"DELETE {Webhook}{OfProject}",
        [("webhook copy", "Set-LlamaCloudWebhook")] = $"PUT {Webhook}{OfProject}",
        [("webhook", "Get-LlamaCloudWebhook")] = $"GET {Webhook}{OfProject}",
        [("webhook", "Remove-LlamaCloudWebhook")] = $"DELETE {Webhook}{OfProject}",
        [("webhook", "Set-LlamaCloudWebhook")] = $"PUT {Webhook}{OfProject}",
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
        [("file of a directory", "Get-LlamaCloudFile")] = $"GET {File}{OfProject}",
        [("file of a directory", "Save-LlamaCloudFile")] = $"GET {File}{OfProject}",
        [("file of a directory", "Start-LlamaCloudBatch")] = $"POST /api/v1/beta/directories{OfProject}",
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
        [("record", "Get-LlamaCloudUsage")] = "GET /api/v2/organizations",
        [("batch", "Get-LlamaCloudUsage")] = "GET /api/v2/organizations",
        [("batch copy", "Get-LlamaCloudUsage")] = "GET /api/v2/organizations",
        [("segment", "Export-LlamaCloudReport")] = Nothing,
        [("segment copy", "Export-LlamaCloudReport")] = Nothing,
        [("record", "Export-LlamaCloudReport")] = Nothing,
        [("batch", "Export-LlamaCloudReport")] = Nothing,
        [("batch copy", "Export-LlamaCloudReport")] = Nothing,
        [("event", "Export-LlamaCloudReport")] = Nothing,
        [("event copy", "Export-LlamaCloudReport")] = Nothing,
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
        foreach (TestedProduct product in TestedProducts.All)
        {
            string kind = "(?i)" + product.Name.Replace(" ", " ?", StringComparison.Ordinal);
            s_objects[product.Name] = ("$" + product.Noun, kind);
            s_objects[product.Name + " copy"] = ($"(Clone ${product.Noun})", kind);
            foreach (string verb in (string[])["Get", "Wait", "Stop", .. product.HasRemove ? (string[])["Remove"] : []])
            {
                s_commands[$"{verb}-{product.Noun}"] = ($"{verb}-{product.Noun}", product.Noun + "IdWrongType");
            }

            string start = $"Start-{product.Noun}";
            s_commands[start] = ($"{start} @{product.Noun}Options", product.Noun + "InputInvalid");
            BindJob(product);
            BindDocuments(product, start);
            s_bound[("project", $"Get-{product.Noun}")] = $"GET {product.List("&" + OfOther)}";
        }

        string[] ofDefault =
        [
            .. TestedProducts.All.Select(product => product.Name),
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

    // What every product's job is to the commands of all.
    private static void BindJob(TestedProduct product)
    {
        foreach (string name in (string[])[product.Name, product.Name + " copy"])
        {
            s_bound[(name, $"Get-{product.Noun}")] = Get(product.Expand);
            // One that has ended is known, as long as it is itself.
            s_bound[(name, $"Wait-{product.Noun}")] = name == product.Name ? Nothing : Get(product.ExpandOfWait);
            s_bound[(name, $"Stop-{product.Noun}")] = $"POST {product.Route}/{IdOf(product)}/cancel{OfProject}";
            if (product.HasRemove)
            {
                s_bound[(name, $"Remove-{product.Noun}")] = $"DELETE {product.Route}/{IdOf(product)}{OfProject}";
            }

            if (product.Fields.Contains("file_input", StringComparison.Ordinal))
            {
                s_bound[(name, "Get-LlamaCloudFile")] = s_bound[(name, "Save-LlamaCloudFile")] = $"GET {File}{OfProject}";
            }

            s_bound[(name, "Get-LlamaCloudUsage")] = "GET /api/v2/organizations";
            s_bound[(name, "Export-LlamaCloudReport")] = Nothing;
        }

        string Get(string expand) => $"GET {product.Route}/{IdOf(product)}?{(expand.Length == 0 ? expand : expand + "&")}{OfProject[1..]}";
    }

    // What a product's jobs are started of.
    private static void BindDocuments(TestedProduct product, string command)
    {
        string created = $"POST {product.Route}{OfProject} ";
        // A file is split as a whole.
        string[] ofFile = ["file", "file of a directory", .. product == TestedProducts.Split ? (string[])[] : ["segment"]];
        foreach (string name in ofFile)
        {
            s_bound[(name, command)] = s_bound[(name + " copy", command)] = created + SeedFiles.Invoice;
        }

        if (product.TakesParseJobs)
        {
            s_bound[("parse job", command)] = s_bound[("parse job copy", command)] = created + IdOf(TestedProducts.Parse);
        }

        s_bound[("local file", command)] = "POST /api/v1/beta/files";
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
