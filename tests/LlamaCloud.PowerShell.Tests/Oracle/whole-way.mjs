// The official client on its whole way through each product and resource. Prints what it has seen.
import fs from 'node:fs';
import LlamaCloud from '@llamaindex/llama-cloud';

const [document, organization] = process.argv.slice(2);
const c = new LlamaCloud({ maxRetries: 0 });
const soon = { pollingInterval: 0.05, backoff: 'constant' };
const schema = { type: 'object', properties: { Number: { type: 'string' } } };
const rules = [{ type: 'invoice', description: 'an invoice with a number and a total' }];

const upload = (purpose) => c.files.create({ file: fs.createReadStream(document), purpose });

async function listed(list) {
  const sizes = [];
  for await (const page of (await list).iterPages()) sizes.push(page.getPaginatedItems().length);
  return sizes;
}

async function ended(read) {
  let job = await read();
  while (!/^(completed|failed|cancelled)$/i.test(job.status)) {
    await new Promise((resolve) => setTimeout(resolve, 50));
    job = await read();
  }
  return job;
}

// Five jobs, so that the list has several pages; one of them is stopped.
async function jobs(create, resource) {
  const made = [];
  for (let i = 0; i < 5; i++) made.push(await create());
  await resource.cancel(made[4].id);
  const sizes = await listed(resource.list({ page_size: 2, job_ids: made.map((job) => job.id) }));
  return { id: made[0].id, sizes };
}

const seen = {};

{
  const file = await upload('classify');
  const { id, sizes } = await jobs(() => c.classify.create({ file_input: file.id, configuration: { rules } }), c.classify);
  const job = await c.classify.waitForCompletion(id, undefined, soon);
  const run = await c.classify.run({ file_input: file.id, configuration: { rules } }, soon);
  seen.classify = [job.status, job.result.type, run.result.type, sizes];
}
{
  const file = await upload('parse');
  const options = { tier: 'agentic', version: 'latest' };
  const { id, sizes } = await jobs(() => c.parsing.create({ file_id: file.id, ...options }), c.parsing);
  const read = await c.parsing.waitForCompletion(id, { expand: ['markdown', 'text', 'items', 'metadata', 'usage'] }, soon);
  const parsed = await c.parsing.parse({ upload_file: fs.createReadStream(document), ...options, expand: ['text'] }, soon);
  const large = await c.parsing.get(id, { expand: ['markdown_content_metadata'] });
  const stored = await (await fetch(large.result_content_metadata.markdown.presigned_url)).json();
  await c.parsing.delete(id);
  seen.parse = [
    read.job.status, read.markdown.pages[0].markdown, read.text.pages.length, read.items.pages[0].items[0].type,
    parsed.text.pages[0].text, stored.pages.length, sizes, Object.keys(await c.parsing.listVersions()).length > 0,
  ];
}
{
  const file = await upload('extract');
  const configuration = { data_schema: schema, cite_sources: true };
  const { id, sizes } = await jobs(() => c.extract.create({ file_input: file.id, configuration }), c.extract);
  const job = await c.extract.waitForCompletion(id, { expand: ['extract_metadata', 'usage'] }, soon);
  const run = await c.extract.run({ file_input: file.id, configuration }, soon);
  await c.extract.delete(id);
  const valid = await c.extract.validateSchema({ data_schema: schema });
  const made = await c.extract.generateSchema({ prompt: 'the number' });
  seen.extract = [
    job.status, job.extract_result, run.extract_result, Object.keys(job.extract_metadata.field_metadata.document_metadata), sizes,
    valid.data_schema.type, made.parameters.data_schema.type,
  ];
}
{
  const file = await upload('split');
  const configuration = { categories: [{ name: 'invoice', description: 'an invoice with a number' }] };
  const { id, sizes } = await jobs(() => c.split.create({ file_input: file.id, configuration }), c.split);
  const job = await ended(() => c.split.get(id));
  await c.split.delete(id);
  seen.split = [job.status, job.result.segments.map((part) => [part.category, part.pages]), sizes];
}
{
  const file = await upload('user_data');
  const content = await c.files.content(file.id);
  const text = await (await fetch(content.url)).text();
  const sizes = await listed(c.files.list({ page_size: 3 }));
  const found = await c.files.retrieve(file.id);
  await c.files.delete(file.id);
  seen.files = [found.name, text, sizes.length > 2, await c.files.retrieve(file.id).catch((failure) => failure.status)];
}
{
  const saved = await c.configurations.create({ name: 'way', parameters: { product_type: 'classify_v2', rules } });
  const changed = await c.configurations.update(saved.id, { name: 'other way' });
  const sizes = await listed(c.configurations.list({ page_size: 2, latest_only: true }));
  await c.configurations.delete(saved.id);
  const gone = await c.configurations.retrieve(saved.id).catch((failure) => failure.status);
  seen.configurations = [changed.name, changed.parameters.rules[0].type, sizes.length > 1, gone];
}
{
  const parameters = { product_type: 'parse_v2', tier: 'fast', version: 'latest' };
  const saved = await c.configurations.create({ name: 'parsing', parameters });
  const inbox = await c.beta.directories.create({ name: 'inbox', type: 'user' });
  await c.beta.directories.files.upload(inbox.id, { upload_file: fs.createReadStream(document) });
  await c.beta.directories.files.add(inbox.id, { file_id: (await upload('parse')).id, unique_id: 'second' });
  const job = { type: 'parse_v2', configuration_id: saved.id };
  const made = await c.batches.create({ source_directory_id: inbox.id, config: { job } });
  const batch = await ended(() => c.batches.get(made.id, { expand: ['results'] }));
  const second = await c.batches.create({ source_directory_id: inbox.id, config: { job } });
  await c.batches.cancel(second.id);
  const result = await c.parsing.waitForCompletion(batch.results[0].job_reference.id, { expand: ['text'] }, soon);
  const sizes = await listed(c.batches.list({ source_directory_id: inbox.id, page_size: 1 }));
  const files = await listed(c.beta.directories.files.list(inbox.id, { page_size: 1 }));
  const found = await listed(c.beta.directories.list({ name: 'inbox' }));
  await c.beta.directories.delete(inbox.id);
  seen.batches = [batch.status, batch.results.length, result.text.pages[0].text, sizes, files, found];
}
{
  const saved = await c.webhookConfigs.create({ webhook_url: 'https://example.com/h', webhook_events: ['parse.success'] });
  const changed = await c.webhookConfigs.update(saved.id, { webhook_signing_secret: 's' });
  const found = (await c.webhookConfigs.list()).some((one) => one.id === saved.id);
  await c.webhookConfigs.delete(saved.id);
  const gone = await c.webhookConfigs.retrieve(saved.id).catch((failure) => failure.status);
  seen.webhooks = [changed.has_secret, changed.webhook_events, found, gone];
}
{
  const projects = await listed(c.v2Projects.list({ organization_id: organization, page_size: 1 }));
  const usage = await c.get('/api/v1/beta/usage-metrics/aggregate', { query: { organization_id: organization, group_by: ['event_type'] } });
  seen.account = [projects, (await c.projects.list()).length, usage.buckets.length > 0];
}

console.log(JSON.stringify(seen));
