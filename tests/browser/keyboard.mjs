// From the keyboard alone: Tab reaches the button of every number, standing and source of every brief; Enter shows where it
// comes from within the window, and Escape gives the place in the text back.
//
// Usage: node keyboard.mjs FOLDER…
import { basename } from 'node:path';
import { browser, each, fail, finish, isBrief, pagesBelow } from './pages.mjs';

const briefs = process.argv.slice(2).flatMap(pagesBelow).filter(isBrief);
const chromium = await browser();
let reached = 0;
await each(briefs, async (path) => {
  const name = basename(path);
  const tab = await chromium.newPage({ viewport: { width: 390, height: 800 } });
  await tab.goto(`file://${path}`);
  const wanted = await tab.evaluate(() => {
    // What is folded is opened by its own button, which Tab reaches like any other.
    document.querySelectorAll('details').forEach((folded) => { folded.open = true; });
    const buttons = [...document.querySelectorAll('button[popovertarget]')].filter((button) => !button.closest('.raised'));
    // What is raised from the evidence stands in the page for that alone, and its own buttons with it.
    buttons.forEach((button, nth) => { button.dataset.nth = nth; });
    return buttons.length;
  });
  const numbers = await tab.evaluate(() => [...document.querySelectorAll('.n')].filter((number) =>
    !number.querySelector('button') && !number.closest('[popover]')).map((number) => number.textContent));
  if (numbers.length > 0) fail(name, `numbers without a way to where they come from: ${numbers.join(', ')}`);
  const met = new Set();
  for (;;) {
    await tab.keyboard.press('Tab');
    const nth = await tab.evaluate(() => {
      const at = document.activeElement;
      return at === document.body ? 'end' : at.dataset.nth ?? '';
    });
    if (nth === 'end') break;
    if (nth === '' || met.has(nth)) continue;
    met.add(nth);
    await tab.keyboard.press('Enter');
    const shown = await tab.evaluate(() => {
      const button = document.activeElement;
      const raised = document.getElementById(button.getAttribute('popovertarget'));
      const box = raised.getBoundingClientRect();
      return {
        label: button.getAttribute('aria-label'),
        open: raised.matches(':popover-open'),
        words: raised.textContent.trim().length,
        within: box.left >= 0 && box.top >= 0 && box.right <= innerWidth && box.bottom <= innerHeight,
      };
    });
    if (!shown.open || shown.words === 0) fail(name, `“${shown.label}” shows nothing`);
    if (!shown.within) fail(name, `“${shown.label}” opens outside the window`);
    await tab.keyboard.press('Escape');
    const back = await tab.evaluate(() => document.activeElement.dataset.nth ?? '');
    if (back !== nth) fail(name, `“${shown.label}”: Escape does not lead back to it`);
  }
  if (met.size !== wanted) fail(name, `Tab reaches ${met.size} of ${wanted} buttons`);
  reached += met.size;
  await tab.close();
});
await chromium.close();
finish(`${reached} ways to where something comes from, in ${briefs.length} briefs, from the keyboard`);
