using System;
using System.Linq;
using System.Threading.Tasks;
using LlamaCloud.Emulator;
using LlamaCloud.Emulator.Classify;

namespace LlamaCloud.PowerShell.Tests.Help;

/// <summary>The emulator as the examples find it: the jobs that are under way end soon after somebody has looked at them.</summary>
internal static class ExampleService
{
    /// <summary>Ends the jobs of an emulator once one of them has been asked for.</summary>
    public static async Task EndJobsAsync(ServiceEmulator emulator, Task end)
    {
        while (!emulator.Requests.Targets.Any(
            target => target.Contains(SeedJobs.Running, StringComparison.Ordinal)
                || target.Contains(SeedJobs.Pending, StringComparison.Ordinal)))
        {
            if (await Task.WhenAny(end, Task.Delay(50)) == end)
            {
                return;
            }
        }

        await Task.Delay(200);
        emulator.Jobs.Put(SeedJobs.Completed(SeedJobs.Running, 5, "invoice", 0.98, "It has a total amount due."));
        emulator.Jobs.Put(SeedJobs.Completed(SeedJobs.Pending, 4, "receipt", 0.91, "It lists what was paid."));
    }

    /// <summary>What an example needs beside the stand-ins of every one of them.</summary>
    // Neither the European service nor a proxy is here: where they are named, nothing is asked, and nothing can be.
    public static string SetupOf(string code) =>
        code.Contains("-Proxy ", StringComparison.Ordinal)
            ? "$PSDefaultParameterValues['Connect-LlamaCloud:SkipCheck'] = $true; $env:LLAMA_CLOUD_BASE_URL = 'https://llamacloud.invalid'"
        : code.Contains("-Region ", StringComparison.Ordinal) ? "$PSDefaultParameterValues['Connect-LlamaCloud:SkipCheck'] = $true"
        : code.Contains("ConvertFrom-LlamaCloudWebhook", StringComparison.Ordinal)
            ? "$script:WebhookData = [pscustomobject]@{ RequestHeader = [pscustomobject]$Request.Headers; RequestBody = $Request.RawBody }"
        : string.Empty;
}
