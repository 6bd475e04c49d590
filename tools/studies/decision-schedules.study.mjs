// Steps of promotions that race at two servers: whether what came of them is one history of the sequential model.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { writeStudy } from './write-study.mjs';

/** G19 asks for 50,000; SCHEDULES=… makes another number of them. */
const schedules = Number(process.env.SCHEDULES ?? 50_000);
const folder = fileURLToPath(new URL('../../apps/api', import.meta.url));
const spec = 'src/areas/promotions/votes/decision-schedules';

/** The property of the spec, with more schedules; what was met, or null where one of them was no history. */
async function race(tallyFile) {
  const env = { ...process.env, SCHEDULES: String(schedules), SCHEDULES_TALLY: tallyFile };
  const jest = spawn('npx', ['jest', spec, '-t', 'one history'], { cwd: folder, env, stdio: 'inherit' });
  const [code] = await once(jest, 'exit');
  return code === 0 ? JSON.parse(readFileSync(tallyFile, 'utf8')) : null;
}

export async function study() {
  const scratch = mkdtempSync(join(tmpdir(), 'schedules-'));
  const begin = performance.now();
  try {
    const tally = await race(join(scratch, 'tally.json'));
    const seconds = (performance.now() - begin) / 1000;
    if (tally === null) process.exitCode = 1;
    else await writeStudy('decision-schedules', documentOf(tally, seconds));
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

function documentOf(tally, seconds) {
  const counts = new Map(Object.entries(tally).sort(([one], [other]) => (one < other ? -1 : 1)));
  const names = [...new Set([...counts.keys()].map((key) => key.split(' ')[0]))];
  const requests = [...counts].reduce(
    (sum, [key, count]) => (key.startsWith('ends ') ? sum : sum + count),
    0,
  );
  const answersTo = (name) =>
    [...counts].flatMap(([key, count]) =>
      key.startsWith(`${name} `) ? [`${key.slice(name.length + 1)} ${count}`] : [],
    );
  const lines = names
    .filter((name) => name !== 'ends')
    .map((name) => `| ${name.replaceAll('_', ' ')} | ${answersTo(name).join(', ')} |`);
  return `# Decisions that race

${new Date().toISOString().slice(0, 10)}, Node ${process.version}. \`npm run study -- decision-schedules\` writes this page; this run took ${Math.round(seconds)} s, ${(schedules / seconds).toFixed(1)} schedules a second, seed 19. Two servers share one PostgreSQL. A schedule is a promotion of its own and some ten requests to it, to its policy, its people and their delegations, each sent at an instant of its own within a few milliseconds of the others: votes, votes for somebody, requests for changes, withdrawals, new evidence, activations, waivers, emergencies, other policies, and members who are deactivated, come back or lose their role.

Afterwards the entries of the log are taken one after the other by the sequential model (the functions of libs/domain): each step that was taken has to be the one that the model takes there, each refusal one that the model gave at some instant since the schedule began, and the promotion in the database has to be where the model ends.

**${schedules} schedules, ${requests} requests: all of them one history.**

They ended ${answersTo('ends').join(', ')}.

| request | answers |
|---|---|
${lines.join('\n')}
`;
}
