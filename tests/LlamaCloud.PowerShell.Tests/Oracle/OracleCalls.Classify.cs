namespace LlamaCloud.PowerShell.Tests.Oracle;

/// <content>Classify jobs.</content>
internal static partial class OracleCalls
{
    private static OracleCall[] Classify =>
    [
        new(
            """
            c.classify.create({ file_input: '%file%', configuration: { rules: [{ type: 'invoice', description: 'an invoice with a number'
                }] } })
            """,
            "Start-ClassifyJob -FileInput %file% -Rule @{ invoice = 'an invoice with a number' }",
            "+body.transaction_id"),
        new(
            """
            c.classify.create({
                file_input: '%file%', transaction_id: 't-1', project_id: '%project%',
                configuration: {
                    rules: [{ type: 'invoice', description: 'an invoice with a number' }],
                    parsing_configuration: { lang: 'de', max_pages: 2, target_pages: '1-2' },
                },
                webhook_configurations: [{
                    webhook_url: 'https://example.com/h', webhook_events: ['classify.success'], webhook_headers: { A: 'b' },
                    webhook_output_format: 'json', webhook_signing_secret: 's',
                }],
            })
            """,
            """
            $webhook = @{ Url = 'https://example.com/h'; Events = 'classify.success'; Headers = @{ A = 'b' }; OutputFormat = 'json'; SigningSecret = 's' }
            Start-ClassifyJob -FileInput %file% -TransactionId t-1 -ProjectId %project% -Rule @{ invoice = 'an invoice with a number' } -Language de -MaxPages 2 -TargetPages 1-2 -Webhook $webhook
            """),
        new(
            """
            c.files.create({ file: open(), purpose: 'classify' }).then((file) => c.classify.create({ file_input: file.id,
                configuration_id: '%classifying%', transaction_id: 't-2', webhook_configuration_ids: ['%webhook%'] }))
            """,
            "Start-ClassifyJob a.txt -ConfigurationId %classifying% -TransactionId t-2 -WebhookConfigurationId %webhook%",
            "+GET /api/v1/beta/files", "+body.external_file_id"),
        new("c.classify.get('clj-done')", "Get-ClassifyJob clj-done"),
        new("c.classify.get('clj-done', { expand: ['usage'] })", "Get-ClassifyJob clj-done -IncludeUsage"),
        new("c.classify.get('clj-done', { project_id: '%project%' })", "Get-ClassifyJob clj-done -ProjectId %project%"),
        new(
            "Promise.all([c.classify.get('clj-done'), c.classify.get('clj-open')])",
            "'clj-done', 'clj-open' | Get-ClassifyJob",
            "+GET /api/v2/classify", "-GET /api/v2/classify/clj-done", "-GET /api/v2/classify/clj-open"),
        new("c.classify.list({ job_ids: ['clj-done', 'clj-open'] })", "Get-ClassifyJob clj-done, clj-open", "+query.page_size"),
        new("all(c.classify.list())", "Get-ClassifyJob", "+query.page_size"),
        new("all(c.classify.list({ page_size: 4 }))", "Get-ClassifyJob -PageSize 4"),
        new(
            """
            c.classify.list({ status: 'COMPLETED', configuration_id: '%classifying%', created_at_on_or_after: '2026-01-01T00:00:00Z',
                created_at_on_or_before: '2036-01-01T00:00:00Z', page_size: 5 })
            """,
            """
            Get-ClassifyJob -Status COMPLETED -ConfigurationId %classifying% -CreatedAfter 2026-01-01T00:00:00Z -CreatedBefore 2036-01-01T00:00:00Z -PageSize 5
            """),
        new("c.classify.waitForCompletion('clj-done', undefined, { pollingInterval: 0 })", "Wait-ClassifyJob clj-done"),
        new("c.classify.cancel('clj-open')", "Stop-ClassifyJob clj-open"),
        new("c.delete('/api/v2/classify/clj-done')", "Remove-ClassifyJob clj-done"),
    ];
}
