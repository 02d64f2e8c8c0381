/**
 * Shows texts of pull requests, issues and checks as GitHub does, in a desktop's and a phone's width, as PNG files; says
 * what is wider than the screen. Wants Chromium (`apt-get install chromium fonts-liberation fonts-noto-color-emoji`), at CHROMIUM where
 * that is not /usr/bin/chromium.
 * Usage: npm run render -- [--open] [--output DIR] DIR_OR_FILES…   after `npm ci --prefix scripts/render`
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import puppeteer from 'puppeteer-core';
import { printPage } from './page.mjs';
import { readTexts } from './texts.mjs';

const WIDTHS = { desktop: 1012, phone: 390 };

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    open: { type: 'boolean', default: false },
    output: { type: 'string', default: '.cache/render' },
  },
});
if (positionals.length === 0) throw new Error('usage: npm run render -- [--open] DIR_OR_FILES…');

mkdirSync(values.output, { recursive: true });
const browser = await puppeteer.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--hide-scrollbars'],
});
try {
  for (const text of readTexts(positionals)) await show(text);
} finally {
  await browser.close();
}

async function show(text) {
  const page = await browser.newPage();
  for (const [device, width] of Object.entries(WIDTHS)) {
    await page.setViewport({ width, height: 800 });
    await page.setContent(printPage(text, values.open));
    const path = join(values.output, `${text.name}-${device}.png`);
    await page.screenshot({ path, fullPage: true });
    const wide = await page.$$eval('.markdown-body *', (elements) =>
      elements
        .filter(
          (element) => element.scrollWidth > element.clientWidth + 1 && element.clientWidth > 0,
        )
        .map(
          (element) =>
            `${element.tagName.toLowerCase()} ${element.textContent.trim().slice(0, 60)}`,
        ),
    );
    console.log(`${path}: ${text.body.length} characters`);
    for (const words of wide)
      console.log(`  wider than the screen: ${words.replaceAll('\n', ' ')}`);
  }
  await page.close();
}
