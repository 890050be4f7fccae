# Runs examples one after another, each in a session of its own, and writes what came out of each.
param($Plan, $Result)

$prelude = Get-Content -Raw (Join-Path $PSScriptRoot 'Prelude.ps1')
# What a console of 80 columns shows; warnings look there as they do here.
$show = @'
param($Name, $Code, $Folder)
$PSStyle.OutputRendering = 'PlainText'
Set-Location $Folder
$script = [scriptblock]::Create($Code)
# A runbook and a function say at their top what they are started with.
$given = @{}
foreach ($parameter in 'WebhookData', 'Request', 'TriggerMetadata') {
    if ("$($script.Ast.ParamBlock)" -like "*`$$parameter*") { $given[$parameter] = Get-Variable -Name $parameter -ValueOnly }
}
try { $all = @(& $script @given *>&1) } catch { $all = @($all) + $_ }
# What a command says of its jobs is for -InformationVariable; a console does not show it.
$all = @($all | Where-Object { -not ($_ -is [System.Management.Automation.InformationRecord] -and $_.Tags -contains 'LlamaCloud') })
[pscustomobject]@{
    Name   = $Name
    Text   = $all |
        ForEach-Object { if ($_ -is [System.Management.Automation.WarningRecord]) { "WARNING: $_" } else { $_ } } |
        Out-String -Width 80
    Errors = @($all | Where-Object { $_ -is [System.Management.Automation.ErrorRecord] } | ForEach-Object { "$_" })
}
'@

$results = foreach ($example in Get-Content -Raw $Plan | ConvertFrom-Json) {
    $env:LLAMA_CLOUD_BASE_URL = $example.Address
    $session = [powershell]::Create()
    try {
        $null = $session.AddScript("$prelude`n$($example.Setup)").Invoke()
        $session.Commands.Clear()
        $session.AddScript($show).AddArgument($example.Name).AddArgument($example.Code).AddArgument($example.Folder).Invoke()
    }
    finally {
        $session.Dispose()
    }
}

ConvertTo-Json -InputObject @($results) -Depth 3 | Set-Content $Result
