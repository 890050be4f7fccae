# Runs scripts in one session, and looks at how the first object of each kind that comes out is exported, grouped, sorted and formatted.
param($Manifest, $Folder, $Plan, $Found)

Set-StrictMode -Version 3
$ErrorActionPreference = 'Stop'
Import-Module $Manifest
Set-Location $Folder
$body = '{"event_type":"parse.success","data":{"job_id":"pjb-1","status":"SUCCESS"}}'
$wrong = [Collections.Generic.List[string]]::new()
$seen = [ordered]@{}
foreach ($script in Get-Content -Raw $Plan | ConvertFrom-Json) {
    try { $out = @(. ([scriptblock]::Create($script))) }
    catch { $wrong.Add("$($script): $_"); continue }

    foreach ($one in $out) {
        $kind = $one.PSTypeNames[0]
        if ($kind -like 'LlamaCloud.*' -and !$seen.Contains($kind)) { $seen[$kind] = $one }
    }
}

foreach ($kind in $seen.Keys) {
    $one = $seen[$kind]
    try {
        $one | Export-Csv "$Folder/one.csv"
        $row = Import-Csv "$Folder/one.csv"
        foreach ($cell in $row.PSObject.Properties) {
            if ($cell.Value -match '^(System|LlamaCloud|Microsoft)\.[A-Z][\w.+]*(`\d.*|\[.*)?$' -or $cell.Value -match '\[\]$') {
                $wrong.Add("Export-Csv: $kind has $($cell.Name) = $($cell.Value)")
            }
        }

        $json = $one | ConvertTo-Json -Depth 6 -WarningVariable cut -WarningAction SilentlyContinue
        # The cells of tables among the pieces of the pages of a document are deeper.
        if ([bool]$cut -ne ($kind -eq 'LlamaCloud.ParseResult')) { $wrong.Add("ConvertTo-Json: $($kind): cut: $cut") }
        if (($json | ConvertFrom-Json -AsHashtable).Count -eq 0) { $wrong.Add("ConvertTo-Json: $kind is nothing") }
        if (!($one | Format-Custom | Out-String).Trim()) { $wrong.Add("Format-Custom: $kind is nothing") }
        if ($one.PSObject.Properties['Status'] -and !($one | Group-Object Status).Name) { $wrong.Add("Group-Object: $kind is in no group") }
        if ($one.PSObject.Properties['CreatedAt'] -and @($one, $one | Sort-Object CreatedAt).Count -ne 2) {
            $wrong.Add("Sort-Object: $kind is lost")
        }
    }
    catch { $wrong.Add("$($kind): $_") }
}

@{ wrong = $wrong; types = @($seen.Keys | ForEach-Object { ($_ -split '#')[0] }) } | ConvertTo-Json | Set-Content $Found
