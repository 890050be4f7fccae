using System;
using System.Collections.Generic;
using System.Text;
using System.Text.Json;
using System.Threading.Tasks;
using LlamaCloud.Emulator.Faults;

namespace LlamaCloud.Client.Tests.Parse;

/// <summary>A test of parse jobs, which end at once.</summary>
public abstract class ParseTest : EmulatorTest
{
    protected const string Root = "/api/v2/parse";

    protected string Upload(string text, string name = "report.txt") => Emulator.Files.Add(name, Encoding.UTF8.GetBytes(text)).Id;

    protected Task<ParseJob> Create(
        string text, string? transaction = null, IReadOnlyDictionary<string, object?>? options = null, LlamaCloudClient? client = null) =>
        (client ?? Client).Parse.CreateAsync(
            new ParseJobRequest
            {
                FileInput = Upload(text),
                TransactionId = transaction,
                Options = options ?? new Dictionary<string, object?>(),
            },
            default,
            Cancellation);

    protected async Task<ParseResultReader> Read(string text, params string[] expand)
    {
        Emulator.ParseJobs.PendingFor = TimeSpan.Zero;
        Emulator.ParseJobs.RunningFor = TimeSpan.Zero;
        ParseJob job = await Create(text);
        return await Client.Parse.ReadResultAsync(job.Id, expand, default, Cancellation);
    }

    /// <summary>The results of <c>pjb-1</c>, which the service answers so.</summary>
    protected Task<ParseResultReader> Answered(string answer)
    {
        Emulator.Faults.Add("GET", Root + "/pjb-1", Fault.Answer(200, "application/json", answer));
        return Client.Parse.ReadResultAsync("pjb-1", ["markdown"], default, Cancellation);
    }

    /// <summary>The answer about a job with one page.</summary>
    protected static string Page(string markdown) => JsonSerializer.Serialize(
        new { job = new { id = "pjb-1", status = "COMPLETED" }, markdown = new { pages = new[] { new { page_number = 1, markdown } } } });
}
