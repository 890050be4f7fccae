$folder = if ($PSEdition -eq 'Core') { 'net8.0' } else { 'net472' }
try {
    Import-Module -Name "$PSScriptRoot/bin/$folder/LlamaCloud.PowerShell.dll" -ErrorAction Stop
}
catch {
    if ($_.FullyQualifiedErrorId -like '*FileLoadException*') {
        throw 'LlamaCloud: another version of it is loaded in this process, which keeps it until it ends. Start a new session for this one.'
    }

    # Only a missing file is told in our words; every other reason has to be seen.
    if ($_.FullyQualifiedErrorId -notlike 'Modules_ModuleNotFound*') { throw }
    throw "LlamaCloud: there is no $PSScriptRoot/bin/$folder/LlamaCloud.PowerShell.dll. In the source: build first; the module is out/LlamaCloud. Elsewhere: install the module again."
}

# By a file of types, and not by Update-TypeData: that would load the whole Utility module, which takes longer than all the rest. A second
# copy of the module could not load its own file beside that of the first.
if (-not (Get-Module -Name LlamaCloud.Types -All)) {
    Import-Module -Name "$PSScriptRoot/format/LlamaCloud.Types.psd1" -ErrorAction Stop
}
