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

# Told to the engine by a command and not by a file of types: a second copy of the module could not load its own beside the first.
# Where there is no such command, in a host without the Utility module, lists show more than they need to.
if (Get-Command -Name Update-TypeData -ErrorAction Ignore) {
    # Deep enough that what is in a job comes through a background job or remoting whole.
    $types = @{
        ClassifyJob = @{ DefaultDisplayPropertySet = 'Id', 'Status', 'Type', 'Confidence', 'FileInput', 'CreatedAt'; DefaultDisplayProperty = 'Id'; SerializationDepth = 5 }
        ClassifyConfiguration = @{ DefaultDisplayPropertySet = 'Rules', 'Mode', 'ParsingConfiguration' }
        ClassifyRule = @{ DefaultDisplayPropertySet = 'Type', 'Description' }
        ClassifyParsingConfiguration = @{ DefaultDisplayPropertySet = 'Lang', 'MaxPages', 'TargetPages' }
        ClassifyResult = @{ DefaultDisplayPropertySet = 'Type', 'Confidence', 'Reasoning' }
        ParseJob = @{ DefaultDisplayPropertySet = 'Id', 'Status', 'Tier', 'Name', 'CreatedAt'; DefaultDisplayProperty = 'Id'; SerializationDepth = 3 }
        ParseResult = @{ DefaultDisplayPropertySet = 'FileName', 'PageCount', 'FailedPages', 'Length', 'FirstLine', 'Tier', 'Credits', 'JobId'; DefaultDisplayProperty = 'FileName'; SerializationDepth = 5 }
        ParsePage = @{ DefaultDisplayPropertySet = 'FileName', 'PageNumber', 'Success', 'Error', 'Confidence', 'Markdown'; DefaultDisplayProperty = 'PageNumber'; SerializationDepth = 4 }
        ExtractJob = @{ DefaultDisplayPropertySet = 'Id', 'Status', 'RecordCount', 'Credits', 'FileInput', 'CreatedAt'; DefaultDisplayProperty = 'Id'; SerializationDepth = 5 }
        SplitJob = @{ DefaultDisplayPropertySet = 'Id', 'Status', 'SegmentCount', 'FileInput', 'CreatedAt'; DefaultDisplayProperty = 'Id'; SerializationDepth = 5 }
        SplitSegment = @{ DefaultDisplayPropertySet = 'FileName', 'Index', 'Category', 'TargetPages', 'Confidence', 'FileInput'; DefaultDisplayProperty = 'Category'; SerializationDepth = 2 }
        VerifyJob = @{ DefaultDisplayPropertySet = 'Id', 'Status', 'Verdict', 'OverallScore', 'Confidence', 'FileInput', 'CreatedAt'; DefaultDisplayProperty = 'Id'; SerializationDepth = 5 }
        LlamaCloudFile = @{ DefaultDisplayPropertySet = 'Id', 'Name', 'Purpose', 'FileType', 'ExternalFileId', 'LastModifiedAt', 'ExpiresAt'; DefaultDisplayProperty = 'Name' }
        LlamaCloudBatch = @{ DefaultDisplayPropertySet = 'Id', 'Status', 'FileCount', 'JobCount', 'FailedCount', 'ProductType', 'SourceDirectoryId', 'CreatedAt'; DefaultDisplayProperty = 'Id'; SerializationDepth = 3 }
        LlamaCloudDirectory = @{ DefaultDisplayPropertySet = 'Id', 'Name', 'Type', 'Description', 'CreatedAt', 'ExpiresAt'; DefaultDisplayProperty = 'Name' }
        LlamaCloudDirectoryFile = @{ DefaultDisplayPropertySet = 'DisplayName', 'FileId', 'SourcePath', 'UniqueId', 'CreatedAt'; DefaultDisplayProperty = 'DisplayName'; SerializationDepth = 3 }
        LlamaCloudConfiguration = @{ DefaultDisplayPropertySet = 'Id', 'Name', 'ProductType', 'Version', 'Parameters', 'CreatedAt', 'UpdatedAt'; DefaultDisplayProperty = 'Name'; SerializationDepth = 5 }
        LlamaCloudProject = @{ DefaultDisplayPropertySet = 'Name', 'Id', 'IsDefault', 'OrganizationId'; DefaultDisplayProperty = 'Name' }
        LlamaCloudWebhook = @{ DefaultDisplayPropertySet = 'Id', 'WebhookUrl', 'WebhookEvents', 'HeaderNames', 'HasSecret'; DefaultDisplayProperty = 'Id' }
        LlamaCloudWebhookEvent = @{ DefaultDisplayPropertySet = 'EventType', 'Product', 'JobId', 'Status', 'ProjectId', 'Data'; DefaultDisplayProperty = 'JobId'; SerializationDepth = 5 }
        LlamaCloudUsage = @{ DefaultDisplayPropertySet = 'Day', 'ProjectName', 'EventType', 'Tier', 'Credits', 'Value', 'RecordCount'; DefaultDisplayProperty = 'Credits' }
        LlamaCloudUsageRecord = @{ DefaultDisplayPropertySet = 'JobId', 'EventType', 'Credits', 'Value', 'Day', 'ProjectName'; DefaultDisplayProperty = 'JobId' }
        LlamaCloudConnection = @{ DefaultDisplayPropertySet = 'Name', 'Region', 'BaseAddress', 'ProjectId', 'OrganizationId', 'Key', 'KeySource', 'RateLimit'; DefaultDisplayProperty = 'Name' }
    }
    foreach ($name in $types.Keys) {
        $data = $types[$name]
        Update-TypeData -TypeName "LlamaCloud.$name" @data -Force
    }
}
