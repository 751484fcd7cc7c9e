// On paper: every section is there, no table is cut off at the side, and what is a link on the screen is one in the PDF.
//
// Usage: node print.mjs FOLDER…
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { browser, fail, finish, pagesBelow } from './pages.mjs';

const pages = process.argv.slice(2).flatMap(pagesBelow);
const folder = mkdtempSync(join(tmpdir(), 'print-'));
const chromium = await browser();
const plain = (words) => words.replace(/[\s\u00ad]+/g, '').normalize('NFKC');
for (const path of pages) {
  const name = basename(path);
  // The width of A4 between the margins, at 96 to an inch.
  const tab = await chromium.newPage({ viewport: { width: 718, height: 1000 } });
  await tab.goto(`file://${path}`);
  await tab.emulateMedia({ media: 'print' });
  const { headings, cut, links } = await tab.evaluate(() => ({
    headings: [...document.querySelectorAll('main h1, main h2, main h3')].map((heading) => heading.textContent),
    cut: [...document.querySelectorAll('.table')].filter((table) => table.scrollWidth > table.clientWidth + 1)
      .map((table) => table.textContent.trim().slice(0, 60)),
    links: [...document.querySelectorAll('main a[href]')].filter((link) => !link.closest('details:not([open])') && link.getClientRects().length === 0)
      .map((link) => link.getAttribute('href')),
  }));
  for (const table of cut) fail(name, `a table is cut: ${table}`);
  for (const link of links) fail(name, `a link is lost: ${link}`);
  const pdf = join(folder, 'page.pdf');
  await tab.pdf({ path: pdf, format: 'A4', margin: { top: '15mm', bottom: '15mm', left: '10mm', right: '10mm' } });
  const text = plain(execFileSync('pdftotext', ['-layout', pdf, '-'], { maxBuffer: 1 << 26, timeout: 60_000, killSignal: 'SIGKILL' }).toString());
  for (const heading of headings) {
    if (!text.includes(plain(heading))) fail(name, `not in the PDF: ${heading}`);
  }
  await tab.close();
}
await chromium.close();
rmSync(folder, { recursive: true });
finish(`${pages.length} pages on paper`);
