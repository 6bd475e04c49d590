// How often the 95 % intervals of the statistics hold the true value.
import { seededRandom } from '@countersign/statistics/random';
import { binaryRows, classRows } from './intervals/counts.mjs';
import { percent } from './intervals/coverage.mjs';
import { bootstrapRows, gapRows, inequalityRows, strataRows } from './intervals/groups.mjs';
import { errorRows, meanRows, rankingRows } from './intervals/means.mjs';
import { farthestBootstrapRows, farthestRows, pickedTable } from './intervals/picked.mjs';
import { pairRows, wilsonRows } from './intervals/proportions.mjs';
import { areaRows, averagePrecisionRows, classScoreRows, probabilityRows } from './intervals/scores.mjs';
import { writeStudy } from './write-study.mjs';

const seed = 7;
const draws = { many: 10_000, fewer: 5_000, audits: 3_000, bootstrap: 2_000 };

const table = (rows) => rows.map((cells) => `| ${cells.join(' | ')} |`).join('\n');
const isOutside = ({ coverage }) => coverage < 0.94 || coverage > 0.96;

/** What lies outside 94 to 96, with the reason where there is one. */
function outsideText(rows) {
  const outside = rows.filter(isOutside);
  if (outside.length === 0) return 'All rows lie between 94 and 96.';
  const items = outside.map(
    ({ name, coverage, note }) => `- ${name}: ${percent(coverage)}${note ? `; ${note}` : ''}.`,
  );
  return `All rows lie between 94 and 96, but for:\n\n${items.join('\n')}`;
}

function document({ wilson, pairs, simulated, picked }, minutes) {
  const error = (count) => percent(Math.sqrt((0.95 * 0.05) / count));
  const count = (key) => `${draws[key].toLocaleString('en')} (${error(draws[key])})`;
  return `# Coverage of the 95 % intervals

${new Date().toISOString().slice(0, 10)}, ${minutes.toFixed(1)} minutes: \`npm run study -- intervals\`. All shares in percent.

## One proportion: Wilson

Exact, by adding up binomial probabilities. The mean is over p = .001, .002 … .999; the least over those p with n·p·(1 − p) ≥ 5. Counts are discrete, so no interval of a proportion covers 95 % at every p: the mean does, and single p lie above and below. Where n·p is some units or less the coverage jumps with p (90.4 at n = 10 and p = .01), and only an interval that is too wide elsewhere, Clopper and Pearson's, never falls below.

| n | mean over p | least, n·p·(1 − p) ≥ 5 | p = .01 | p = .05 | p = .2 | p = .5 |
| ---: | ---: | ---: | ---: | ---: | ---: | ---: |
${table(wilson)}

## Two proportions: Newcombe's difference, and the ratio

Exact likewise. The ratio has Katz's interval where both sides have 50 successes and 50 failures, otherwise Koopman's; how often it was Katz's is shown. It is absent where the second side has no success; the coverage is among the others.

| n | p | difference | ratio | of them Katz | without ratio |
| :--- | :--- | ---: | ---: | ---: | ---: |
${table(pairs.map(({ cells }) => cells))}

## By simulation

Seed ${seed}. Samples a row (and their Monte-Carlo error): ${count('many')} for ROC AUC, counts and means, ${count('fewer')} for the other scores, errors and rankings, half as many of means and probabilities where n is 1,000; ${count('audits')} for the gaps of two groups; bootstrap ${count('bootstrap')} of 1,000 resamples each. The truth is the population's value; for average precision the mean over samples of that size. Samples without an interval are counted apart; the coverage is among the others. Where two methods are named, the first was used more often.

| interval | population and size | method | coverage | without |
| :--- | :--- | :--- | ---: | ---: |
${table(simulated.map(({ cells }) => cells))}

${outsideText([...pairs, ...simulated])}

## The farthest of several groups

Two groups picked among three or more as farthest apart have no interval of their own. This is why, and how those hold that are given beside them: ${count('many')} samples of equal groups a row. "Newcombe's" is what the interval of the picked pair would cover if it were given; "simultaneous" is the one that is given, at Tukey's level, which holds the picked pair's true difference at least as often as it says; "all pairs" is how often those of all pairs hold at once, which is what they promise.

| groups | rows each | Newcombe's, not given | simultaneous, of the picked pair | simultaneous, all pairs |
| :--- | ---: | ---: | ---: | ---: |
${table(picked)}
`;
}

export async function study() {
  const start = performance.now();
  const random = seededRandom(seed);
  const tables = {
    wilson: wilsonRows(),
    pairs: pairRows(),
    simulated: [
      ...areaRows(random, draws.many),
      ...averagePrecisionRows(random, draws.fewer),
      ...probabilityRows(random, draws.fewer),
      ...classScoreRows(random, draws.fewer),
      ...binaryRows(random, draws.many),
      ...classRows(random, draws.many),
      ...meanRows(random, draws.many),
      ...errorRows(random, draws.fewer),
      ...rankingRows(random, draws.fewer),
      ...gapRows(random, draws.audits),
      ...strataRows(random, draws.many),
      ...inequalityRows(random, draws.many),
      ...bootstrapRows(random, draws.bootstrap),
      ...farthestRows(random, draws.many),
      ...farthestBootstrapRows(random, draws.bootstrap),
    ],
    picked: pickedTable(random, draws.many),
  };
  await writeStudy('intervals', document(tables, (performance.now() - start) / 60_000));
}
