import { after } from 'node:test';
import { chromium } from 'playwright-core';

const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

let browser;
after(async () => (await browser)?.close());

/** The browser of this file, started for its first page. */
function launchOnce() {
  const executablePath = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';
  return (browser ??= chromium.launch({ executablePath, headless: true, args: flags }));
}

/**
 * A page in a fresh browser profile, closed when the test ends, however it ends. What the page complains about is
 * collected: an error on the console is a failure of the product even where the screen looks right.
 *
 * @param {import('node:test').TestContext} t
 * @param {{ colorScheme?: 'light' | 'dark', width?: number, height?: number }} [options]
 */
export async function openPage(t, { colorScheme = 'light', width = 1280, height = 900 } = {}) {
  const context = await (await launchOnce()).newContext({ viewport: { width, height }, colorScheme });
  t.after(() => context.close());
  // What never comes fails; how fast the machine is must not decide.
  context.setDefaultTimeout(120_000);
  const page = await context.newPage();
  const complaints = [];
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  return { page, complaints };
}

/** Signs in through the page, as a person would. */
export async function signInAs(page, url, name) {
  await page.goto(`${url}/sign-in`);
  await page.getByRole('button', { name: new RegExp(name) }).click();
  await page.getByRole('heading', { level: 1, name: 'Models' }).waitFor();
}
