// On paper: every section is there, no table is cut off at the side, what is a link on the screen is one in the PDF, every fold is
// open and has no sign, and each sheet names the publication and its number.
//
// Usage: node print.mjs FOLDER…
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { browser, each, fail, finish, pagesBelow } from './pages.mjs';

// Nobody prints a fragment that stands in a page of somebody else.
const pages = process.argv.slice(2).flatMap(pagesBelow).filter((path) => !path.includes('/embed/'));
const folder = mkdtempSync(join(tmpdir(), 'print-'));
const chromium = await browser();
const plain = (words) => words.replace(/[\s\u00ad]+/g, '').normalize('NFKC');
await each(pages, async (path) => {
  const name = basename(path);
  // The width of A4 between the margins, at 96 to an inch.
  const tab = await chromium.newPage({ viewport: { width: 718, height: 1000 } });
  await tab.goto(`file://${path}`);
  await tab.emulateMedia({ media: 'print' });
  const { headings, cut, links, folded, publication } = await tab.evaluate(() => ({
    headings: [...document.querySelectorAll('main h1, main h2, main h3')].map((heading) => heading.textContent),
    cut: [...document.querySelectorAll('.table')].filter((table) => table.scrollWidth > table.clientWidth + 1)
      .map((table) => table.textContent.trim().slice(0, 60)),
    links: [...document.querySelectorAll('main a[href]')].filter((link) => !link.closest('.legend, .raised, .grounds') && link.getClientRects().length === 0)
      .map((link) => link.getAttribute('href')),
    folded: [...document.querySelectorAll('main details:not(.legend, .filter, .filter *, .raised *)')].filter((fold) => fold.lastElementChild.getClientRects().length === 0)
      .map((fold) => fold.textContent.trim().slice(0, 60)),
    publication: document.querySelector('meta[property="og:site_name"]')?.content ?? '',
  }));
  for (const table of cut) fail(name, `a table is cut: ${table}`);
  for (const link of links) fail(name, `a link is lost: ${link}`);
  for (const fold of folded) fail(name, `a fold is shut: ${fold}`);
  const pdf = join(folder, `${pages.indexOf(path)}.pdf`);
  await tab.pdf({ path: pdf, preferCSSPageSize: true });
  const sheets = execFileSync('pdftotext', ['-layout', pdf, '-'], { maxBuffer: 1 << 26, timeout: 60_000, killSignal: 'SIGKILL' }).toString().split('\f').slice(0, -1);
  sheets.forEach((sheet, at) => {
    if (!plain(sheet).endsWith(`${at + 1}/${sheets.length}`)) fail(name, `sheet ${at + 1} has no number`);
    if (!plain(sheet).startsWith(plain(publication))) fail(name, `sheet ${at + 1} does not name the publication`);
    if (/[▶▸►▼▾]/.test(sheet)) fail(name, `sheet ${at + 1} has the sign of a fold`);
  });
  const text = plain(sheets.join(''));
  for (const heading of headings) {
    if (!text.includes(plain(heading))) fail(name, `not in the PDF: ${heading}`);
  }
  await tab.close();
});
await chromium.close();
rmSync(folder, { recursive: true });
finish(`${pages.length} pages on paper`);
