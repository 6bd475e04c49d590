// Steps of promotions that race at two servers: whether what came of them is one history of the sequential model.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { writeStudy } from './write-study.mjs';

/** G19 asks for 50,000; SCHEDULES=… makes another number of them, SEED=… others. */
const schedules = Number(process.env.SCHEDULES ?? 50_000);
const seed = Number(process.env.SEED ?? 19);
const folder = fileURLToPath(new URL('../../apps/api', import.meta.url));
const page = fileURLToPath(new URL('../../docs/studies/decision-schedules.md', import.meta.url));
const spec = 'src/areas/promotions/votes/decision-schedules';

/** The property of the spec, with these schedules: whether it holds, and how often what was met. */
async function race(tallyFile) {
  const wanted = { SCHEDULES: String(schedules), SEED: String(seed), SCHEDULES_TALLY: tallyFile };
  const env = { ...process.env, ...wanted };
  const jest = spawn('npx', ['jest', spec, '-t', 'one history'], { cwd: folder, env, stdio: 'inherit' });
  const [code] = await once(jest, 'exit');
  return { holds: code === 0, tally: new Map(Object.entries(JSON.parse(readFileSync(tallyFile, 'utf8')))) };
}

export async function study() {
  const scratch = mkdtempSync(join(tmpdir(), 'schedules-'));
  const begin = performance.now();
  try {
    const { holds, tally } = await race(join(scratch, 'tally.json'));
    const seconds = Math.round((performance.now() - begin) / 1000);
    const runs = [...earlierRuns(), runOf(tally, { holds, seconds })];
    await writeStudy('decision-schedules', documentOf(runs, tally));
    if (!holds) process.exitCode = 1;
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

const allHold = 'all one history';

/** A row of the page: day, seed, schedules played, requests sent, seconds, result. */
function runOf(tally, { holds, seconds }) {
  const sum = (counts) => counts.reduce((total, [, count]) => total + count, 0);
  const isEnd = ([what]) => what.startsWith('ends ');
  const [ended, sent] = [[...tally].filter(isEnd), [...tally].filter((each) => !isEnd(each))];
  const day = new Date().toISOString().slice(0, 10);
  return [day, seed, sum(ended), sum(sent), seconds, holds ? allHold : 'one is none, or too little was met'];
}

/** The rows that runs before this one left on the page. */
function earlierRuns() {
  const text = existsSync(page) ? readFileSync(page, 'utf8') : '';
  const rows = text.split('\n').filter((line) => /^\| \d{4}-\d\d-\d\d /.test(line));
  return rows.map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
}

/** A line for each kind of request: what it was answered, and how often. */
function answerLines(tally) {
  const sorted = [...tally].map(([what, count]) => [...what.split(' '), count]).sort();
  const names = [...new Set(sorted.map(([name]) => name))];
  return names.map((name) => {
    const answers = sorted.flatMap(([of, answer, count]) => (of === name ? [`${answer} ${count}`] : []));
    return [name.replaceAll('_', ' '), answers.join(', ')];
  });
}

const line = (cells) => `| ${cells.join(' | ')} |`;

function documentOf(runs, tally) {
  const played = runs.reduce((total, [, , count]) => total + Number(count), 0);
  const failed = runs.filter((run) => run.at(-1) !== allHold).length;
  return `# Decisions that race

\`npm run study -- decision-schedules\` adds a run to this page; \`SEED=…\` plays other schedules, \`SCHEDULES=…\` another number of them. Two servers, each in a process of its own, share one PostgreSQL. A schedule is a promotion of its own and some ten requests to it, to its policy, its people and their delegations, each sent at an instant of its own within a few milliseconds of the others: votes, votes for somebody, requests for changes, withdrawals, new evidence, activations, waivers, emergencies, other policies, and members who are deactivated, come back or lose their role. Three schedules are under way at once, each in a workspace of its own.

Afterwards the entries of the log are taken one after the other by the sequential model (the functions of libs/domain): each step that was taken has to be the one that the model takes there, each refusal one that the model gave at some instant since the schedule began, and the promotion in the database has to be where the model ends.

${line(['date', 'seed', 'schedules', 'requests', 'seconds', 'result'])}
${line(Array(6).fill('---'))}
${runs.map(line).join('\n')}

**${played} schedules in ${runs.length} ${runs.length === 1 ? 'run' : 'runs'}: ${failed === 0 ? 'all of them one history' : `${failed} of the runs failed`}.**

What was answered in the run added last (\`ends\`: where its schedules ended):

${line(['request', 'answers'])}
${line(['---', '---'])}
${answerLines(tally).map(line).join('\n')}
`;
}
