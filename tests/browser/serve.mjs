// While a brief is written: a saved change is seen without loading the page again and where its reader was, problems stand
// over the last good page with their frame and go when they are mended, and the page complains of nothing.
//
// Usage: node serve.mjs PROGRAM PROJECT
import { spawn } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { browser, fail, finish } from './pages.mjs';

const [program, original] = process.argv.slice(2);
const project = mkdtempSync(join(tmpdir(), 'serve-'));
cpSync(original, project, { recursive: true });
const server = spawn(program, ['serve', '--port', '0', '--project', project], { timeout: 300_000, killSignal: 'SIGKILL' });
const address = await new Promise((found, ended) => {
  server.on('exit', () => ended(new Error('serve ended before it said where')));
  server.stdout.on('data', (said) => {
    const at = said.toString().match(/http:\/\/[^/]+\//);
    if (at) found(at[0]);
  });
});
const chromium = await browser();
const tab = await chromium.newPage({ viewport: { width: 800, height: 400 } });
tab.on('console', (message) => fail('serve', `console: ${message.text()}`));
tab.on('pageerror', (error) => fail('serve', `error: ${error}`));
await tab.goto(`${address}border-november.html`);
await tab.evaluate(() => { globalThis.same = true; scrollTo(0, 500); });

const registry = join(project, 'claims.yaml');
const before = readFileSync(registry, 'utf8');
const save = (from, to) => writeFileSync(registry, before.replace(from, to));
const seen = (what, check, words) => tab.waitForFunction(check, words, { timeout: 20_000 }).catch(() => fail('serve', what));

save('How many of them were trafficked?', 'How many of them were ever asked?');
await seen('a saved change is not seen', (words) => document.querySelector('main').textContent.includes(words), 'ever asked?');
const [same, place] = await tab.evaluate(() => [globalThis.same === true, scrollY]);
if (!same) fail('serve', 'the page was loaded again');
if (place !== 500) fail('serve', `the reader is at ${place}, and was at 500`);

const over = () => [...document.querySelectorAll('[role=status]')].map((it) => it.shadowRoot?.textContent ?? '').join('');
save('claims: [november]', 'claims: [novembre]');
await seen('problems are not shown', (words) => [...document.querySelectorAll('[role=status]')]
  .some((it) => it.shadowRoot?.textContent.includes(words)), 'claims: [novembre]');
const shown = await tab.evaluate(over);
for (const words of ['error[', '--> claims.yaml:', '^^^']) {
  if (!shown.includes(words)) fail('serve', `the problem is shown without “${words}”: ${shown}`);
}
save('', '');
await seen('mended problems stay', () => [...document.querySelectorAll('[role=status]')].every((it) => !it.shadowRoot?.textContent.trim()));
await tab.locator('article .n button').first().click();
if (!await tab.evaluate(() => document.querySelector(':popover-open') !== null)) fail('serve', 'nothing opens in an exchanged page');

await chromium.close();
server.kill();
rmSync(project, { recursive: true });
finish('a brief while it is written');
