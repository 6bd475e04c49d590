import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { preparePeers, python } from '../../peers/python.mjs';
import { run, runOrThrow } from '../../set-up/run.mjs';
import { writeDriftFiles } from './drift-files.mjs';

/** Says a process's peak memory, in kilobytes, when it ends. */
const sayPeak = `data:text/javascript,process.on('exit',()=>process.stderr.write('peak '+process.resourceUsage().maxRSS))`;
const shape = '1,000,000 × 40 against the same';

/** The drift command on two Parquet files, with Evidently's drift preset beside it. */
export async function measure() {
  const folder = mkdtempSync(join(tmpdir(), 'countersign-drift-'));
  try {
    const files = await writeDriftFiles(folder);
    const rows = [];
    const seconds = {};
    for (const preset of ['countersign', 'evidently']) {
      const best = await bestOfThree(() => ours(files, preset));
      seconds[preset] = best.seconds;
      rows.push(
        { what: `drift, ${shape}, preset ${preset}`, unit: 's', target: 10, measured: best.seconds },
        { what: `peak memory of it, preset ${preset}`, unit: 'MB', target: 1000, measured: best.megabytes },
      );
    }
    const peer = await evidently(files);
    if (peer === undefined) return rows;
    const share = (preset) => ({
      what: `drift, preset ${preset}: our time as a share of Evidently's ${peer.toFixed(0)} s`,
      unit: '',
      target: 0.1,
      measured: seconds[preset] / peer,
    });
    return [...rows, share('countersign'), share('evidently')];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The whole command, from its start to its end. */
async function ours({ reference, current }, preset) {
  const command = ['apps/cli/bin/countersign.cjs', 'drift', '--reference', reference, '--current', current];
  const begin = performance.now();
  const { code, output } = await run([
    process.execPath,
    '--import',
    sayPeak,
    ...command,
    '--preset',
    preset,
    '--json',
  ]);
  const seconds = (performance.now() - begin) / 1000;
  if (code !== 0) throw new Error(`countersign drift failed (code ${code}):\n${output.trim()}`);
  return { seconds, megabytes: Number(/peak (\d+)/.exec(output)[1]) / 1000 };
}

async function bestOfThree(work) {
  let best = await work();
  for (let turn = 0; turn < 2; turn += 1) {
    const next = await work();
    if (next.seconds < best.seconds) best = next;
  }
  return best;
}

/** Seconds of reading both files and running the preset, imports not counted; undefined where there is no Evidently. */
async function evidently({ reference, current }) {
  try {
    await preparePeers(console.log);
  } catch (error) {
    console.log(`drift: without Evidently, ${error.message}`);
    return undefined;
  }
  return Number(await runOrThrow([python, '-W', 'ignore', 'tools/peers/drift.py', reference, current]));
}
