// Every chart, in light and dark, at four widths: one of its two drawings is seen, its words cover neither each other nor leave it,
// words stand out from the page by 4.5 to 1 and what is drawn by 3 to 1; and beside the page stand its data, which agree with the
// table below the chart, and its pictures, as wide as they say.
//
// Usage: node charts.mjs FOLDER…
import { existsSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { browser, fail, finish, pagesBelow } from './pages.mjs';

const chromium = await browser();
const pages = process.argv.slice(2).flatMap(pagesBelow);
let charts = 0;

/** Returns what is wrong with the charts of the page as it is seen. */
function faults() {
  const found = [];
  // What a colour comes to on the page, as red, green and blue.
  const canvas = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true });
  const rgb = (colour) => {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
    return [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3);
  };
  const light = (colour) => {
    const part = rgb(colour).map((it) => it / 255).map((it) => (it <= 0.04045 ? it / 12.92 : ((it + 0.055) / 1.055) ** 2.4));
    return 0.2126 * part[0] + 0.7152 * part[1] + 0.0722 * part[2];
  };
  const contrast = (one, other) => {
    const [low, high] = [light(one), light(other)].sort((a, b) => a - b);
    return (high + 0.05) / (low + 0.05);
  };
  const paper = getComputedStyle(document.body).backgroundColor;
  for (const figure of document.querySelectorAll('figure.chart')) {
    const name = figure.querySelector('title').id;
    const seen = [...figure.querySelectorAll('svg')].filter((svg) => svg.getBoundingClientRect().width > 0);
    if (seen.length !== 1) found.push(`${name}: ${seen.length} drawings are seen`);
    for (const svg of seen) {
      const frame = svg.getBoundingClientRect();
      const words = [...svg.querySelectorAll('text')].map((text) => ({ text: text.textContent, box: text.getBoundingClientRect(), fill: getComputedStyle(text).fill }));
      words.forEach(({ text, box, fill }, nth) => {
        if (box.left < frame.left - 1 || box.right > frame.right + 1 || box.top < frame.top - 2 || box.bottom > frame.bottom + 2) found.push(`${name}: “${text}” leaves the drawing`);
        // The box of a letter is higher than the letter: of two lines one below the other these may touch.
        const inner = (it) => ({ left: it.left, right: it.right, top: it.top + it.height * 0.2, bottom: it.bottom - it.height * 0.2 });
        const [mine, others] = [inner(box), words.slice(0, nth)];
        const over = others.find((other) => { const it = inner(other.box); return mine.left < it.right && it.left < mine.right && mine.top < it.bottom && it.top < mine.bottom; });
        if (over) found.push(`${name}: “${text}” covers “${over.text}”`);
        if (contrast(fill, paper) < 4.5) found.push(`${name}: “${text}” is ${contrast(fill, paper).toFixed(1)} to 1`);
      });
      for (const shape of svg.querySelectorAll(':is(.fd, .fs, .fb, .fc, .fe, .ld, .ls, .lb, .lc, .le, .li)')) {
        const style = getComputedStyle(shape);
        const colour = /\bl[dsbcei]\b/.test(shape.getAttribute('class')) ? style.stroke : style.fill;
        if (contrast(colour, paper) < 3) found.push(`${name}: ${shape.getAttribute('class')} is ${contrast(colour, paper).toFixed(1)} to 1`);
      }
    }
  }
  return [...new Set(found)];
}

/** Returns the cells of a file of data. */
function cellsOf(text) {
  const rows = text.trimEnd().split('\n').slice(1);
  return rows.map((row) => [...row.matchAll(/("(?:[^"]|"")*"|[^,]*)(?:,|$)/g)].map((it) => it[1].replace(/^"|"$/g, '').replaceAll('""', '"')));
}

for (const path of pages) {
  const [name, folder] = [basename(path), dirname(path)];
  if (!readFileSync(path, 'utf8').includes('<figure class="chart">')) continue;
  for (const colorScheme of ['light', 'dark']) {
    const context = await chromium.newContext({ colorScheme, viewport: { width: 1280, height: 900 } });
    const tab = await context.newPage();
    await tab.goto(`file://${path}`);
    for (const width of [320, 390, 768, 1280]) {
      await tab.setViewportSize({ width, height: 900 });
      for (const fault of await tab.evaluate(faults)) fail(name, `${colorScheme}, ${width} px: ${fault}`);
    }
    await context.close();
  }
  const tab = await chromium.newPage();
  await tab.goto(`file://${path}`);
  const figures = await tab.evaluate(() => [...document.querySelectorAll('figure.chart')].map((figure) => ({
    data: figure.querySelector('a[href$=".csv"]')?.getAttribute('href'),
    rows: [...figure.querySelectorAll('tbody tr')].map((row) => [...row.cells].map((cell) => cell.textContent.trim())),
  })));
  charts += figures.length;
  for (const { data, rows } of figures) {
    if (!data || !existsSync(join(folder, data))) {
      fail(name, `a chart has no data beside it: ${data}`);
      continue;
    }
    const cells = cellsOf(readFileSync(join(folder, data), 'utf8'));
    // A page writes 11.0 beside 11.2, and data 11.
    const digits = (words) => words.replace(/\(.*/, '').replace(/[.,\u00a0\u202f ](?=\d{3}(\D|$))/g, '').replace(/[.,]0+\s*$/, '').replace(/([.,]\d*?[1-9])0+\s*$/, '$1').replace(/[^\d]/g, '');
    for (const row of rows) {
      const told = (line) => row.slice(1).every((cell) => cell === '–' || line.some((it) => it === cell || (digits(cell) && digits(it) === digits(cell))));
      if (!cells.some(told)) fail(name, `${data} has no row “${row.join(' | ')}”`);
    }
    const picture = data.replace(/\.csv$/, '');
    for (const [file, width] of [[`${picture}.png`, 1264], [`${picture}.narrow.png`, 772]]) {
      if (!existsSync(join(folder, file))) {
        fail(name, `${file} is not there`);
      } else if (readFileSync(join(folder, file)).readUInt32BE(16) !== width) {
        fail(name, `${file} is not ${width} pixels wide`);
      }
    }
  }
  await tab.close();
}
await chromium.close();
if (charts === 0) fail('charts', 'there is none');
finish(`${charts} charts in light and dark at 320, 390, 768 and 1280 px, with their data and pictures`);
