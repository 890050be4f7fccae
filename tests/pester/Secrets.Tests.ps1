BeforeAll {
    . (Join-Path $PSScriptRoot 'Emulator.ps1')
    $script:root = Split-Path -Parent (Split-Path -Parent $PSScriptRoot)
    $script:manifest = Join-Path $root 'out/LlamaCloud/LlamaCloud.psd1'
    $script:emulator = Open-Emulator
}

AfterAll {
    Close-Emulator $emulator
}

Describe 'A transcript of everything that can go wrong' {
    It 'does not hold the key, with debug and verbose on' {
        $transcript = Join-Path $TestDrive 'transcript.txt'
        $pwsh = (Get-Process -Id $PID).Path
        # Last the 429 that lasts: the gate stays shut for the rest of the process.
        $script = @"
            . '$PSScriptRoot/Emulator.ps1'
            `$emulator = [pscustomobject]@{ Address = '$($emulator.Address)' }
            Import-Module '$manifest'
            `$DebugPreference = `$VerbosePreference = 'Continue'
            # What is tried again is written no other way than what is not, and takes its time.
            Connect-LlamaCloud -SkipCheck -MaximumRetryCount 0
            Start-Transcript '$transcript' | Out-Null
            foreach (`$fault in Get-EmulatorFault `$emulator | Sort-Object { `$_ -like '429*' }) {
                Use-EmulatorFault `$emulator `$fault '/api/v2/classify/clj-1'
                "FAULT `$fault"
                Get-ClassifyJob clj-1
                if (`$Error.Count) {
                    `$Error[0] | Format-List * -Force
                    if (Get-Command Get-Error -ErrorAction Ignore) { Get-Error -Newest 1 }
                    `$Error[0] | ConvertTo-Json -Depth 3 -WarningAction Ignore
                    `$Error.Clear()
                }
            }
            Disconnect-LlamaCloud -WarningAction Ignore
            # In two parts: the transcript holds this script too.
            `$env:LLAMA_CLOUD_API_KEY = 'llx-a-wrong' + '-key-for-tests-9876'
            Get-ClassifyJob clj-11111111-1111-4111-8111-111111111111
            Stop-Transcript | Out-Null
"@
        $output = & $pwsh -NoProfile -NonInteractive -Command $script *>&1 | Out-String
        $text = (Get-Content -Raw $transcript) + $output
        $text | Should -Match 'FAULT cut within the headers'
        $text | Should -Match 'DEBUG: > GET http'
        $text | Should -Match 'VERBOSE: GET /api/v2/classify/clj-1'
        $text | Should -Match 'ClassifyJobInvalidResponse'
        $text | Should -Match '401 \(Unauthorized\)'
        $text | Should -Not -Match 'llx-emulator-key'
        $text | Should -Not -Match 'llx-a-wrong-key'
        $text | Should -Not -Match 'hush'
    }
}
