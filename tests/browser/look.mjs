// Every page, in light and dark, at five widths: nothing runs out at the side, nothing is fetched or complained of, and
// axe-core finds no violation, with what can be raised over the page raised as well. Of the pages around the briefs axe-core is asked
// in our own reports alone: those of the tests are made by the same templates.
//
// Usage: node look.mjs FOLDER…
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { createRequire } from 'node:module';
import { browser, each, fail, finish, isBrief, pagesBelow } from './pages.mjs';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const pages = process.argv.slice(2).flatMap(pagesBelow);
const chromium = await browser();

/** Returns what axe-core has to say of the page as it is, or of what a selector names. */
async function violations(tab, within = 'html') {
  const found = await tab.evaluate((of) => globalThis.axe.run(of, { resultTypes: ['violations'] }), within);
  // A fragment stands in a page of somebody else, which has the heading.
  const fragment = tab.url().includes('/embed/');
  const counted = found.violations.filter((it) => !(fragment && it.id === 'page-has-heading-one'));
  return counted.map((it) => `${it.id}: ${it.nodes.slice(0, 3).map((node) => node.target.join(' ')).join('; ')}`);
}

await each(pages, async (path) => {
  const name = basename(path);
  const bytes = readFileSync(path);
  if (isBrief(path) && bytes.length >= 180_000) fail(name, `${bytes.length} bytes`);
  for (const colorScheme of ['light', 'dark']) {
    const context = await chromium.newContext({ colorScheme, viewport: { width: 1280, height: 900 } });
    const tab = await context.newPage();
    tab.on('console', (message) => fail(name, `console: ${message.text()}`));
    tab.on('pageerror', (error) => fail(name, `error: ${error}`));
    tab.on('request', (request) => {
      if (!request.url().startsWith('file:') && !request.url().startsWith('data:')) fail(name, `fetches ${request.url()}`);
    });
    await tab.goto(`file://${path}`);
    await tab.evaluate(axe);
    // Our own pages at every width; those of the tests light where it is narrow, and dark where it is wide.
    const ofTests = [colorScheme === 'light' ? 320 : 1280];
    const isAsked = !path.includes('/tests/') || isBrief(path) || path.includes('/embed/');
    for (const width of path.includes('/tests/') ? ofTests : [320, 390, 768, 1280, 1920]) {
      await tab.setViewportSize({ width, height: 900 });
      const over = await tab.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      if (over > 0) fail(name, `${width} px: ${over} px run out at the side`);
      if (!isAsked) continue;
      for (const violation of await violations(tab)) fail(name, `${colorScheme}, ${width} px: ${violation}`);
    }
    // One of each kind that can be raised over the page.
    for (const kind of ['from-', 'why-', 'source-']) {
      const button = tab.locator(`article button[popovertarget^="${kind}"]`).first();
      if (await button.count() === 0) continue;
      await button.click();
      for (const violation of await violations(tab, ':popover-open')) fail(name, `${colorScheme}, ${kind} raised: ${violation}`);
      await tab.keyboard.press('Escape');
    }
    await context.close();
  }
});
await chromium.close();
finish(`${pages.length} pages in light and dark, ours at five widths from 320 to 1920 px, those of the tests at two`);
