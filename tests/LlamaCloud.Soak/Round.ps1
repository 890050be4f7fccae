# One round: every cmdlet of the module, while requests fail. $documents are local files, $folder is the round's own, $key its key.
# Each step is tried whatever became of the one before; what it says goes into $told, what goes wrong into $problems, jobs into $seen.
$global:seen = [Collections.Generic.List[object]]::new()
$global:told = [Collections.Generic.List[object]]::new()
$global:problems = [Collections.Generic.List[object]]::new()
$quiet = @{ ErrorAction = 'SilentlyContinue'; WarningAction = 'SilentlyContinue' }

function Step([scriptblock] $Body) {
    $information = $failures = $null
    try {
        . $Body
    }
    catch {
        $global:problems.Add($_)
    }
    finally {
        foreach ($record in $information) { $global:told.Add($record) }
        foreach ($record in $failures) { $global:problems.Add($record) }
    }
}

Step { Connect-LlamaCloud -ApiKey $key -TimeoutSec 1 -MaximumRetryCount 3 @quiet -ErrorVariable failures }
if (-not (Get-LlamaCloudConnection)) { Connect-LlamaCloud -ApiKey $key -TimeoutSec 1 -MaximumRetryCount 3 -SkipCheck }
$noise = $quiet + @{ ErrorVariable = '+failures'; InformationVariable = '+information' }

# Jobs of every product: from files to results, ended early once.
$rules = @{ invoice = 'an invoice with a number and an amount'; letter = 'a letter to somebody' }
$schema = New-ExtractSchema @{ InvoiceNumber = 'the number of the invoice'; Total = [decimal] }
$rule = New-ClassifyRule -Type invoice -Description 'an invoice with a number and an amount'
$split = @{ Category = 'invoice', 'contract' }

Step { $documents | Start-ClassifyJob -Rule $rules @noise | ForEach-Object { $seen.Add($_) } }
Step { $documents | Start-ParseJob -Tier fast @noise | ForEach-Object { $seen.Add($_) } }
Step { $documents | Start-ExtractJob -Schema $schema @noise | ForEach-Object { $seen.Add($_) } }
Step { $documents | Start-SplitJob @split @noise | ForEach-Object { $seen.Add($_) } }
Step { $documents | Start-VerifyJob -Tier fast @noise | ForEach-Object { $seen.Add($_) } }
Step { do { $documents | Start-ClassifyJob -Rule $rules @noise | ForEach-Object { $seen.Add($_); break } } while ($false) }
Step { do { $documents | Start-ParseJob -Tier fast @noise | ForEach-Object { $seen.Add($_); break } } while ($false) }

$of = @{ clj = @(); pjb = @(); ext = @(); spl = @(); ver = @() }
foreach ($job in $seen) {
    $kind = switch -Wildcard ($job.GetType().Name) {
        'Classify*' { 'clj' }
        'Parse*' { 'pjb' }
        'Extract*' { 'ext' }
        'Split*' { 'spl' }
        default { 'ver' }
    }
    $of[$kind] += $job
}

Step { $of.clj | Get-ClassifyJob @noise }
Step { $of.clj | Wait-ClassifyJob -Timeout 20 @noise }
Step { $of.pjb | Get-ParseJob @noise }
Step { $of.pjb | Wait-ParseJob -Timeout 20 @noise }
Step { $of.pjb | Receive-ParseJob @noise }
Step { $of.pjb | Save-ParseJob -Destination "$folder/md" -Force @noise }
Step { $of.ext | Get-ExtractJob @noise }
Step { $of.ext | Wait-ExtractJob -Timeout 20 @noise }
Step { $of.ext | Receive-ExtractJob @noise }
Step { $of.spl | Get-SplitJob @noise }
Step { $of.spl | Wait-SplitJob -Timeout 20 @noise }
Step { $of.spl | Receive-SplitJob @noise }
Step { $of.ver | Get-VerifyJob @noise }
Step { $of.ver | Wait-VerifyJob -Timeout 20 @noise }
Step { Get-ClassifyJob -First 3 @noise }
Step { $seen | Export-LlamaCloudReport -Path "$folder/report.html" -Force @noise }
Step { $of.clj | Stop-ClassifyJob @noise }
Step { $of.pjb | Stop-ParseJob @noise }
Step { $of.ext | Stop-ExtractJob @noise }
Step { $of.spl | Stop-SplitJob @noise }
Step { $of.ver | Stop-VerifyJob @noise }
Step { $of.clj | Remove-ClassifyJob @noise }
Step { $of.pjb | Remove-ParseJob @noise }
Step { $of.ext | Remove-ExtractJob @noise }
Step { $of.spl | Remove-SplitJob @noise }

# Files, and what else the service keeps.
Step {
    $files = $documents | Send-LlamaCloudFile @noise
    $files | Get-LlamaCloudFile @noise
    $files | Save-LlamaCloudFile -Destination "$folder/files" -Force @noise
    $files | Remove-LlamaCloudFile @noise
}
Step { Test-ExtractSchema $schema @noise }
Step {
    $kept = @(
        Set-ClassifyConfiguration "soak classify" -Rule $rule @noise
        Set-ParseConfiguration "soak parse" -Tier fast @noise
        Set-ExtractConfiguration "soak extract" -Schema $schema @noise
        Set-SplitConfiguration "soak split" @split @noise
    )
    Get-LlamaCloudConfiguration -First 5 @noise
    $parse = $kept | Where-Object ProductType -EQ parse_v2
    if ($parse) {
        $batch = $documents | Start-LlamaCloudBatch -ConfigurationId $parse.Id @noise
        $batch | Get-LlamaCloudBatch @noise
        $batch | Wait-LlamaCloudBatch -Timeout 20 @noise
        $batch | Receive-LlamaCloudBatch @noise
        $batch | Stop-LlamaCloudBatch @noise
    }
    $kept | Remove-LlamaCloudConfiguration @noise
}
Step {
    $directory = New-LlamaCloudDirectory "soak $key" @noise
    Get-LlamaCloudDirectory @noise
    $directory | Remove-LlamaCloudDirectory @noise
}
Step {
    $webhook = New-LlamaCloudWebhook -Url https://example.test/hook @noise
    Get-LlamaCloudWebhook @noise
    if ($webhook) {
        $webhook | Set-LlamaCloudWebhook -Event classify.success @noise
        $webhook | Remove-LlamaCloudWebhook @noise
    }
    $body = '{"event_type":"classify.success","data":{"id":"clj-1","status":"COMPLETED"}}'
    ConvertFrom-LlamaCloudWebhook -Body $body @noise
    Test-LlamaCloudWebhook -Body $body -Signature "sha256=$('0' * 64)" -Secret secret @noise
}
Step { Get-LlamaCloudProject @noise }
Step { Get-LlamaCloudUsage -GroupBy Day @noise }
Step { Invoke-LlamaCloudApi /api/v2/classify -Query @{ page_size = 1 } @noise }
Step { Disconnect-LlamaCloud @quiet }
