// Makes each call of a file of JSON by the official client, and prints what went wrong with each: null for nothing.
import fs from 'node:fs';
import LlamaCloud from '@llamaindex/llama-cloud';

const [file, document] = process.argv.slice(2);
const all = async (pages) => {
  const items = [];
  for await (const item of pages) items.push(item);
  return items;
};
const open = () => fs.createReadStream(document);

const failures = [];
for (const [number, call] of JSON.parse(fs.readFileSync(file, 'utf8')).entries()) {
  const c = new LlamaCloud({ maxRetries: 0, defaultHeaders: { 'X-Call': String(number) } });
  try {
    await new Function('c', 'all', 'open', `return (async () => ${call})()`)(c, all, open);
    failures.push(null);
  } catch (failure) {
    failures.push(String(failure));
  }
}
console.log(JSON.stringify(failures));
