BeforeAll {
    . (Join-Path $PSScriptRoot 'Emulator.ps1')
    $script:root = Split-Path -Parent (Split-Path -Parent $PSScriptRoot)
    $script:manifest = Join-Path $root 'out/LlamaCloud/LlamaCloud.psd1'
    $script:emulator = Open-Emulator
    if (Get-Variable PSStyle -ErrorAction Ignore) { $PSStyle.OutputRendering = 'PlainText' }
    [System.Globalization.CultureInfo]::CurrentCulture = [System.Globalization.CultureInfo]::InvariantCulture
    Import-Module $manifest

    $script:invoice = 'clj-11111111-1111-4111-8111-111111111111'
    $script:receipt = 'clj-22222222-2222-4222-8222-222222222222'
    $script:contract = 'clj-33333333-3333-4333-8333-333333333333'
    $script:elsewhere = 'clj-99999999-9999-4999-8999-999999999999'
}

AfterAll {
    Close-Emulator $emulator
    Remove-Module LlamaCloud
}

Describe 'Import-Csv | Get-ClassifyJob' {
    It 'reads the rows of <name>, in order' -ForEach @(
        @{ name = 'a column JobId'; header = 'JobId' }
        @{ name = 'a column Id'; header = 'Id' }
        @{ name = 'a column job_id'; header = 'job_id' }
        @{ name = 'a column JOBID'; header = 'JOBID' }
    ) {
        Set-Content TestDrive:/ids.csv "Note,$header", "one,$contract", "two,$invoice"
        $jobs = Import-Csv TestDrive:/ids.csv | Get-ClassifyJob
        $jobs.Id | Should -Be $contract, $invoice
        $jobs.Type | Should -Be 'contract', 'invoice'
    }

    It 'takes the project of each row' {
        Set-Content TestDrive:/ids.csv 'JobId,project_id', "$elsewhere,d4b1e9c0-2a77-4c58-8d0f-3e5a9b7c6d22", "$invoice,"
        (Import-Csv TestDrive:/ids.csv | Get-ClassifyJob).Id | Should -Be $elsewhere, $invoice
    }

    It 'reports the bad id of the demo file and reads the others' {
        $jobs = Import-Csv (Join-Path $root 'src/LlamaCloud.Demo/jobs.csv') |
            Get-ClassifyJob -ErrorAction SilentlyContinue -ErrorVariable problems
        $jobs.Count | Should -Be 4
        $problems.Count | Should -Be 1
        $problems[0].FullyQualifiedErrorId | Should -BeLike 'ClassifyJobNotFound,*'
        $problems[0].TargetObject | Should -Be 'clj-00000000-0000-4000-8000-000000000000'
    }

    It 'reports each row of a file without the column, and names what would do' {
        Set-Content TestDrive:/ids.csv 'Document', 'a.pdf', 'b.pdf'
        Import-Csv TestDrive:/ids.csv | Get-ClassifyJob -ErrorAction SilentlyContinue -ErrorVariable problems | Should -BeNullOrEmpty
        $problems.Count | Should -Be 2
        $problems[0].ToString() | Should -BeLike "*column 'Document'*JobId, job_id or Id."
    }

    It 'does nothing for a file with a header alone' {
        Set-Content TestDrive:/ids.csv 'JobId'
        $before = @(Get-EmulatorRequest $emulator).Count
        Import-Csv TestDrive:/ids.csv | Get-ClassifyJob | Should -BeNullOrEmpty
        @(Get-EmulatorRequest $emulator).Count | Should -Be $before
    }
}

Describe 'Other sources' {
    AfterAll { Get-Job -Name 'refused' -ErrorAction Ignore | Remove-Job -Force }

    It 'reads objects of ConvertFrom-Json' {
        ("[{""job_id"":""$invoice""},{""id"":""$receipt""}]" | ConvertFrom-Json | Get-ClassifyJob).Id | Should -Be $invoice, $receipt
    }

    It 'reads what Export-Csv wrote of jobs' {
        Get-ClassifyJob $invoice, $receipt | Export-Csv TestDrive:/jobs.csv
        (Import-Csv TestDrive:/jobs.csv | Get-ClassifyJob).Id | Should -Be $invoice, $receipt
    }

    It 'reads the lines of a text file' {
        Set-Content TestDrive:/ids.txt $invoice, $receipt
        (Get-Content TestDrive:/ids.txt | Get-ClassifyJob).Id | Should -Be $invoice, $receipt
    }

    It 'refuses <name>' -ForEach @(
        @{ name = 'a process'; source = { Get-Process -Id $PID }; type = 'System.Diagnostics.Process' }
        @{
            name = 'what was selected of a process'; source = { Get-Process -Id $PID | Select-Object Id }; type = 'System.Diagnostics.Process'
        }
        @{ name = 'a background job'; source = { Start-Job -Name 'refused' { } }; type = 'System.Management.Automation.PSRemotingJob' }
        @{ name = 'a file'; source = { Get-Item $PSCommandPath }; type = 'System.IO.FileInfo' }
    ) {
        & $source | Get-ClassifyJob -ErrorAction SilentlyContinue -ErrorVariable problems | Should -BeNullOrEmpty
        $problems.Count | Should -Be 1
        $problems[0].ToString() | Should -BeLike "$type is not a classify job*"
    }
}

