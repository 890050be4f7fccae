using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using LlamaCloud.PowerShell.Tests.Split;
using Xunit;

namespace LlamaCloud.PowerShell.Tests.Report;

/// <summary>Documents that were split, as the service tells of them: a row for each part, of the job as of what it emits.</summary>
public sealed class SplitReportTests : SplitTest
{
    private static readonly string[] s_parts = ["invoice 1-2", "contract 3-5", "uncategorized 6", "invoice 7", "uncategorized 8"];

    [Theory]
    [InlineData("$job", "split job")]
    [InlineData("$job | Receive-SplitJob", "split segment")]
    [InlineData("[Management.Automation.PSSerializer]::Deserialize([Management.Automation.PSSerializer]::Serialize($job, 5))", "split job")]
    public void Each_part_has_its_category_and_pages(string input, string kind)
    {
        Engine.Run($"$job = Start-SplitJob post.txt -Category $categories -Wait; {input} | Export-LlamaCloudReport report.html").OrThrow();
        string[] rows = [
            .. Regex.Matches(
                File.ReadAllText(Path.Combine(Folder, "report.html")), "<tr class=\"(?!quiet).*?</tr>").Select(row => row.Value),
        ];

        Assert.Equal(
            s_parts.Order(),
            rows.Select(
                row => Regex.Replace(row, ".*?<td><bdi>(.*?)</bdi></td><td class=\"number\">.*?</td><td>(.*?)</td>.*", "$1 $2")).Order());
        Assert.All(rows, row => Assert.Contains($"<bdi>post.txt</bdi></th><td>{kind}</td>", row, System.StringComparison.Ordinal));
    }
}
