using System.Linq;
using LlamaCloud.Demo.Engine;
using LlamaCloud.Emulator.Files;
using Xunit;

namespace LlamaCloud.PowerShell.Tests.Jobs;

/// <summary>With a transaction id of the user a second run makes no second job.</summary>
public sealed class StartJobTransactionTests : DocumentTest
{
    [Theory]
    [EachProduct(TakesTransactionId = true)]
    public void A_transaction_id_of_each_document_makes_a_second_run_the_same_jobs(TestedProduct product)
    {
        Use(product);
        Write("a.txt");
        Write("b.txt");
        const string Script = "$folder.GetFiles() | Start-<Job> @options -TransactionId { \"inbox-$($_.Name)\" }";
        EngineResult first = Run(Script).OrThrow();
        EngineResult second = Run(Script).OrThrow();

        Assert.Equal(first.Output.Select(job => job.Properties["Id"].Value), second.Output.Select(job => job.Properties["Id"].Value));
        Assert.Equal(["inbox-a.txt", "inbox-b.txt"], first.Output.Select(job => Product.Trace(Job(job))).Order());
        Assert.Equal(2, Made.Length);
        // What was uploaded for the first run serves the second.
        Assert.Equal(2, Count("POST", Files));
        Assert.Empty(first.Warnings);
        Assert.Empty(second.Warnings);
    }

    [Theory]
    [EachProduct(TakesTransactionId = true)]
    public void The_same_contents_for_another_transaction_are_uploaded_for_it(TestedProduct product)
    {
        Use(product);
        Write("a.txt");
        Run("1, 2 | ForEach-Object { $folder.GetFiles() | Start-<Job> @options -TransactionId \"t$_\" }").OrThrow();

        Assert.Equal((2, 2), (Made.Length, Count("POST", Files)));
    }

    [Theory]
    [EachProduct(TakesTransactionId = true)]
    public void One_transaction_id_for_several_documents_is_an_error_for_all_others(TestedProduct product)
    {
        Use(product);
        EngineResult result = Run(
            $"Start-<Job> -FileInput {SeedFiles.Invoice}, {SeedFiles.Receipt}, {SeedFiles.Invoice} @options -TransactionId t");

        Assert.Equal([Error("TransactionIdInvalid")], IdsOf(result));
        Assert.Equal(2, result.Output.Count);
        Assert.Single(Made);
        Assert.Equal(
            [Error("TransactionIdInvalid")], IdsOf(Run($"Start-<Job> -FileInput {SeedFiles.Invoice} @options -TransactionId ('x' * 256)")));
    }
}
