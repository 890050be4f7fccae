@{
    RootModule           = 'LlamaCloud.psm1'
    ModuleVersion        = '0.2.0'
    GUID                 = 'fbac07b5-91b6-4873-98cc-9083f4671c5b'
    Author               = 'LlamaCloud for PowerShell contributors'
    CompanyName          = 'LlamaCloud for PowerShell contributors'
    Copyright            = '(c) LlamaCloud for PowerShell contributors. MIT License.'
    Description          = 'Cmdlets for LlamaCloud (LlamaParse), the service that parses, extracts, classifies and splits documents: a folder of documents in; Markdown, records and types out.'
    PowerShellVersion    = '5.1'
    DotNetFrameworkVersion = '4.7.2'
    CompatiblePSEditions = @('Desktop', 'Core')
    FormatsToProcess     = @('format/LlamaCloud.Format.ps1xml')
    FunctionsToExport    = @()
    CmdletsToExport      = @(
        'Connect-LlamaCloud', 'ConvertFrom-LlamaCloudWebhook', 'Disconnect-LlamaCloud', 'Export-LlamaCloudReport',
        'Get-ClassifyJob', 'Get-ExtractJob', 'Get-LlamaCloudBatch', 'Get-LlamaCloudConfiguration', 'Get-LlamaCloudConnection',
        'Get-LlamaCloudDirectory', 'Get-LlamaCloudFile', 'Get-LlamaCloudProject', 'Get-LlamaCloudUsage', 'Get-LlamaCloudWebhook',
        'Get-ParseJob', 'Get-SplitJob', 'Get-VerifyJob', 'Invoke-LlamaCloudApi', 'New-ClassifyRule', 'New-ExtractSchema',
        'New-LlamaCloudDirectory', 'New-LlamaCloudWebhook', 'Receive-ExtractJob', 'Receive-LlamaCloudBatch', 'Receive-ParseJob',
        'Receive-SplitJob', 'Remove-ClassifyJob', 'Remove-ExtractJob', 'Remove-LlamaCloudConfiguration',
        'Remove-LlamaCloudDirectory', 'Remove-LlamaCloudFile', 'Remove-LlamaCloudWebhook', 'Remove-ParseJob', 'Remove-SplitJob',
        'Save-LlamaCloudFile', 'Save-ParseJob', 'Send-LlamaCloudFile', 'Set-ClassifyConfiguration', 'Set-ExtractConfiguration',
        'Set-LlamaCloudWebhook', 'Set-ParseConfiguration', 'Set-SplitConfiguration', 'Start-ClassifyJob', 'Start-ExtractJob',
        'Start-LlamaCloudBatch', 'Start-ParseJob', 'Start-SplitJob', 'Start-VerifyJob', 'Stop-ClassifyJob', 'Stop-ExtractJob',
        'Stop-LlamaCloudBatch', 'Stop-ParseJob', 'Stop-SplitJob', 'Stop-VerifyJob', 'Test-ExtractSchema', 'Test-LlamaCloudWebhook',
        'Wait-ClassifyJob', 'Wait-ExtractJob', 'Wait-LlamaCloudBatch', 'Wait-ParseJob', 'Wait-SplitJob', 'Wait-VerifyJob')
    VariablesToExport    = @()
    AliasesToExport      = @()
    PrivateData          = @{
        PSData = @{
            Tags = @('LlamaCloud', 'LlamaParse', 'LlamaIndex', 'Document', 'Classification', 'PSEdition_Desktop', 'PSEdition_Core', 'Windows', 'Linux', 'MacOS')
        }
    }
}
