@{
    RootModule           = 'LlamaCloud.psm1'
    ModuleVersion        = '0.1.0'
    GUID                 = 'fbac07b5-91b6-4873-98cc-9083f4671c5b'
    Author               = 'LlamaCloud for PowerShell contributors'
    CompanyName          = 'LlamaCloud for PowerShell contributors'
    Copyright            = '(c) LlamaCloud for PowerShell contributors. MIT License.'
    Description          = 'Cmdlets for LlamaCloud (LlamaParse), the service that classifies, parses, extracts and splits documents.'
    PowerShellVersion    = '5.1'
    DotNetFrameworkVersion = '4.7.2'
    CompatiblePSEditions = @('Desktop', 'Core')
    FormatsToProcess     = @('format/LlamaCloud.Format.ps1xml')
    FunctionsToExport    = @()
    CmdletsToExport      = @(
        'Connect-LlamaCloud', 'Disconnect-LlamaCloud', 'Export-LlamaCloudReport', 'Get-ClassifyJob', 'Get-ExtractJob', 'Get-LlamaCloudConfiguration', 'Get-LlamaCloudConnection',
        'Get-LlamaCloudFile', 'Get-LlamaCloudProject', 'Get-ParseJob', 'Invoke-LlamaCloudApi', 'New-ClassifyRule', 'New-ExtractSchema',
        'Receive-ExtractJob', 'Receive-ParseJob', 'Remove-ClassifyJob', 'Remove-ExtractJob', 'Remove-LlamaCloudConfiguration', 'Remove-LlamaCloudFile',
        'Remove-ParseJob', 'Save-LlamaCloudFile', 'Save-ParseJob', 'Send-LlamaCloudFile', 'Set-ClassifyConfiguration', 'Set-ExtractConfiguration',
        'Set-ParseConfiguration', 'Start-ClassifyJob', 'Start-ExtractJob', 'Start-ParseJob', 'Stop-ClassifyJob', 'Stop-ExtractJob', 'Stop-ParseJob',
        'Test-ExtractSchema', 'Wait-ClassifyJob', 'Wait-ExtractJob', 'Wait-ParseJob')
    VariablesToExport    = @()
    AliasesToExport      = @()
    PrivateData          = @{
        PSData = @{
            Tags = @('LlamaCloud', 'LlamaParse', 'LlamaIndex', 'Document', 'Classification', 'PSEdition_Desktop', 'PSEdition_Core', 'Windows', 'Linux', 'MacOS')
        }
    }
}
