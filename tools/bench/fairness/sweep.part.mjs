import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { findOrInstallBrowser } from '../../browser.mjs';
import { root } from '../../set-up/run.mjs';
import { consoleFrames } from './console-frames.mjs';

/** The threshold explorer's work in a real browser: what it computes, the 95th of 100 frames, and the frames of the console. */
export async function measure() {
  const { chromium } = await import('playwright-core');
  const executablePath = await findOrInstallBrowser();
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
  try {
    // First: to bundle makes this process, and with it a server that it starts, one in production.
    const frames = await consoleFrames(browser);
    const page = await browser.newPage();
    await page.addScriptTag({ content: await bundled() });
    const { sweep, curve, judged } = await page.evaluate(() => globalThis.measureSweep());
    const row = (what, measured) => ({ what, unit: 'ms', target: 16, measured });
    return [
      row('browser, a frame: sweep of 1,000 thresholds × 20 groups, all rates', sweep),
      row('browser, a frame: one rate at 1,000 thresholds × 20 groups', curve),
      row('browser, a frame: every disparity and verdict of 20 groups at another threshold', judged),
      ...frames,
    ];
  } finally {
    await browser.close();
  }
}

/** The page's script, bundled as the console is. */
async function bundled() {
  const resolve = createRequire(join(root, 'apps/console/package.json')).resolve;
  const { build } = await import(pathToFileURL(resolve('vite')).href);
  const [{ output }] = await build({
    ...{ root, configFile: false, logLevel: 'error' },
    resolve: { conditions: ['@countersign/source', 'module', 'browser', 'development|production'] },
    build: {
      write: false,
      lib: { entry: join(import.meta.dirname, 'sweep-page.mjs'), formats: ['iife'], name: 'sweepPage' },
    },
  });
  return output[0].code;
}
