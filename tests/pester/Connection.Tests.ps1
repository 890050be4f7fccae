BeforeDiscovery {
    $script:isDesktop = $PSVersionTable.PSVersion.Major -lt 7
    $script:hasThreadJob = [bool](Get-Command Start-ThreadJob -ErrorAction Ignore)
}

BeforeAll {
    . (Join-Path $PSScriptRoot 'Emulator.ps1')
    $script:root = Split-Path -Parent (Split-Path -Parent $PSScriptRoot)
    $script:manifest = Join-Path $root 'out/LlamaCloud/LlamaCloud.psd1'
    $script:emulator = Open-Emulator
    $script:key = $env:LLAMA_CLOUD_API_KEY
    Import-Module $manifest

    $script:invoice = 'clj-11111111-1111-4111-8111-111111111111'
    $script:receipt = 'clj-22222222-2222-4222-8222-222222222222'
}

AfterAll {
    Close-Emulator $emulator
    Remove-Module LlamaCloud
}

Describe 'Other runspaces and processes' {
    BeforeEach {
        $script:connection = Connect-LlamaCloud -ApiKey $key -PassThru
        # What they can use is the object alone.
        $env:LLAMA_CLOUD_API_KEY = $null
    }

    AfterEach {
        $env:LLAMA_CLOUD_API_KEY = $key
        Disconnect-LlamaCloud -WarningAction SilentlyContinue
    }

    It 'ForEach-Object -Parallel uses an object with $using:' -Skip:$isDesktop {
        $manifest = $script:manifest
        $c = $connection
        $jobs = $invoice, $receipt, $invoice | ForEach-Object -Parallel {
            Import-Module $using:manifest
            Get-ClassifyJob $_ -Connection $using:c
        }
        @($jobs.Id | Sort-Object) | Should -Be $invoice, $invoice, $receipt
    }

    It 'Start-ThreadJob uses an object with $using:' -Skip:(-not $hasThreadJob) {
        $manifest = $script:manifest
        $c = $connection
        $job = Start-ThreadJob -ArgumentList $invoice {
            Import-Module $using:manifest; (Get-ClassifyJob $args[0] -Connection $using:c).Type
        }
        $job | Receive-Job -Wait -AutoRemoveJob | Should -Be 'invoice'
    }

    It 'a thread has no connection of its own' -Skip:$isDesktop {
        $manifest = $script:manifest
        $id = $invoice
        1 | ForEach-Object -Parallel {
            Import-Module $using:manifest
            try { Get-ClassifyJob $using:id } catch { $_.FullyQualifiedErrorId }
        } | Should -BeLike 'ApiKeyMissing,*'
    }

    It 'Start-Job is told to connect there' {
        $manifest = $script:manifest
        $c = $connection
        $id = $invoice
        $answer = Start-Job { Import-Module $using:manifest; try { Get-ClassifyJob $using:id -Connection $using:c } catch { "$_" } } |
            Receive-Job -Wait -AutoRemoveJob
        $answer | Should -BeLike '*its key did not go along. Run Connect-LlamaCloud there.'
    }
}

Describe 'No form of a connection contains the key' {
    BeforeAll {
        $script:connection = Connect-LlamaCloud -ApiKey $key -Header @{ 'X-Gate' = 'hush-hush-header' } -PassThru
        if (Get-Variable PSStyle -ErrorAction Ignore) { $PSStyle.OutputRendering = 'PlainText' }
    }

    AfterAll { Disconnect-LlamaCloud -WarningAction SilentlyContinue }

    It '<name>' -ForEach @(
        @{ name = 'ConvertTo-Json'; form = { $connection | ConvertTo-Json -Depth 20 -WarningAction Ignore } }
        @{ name = 'Export-Clixml'; form = { $connection | Export-Clixml TestDrive:/c.xml -Depth 9; Get-Content -Raw TestDrive:/c.xml } }
        @{ name = 'Format-List * -Force'; form = { $connection | Format-List * -Force | Out-String -Width 300 } }
        @{ name = 'Format-Custom'; form = { $connection | Format-Custom -Depth 9 | Out-String -Width 300 } }
        @{ name = 'Format-Table *'; form = { $connection | Format-Table * | Out-String -Width 1000 } }
        @{ name = 'Export-Csv'; form = { $connection | Export-Csv TestDrive:/c.csv; Get-Content -Raw TestDrive:/c.csv } }
        @{ name = 'Select-Object * | Out-String'; form = { $connection | Select-Object * | Out-String -Width 1000 } }
        @{ name = 'ConvertTo-CliXml'; form = { [System.Management.Automation.PSSerializer]::Serialize($connection, 20) } }
        @{ name = 'Get-Variable'; form = { Get-Variable connection | Format-List * | Out-String -Width 300 } }
    ) {
        $text = & $form
        $text | Should -BeLike '*llx-...0123*'
        $text | Should -Not -BeLike "*$key*"
        $text | Should -Not -BeLike '*hush-hush*'
    }
}