Describe 'What is shown' {
    It 'Format-Table fits <width> columns' -ForEach @(
        @{ width = 80; last = 'Confidence' }
        @{ width = 120; last = 'CreatedAt' }
    ) {
        $lines = (Get-ClassifyJob $invoice | Format-Table | Out-String -Width $width) -split '\r?\n' | Where-Object { $_ }
        $lines.Count | Should -Be 3
        $lines[0].TrimEnd() | Should -BeLike "Id * $last"
        $lines[2] | Should -Match "^$invoice COMPLETED invoice +98\.7 ?%"
        ($lines | Measure-Object -Property Length -Maximum).Maximum | Should -BeLessOrEqual $width
    }

    It 'Format-List has the reasoning and the rules' {
        $text = Get-ClassifyJob $contract | Format-List | Out-String -Width 120
        $text | Should -Match 'Reasoning +: Terms, conditions and two signatures are present\.'
        $text | Should -Match '(?s)Configuration +: invoice: .*receipt: .*contract: '
        $text | Should -Match 'read as en, at most 10 pages, of 1,3,5-7'
    }

    It 'ConvertTo-Json has every field' {
        $json = Get-ClassifyJob $contract | ConvertTo-Json -Depth 5 | ConvertFrom-Json
        $json.Configuration.Rules[2].Type | Should -Be 'contract'
        $json.Configuration.ParsingConfiguration.MaxPages | Should -Be 10
        $json.Result.Confidence | Should -Be 0.915
        $json.Confidence | Should -Be 0.915
    }

    It 'Select-Object and Where-Object find the columns' {
        $rows = $invoice, $receipt | Get-ClassifyJob | Where-Object Confidence -gt .5 | Select-Object JobId, Type, FileInput
        @($rows).Count | Should -Be 1
        $rows.JobId | Should -Be $invoice
        $rows.Type | Should -Be 'invoice'
    }
}

Describe 'The runbook pattern of about_LlamaCloud_Errors' {
    It 'catches by type what ends the command, and keeps what was there before' {
        $jobs = 'old'
        $key = $env:LLAMA_CLOUD_API_KEY
        $env:LLAMA_CLOUD_API_KEY = 'llx-wrong-key-000000'
        try {
            $jobs = $invoice, $receipt | Get-ClassifyJob -ErrorAction SilentlyContinue -ErrorVariable problems
        }
        catch [LlamaCloud.LlamaCloudException] {
            $caught = $_
        }
        finally {
            $env:LLAMA_CLOUD_API_KEY = $key
        }

        $caught.FullyQualifiedErrorId | Should -BeLike 'ClassifyJobUnauthorized,*'
        $caught.Exception.StatusCode | Should -Be 401
        $jobs | Should -Be 'old'
    }
}

Describe 'Ending early' {
    It 'Select-Object -First 1 sends no further request' {
        $before = @(Get-EmulatorRequest $emulator).Count
        ($invoice, $receipt, $contract | Get-ClassifyJob | Select-Object -First 1).Id | Should -Be $invoice
        @(Get-EmulatorRequest $emulator).Count | Should -Be ($before + 1)
    }

    It '-ErrorAction Stop sends no further request' {
        $before = @(Get-EmulatorRequest $emulator).Count
        { 'clj-1', $invoice | Get-ClassifyJob -NoGrouping -ThrottleLimit 1 -ErrorAction Stop } |
            Should -Throw -ErrorId 'ClassifyJobNotFound,*'
        @(Get-EmulatorRequest $emulator).Count | Should -Be ($before + 1)
    }
}

Describe 'A process of its own' {
    It 'imports the module and reads a job' {
        $pwsh = (Get-Process -Id $PID).Path
        $output = & $pwsh -NoProfile -NonInteractive -Command "Import-Module '$manifest'; (Get-ClassifyJob $invoice).Type" 2>&1
        $output | Should -Be 'invoice'
    }

    It 'finds the command by its name when the module is on the module path' {
        $pwsh = (Get-Process -Id $PID).Path
        $folder = Split-Path -Parent (Split-Path -Parent $manifest)
        $script = "`$env:PSModulePath = '$folder' + [IO.Path]::PathSeparator + `$env:PSModulePath; (Get-ClassifyJob $invoice).Type"
        $output = & $pwsh -NoProfile -NonInteractive -Command $script 2>&1
        $output | Should -Be 'invoice'
    }

    It 'has its types from the import on' {
        $pwsh = (Get-Process -Id $PID).Path
        $script = "Import-Module '$manifest'; try { throw 'another' } catch [LlamaCloud.LlamaCloudException] { 'ours' } catch { 'theirs' }; " +
            '[LlamaCloud.ClassifyJob].Name'
        & $pwsh -NoProfile -NonInteractive -Command $script 2>&1 | Should -Be 'theirs', 'ClassifyJob'
    }

    It 'shows the same of a job that came out of a background job' {
        $job = Start-Job { Import-Module $using:manifest; Get-ClassifyJob $using:invoice } | Receive-Job -Wait -AutoRemoveJob
        ($job | Out-String -Width 120) | Should -Be (Get-ClassifyJob $invoice | Out-String -Width 120)
        $job.Configuration.Rules[0].Type | Should -Be 'invoice'
    }

    It 'says to build first when the source is imported' {
        $pwsh = (Get-Process -Id $PID).Path
        $source = Join-Path $root 'LlamaCloud.psd1'
        $script = "try { Import-Module '$source' -ErrorAction Stop } catch { `$_.ToString() }"
        $output = & $pwsh -NoProfile -NonInteractive -Command $script 2>&1
        $output | Should -BeLike '*build first*out/LlamaCloud*'
    }
}
