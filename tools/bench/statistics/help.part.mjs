import { run } from '../../set-up/run.mjs';

const turns = 11;

/** What everybody waits for before a command does anything: the start of the tool. */
export async function measure() {
  const milliseconds = [];
  for (let turn = 0; turn < turns; turn += 1) {
    const begin = performance.now();
    const { code, output } = await run([process.execPath, 'apps/cli/bin/countersign.cjs', '--help']);
    if (code !== 0) throw new Error(`countersign --help failed (code ${code}):\n${output.trim()}`);
    milliseconds.push(performance.now() - begin);
  }
  const median = milliseconds.sort((a, b) => a - b)[(turns - 1) / 2];
  return [{ what: `countersign --help, median of ${turns}`, unit: 'ms', target: 250, measured: median }];
}
