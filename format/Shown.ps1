-join $($plain = "$text" -replace "`r`n", "`n"; if ($plain -notmatch '[^ -~]') { $plain } else { foreach ($c in [char[]]$plain) {
$n = [int]$c
if (($n -lt 32 -and $n -notin 9, 10) -or ($n -ge 127 -and $n -le 159) -or $n -in 0x61c, 0x200e, 0x200f -or
($n -ge 0x2028 -and $n -le 0x202e) -or ($n -ge 0x2066 -and $n -le 0x2069)) { [char]92 + 'u{' + ('{0:x}' -f $n) + '}' } else { $c } } })
