// Takes the pictures of the README anew: the first screen of each brief, and its panel's beginning.
//
// Usage: node pictures.mjs REPORTS PICTURES
import { basename, join } from 'node:path';
import { browser, isBrief, pagesBelow } from './pages.mjs';

const [reports, pictures] = process.argv.slice(2);
const chromium = await browser();
const tab = await chromium.newPage({ viewport: { width: 900, height: 1000 }, colorScheme: 'light' });
for (const path of pagesBelow(reports).filter((path) => isBrief(path) && !path.endsWith(".evidence.html"))) {
  await tab.goto(`file://${path}`);
  await tab.screenshot({ path: join(pictures, `${basename(path, '.html')}.png`) });
}
await chromium.close();
