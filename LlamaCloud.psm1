$folder = if ($PSEdition -eq 'Core') { 'net8.0' } else { 'net472' }
try {
    Import-Module -Name "$PSScriptRoot/bin/$folder/LlamaCloud.PowerShell.dll" -ErrorAction Stop
}
catch {
    # Only a missing file means a checkout; every other reason has to be seen.
    if ($_.FullyQualifiedErrorId -notlike 'Modules_ModuleNotFound*') { throw }
    throw 'LlamaCloud: this is the source, not the module. Build first (dotnet build); the module is out/LlamaCloud.'
}
