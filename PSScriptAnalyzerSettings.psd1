# For every script and manifest of the repository: all rules, and syntax that Windows PowerShell 5.1 knows.
@{
    Severity = @('Error', 'Warning', 'Information')
    Rules    = @{
        PSUseCompatibleSyntax                     = @{ Enable = $true; TargetVersions = @('5.1', '7.4') }
        PSUseConsistentIndentation                = @{ Enable = $true; IndentationSize = 4 }
        PSUseConsistentWhitespace                 = @{ Enable = $true; IgnoreAssignmentOperatorInsideHashTable = $true }
        PSAvoidUsingDoubleQuotesForConstantString = @{ Enable = $true }
    }
}
