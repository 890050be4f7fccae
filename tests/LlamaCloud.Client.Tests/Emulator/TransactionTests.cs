using System;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using LlamaCloud.Emulator.Classify;
using LlamaCloud.Emulator.Files;
using LlamaCloud.Emulator.Jobs;
using Xunit;

namespace LlamaCloud.Client.Tests.Emulator;

/// <summary>Creating again with the transaction of an earlier job.</summary>
public sealed class TransactionTests : JobTest
{
    [Fact]
    public async Task The_first_job_is_the_answer_whatever_the_second_body_says()
    {
        Reply first = (await CreateAsync(Valid(transactionId: "tx-1"))).Expect(200);
        Pass(TimeSpan.FromMinutes(1));
        Reply second = (await CreateAsync(Valid("dfl-unknown", "tx-1", Rule("contract", "legal contract with terms")))).Expect(200);

        Assert.Equal(
            (first.Text("id"), SeedFiles.Invoice, "COMPLETED"), (second.Text("id"), second.Text("file_input"), second.Text("status")));
        Assert.Equal(10, Emulator.Jobs.Count);
    }

    [Fact]
    public async Task It_is_known_in_its_project_only_and_without_one_every_job_is_new()
    {
        string[] ids =
        [
            (await CreateAsync(Valid("pjb-1", "tx-1"))).Expect(200).Text("id"),
            (await CreateAsync(Valid("pjb-1", "tx-1"), $"?project_id={JobStore.OtherProjectId}")).Expect(200).Text("id"),
            (await CreateAsync(Valid("pjb-1", "TX-1"))).Expect(200).Text("id"),
            (await CreateAsync(Valid("pjb-1"))).Expect(200).Text("id"),
            (await CreateAsync(Valid("pjb-1"))).Expect(200).Text("id"),
        ];

        Assert.Equal(5, ids.Distinct().Count());
    }

    [Fact]
    public async Task The_transaction_of_a_seeded_job_is_known() =>
        Assert.Equal(SeedJobs.Contract, (await CreateAsync(Valid(transactionId: "inbox-contract-3"))).Text("id"));

    [Fact]
    public async Task Many_at_once_make_one_job()
    {
        // Long enough to read that all are at it before the first one is done.
        string file = (await StoreAsync(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("invoice number ", 50_000))))).Id;
        Reply[] replies = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => CreateAsync(Valid(file, "tx-1"))));

        Assert.Single(replies.Select(reply => reply.Expect(200).Text("id")).Distinct());
        Assert.Equal("10", (await SendAsync("GET", "/_emulator/jobs/count", key: null)).Expect(200).Plain);
    }
}
