# The host of a function with an HTTP trigger, or of a runbook with a webhook, as far as one script needs it: real requests come in, and
# each is a line of what went out. It ends at a request for /end.
param($Module, $Script, $Kind, $Port, $Secret)

$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'
Import-Module $Module
. (Join-Path $PSScriptRoot '../Help/Prelude.ps1')
$automationVariables.LlamaCloudWebhookSecret = $Secret
$env:LLAMA_CLOUD_WEBHOOK_SECRET = $Secret

function Push-OutputBinding {
    [Diagnostics.CodeAnalysis.SuppressMessage('PSReviewUnusedParameter', '', Justification = 'There is one.')]
    param($Name, $Value)
    $script:pushed = $Value
}

$code = [scriptblock]::Create((Get-Content -Raw $Script))

# A function has the names of headers in lower case, in a map that tells cases apart, and the body beside what it was read as.
function ConvertTo-Trigger {
    param($Headers, $Raw)
    $map = [System.Collections.Generic.Dictionary[string, string]]::new()
    foreach ($name in $Headers.AllKeys) { $map[$name.ToLowerInvariant()] = $Headers[$name] }
    $read = try { ConvertFrom-Json $Raw -AsHashtable } catch { $Raw }
    [pscustomobject]@{ Method = 'POST'; Headers = $map; Query = @{}; Params = @{}; RawBody = $Raw; Body = $read }
}

function ConvertTo-WebhookData {
    param($Headers, $Raw)
    $map = [ordered]@{}
    foreach ($name in $Headers.AllKeys) { $map[$name] = $Headers[$name] }
    [pscustomobject]@{ WebhookName = 'llamacloud'; RequestHeader = [pscustomobject]$map; RequestBody = $Raw }
}

$listener = [System.Net.HttpListener]::new()
$listener.Prefixes.Add("http://127.0.0.1:$Port/")
$listener.Start()
'ready'
while ($true) {
    $context = $listener.GetContext()
    if ($context.Request.Url.AbsolutePath -eq '/end') { $context.Response.Close(); break }
    $raw = [System.IO.StreamReader]::new($context.Request.InputStream, [System.Text.Encoding]::UTF8).ReadToEnd()
    $script:pushed = [HttpResponseContext]@{ StatusCode = if ($Kind -eq 'Runbook') { 202 } else { 204 } }
    $global:Error.Clear()
    $text = try {
        if ($Kind -eq 'Runbook') { & $code -WebhookData (ConvertTo-WebhookData $context.Request.Headers $raw) *>&1 }
        else { & $code -Request (ConvertTo-Trigger $context.Request.Headers $raw) -TriggerMetadata @{} *>&1 }
    }
    catch {
        # What a function does not catch is the host's 500; a runbook has answered long before.
        if ($Kind -ne 'Runbook') { $script:pushed.StatusCode = 500 }
        "$($_.FullyQualifiedErrorId.Split(',')[0]): $_"
    }
    "$($script:pushed.StatusCode): $((@($script:pushed.Body) + @($text) | Where-Object { $_ }) -join ' | ')"
    $context.Response.StatusCode = [int]$script:pushed.StatusCode
    $context.Response.Close()
}
$listener.Stop()
