using System;
using System.Linq;
using System.Management.Automation;
using System.Text.Json.Nodes;
using LlamaCloud.Demo.Engine;
using LlamaCloud.Emulator.Configurations;
using LlamaCloud.Emulator.Files;
using Xunit;

namespace LlamaCloud.PowerShell.Tests.Split;

/// <summary>From documents and categories to jobs.</summary>
public sealed class StartSplitJobTests : SplitTest
{
    [Fact]
    public void Documents_become_jobs_each_joined_to_its_file()
    {
        Write("more.txt");
        EngineResult result = Engine.Run("Start-SplitJob *.txt -Category $categories").OrThrow();

        Assert.Equal(["more.txt", "post.txt"], result.Output.Select(job => job.Properties["FileName"].Value).Order());
        Assert.All(
            result.Output,
            job => Assert.Equal(job.Properties["FileName"].Value, Emulator.Files.Find((string)job.Properties["FileInput"].Value)!.Name));
        Assert.All(Emulator.Files.All.Where(file => file.Name is "more.txt" or "post.txt"), file => Assert.Equal("split", file.Purpose));
        Assert.Equal((2, 2, 0), (Count("POST", Files), Count("POST", Split), Count("GET", Split)));
    }

    [Fact]
    public void All_options_are_sent_and_what_is_not_given_is_not()
    {
        Engine.Run(
            $"Start-SplitJob -FileInput {SeedFiles.Invoice} -Category ([ordered]@{{ bill = 'has a total'; letter = $null }}) "
                + $"-Uncategorized Omit -Instruction 'by date' -MinPages 2 -TransactionId t-1 -WebhookConfigurationId whc-1").OrThrow();
        JsonNode expected = JsonNode.Parse("""
            {"file_input":"FILE","configuration":{"categories":[{"name":"bill","description":"has a total"},{"name":"letter"}],
             "splitting_strategy":{"allow_uncategorized":"omit","custom_instructions":"by date","min_pages_per_split":2}},
             "transaction_id":"t-1","webhook_configuration_ids":["whc-1"]}
            """.Replace("FILE", SeedFiles.Invoice, StringComparison.Ordinal))!;
        Assert.True(JsonNode.DeepEquals(expected, Sent(Split)[0]), Sent(Split)[0].ToJsonString());

        Engine.Run("Start-SplitJob -FileInput pjb-1 -Category bill -TransactionId t-2").OrThrow();
        Assert.Equal(
            """{"file_input":"pjb-1","configuration":{"categories":[{"name":"bill"}]},"transaction_id":"t-2"}""",
            Sent(Split)[1].ToJsonString());
    }

    [Theory]
    [InlineData("'bill', 'letter'", "bill|letter")]
    [InlineData("@{ bill = 'has a total' }", "bill: has a total")]
    [InlineData("@{ Name = 'bill'; Description = 'has a total' }, 'letter'", "bill: has a total|letter")]
    [InlineData("([pscustomobject]@{ Name = ' bill '; Description = '' })", "bill")]
    [InlineData("([pscustomobject]@{ bill = 'has a total'; letter = $null })", "bill: has a total|letter")]
    [InlineData("(Clone (Start-SplitJob post.txt -Category @{ bill = 'x' }).Categories)", "bill: x")]
    [InlineData("(Import-Csv)", "bill: has a total|letter")]
    public void Categories_come_as_people_have_them(string given, string expected)
    {
        Engine.Run(
            "function Import-Csv { [pscustomobject]@{ ' Name ' = 'bill'; Description = 'has a total' }, [pscustomobject]@{ ' Name ' = "
                + "'letter'; Description = '' } }").OrThrow();
        Assert.Equal([expected], Texts($"(Start-SplitJob -FileInput {SeedFiles.Invoice} -Category {given}).Categories -join '|'"));
    }

    [Theory]
    [InlineData("$null", "null")]
    [InlineData("7", "'7' is no category")]
    [InlineData("$ExecutionContext.SessionState.Path.CurrentLocation", "PathInfo is no category")]
    [InlineData("([pscustomobject]@{ Name = 'bill'; Price = 3 })", "properties Name, Price is no category")]
    [InlineData("@{ bill = @(1, 2) }", "The description of a category is no text")]
    public void What_is_no_category_is_refused_with_what_would_be(string given, string problem)
    {
        EngineResult result = Engine.Run($"Start-SplitJob post.txt -Category {given}");
        Assert.Contains(problem, result.Terminating!.ToString(), StringComparison.Ordinal);
        Assert.Contains("Give names, a map", result.Terminating.ToString(), StringComparison.Ordinal);
        Assert.Empty(Emulator.Requests.All);
    }

