@{
    ModuleVersion     = '1.0.0'
    GUID              = '8f3b8d5e-6a0a-4f5c-9b5d-0c4b1c2f7e61'
    TypesToProcess    = @('LlamaCloud.Types.ps1xml')
    FunctionsToExport = @()
    CmdletsToExport   = @()
    VariablesToExport = @()
    AliasesToExport   = @()
}
