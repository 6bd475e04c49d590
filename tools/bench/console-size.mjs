import { join } from 'node:path';
import { budgets, measureBundle } from '../checks/bundle-size.mjs';
import { buildWhenNeeded } from '../set-up/build.mjs';
import { root } from '../set-up/run.mjs';

export const name = 'console-size';

/** JavaScript of the console's first load and of its largest later chunk, gzipped. */
export async function run() {
  await buildWhenNeeded(console.log);
  const { firstLoad, lazy } = measureBundle(join(root, 'apps/console/dist'));
  const largest = Math.max(0, ...lazy.map(({ size }) => size));
  return [
    { what: 'console, first load', unit: 'kB gzipped', target: budgets.firstLoad, measured: firstLoad },
    {
      what: 'console, largest later chunk',
      unit: 'kB gzipped',
      target: budgets.lazyChunk,
      measured: largest,
    },
  ];
}