    [Theory]
    [InlineData("", "Specify -Category or -ConfigurationId. Nothing was sent.")]
    [InlineData(
        "-Category a -ConfigurationId cfg-1 -MinPages 2",
        "-ConfigurationId cannot be combined with -Category, -MinPages. Nothing was sent.")]
    [InlineData("-Category a -Uncategorized Drop", "-Uncategorized 'Drop' is none of include, forbid, omit. Nothing was sent.")]
    [InlineData("-Category a, ('n' * 201)", "has 201 characters; at most 200 are allowed. Nothing was sent.")]
    [InlineData("-Category a, ' '", "Category 2: the name is empty. Nothing was sent.")]
    [InlineData(
        "-Category (1..501 | ForEach-Object { \"c$_\" })", "-Category has 501 categories; at most 500 are allowed. Nothing was sent.")]
    public void What_the_service_would_refuse_ends_the_command(string options, string problem)
    {
        EngineResult result = Engine.Run($"'dfl-1' | Start-SplitJob {options}");
        Assert.Equal("SplitJobRequestInvalid", IdOf(result.Terminating));
        Assert.EndsWith(problem, result.Terminating!.ToString(), StringComparison.Ordinal);
        Assert.Empty(Emulator.Requests.All);
    }

    [Fact]
    public void A_saved_configuration_takes_the_place_of_categories()
    {
        PSObject saved = Engine.Run("Set-SplitConfiguration Post -Category $categories -Uncategorized Forbid -MinPages 2")
            .OrThrow().Output
            .Single();
        Assert.Equal("split_v1", saved.Properties["ProductType"].Value);
        JsonNode parameters = Sent("/api/v1/beta/configurations")[0]["parameters"]!;
        Assert.Equal(
            ("invoice", "forbid"),
            ((string)parameters["categories"]![0]!["name"]!, (string)parameters["splitting_strategy"]!["allow_uncategorized"]!));

        Assert.Equal(["invoice contract"], Texts("\"$((Start-SplitJob post.txt -ConfigurationId post).Categories.Name)\""));
        Assert.Equal("LlamaCloudConfigurationInvalid", IdOf(Engine.Run("Set-SplitConfiguration Post -Category ''").Terminating));
        Assert.Equal(
            "SplitJobConfigurationInvalid",
            IdOf(
                Engine.Run(
                    $"Start-SplitJob post.txt -ConfigurationId (Get-LlamaCloudConfiguration {SeedConfigurations.Inbox})").Terminating));
    }

    [Fact]
    public void A_transaction_id_that_was_used_answers_the_first_job_and_tells_of_other_categories()
    {
        Engine.Run("$first = Start-SplitJob post.txt -Category $categories -TransactionId t-1").OrThrow();
        EngineResult again = Engine.Run("Start-SplitJob post.txt -Category bill -TransactionId t-1").OrThrow();
        Assert.Equal(Engine.Run("$first.Id").Output.Single().ToString(), again.Output.Single().Properties["Id"].Value);
        Assert.Contains("has other categories than were sent", Assert.Single(again.Warnings).ToString(), StringComparison.Ordinal);
        Assert.Equal((1, 1), (Emulator.SplitJobs.Count, Count("POST", Files)));
    }

    [Theory]
    [InlineData("Start-SplitJob post.txt -Category @()", "There is no category in it. Give names, a map")]
    [InlineData("Set-SplitConfiguration parts @()", "There is no category in it. Give names, a map")]
    [InlineData("Set-SplitConfiguration parts @{}", "There is no category in it. Give names, a map")]
    [InlineData("Start-ClassifyJob post.txt -Rule @()", "There is no rule in it. Give rules of New-ClassifyRule")]
    [InlineData("Set-ClassifyConfiguration rules -Rule @()", "There is no rule in it. Give rules of New-ClassifyRule")]
    public void A_list_with_nothing_in_it_is_told_so(string script, string words)
    {
        Assert.Contains(words, Engine.Run(script).Terminating!.ToString(), StringComparison.Ordinal);
        Assert.Empty(Emulator.Requests.All);
    }
}
