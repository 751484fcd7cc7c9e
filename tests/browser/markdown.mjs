// The Markdown of each brief says, word for word and number for number, what its HTML says, whoever renders it: GitHub's own
// parser with all that it can, and pandoc in its own dialect and in GitHub's. In none of these, nor in two parsers that many sites
// use, is anything alive that the brief's own words hold: all of them are asked to let HTML through.
//
// Usage: node markdown.mjs FOLDER…
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import markdownIt from 'markdown-it';
import { marked } from 'marked';
import { browser, fail, finish, isBrief, pagesBelow } from './pages.mjs';

const GITHUB = ['cmark-gfm', ['--unsafe', ...['autolink', 'table', 'strikethrough', 'footnotes', 'tasklist'].flatMap((it) => ['-e', it])]];
const PANDOC = ['pandoc', ['-f', 'gfm', '-t', 'html']];
const OWN = ['pandoc', ['-f', 'markdown-smart', '-t', 'html']];
const SITES = {
  marked: (words) => marked.parse(words),
  'markdown-it': (words) => markdownIt({ html: true, linkify: true, typographer: true }).render(words),
};

/** Returns what a page holds that a brief's words never make: elements that do something, and attributes that run something. */
function alive() {
  const quiet = 'a abbr article blockquote body br code col colgroup dd div dl dt em figcaption figure h1 h2 h3 h4 h5 h6 head hr html img input li '
    + 'meta ol p pre s section span strong style sub sup table tbody td tfoot th thead title tr ul caption del';
  const elements = [...document.querySelectorAll('*')].filter((it) => it.namespaceURI !== 'http://www.w3.org/2000/svg');
  const loud = (it) => !quiet.split(' ').includes(it.localName) || (it.localName === 'input' && it.type !== 'checkbox')
    || [...it.attributes].some((at) => at.name.startsWith('on') || (at.name === 'style' && at.value.includes('url')))
    || (it.localName === 'img' && !/^[a-z0-9_.-]+\.svg$/.test(it.getAttribute('src')))
    || /^(javascript|data|vbscript):/i.test(it.getAttribute('href')?.trim() ?? '');
  return elements.filter(loud).map((it) => it.outerHTML.slice(0, 100));
}

/** Returns the words of a page, and of its notes, without what only one rendering adds. */
function words() {
  const body = document.body.cloneNode(true);
  const notes = [...body.querySelectorAll('.sources > li, .footnotes li')].map((note) => {
    note.querySelectorAll('.footnote-back, .footnote-backref, .footnote-ref, sup').forEach((back) => back.remove());
    return note.textContent;
  });
  const added = '.legend, .sources, .footnotes, .footnote-ref, sup, svg, img, figcaption:not(.caption), details:not(.more) > summary, .raised, .beside, .grounds, button, header, footer, .skip';
  const kept = body.querySelector('article') ?? body;
  // A caption stands above its table on our pages, and before it as a paragraph in Markdown.
  kept.querySelectorAll('figcaption.caption').forEach((caption) => caption.parentElement.querySelector('table').prepend(caption));
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
    for (const it of await tab.evaluate(alive)) fail(name, `${program} ${options[1]}: alive: ${it}`);
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
  const markdown = readFileSync(path.replace(/\.html$/, '.md'), 'utf8');
  for (const [site, render] of Object.entries(SITES)) {
    await tab.setContent(`<!doctype html><meta charset="utf-8"><body>${render(markdown)}</body>`);
    for (const it of await tab.evaluate(alive)) fail(name, `${site}: alive: ${it}`);
  }
}
await chromium.close();
finish(`${compared} words of ${briefs.length} briefs in three renderings of their Markdown`);
