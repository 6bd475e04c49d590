// How many manipulations of passports of every kind the verifier finds, by who makes them and what of.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../set-up/run.mjs';
import { writeStudy } from './write-study.mjs';

/** Of each of eleven passports: more than 20,000 together. MANIPULATIONS=… makes another number of them. */
const trials = Number(process.env.MANIPULATIONS ?? 2000);
const spec = 'src/areas/promotions/passport/passport-tampering.spec.ts';

/** The specification makes the passports through the API, and writes down what it finds of their manipulations. */
function tallied() {
  const folder = mkdtempSync(join(tmpdir(), 'countersign-tampering-'));
  const tally = join(folder, 'tally.json');
  const env = { ...process.env, MANIPULATIONS: String(trials), MANIPULATIONS_TALLY: tally };
  try {
    spawnSync('npx', ['jest', spec, '-t', 'P-180'], { cwd: join(root, 'apps/api'), env, stdio: 'inherit' });
    return JSON.parse(readFileSync(tally, 'utf8'));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

export async function study() {
  const begin = performance.now();
  const found = tallied();
  await writeStudy('passport-tampering', documentOf(found, (performance.now() - begin) / 1000));
  if (found.missed.length > 0) process.exitCode = 1;
}

/** @param {{ trials: number, missed: string[], kinds: string[], counts: [string, { made: number, failed: number, doubted: number }][] }} found */
export function documentOf({ trials: done, missed, counts, kinds }, seconds) {
  const rows = [...counts].sort(([one], [other]) => (one < other ? -1 : 1));
  const sum = (member) => rows.reduce((total, [, count]) => total + count[member], 0);
  const lines = rows.map(
    ([name, { made, failed, doubted }]) =>
      `| ${name} | ${made} | ${failed} | ${doubted} | ${made - failed - doubted} |`,
  );
  return `# Tampering with passports

${new Date().toISOString().slice(0, 10)}, Node ${process.version}. \`npm run study -- passport-tampering\` writes this page; this run took ${Math.round(seconds)} s. ${done} trials, seeded, with each of ${kinds.length} passports that the API made: ${kinds.join('; ')}. A trial that changed nothing is not counted. One in ten is verified by the code of the page, the others by that of the command; the key of the log is known.

A reader changes the file and lists the new digests, without a key. A stranger signs with a key of their own, and names it in the file. An insider signs with the key of the log, and does not change its entries. Archives are changed as told, by one of the three. Failed: a check fails. In doubt: none fails, and one is unknown that passed before; it counts as found for an insider alone, who may have details erased and leave names out.

| who does what | made | failed | in doubt | not found |
|---|---|---|---|---|
${lines.join('\n')}
| **all** | **${sum('made')}** | **${sum('failed')}** | **${sum('doubted')}** | **${missed.length}** |

Not found: ${missed.length === 0 ? 'none' : missed.join('; ')}.
`;
}
