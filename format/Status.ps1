$text = $_.Status; $shown = {shown}
# $PSStyle came with 7.2; asking for the edition first keeps strict mode quiet where it is missing.
if ($PSVersionTable.PSEdition -ne 'Core') { $shown }
elseif ($shown -eq 'COMPLETED') { $PSStyle.Foreground.Green + $shown + $PSStyle.Reset }
elseif ($shown -eq 'FAILED') { $PSStyle.Foreground.Red + $shown + $PSStyle.Reset }
elseif ($shown -eq 'CANCELLED') { $PSStyle.Foreground.Yellow + $shown + $PSStyle.Reset }
elseif ($shown -in 'RUNNING', 'PROCESSING') { $PSStyle.Foreground.Cyan + $shown + $PSStyle.Reset }
else { $shown }
