# Opens the emulator as a program of its own, and closes it. Dot-source this in a BeforeAll.

function Open-Emulator {
    <#
        The environment then points to it, and to nothing that the caller has set. The emulator ends when this process does: it watches
        its input.
    #>
    $root = Split-Path -Parent (Split-Path -Parent $PSScriptRoot)
    # Where a build leaves it, and where it lies that was published for other machines.
    $places = 'tests/LlamaCloud.Emulator/bin/*/net10.0', 'out/emulator'
    $program = Get-ChildItem -Path ($places | ForEach-Object { Join-Path $root "$_/LlamaCloud.Emulator.dll" }) -ErrorAction Ignore |
        Sort-Object -Property LastWriteTime -Descending | Select-Object -First 1
    if (-not $program) { throw 'Build first: dotnet build' }

    $start = [System.Diagnostics.ProcessStartInfo]::new('dotnet')
    $start.Arguments = '"{0}" --stop-with-input --lifetime 10' -f $program.FullName
    $start.UseShellExecute = $false
    $start.RedirectStandardInput = $true
    $start.RedirectStandardOutput = $true
    $process = [System.Diagnostics.Process]::Start($start)
    $address = $process.StandardOutput.ReadLine()
    if (-not $address) { throw 'The emulator did not start.' }

    $own = @(Get-ChildItem -Path Env:LLAMA_*)
    Remove-Item -Path Env:LLAMA_*
    $env:LLAMA_CLOUD_API_KEY = 'llx-emulator-key-for-tests-0123'
    $env:LLAMA_CLOUD_BASE_URL = $address
    [pscustomobject]@{ Process = $process; Address = $address; Own = $own }
}

function Close-Emulator {
    <# The environment is then as it was before. #>
    param($Emulator)

    $Emulator.Process.StandardInput.Close()
    if (-not $Emulator.Process.WaitForExit(10000)) { $Emulator.Process.Kill() }
    Remove-Item -Path Env:LLAMA_*
    $Emulator.Own | ForEach-Object { Set-Item -LiteralPath "Env:$($_.Name)" -Value $_.Value }
}

function Get-EmulatorRequest {
    param($Emulator)

    # One request after another, not one array.
    Invoke-RestMethod -Uri "$($Emulator.Address)/_emulator/requests" | ForEach-Object { $_ }
}

function Get-EmulatorFault {
    param($Emulator)

    Invoke-RestMethod -Uri "$($Emulator.Address)/_emulator/faults" | ForEach-Object { $_ }
}

function Use-EmulatorFault {
    <# The only fault from now on, for a GET of this path. #>
    param($Emulator, $Name, $Path)

    $fault = [uri]::EscapeDataString($Name)
    $null = Invoke-RestMethod -Method Put -Uri "$($Emulator.Address)/_emulator/faults/${fault}?path=$([uri]::EscapeDataString($Path))"
}
