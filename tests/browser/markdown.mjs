// The Markdown of each brief says, word for word and number for number, what its HTML says, whoever renders it: GitHub's own
// parser, and pandoc in its own dialect and in GitHub's.
//
// Usage: node markdown.mjs FOLDER…
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { browser, fail, finish, isBrief, pagesBelow } from './pages.mjs';

const GITHUB = ['cmark-gfm', ['-e', 'table', '-e', 'strikethrough', '-e', 'footnotes']];
const PANDOC = ['pandoc', ['-f', 'gfm', '-t', 'html']];
const OWN = ['pandoc', ['-f', 'markdown-smart', '-t', 'html']];

/** Returns the words of a page, and of its notes, without what only one rendering adds. */
function words() {
  const body = document.body.cloneNode(true);
  const notes = [...body.querySelectorAll('.sources > li, .footnotes li')].map((note) => {
    note.querySelectorAll('.footnote-back, .footnote-backref, .footnote-ref, sup').forEach((back) => back.remove());
    return note.textContent;
  });
  const added = '.legend, .sources, .footnotes, .footnote-ref, sup, svg, img, figcaption, summary, button, header, footer, .skip';
  const kept = body.querySelector('article') ?? body;
  // A caption stands above its table on our pages, and before it as a paragraph in Markdown.
  kept.querySelectorAll('caption, .caption').forEach((caption) => { caption.textContent = ` ${caption.textContent} `; });
  kept.querySelectorAll(added).forEach((part) => part.remove());
  kept.querySelectorAll('p, li, td, th, h1, h2, h3, pre').forEach((block) => block.append(' '));
  // Pandoc's own dialect knows no note within a note, and leaves its number as it is written.
  const split = (text) => text.replace(/\[\^\d+\]/g, '').replace(/\bTable: /g, ' ').replace(/[;\s]+/g, ' ').trim().split(' ');
  return { text: split(kept.textContent), notes: notes.map((note) => split(note).join(' ')) };
}

const chromium = await browser();
const tab = await chromium.newPage();
const briefs = process.argv.slice(2).flatMap(pagesBelow).filter(isBrief);
let compared = 0;
for (const path of briefs) {
  const name = basename(path);
  await tab.goto(`file://${path}`);
  const ours = await tab.evaluate(words);
  for (const [program, options] of [GITHUB, PANDOC, OWN]) {
    const html = execFileSync(program, [...options, path.replace(/\.html$/, '.md')], { maxBuffer: 1 << 26, timeout: 60_000, killSignal: 'SIGKILL' }).toString();
    await tab.setContent(`<!doctype html><meta charset="utf-8"><body>${html}</body>`);
    const theirs = await tab.evaluate(words);
    const at = ours.text.findIndex((word, nth) => word !== theirs.text[nth]);
    const near = (text) => text.slice(Math.max(0, at - 5), at + 8).join(' ');
    if (at >= 0 || ours.text.length !== theirs.text.length) {
      fail(name, `${program} ${options[1]}: “${near(ours.text)}” and “${near(theirs.text)}”`);
    }
    for (const note of ours.notes) {
      if (!theirs.notes.includes(note)) fail(name, `${program} ${options[1]}: no note “${note.slice(0, 80)}”`);
    }
    compared += ours.text.length;
  }
}
await chromium.close();
finish(`${compared} words of ${briefs.length} briefs in three renderings of their Markdown`);
