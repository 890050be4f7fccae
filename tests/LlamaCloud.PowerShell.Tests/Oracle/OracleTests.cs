using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using LlamaCloud.Emulator;
using LlamaCloud.Emulator.Jobs;
using LlamaCloud.PowerShell.Tests.Contract;
using Xunit;

namespace LlamaCloud.PowerShell.Tests.Oracle;

/// <summary>The official client beside this module: they ask the same, and the emulator is a service to both.</summary>
public sealed class OracleTests(OfficialClient official) : ModuleTest, IClassFixture<OfficialClient>
{
    private ServiceEmulator _theirs = null!;
    private ContractWatch _watch = null!;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        Assert.SkipWhen(official.Missing.Length > 0, official.Missing);
        _theirs = await ServiceEmulator.StartAsync();
        _watch = ContractWatch.Over(_theirs);
    }

    public override async ValueTask DisposeAsync()
    {
        if (_theirs is not null)
        {
            _watch.End();
            await _theirs.DisposeAsync();
        }

        await base.DisposeAsync();
    }

    [Fact]
    public async Task Every_call_is_the_official_clients_but_for_what_is_written_down()
    {
        OracleSeeds.Fill(Emulator);
        OracleSeeds.Fill(_theirs);
        string document = official.Write("a.txt", OracleSeeds.Document);
        string calls = official.Write(
            "calls.json", JsonSerializer.Serialize(OracleCalls.All.Select(call => OracleSeeds.Name(call.Official))));
        JsonNode failures = await official.RunAsync("calls.mjs", _theirs, calls, document);
        Assert.Empty(
            OracleCalls.All.Zip(failures.AsArray()).Where(one => one.Second is not null).Select(one => $"{one.Second}: {one.First}"));
        ILookup<int, RecordedRequest> theirs = _theirs.Requests.All.ToLookup(
            request => int.Parse(request.Headers["X-Call"], CultureInfo.InvariantCulture));

        Engine.Run($"$null = $ExecutionContext.SessionState.Path.SetLocation('{Path.GetDirectoryName(document)}')").OrThrow();
        List<string> wrong = [];
        foreach ((int number, OracleCall call) in OracleCalls.All.Index())
        {
            Emulator.Requests.Clear();
            Engine.Run(OracleSeeds.Name(call.Ours)).OrThrow();
            await Task.WhenAll(Emulator.Requests.All.Select(request => request.Answered));
            string[] differences =
            [
                .. OracleRequest.Differences(
                    [.. Emulator.Requests.All.Select(OracleRequest.Read)], [.. theirs[number].Select(OracleRequest.Read)]),
            ];
            wrong.AddRange(differences.Except(call.Differences).Select(one => $"{call.Ours}: {one}"));
            wrong.AddRange(call.Differences.Except(differences).Select(one => $"{call.Ours}: no longer {one}"));
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
        Assert.Empty(_watch.Problems);
        Assert.Equal(
            OracleDifferences.Reasons.Keys.Order(StringComparer.Ordinal),
            OracleCalls.All.SelectMany(call => call.Differences).Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task The_official_client_goes_its_whole_way_on_the_emulator()
    {
        foreach (JobStore jobs in (JobStore[])[.. _theirs.AllJobs, _theirs.Batches])
        {
            jobs.PendingFor = jobs.RunningFor = TimeSpan.FromMilliseconds(100);
        }

        string document = official.Write("a.txt", OracleSeeds.Document);
        string text = JsonSerializer.Serialize(OracleSeeds.Document);
        JsonObject seen = (await official.RunAsync("whole-way.mjs", _theirs, document, OracleSeeds.Organization)).AsObject();

        Assert.Equal(
            $$"""
            classify: ["COMPLETED","invoice","invoice",[2,2,1]]
            parse: ["COMPLETED",{{text}},1,"text",{{text}},1,[2,2,1],true]
            extract: ["COMPLETED",{"Number":"7"},{"Number":"7"},["Number"],[2,2,1],"object","object"]
            split: ["completed",[["invoice",[1]]],[2,2,1]]
            files: ["a.txt",{{text}},true,404]
            configurations: ["other way","invoice",true,404]
            batches: ["COMPLETED",2,{{text}},[1,1],[1,1],[1]]
            webhooks: [true,["parse.success"],true,404]
            account: [[1,1],3,true]
            """,
            string.Join('\n', seen.Select(part => $"{part.Key}: {part.Value!.ToJsonString()}")));
        Assert.Empty(_watch.Problems);
        Assert.Equal([], _theirs.PresignedViolations);
    }
}
