$folder = if ($PSEdition -eq 'Core') { 'net8.0' } else { 'net472' }
try {
    Import-Module -Name "$PSScriptRoot/bin/$folder/LlamaCloud.PowerShell.dll" -ErrorAction Stop
}
catch {
    # Only a missing file is told in our words; every other reason has to be seen.
    if ($_.FullyQualifiedErrorId -notlike 'Modules_ModuleNotFound*') { throw }
    throw "LlamaCloud: there is no $PSScriptRoot/bin/$folder/LlamaCloud.PowerShell.dll. In the source: build first; the module is out/LlamaCloud. Elsewhere: install the module again."
}
