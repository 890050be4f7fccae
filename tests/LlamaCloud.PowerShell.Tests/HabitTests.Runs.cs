using LlamaCloud.Emulator.Classify;
using LlamaCloud.Emulator.Webhooks;

namespace LlamaCloud.PowerShell.Tests;

/// <content>What is run of each cmdlet, in this order and one session: all that comes out is looked at.</content>
public sealed partial class HabitTests
{
    private const string RunningExtract = "ext-22222222-2222-4222-8222-222222222222";
    private const string RunningParse = "pjb-22222222-2222-4222-8222-222222222222";
    private const string RunningSplit = "spl-22222222-2222-4222-8222-222222222222";
    private const string RunningVerify = "22222222-2222-4222-8222-222222222222";
    private const string RunningBatch = "bat-22222222-2222-4222-8222-222222222222";

    private static readonly (string Command, string Script)[] s_runs =
    [
        ("Connect-LlamaCloud", "($connection = Connect-LlamaCloud -Name habits -Header @{ 'X-A' = '1'; 'X-B' = '2' } -PassThru)"),
        ("Get-LlamaCloudConnection", "Get-LlamaCloudConnection -Name habits"),
        ("Get-LlamaCloudProject", "Get-LlamaCloudProject"),
        ("New-ClassifyRule", "($rule = New-ClassifyRule invoice 'an invoice with a number and a total')"),
        ("Start-ClassifyJob", "Start-ClassifyJob a.txt -Rule $rule -Wait"),
        ("Get-ClassifyJob", $"($job = Get-ClassifyJob {SeedJobs.Invoice} -IncludeUsage)"),
        ("Get-ClassifyJob", "Get-ClassifyJob"),
        ("Wait-ClassifyJob", "$job | Wait-ClassifyJob"),
        ("Stop-ClassifyJob", $"Stop-ClassifyJob {SeedJobs.Running} -PassThru"),
        ("Set-ClassifyConfiguration", "Set-ClassifyConfiguration rules -Rule $rule"),
        ("New-ExtractSchema", "($schema = New-ExtractSchema ([ordered]@{ Number = 'the number'; Total = [decimal] }))"),
        ("Test-ExtractSchema", "Test-ExtractSchema $schema"),
        ("Test-ExtractSchema", "Test-ExtractSchema $schema -PassThru"),
        ("Set-ExtractConfiguration", "Set-ExtractConfiguration fields -Schema $schema"),
        ("Start-ExtractJob", "($extract = Start-ExtractJob a.txt -Schema $schema -CiteSources -ConfidenceScores -Wait)"),
        ("Get-ExtractJob", "($read = Get-ExtractJob $extract.Id -IncludeMetadata -IncludeUsage)"),
        ("Wait-ExtractJob", "$extract | Wait-ExtractJob"),
        ("Receive-ExtractJob", "$extract | Receive-ExtractJob"),
        ("Receive-ExtractJob", "$read | Receive-ExtractJob -Field"),
        ("Stop-ExtractJob", $"Stop-ExtractJob {RunningExtract} -PassThru"),
        ("Set-ParseConfiguration", "Set-ParseConfiguration pages -Tier agentic"),
        ("Start-ParseJob", "($parse = Start-ParseJob a.txt -UserMetadata @{ team = 'research' } -Wait)"),
        ("Get-ParseJob", "Get-ParseJob $parse.Id -IncludeUsage"),
        ("Wait-ParseJob", "$parse | Wait-ParseJob"),
        ("Receive-ParseJob", "($result = $parse | Receive-ParseJob -Include Markdown, Text, Items, Metadata, Usage, JobMetadata)"),
        ("Receive-ParseJob", "$parse | Receive-ParseJob -Page -Include Markdown, Items"),
        (string.Empty, "$result.Tables"),
        (string.Empty, "$result.Items"),
        ("Save-ParseJob", "$parse | Save-ParseJob -Destination md -PassThru"),
        ("Stop-ParseJob", $"Stop-ParseJob {RunningParse} -PassThru"),
        ("Set-SplitConfiguration", "Set-SplitConfiguration parts -Category @{ invoice = 'a bill'; letter = $null }"),
        ("Start-SplitJob", "($split = Start-SplitJob a.txt -Category @{ invoice = 'an invoice with a number and a total' } -Wait)"),
        ("Get-SplitJob", "Get-SplitJob $split.Id"),
        ("Wait-SplitJob", "$split | Wait-SplitJob"),
        ("Receive-SplitJob", "$split | Receive-SplitJob"),
        (string.Empty, "$split.Result"),
        ("Stop-SplitJob", $"Stop-SplitJob {RunningSplit} -PassThru"),
        ("Start-VerifyJob", "($verify = Start-VerifyJob a.pdf -Wait)"),
        ("Get-VerifyJob", "Get-VerifyJob $verify.Id"),
        (string.Empty, "$verify.Result"),
        ("Wait-VerifyJob", "$verify | Wait-VerifyJob"),
        ("Stop-VerifyJob", $"Stop-VerifyJob {RunningVerify} -PassThru"),
        ("New-LlamaCloudDirectory", "($directory = New-LlamaCloudDirectory inbox)"),
        ("Get-LlamaCloudDirectory", "Get-LlamaCloudDirectory $directory.Id"),
        ("Send-LlamaCloudFile", "($file = Send-LlamaCloudFile a.txt -ExternalFileId 17)"),
        ("Send-LlamaCloudFile", "Send-LlamaCloudFile a.txt -DirectoryId $directory"),
        ("Get-LlamaCloudFile", "Get-LlamaCloudFile $file.Id"),
        ("Get-LlamaCloudFile", "Get-LlamaCloudFile -DirectoryId $directory"),
        ("Save-LlamaCloudFile", "$file | Save-LlamaCloudFile -Destination saved.txt -PassThru"),
        ("Start-LlamaCloudBatch", "($batch = Start-LlamaCloudBatch a.txt -ConfigurationId 'Parse well' -Wait)"),
        (string.Empty, "$batch.Results"),
        ("Get-LlamaCloudBatch", "Get-LlamaCloudBatch $batch.Id"),
        ("Wait-LlamaCloudBatch", "$batch | Wait-LlamaCloudBatch"),
        ("Receive-LlamaCloudBatch", "$batch | Receive-LlamaCloudBatch"),
        ("Receive-LlamaCloudBatch", "Start-LlamaCloudBatch a.txt -ConfigurationId fields -Wait | Receive-LlamaCloudBatch"),
        ("Stop-LlamaCloudBatch", $"Stop-LlamaCloudBatch {RunningBatch} -PassThru"),
        ("Get-LlamaCloudConfiguration", "Get-LlamaCloudConfiguration"),
        ("Get-LlamaCloudUsage", "Get-LlamaCloudUsage"),
        ("Get-LlamaCloudUsage", $"Get-LlamaCloudUsage -JobId {SeedJobs.Invoice}"),
        (
            "New-LlamaCloudWebhook",
            "($hook = New-LlamaCloudWebhook https://example.com/a -Event parse.success, parse.error -Header @{ a = '1'; b = '2' })"),
        ("Get-LlamaCloudWebhook", "Get-LlamaCloudWebhook $hook.Id"),
        ("Set-LlamaCloudWebhook", "$hook | Set-LlamaCloudWebhook -OutputFormat json"),
        ("ConvertFrom-LlamaCloudWebhook", "$body | ConvertFrom-LlamaCloudWebhook"),
        ("Test-LlamaCloudWebhook", "$body | Test-LlamaCloudWebhook -Secret a -Signature b"),
        ("Invoke-LlamaCloudApi", $"Invoke-LlamaCloudApi /api/v2/classify/{SeedJobs.Invoice}"),
        ("Invoke-LlamaCloudApi", "Invoke-LlamaCloudApi /api/v1/beta/configurations -Raw"),
        ("Export-LlamaCloudReport", "$job | Export-LlamaCloudReport report.html -PassThru"),
        ("Remove-ClassifyJob", "$job | Remove-ClassifyJob"),
        ("Remove-ExtractJob", "$extract | Remove-ExtractJob"),
        ("Remove-ParseJob", "$parse | Remove-ParseJob"),
        ("Remove-SplitJob", "$split | Remove-SplitJob"),
        ("Remove-LlamaCloudFile", "$file | Remove-LlamaCloudFile"),
        ("Remove-LlamaCloudDirectory", "$directory | Remove-LlamaCloudDirectory"),
        ("Remove-LlamaCloudConfiguration", "Get-LlamaCloudConfiguration -Name rules | Remove-LlamaCloudConfiguration"),
        ("Remove-LlamaCloudWebhook", $"Remove-LlamaCloudWebhook {WebhookStore.Seed}"),
        ("Disconnect-LlamaCloud", "Disconnect-LlamaCloud -Name habits"),
    ];
}
