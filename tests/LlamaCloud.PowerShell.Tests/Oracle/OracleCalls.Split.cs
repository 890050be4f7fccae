namespace LlamaCloud.PowerShell.Tests.Oracle;

/// <content>Split jobs.</content>
internal static partial class OracleCalls
{
    private static OracleCall[] Split =>
    [
        new(
            "c.split.create({ file_input: '%file%', configuration: { categories: [{ name: 'invoice', description: 'a bill' }] } })",
            "Start-SplitJob -FileInput %file% -Category @{ invoice = 'a bill' }",
            "+body.transaction_id"),
        new(
            """
            c.split.create({
                file_input: '%file%', transaction_id: 't-1', project_id: '%project%',
                configuration: { categories: [{ name: 'invoice' }], splitting_strategy: { allow_uncategorized: 'omit' } },
                webhook_configurations: [{ webhook_url: 'https://example.com/h', webhook_events: ['split.success'] }],
            })
            """,
            """
            Start-SplitJob -FileInput %file% -TransactionId t-1 -ProjectId %project% -Category invoice -Uncategorized Omit -Webhook @{ Url = 'https://example.com/h'; Events = 'split.success' }
            """),
        new(
            """
            c.files.create({ file: open(), purpose: 'split' }).then((file) => c.split.create({ file_input: file.id, configuration: {
                categories: [{ name: 'invoice' }] }, transaction_id: 't-3', webhook_configuration_ids: ['%webhook%'] }))
            """,
            "Start-SplitJob a.txt -Category invoice -TransactionId t-3 -WebhookConfigurationId %webhook%",
            "+GET /api/v1/beta/files", "+body.external_file_id"),
        new("c.split.get('spl-done')", "Get-SplitJob spl-done"),
        new("c.split.list({ job_ids: ['spl-done', 'spl-open'] })", "Get-SplitJob spl-done, spl-open", "+query.page_size"),
        new(
            """
            c.split.list({ status: 'completed', created_at_on_or_after: '2026-01-01T00:00:00Z', created_at_on_or_before:
                '2036-01-01T00:00:00Z', page_size: 5 })
            """,
            "Get-SplitJob -Status COMPLETED -CreatedAfter 2026-01-01T00:00:00Z -CreatedBefore 2036-01-01T00:00:00Z -PageSize 5"),
        new("c.split.cancel('spl-open')", "Stop-SplitJob spl-open"),
        new("c.split.delete('spl-done')", "Remove-SplitJob spl-done"),
    ];
}
