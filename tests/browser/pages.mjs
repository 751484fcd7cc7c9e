// Which pages are looked at, and the browser they are looked at with.
import { readdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { chromium } from 'playwright-core';

/** Returns every HTML page below a folder, in order. */
export function pagesBelow(folder) {
  const found = readdirSync(folder).sort().flatMap((name) => {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) return pagesBelow(path);
    return name.endsWith('.html') ? [resolve(path)] : [];
  });
  return found;
}

/** Returns whether a page is a brief: its Markdown stands beside it. */
export function isBrief(path) {
  return statSync(path.replace(/\.html$/, '.md'), { throwIfNoEntry: false }) !== undefined;
}

/** Starts Debian's Chromium without a network of its own. */
export function browser() {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
  });
}

/** Does the work for each of the pages, two at a time. */
export async function each(pages, work) {
  const left = [...pages];
  const worker = async () => { while (left.length > 0) await work(left.shift()); };
  await Promise.all([worker(), worker()]);
}

const failures = [];

/** Notes that something is not as it must be. */
export function fail(page, what) {
  failures.push(`${page}: ${what}`);
}

/** Prints what failed, and ends. */
export function finish(what) {
  for (const failure of failures.sort().slice(0, 60)) console.error(failure);
  console.log(failures.length === 0 ? `${what}: all well` : `${what}: ${failures.length} failed`);
  process.exit(failures.length === 0 ? 0 : 1);
}
