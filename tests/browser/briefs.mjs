// Briefs as they are read: how many words and screens they take, one heading of the first level, no line of the panel like
// another, no line that begins with punctuation, and evidence that is there for whatever leads to it.
//
// Usage: node briefs.mjs [--most WORDS] FOLDER…
import { existsSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { browser, fail, finish, isBrief, pagesBelow } from './pages.mjs';

const most = process.argv[2] === '--most' ? Number(process.argv[3]) : Infinity;
const folders = process.argv.slice(most === Infinity ? 2 : 4);
const briefs = folders.flatMap(pagesBelow).filter((path) => isBrief(path) && !path.endsWith('.evidence.html'));
const PHONE = { width: 390, height: 844 };
const SCREENS = 9;
const chromium = await browser();

/** Returns how many words a reader sees: what is folded, hidden or only read aloud counts for nothing. */
const words = (tab) => tab.evaluate(() => document.body.innerText.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length);

/** Returns where a line begins with a sign that belongs to the line before. */
const begun = (tab) => tab.evaluate(() => {
  const found = [];
  const walker = document.createTreeWalker(document.querySelector('article'), NodeFilter.SHOW_TEXT);
  let before = null;
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const range = document.createRange();
    const boxOf = (of, at) => { range.setStart(of, at); range.setEnd(of, at + 1); return range.getClientRects()[0]; };
    if (before && /^[,.;:!?)\]”’»…%]/.test(node.data)) {
      const [box, last] = [boxOf(node, 0), boxOf(before, before.data.length - 1)];
      const block = (it) => it.parentElement.closest('p, li, td, th, h1, h2, h3, caption, figcaption');
      if (box && last && block(node) === block(before) && !/\s$/.test(before.data) && box.top >= last.bottom - 2) {
        found.push(block(node).innerText.slice(0, 60));
      }
    }
    if (node.data.trim() !== '') before = node;
  }
  return found;
});

for (const path of briefs) {
  const name = basename(path);
  const context = await chromium.newContext({ viewport: PHONE });
  const tab = await context.newPage();
  await tab.goto(`file://${path}`);
  const [count, height] = [await words(tab), await tab.evaluate(() => document.documentElement.scrollHeight)];
  const screens = height / PHONE.height;
  console.log(`${name}: ${count} words, ${screens.toFixed(1)} screens`);
  // Spanish, French and German say the same in about a tenth more words.
  const limit = /\.[a-z]{2}\.html$/.test(name) ? Math.round(most * 1.1) : most;
  if (count > limit) fail(name, `${count} words, at most ${limit}`);
  if (most < Infinity && screens > SCREENS) fail(name, `${screens.toFixed(1)} screens of ${PHONE.width} x ${PHONE.height}, at most ${SCREENS}`);
  const titles = await tab.locator('h1').count();
  if (titles !== 1) fail(name, `${titles} headings of the first level`);
  const lines = await tab.locator('.panel li').allTextContents();
  const plain = lines.map((line) => line.replace(/\[\d+\]/g, '').trim());
  for (const line of new Set(plain.filter((line, at) => plain.indexOf(line) !== at))) fail(name, `twice in the panel: ${line}`);
  for (const width of [320, 390, 768, 1280, 1920]) {
    await tab.setViewportSize({ width, height: 900 });
    for (const line of await begun(tab)) fail(name, `${width} px: a line begins with punctuation: ${line}`);
  }
  await context.close();
  const html = readFileSync(path, 'utf8');
  for (const [, file, id] of html.matchAll(/href="([^"#:]+\.evidence\.html)#([^"]+)"/g)) {
    const target = join(dirname(path), file);
    if (!existsSync(target) || !readFileSync(target, 'utf8').includes(` id="${id}"`)) fail(name, `leads to ${file}#${id}, which is not there`);
  }
}
await chromium.close();
finish(`${briefs.length} briefs at five widths`);
