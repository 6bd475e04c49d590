// The two verifiers of the audit log on the same files: do they say the same, and is every tampering found?
import { compareVerifiers } from '../checks/audit-verifiers/agreement.mjs';
import { cleanBundles, damagedBundles, tamperedBundles } from '../checks/audit-verifiers/generated.mjs';
import { seededRandom } from '../demo/random.mjs';
import { writeStudy } from './write-study.mjs';

const logs = 100;
const batch = 10;
const seed = 26;
const count = (number) => number.toLocaleString('en-US');

/** One row of the table: how many files of a kind, how many both call valid, in how many the two differ. */
class Tally {
  files = 0;
  valid = 0;
  different = 0;
  misplaced = 0;

  add({ places }, { valid, firstBad }, differs) {
    this.files += 1;
    if (valid) this.valid += 1;
    if (differs) this.different += 1;
    if (places && !places.includes(firstBad)) this.misplaced += 1;
  }

  cells() {
    return [this.files, this.valid, this.different].map(count);
  }
}

function table(columns, rows) {
  const line = (cells) => `| ${cells.join(' | ')} |`;
  return [line(columns), line(columns.map(() => '---')), ...rows.map(line)].join('\n');
}

const groupOf = ({ kind, what }) => kind ?? (what.startsWith('clean') ? 'untouched' : 'damaged bytes');

async function talliesOf(random) {
  const tallies = new Map();
  const differences = [];
  for (let first = 0; first < logs; first += batch) {
    const indices = Array.from({ length: batch }, (_, offset) => first + offset);
    const bundles = indices.flatMap((index) =>
      [cleanBundles, tamperedBundles, damagedBundles].flatMap((make) => make(random, index)),
    );
    const compared = await compareVerifiers(bundles);
    differences.push(...compared.differences);
    bundles.forEach((bundle, index) => {
      const group = groupOf(bundle);
      if (!tallies.has(group)) tallies.set(group, new Tally());
      const differs = compared.differences.some((text) => text.startsWith(`${bundle.what}:`));
      tallies.get(group).add(bundle, compared.results[index], differs);
    });
  }
  return { tallies, differences };
}

export async function study() {
  const begin = Date.now();
  const { uniform } = seededRandom(seed);
  const { tallies, differences } = await talliesOf(uniform);
  const groups = [...tallies];
  const files = groups.reduce((sum, [, tally]) => sum + tally.files, 0);
  const tampered = groups.filter(([group]) => group.endsWith('the key'));
  const sum = (field) => tampered.reduce((total, [, tally]) => total + tally[field], 0);
  const minutes = ((Date.now() - begin) / 60_000).toFixed(1);
  const rows = groups.map(([group, tally]) => [group, ...tally.cells()]);
  const listed = differences.slice(0, 20).map((text) => `- ${text}`);
  const text = `# Two verifiers, one answer

${new Date().toISOString().slice(0, 10)}, \`npm run study -- verifier-agreement\`. The verifier of the command line and the console (TypeScript) and \`tools/verify_audit_log.py\` (Python, written from the standards alone) are given the same ${count(files)} files, made from ${logs} generated logs of 2 to 25 entries under one to three keys, seed ${seed}. Compared are \`valid\`, \`entries\`, \`from\`, \`to\`, \`root\`, \`firstBad\` and the status of each of the eight checks.

Goal G26 asks for 100,000 logs. This run is of ${count(files)} files, in ${minutes} minutes on two cores that had other work, too; \`logs\` in the study is the number to raise.

- Files in which the two differ: ${count(groups.reduce((total, [, tally]) => total + tally.different, 0))}.
- Tampered files that are called valid: ${count(sum('valid'))} of ${count(sum('files'))}.
- Tampered files whose first bad entry is not the one tampered with, the next one, or the one after the last head that still holds: ${count(sum('misplaced'))}.
- Alarms on untouched logs: ${count(tallies.get('untouched').files - tallies.get('untouched').valid)} of ${count(tallies.get('untouched').files)}.

${table(['file', 'files', 'valid', 'differ'], rows)}

Who has no key meets a reader who knows the log's key and, for the two kinds that leave a true but shorter log (tail cut, old backup), the last head. Who has the key meets a reader who kept the last head: all hashes and signatures of those files are right, and nothing else would tell. Damaged files that are valid still say the same: other line ends, none after the last line, white space between members, a changed signature of nobody known.
${listed.length > 0 ? `\nThe first differences:\n\n${listed.join('\n')}\n` : ''}`;
  await writeStudy('verifier-agreement', text);
  console.log('docs/studies/verifier-agreement.md');
}
