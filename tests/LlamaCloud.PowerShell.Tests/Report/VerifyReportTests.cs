using System.IO;
using System.Linq;
using System.Threading.Tasks;
using LlamaCloud.Demo.Engine;
using Xunit;

namespace LlamaCloud.PowerShell.Tests.Report;

/// <summary>Documents that were verified: what looks doctored is to be checked, however sure the service is.</summary>
public sealed class VerifyReportTests : ReportTest
{
    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        foreach (string word in (string[])["fine", "edited", "generated", "forged"])
        {
            await File.WriteAllTextAsync(Path.Combine(Folder, word + ".txt"), $"It is {word}.");
        }

        Engine.Run("$jobs = Start-VerifyJob *.txt -Wait").OrThrow();
    }

    [Theory]
    [InlineData("$jobs")]
    [InlineData("[Management.Automation.PSSerializer]::Deserialize([Management.Automation.PSSerializer]::Serialize($jobs, 5))")]
    public void A_verdict_that_is_suspicious_or_worse_is_to_be_checked(string input)
    {
        Engine.Run($"{input} | Export-LlamaCloudReport report.html").OrThrow();

        Assert.Equal(
            [
                "fine fine.txt verify job AUTHENTIC 0.95", "to check edited.txt verify job SUSPICIOUS 0.9",
                "to check forged.txt verify job DOCTORED 0.9", "to check generated.txt verify job LIKELY_DOCTORED 0.9",
            ],
            Lines().Select(row => $"{row.Outcome} {row.File} {row.What} {row.Found} {row.Confidence}").Order());
        Assert.Equal("verify job,COMPLETED,4,3,", string.Join(",", Table(0).Single()));
    }

    [Fact]
    public void So_is_a_row_of_a_csv_file_and_a_document_of_that_type_of_another_product_is_not()
    {
        Engine.Run("""
            [pscustomobject]@{ JobId = 'a'; Status = 'COMPLETED'; Verdict = 'DOCTORED'; Confidence = '0.9' },
                [pscustomobject]@{ PSTypeName = 'LlamaCloud.ClassifyJob'; JobId = 'b'; Status = 'COMPLETED'; Type = 'DOCTORED' } |
                Export-LlamaCloudReport report.html
            """).OrThrow();

        Assert.Equal(
            ["to check job DOCTORED", "fine classify job DOCTORED"], Lines().Select(row => $"{row.Outcome} {row.What} {row.Found}"));
    }
}
