# Stand-ins for what the examples need and this machine may not have: a vault, an automation account, somebody at the keyboard.
function Get-Secret {
    param($Name, [switch] $AsPlainText)
    if ($AsPlainText) { return 'of-the-gate' }
    $secure = [System.Net.NetworkCredential]::new('', $env:LLAMA_CLOUD_API_KEY).SecurePassword
    if ($Name -eq 'ProxyLogin') { [pscredential]::new('me', $secure) } else { $secure }
}

function Set-Secret {
    [Diagnostics.CodeAnalysis.SuppressMessage('PSUseShouldProcessForStateChangingFunctions', '', Justification = 'The real one has no such question.')]
    [Diagnostics.CodeAnalysis.SuppressMessage('PSReviewUnusedParameter', '', Justification = 'It keeps nothing.')]
    param($Name, $Secret)
}

function Set-SecretInfo {
    [Diagnostics.CodeAnalysis.SuppressMessage('PSUseShouldProcessForStateChangingFunctions', '', Justification = 'The real one has no such question.')]
    [Diagnostics.CodeAnalysis.SuppressMessage('PSReviewUnusedParameter', '', Justification = 'It keeps nothing.')]
    param($Name, $Metadata)
}

# What an HTTP trigger hands to a function: a delivery that is signed with the secret in its settings.
$env:LLAMA_CLOUD_WEBHOOK_SECRET = 'whsec_of-the-settings'
$env:WEBHOOK_FOLDER = '.'
$told = '{"event_id":"evt-1","event_type":"classify.success","data":{"id":"clj-11111111-1111-4111-8111-111111111111","status":"COMPLETED"}}'
$hmac = [System.Security.Cryptography.HMACSHA256]::new([System.Text.Encoding]::UTF8.GetBytes($env:LLAMA_CLOUD_WEBHOOK_SECRET))
$digest = [System.BitConverter]::ToString($hmac.ComputeHash([System.Text.Encoding]::UTF8.GetBytes($told))).Replace('-', '').ToLowerInvariant()
$script:Request = [pscustomobject]@{ Headers = @{ 'lc-signature' = "sha256=$digest" }; RawBody = $told; Body = $null }
$script:TriggerMetadata = @{}

class HttpResponseContext {
    [object] $StatusCode
    [object] $Body
}

function Push-OutputBinding {
    [Diagnostics.CodeAnalysis.SuppressMessage('PSReviewUnusedParameter', '', Justification = 'There is one.')]
    param($Name, $Value)
    "$($Value.StatusCode) $($Value.Body)".Trim()
}

# What an example has set, it finds again; the only other variable is the key.
$automationVariables = @{ LlamaCloudWebhookSecret = $env:LLAMA_CLOUD_WEBHOOK_SECRET; LlamaCloudSeen = '' }

function Get-AutomationVariable {
    param($Name)
    if ($automationVariables.ContainsKey($Name)) { $automationVariables[$Name] } else { $env:LLAMA_CLOUD_API_KEY }
}

function Set-AutomationVariable {
    [Diagnostics.CodeAnalysis.SuppressMessage('PSUseShouldProcessForStateChangingFunctions', '', Justification = 'The real one has no such question.')]
    param($Name, $Value)
    $automationVariables[$Name] = $Value
}

function Get-AutomationPSCredential {
    [Diagnostics.CodeAnalysis.SuppressMessage('PSReviewUnusedParameter', '', Justification = 'There is one.')]
    param($Name)
    Get-Secret ProxyLogin
}

function Read-Host {
    [Diagnostics.CodeAnalysis.SuppressMessage('PSAvoidOverwritingBuiltInCmdlets', '', Justification = 'Nobody is at the keyboard.')]
    [Diagnostics.CodeAnalysis.SuppressMessage('PSReviewUnusedParameter', '', Justification = 'What is typed is always the key.')]
    param($Prompt, [switch] $AsSecureString)
    Get-Secret
}

# What a webhook hands to the runbook that it starts.
$script:WebhookData = [pscustomobject]@{
    WebhookName   = 'inbox'
    RequestHeader = @{}
    RequestBody   = '{ "batch": "2026-09-01", "documents": [ { "FileId": "dfl-1f1f1f1f-1111-4111-8111-111111111111", "FileName": "invoice-0042.txt" }, { "FileId": "dfl-2f2f2f2f-2222-4222-8222-222222222222", "FileName": "receipt.txt" }, { "FileId": "dfl-00000000-0000-4000-8000-000000000000", "FileName": "gone.pdf" } ] }'
}

# Another machine is a process of this one here: what goes there and comes back is serialised in the same way.
function New-PSSession {
    [Diagnostics.CodeAnalysis.SuppressMessage('PSAvoidOverwritingBuiltInCmdlets', '', Justification = 'There is no other machine.')]
    [Diagnostics.CodeAnalysis.SuppressMessage('PSUseShouldProcessForStateChangingFunctions', '', Justification = 'The real one has no such question.')]
    param([string[]] $HostName)
    $HostName
}

function Invoke-Command {
    [Diagnostics.CodeAnalysis.SuppressMessage('PSAvoidOverwritingBuiltInCmdlets', '', Justification = 'There is no other machine.')]
    [Diagnostics.CodeAnalysis.SuppressMessage('PSReviewUnusedParameter', '', Justification = 'All machines are this one.')]
    param($Session, [switch] $AsJob, $ArgumentList, [scriptblock] $ScriptBlock)
    Start-Job -ScriptBlock $ScriptBlock -ArgumentList $ArgumentList
}

function Remove-PSSession {
    [Diagnostics.CodeAnalysis.SuppressMessage('PSAvoidOverwritingBuiltInCmdlets', '', Justification = 'There is no other machine.')]
    [Diagnostics.CodeAnalysis.SuppressMessage('PSUseShouldProcessForStateChangingFunctions', '', Justification = 'The real one has no such question.')]
    [Diagnostics.CodeAnalysis.SuppressMessage('PSReviewUnusedParameter', '', Justification = 'All machines are this one.')]
    param($Session)
}
