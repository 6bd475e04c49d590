import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runOrThrow } from '../../set-up/run.mjs';

const sides = fileURLToPath(new URL('./profile-sides.mjs', import.meta.url));
const shape = '5,000,000 × 20';

/** Profiles with all their sketches from one pass, with DuckDB's own aggregates for the same figures beside them. */
export async function measure() {
  const folder = mkdtempSync(join(tmpdir(), 'countersign-profile-'));
  try {
    const file = join(folder, 'rows.parquet');
    await side('write', file);
    const sql = await bestOfThree(() => side('sql', file));
    const ours = await bestOfThree(() => side('ours', file));
    return [
      {
        what: `profile of ${shape} (${ours.seconds.toFixed(1)} s): our time as a share of plain DuckDB SQL's ${sql.seconds.toFixed(1)} s`,
        unit: '',
        target: 2,
        measured: ours.seconds / sql.seconds,
      },
      { what: `peak memory of the profile of ${shape}`, unit: 'MB', target: 500, measured: ours.megabytes },
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** One side in a process of its own, so that neither finds the other's memory or threads. */
async function side(name, file) {
  return JSON.parse(await runOrThrow([process.execPath, sides, name, file]));
}

async function bestOfThree(work) {
  let best = await work();
  for (let turn = 0; turn < 2; turn += 1) {
    const next = await work();
    if (next.seconds < best.seconds) best = next;
  }
  return best;
}
