import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connectDuckDb } from '@countersign/engines/duckdb';
import { openTable } from '@countersign/engines/tables';
import { assessFairness, bootstrapDisparities } from '@countersign/statistics/fairness';
import { preparePeers, python } from '../../peers/python.mjs';
import { run, runOrThrow } from '../../set-up/run.mjs';

const rows = 1_000_000;
const replicates = 1_000;
/** Fairlearn needs half a minute a replicate here: PEER_REPLICATES=100 makes the bench take an hour, and our share smaller still. */
const peerReplicates = Number(process.env.PEER_REPLICATES ?? 2);
const attributes = ['sex', 'race', 'age'];
const shape = `1,000,000 rows, 144 groups of three attributes crossed`;

/** The fairness audit with its bootstrap, and Fairlearn's beside it with far fewer replicates. */
export async function measure() {
  const folder = mkdtempSync(join(tmpdir(), 'countersign-fairness-'));
  try {
    const file = join(folder, 'people.parquet');
    await writePeople(file);
    const command = await bestOfThree(() => wholeCommand(file));
    const counting = await bestOfThree(() => count(file));
    const audit = await bestOfThree(() => auditCounted(counting.population));
    const rowsOfOurs = [
      {
        what: `fairness command, ${shape}, all pairs and ${replicates} replicates`,
        unit: 's',
        target: 10,
        measured: command.seconds,
      },
      {
        what: `audit of ${shape} after counting, ${replicates} replicates`,
        unit: 's',
        target: 0.5,
        measured: audit.seconds,
      },
    ];
    const peer = await fairlearn(file);
    if (peer === undefined) return rowsOfOurs;
    return [
      ...rowsOfOurs,
      {
        what: `counting and audit with ${replicates} replicates: our time as a share of Fairlearn's ${peer.toFixed(0)} s with ${peerReplicates} replicates`,
        unit: '',
        target: 0.02,
        measured: (counting.seconds + audit.seconds) / peer,
      },
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** People in 3 × 6 × 8 groups of unequal size; labels follow a score and predictions its threshold. */
async function writePeople(file) {
  const uniform = (part) => `(hash(i * 8 + ${part}) / 18446744073709551616.0)`;
  const value = (part, values, power) =>
    `CAST(floor(pow(${uniform(part)}, ${power}) * ${values}) AS INTEGER)`;
  const connection = await connectDuckDb();
  await connection.run(`COPY (
    SELECT 's' || ${value(0, 3, 1.2)} AS sex, 'r' || ${value(1, 6, 1.6)} AS race, 'a' || ${value(2, 8, 1)} AS age,
      CAST(${uniform(3)} < ${uniform(4)} AS INTEGER) AS label, CAST(${uniform(4)} > 0.55 AS INTEGER) AS prediction
    FROM range(${rows}) AS r(i)) TO '${file}' (FORMAT parquet)`);
  connection.closeSync();
}

async function wholeCommand(file) {
  const begin = performance.now();
  const named = [
    '--data',
    file,
    '--label',
    'label',
    '--prediction',
    'prediction',
    '--sensitive',
    attributes.join(','),
  ];
  const options = ['--intersections', '--bootstrap', String(replicates), '--json'];
  const { code, output } = await run([
    process.execPath,
    'apps/cli/bin/countersign.cjs',
    'fairness',
    ...named,
    ...options,
  ]);
  if (code !== 0) throw new Error(`countersign fairness failed (code ${code}):\n${output.slice(0, 2000)}`);
  return { seconds: (performance.now() - begin) / 1000 };
}

/** Reads and counts inside the engine, as the command does. */
async function count(file) {
  const begin = performance.now();
  const table = await openTable(file);
  const counts = await table.countBy([...attributes, 'label', 'prediction']);
  await table.close();
  const groups = new Map();
  for (const { values, rows: n } of counts) {
    const group = values.slice(0, 3);
    const entry = groups.get(group.join(' ')) ?? {
      group,
      counts: { tp: 0, fp: 0, fn: 0, tn: 0, unlabelledPositive: 0, unlabelledNegative: 0 },
    };
    entry.counts[values[4] === '1' ? (values[3] === '1' ? 'tp' : 'fp') : values[3] === '1' ? 'fn' : 'tn'] +=
      n;
    groups.set(group.join(' '), entry);
  }
  const population = { attributes, rows, unknownGroup: 0, unpredicted: 0, groups: [...groups.values()] };
  return { seconds: (performance.now() - begin) / 1000, population };
}

function auditCounted(population) {
  const begin = performance.now();
  const options = {
    favourable: 'positive',
    minimumGroupSize: 1,
    limits: {},
    alpha: 0.05,
    correction: 'holm',
  };
  const [assessment] = assessFairness([population], options);
  bootstrapDisparities(assessment, { favourable: 'positive', replicates, seed: 1 });
  return { seconds: (performance.now() - begin) / 1000 };
}

async function bestOfThree(work) {
  let best = await work();
  for (let turn = 0; turn < 2; turn += 1) {
    const next = await work();
    if (next.seconds < best.seconds) best = next;
  }
  return best;
}

/** Seconds of the audit alone, the frame being in memory; undefined where there is no Fairlearn. */
async function fairlearn(file) {
  try {
    await preparePeers(console.log);
  } catch (error) {
    console.log(`fairness: without Fairlearn, ${error.message}`);
    return undefined;
  }
  return Number(
    await runOrThrow([python, '-W', 'ignore', 'tools/peers/fairness.py', file, String(peerReplicates)]),
  );
}
