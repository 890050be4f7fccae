# Runs the suite on out/LlamaCloud in this console, whatever its version, and ends with the exit code 1 unless all of it passes.
param(
    # The module, or the path of its manifest.
    [string] $Pester = 'Pester',

    # Installs what the suite uses, for the user who runs it.
    [switch] $Install
)

$ErrorActionPreference = 'Stop'
if ($Install) {
    [Net.ServicePointManager]::SecurityProtocol = [Net.ServicePointManager]::SecurityProtocol -bor [Net.SecurityProtocolType]::Tls12
    $null = Install-PackageProvider NuGet -MinimumVersion 2.8.5.201 -Scope CurrentUser -Force
    # Windows brings a Pester 3 that another publisher has signed.
    Install-Module Pester -MinimumVersion 5.9.0 -Scope CurrentUser -Force -SkipPublisherCheck
    Install-Module Az.Accounts -Scope CurrentUser -Force
}

Import-Module $Pester
$PSVersionTable | Out-String
$result = Invoke-Pester $PSScriptRoot -Output Detailed -PassThru
"$($result.PassedCount) of $($result.TotalCount) passed"
exit [int]($result.Result -ne 'Passed' -or $result.PassedCount -eq 0)
