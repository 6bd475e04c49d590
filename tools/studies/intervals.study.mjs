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
const draws = { many: 12_000, fewer: 8_000, bootstrap: 4_000 };

const table = (rows) => rows.map((cells) => `| ${cells.join(' | ')} |`).join('\n');
const isOutside = ({ coverage }) => coverage !== null && (coverage < 0.94 || coverage > 0.96);

/** What lies outside 94 to 96. */
function outsideText(rows) {
  const outside = rows.filter(isOutside);
  if (outside.length === 0) return 'All rows lie between 94 and 96.';
  const items = outside.map(({ name, coverage }) => `- ${name}: ${percent(coverage)}.`);
  return `All rows lie between 94 and 96, but for:\n\n${items.join('\n')}`;
}

function document({ wilson, pairs, simulated, picked }, minutes) {
  const error = (count) => percent(Math.sqrt((0.95 * 0.05) / count));
  const count = (key) => `${draws[key].toLocaleString('en')} (${error(draws[key])})`;
  return `# Coverage of the 95 % intervals

${new Date().toISOString().slice(0, 10)}, ${minutes.toFixed(1)} minutes: \`npm run study -- intervals\`. All shares in percent.

## One proportion: Wilson

Exact, by adding up binomial probabilities. The mean is over p = .001, .002 … .999; the least over those p with n·p·(1 − p) ≥ 5. Counts are discrete, so no interval of a proportion covers 95 % at every n and p: the mean over p does, as does the mean over n less a tenth to n and a tenth at one p, and single pairs lie above and below. Where n·p is some units or less the coverage jumps with p (90.4 at n = 10 and p = .01), and only an interval that is too wide elsewhere, Clopper and Pearson's, never falls below.

| n | mean over p | least, n·p·(1 − p) ≥ 5 | p = .05, mean about n | p = .2, mean about n | p = .5, mean about n |
| ---: | ---: | ---: | ---: | ---: | ---: |
${table(wilson)}

## Two proportions: Newcombe's difference, and the ratio

Exact likewise. The ratio has Katz's interval where both sides have 50 successes and 50 failures, otherwise Koopman's; how often it was Katz's is shown. It is absent where the second side has no success; the coverage is among the others.

| n | p | difference | ratio | of them Katz | without ratio |
| :--- | :--- | ---: | ---: | ---: | ---: |
${table(pairs.map(({ cells }) => cells))}

## By simulation

Seed ${seed}. Samples a row (and their Monte-Carlo error): ${count('many')} for counts, means, strata and pairs of groups, ${count('fewer')} for scores, errors, rankings and the gaps of two groups, half as many of means and probabilities where n is 1,000; bootstrap ${count('bootstrap')} of 1,000 resamples each. The truth is the population's value; for average precision the mean over samples of that size. Samples without an interval are counted apart; the coverage is among the others, and left out where there are fewer than 500. Where several methods are named, the first was used most often.

Counts are discrete, so that the coverage of shares, and of what follows from counts alone, jumps with n by a point or so; as Brown, Cai and DasGupta (2001) do, it is taken as the mean over neighbouring n: the size of each such sample is drawn evenly from n less a tenth to n and a tenth ("n about 100").

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
      ...gapRows(random, draws.fewer),
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
