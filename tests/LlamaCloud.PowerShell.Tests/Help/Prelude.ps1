# Stand-ins for what the examples need and this machine may not have: a vault, an automation account, somebody at the keyboard.
function Get-Secret {
    param($Name, [switch] $AsPlainText)
    if ($AsPlainText) { return 'of-the-gate' }
    $secure = [System.Net.NetworkCredential]::new('', $env:LLAMA_CLOUD_API_KEY).SecurePassword
    if ($Name -eq 'ProxyLogin') { [pscredential]::new('me', $secure) } else { $secure }
}

function Get-AutomationVariable {
    param($Name)
    $env:LLAMA_CLOUD_API_KEY
}

function Read-Host {
    param($Prompt, [switch] $AsSecureString)
    Get-Secret
}
