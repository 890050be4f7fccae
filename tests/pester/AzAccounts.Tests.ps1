BeforeDiscovery {
    $script:isMissing = -not (Get-Module Az.Accounts -ListAvailable)
}

BeforeAll {
    . (Join-Path $PSScriptRoot 'Emulator.ps1')
    $root = Split-Path -Parent (Split-Path -Parent $PSScriptRoot)
    $script:manifest = Join-Path $root 'out/LlamaCloud/LlamaCloud.psd1'
    $script:emulator = Open-Emulator
}

AfterAll {
    Close-Emulator $emulator
}

# Whoever comes first in a process has the say about the libraries that both bring.
Describe 'Beside Az.Accounts' {
    It 'works when that was imported <name>' -Skip:$isMissing -ForEach @(
        @{ name = 'before'; order = 'Import-Module Az.Accounts; Import-Module $manifest' }
        @{ name = 'after'; order = 'Import-Module $manifest; Import-Module Az.Accounts' }
        @{
            name = 'after the first request'; order = 'Import-Module $manifest; $null = Get-ClassifyJob $invoice; Import-Module Az.Accounts'
        }
    ) {
        $script = @"
            `$ErrorActionPreference = 'Stop'
            `$manifest = '$manifest'
            `$invoice = 'clj-11111111-1111-4111-8111-111111111111'
            $order
            (Get-ClassifyJob `$invoice).Type
            (Get-AzEnvironment -Name AzureCloud).Name
"@
        $pwsh = (Get-Process -Id $PID).Path
        $output = & $pwsh -NoProfile -NonInteractive -Command $script 3>$null 2>&1
        @($output | ForEach-Object { "$_" }) | Should -Be 'invoice', 'AzureCloud'
    }
}
