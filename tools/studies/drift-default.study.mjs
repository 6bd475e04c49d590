// How often the default drift verdict is a false alarm: streams of columns in which nothing has changed.
import { gapNull, judgeColumns, shareNull } from '@countersign/statistics/column-drift';
import { seededRandom } from '@countersign/statistics/random';
import { columnKinds } from './drift-default-columns.mjs';
import { writeStudy } from './write-study.mjs';

/** Streams of a cell; three times as many where that is cheap, since 2,000 leave an error of half a point. */
const streamsFor = (n, columns) => (n * columns <= 200_000 ? 6000 : 2000);
const sizes = [200, 1_000, 10_000, 100_000];
const columnCounts = [1, 20, 200];
const level = 0.05;
const materialShare = 0.05;
/** p-values above this cannot be discoveries: there would have to be too many of them at once. */
const screen = { 1: 0.06, 20: 0.03, 200: 0.004 };
/** Draws and sizes for the table by kind of column. */
const kindDraws = 10_000;
const kindSizes = [200, 10_000];
/** Streams whose stated level is computed by the judge itself; it hardly differs between streams. */
const stated = { 1: 48, 20: 6, 200: 1 };

/** The law of a column under no change, given its pooled counts. */
function nullOf(kind, n, pooled) {
  const sides = { reference: n, current: n };
  if (pooled === null) return gapNull({ ...sides, sizes: null });
  const present = pooled.filter((size) => size > 0);
  return kind.scale === 'numeric'
    ? gapNull({ ...sides, sizes: present })
    : shareNull({ ...sides, sizes: present });
}

/** Whole counts that add up to all rows; the first category, the largest, takes what rounding leaves. */
function expectedCounts({ shares }, n) {
  if (shares === null) return null;
  const counts = shares.map((share) => Math.floor(2 * n * share));
  counts[0] += 2 * n - counts.reduce((sum, count) => sum + count, 0);
  return counts;
}

/** The smallest effect worth a p-value: the critical one at twice the screen's level, for the expected counts. */
function screenEffects(n, columns) {
  return columnKinds.map((kind) => {
    return nullOf(kind, n, expectedCounts(kind, n)).criticalEffect(Math.min(0.99, 2 * screen[columns])) ?? 0;
  });
}

function oneStream({ n, columns, random, first, floors }) {
  return Array.from({ length: columns }, (_, index) => {
    const at = (first + index) % columnKinds.length;
    const kind = columnKinds[at];
    const { effect, pooled } = kind.draw(n, random);
    const pValue = effect < floors[at] ? 1 : nullOf(kind, n, pooled).pValue(effect);
    return { kind, effect, pooled, pValue };
  });
}

/** Benjamini and Hochberg's cut, and whether a column passes it with at least the given effect. */
function alarms(columns) {
  const sorted = columns.map(({ pValue }) => pValue).sort((a, b) => a - b);
  let cut = 0;
  sorted.forEach((p, index) => {
    if (p <= (level * (index + 1)) / sorted.length) cut = p;
  });
  const found = columns.filter(({ pValue }) => cut > 0 && pValue <= cut);
  return { any: found.length > 0, material: found.some(({ effect }) => effect >= materialShare) };
}

/** The level that the product states for a stream. */
function statedLevel(columns, n, material) {
  const measures = columns.map(({ kind, effect, pooled }, index) => {
    const effectNull = nullOf(kind, n, pooled);
    const method = kind.scale === 'numeric' ? 'ks' : 'tvd';
    const result = { method, n: { reference: n, current: n }, parameters: {}, status: 'ok', value: effect };
    return {
      column: String(index),
      kind: kind.scale,
      result: { ...result, pValue: effectNull.pValue(effect) },
      rule: { by: 'moved_share', effectNull, materialShare: material },
    };
  });
  return judgeColumns(measures, { level }).dataset.falseAlarm;
}

function cell(n, columns, seed) {
  const random = seededRandom(seed);
  const streams = streamsFor(n, columns);
  const floors = screenEffects(n, columns);
  const count = { any: 0, material: 0 };
  const levels = { test: [], verdict: [] };
  for (let stream = 0; stream < streams; stream += 1) {
    const drawn = oneStream({ n, columns, random, first: stream, floors });
    const { any, material } = alarms(drawn);
    count.any += Number(any);
    count.material += Number(material);
    if (stream < stated[columns]) {
      levels.test.push(statedLevel(drawn, n, 0));
      levels.verdict.push(statedLevel(drawn, n, materialShare));
    }
  }
  const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;
  return {
    n,
    columns,
    streams,
    seed,
    test: { measured: count.any / streams, stated: mean(levels.test) },
    verdict: { measured: count.material / streams, stated: mean(levels.verdict) },
  };
}

/** The share of single columns of one kind with a p-value up to the level. */
function kindRow(kind, index) {
  const shares = kindSizes.map((n) => {
    const random = seededRandom(90_000 + 100 * index + n);
    const floor = nullOf(kind, n, expectedCounts(kind, n)).criticalEffect(2 * screen[1]) ?? 0;
    let hits = 0;
    for (let draw = 0; draw < kindDraws; draw += 1) {
      const { effect, pooled } = kind.draw(n, random);
      if (effect >= floor && nullOf(kind, n, pooled).pValue(effect) <= level) hits += 1;
    }
    return hits / kindDraws;
  });
  console.log(kind.name, ...shares);
  return `| ${kind.name} | ${shares.map((share) => percent(share)).join(' | ')} |`;
}

const percent = (share, digits = 2) =>
  share < 1e-6 && share > 0 ? '< 0.0001' : (100 * share).toFixed(digits);

function document({ cells, kindRows, minutes }) {
  const rows = cells.map(({ n, columns, streams, seed, test, verdict }) => {
    const error = Math.sqrt((test.stated * (1 - test.stated)) / streams);
    return `| ${n.toLocaleString('en')} | ${columns} | ${streams.toLocaleString('en')} | ${percent(test.stated)} | ${percent(test.measured)} | ${percent(error)} | ${percent(verdict.stated)} | ${percent(verdict.measured)} | ${seed} |`;
  });
  const kinds = columnKinds.map(({ name }) => name).join('; ');
  return `# False alarms of the default drift verdict

${new Date().toISOString().slice(0, 10)}, ${minutes.toFixed(0)} minutes on one core: \`npm run study -- drift-default\`. All shares in percent.

A stream is a pair of samples of n rows each from the same population, with as many independent columns as stated. A false alarm is a stream in which at least one column is said to have drifted. The Monte-Carlo error is one standard error of the measured share where the stated one holds.

- **Test**: Benjamini and Hochberg at ${percent(level, 0)} % over the columns' p-values, with a material share of 0.
- **Verdict**: the default: the same, and at least ${percent(materialShare, 0)} of a hundred rows moved. From about 3,000 rows a side the material share decides, and false alarms all but vanish.
- **Stated**: \`dataset.falseAlarm\` as the product reports it, the mean over the first streams of the cell (${columnCounts.map((columns) => `${stated[columns]} at ${columns}`).join(', ')}).

| n a side | columns | streams | test, stated | test, measured | Monte-Carlo error | verdict, stated | verdict, measured | seed |
| -------: | ------: | ------: | -----------: | -------------: | ----------------: | --------------: | ----------------: | ---: |
${rows.join('\n')}

## One column at a time

The share of single columns with a p-value up to ${percent(level, 0)} %, ${kindDraws.toLocaleString('en')} draws each (Monte-Carlo error ${percent(Math.sqrt((level * (1 - level)) / kindDraws))}). Where few effects are possible, as with two categories, a size between 4 and 6 is what the lattice of the effects leaves: no line on the effect could come closer. The stated level counts with it.

| kind of column | ${kindSizes.map((n) => `n = ${n.toLocaleString('en')}`).join(' | ')} |
| :------------- | ${kindSizes.map(() => '---:').join(' | ')} |
${kindRows.join('\n')}

## How the streams were made

The columns of a stream go through these kinds in turn, each stream starting one further: ${kinds}.

No rows are drawn where something sufficient can be: a continuous column enters by the order of its pooled values, in which all divisions into two samples are equally likely (one walk of 2n steps, whatever the distribution: normal, lognormal and uniform columns have the same law); all other columns enter by their counts, drawn as multinomials. Every column of every stream is drawn afresh, none is used twice. p-values are computed where the effect reaches the critical one at twice the screen's level (${columnCounts.map((columns) => `${screen[columns]} at ${columns}`).join(', ')}), for the expected counts; all others are too large to be discoveries.
`;
}

export async function study() {
  const start = performance.now();
  const cells = sizes.flatMap((n, row) =>
    columnCounts.map((columns, index) => {
      const result = cell(n, columns, 1000 * (row + 1) + index);
      console.log(JSON.stringify(result), `${((performance.now() - start) / 60_000).toFixed(1)} min`);
      return result;
    }),
  );
  const kindRows = columnKinds.map(kindRow);
  const minutes = (performance.now() - start) / 60_000;
  await writeStudy('drift-default', document({ cells, kindRows, minutes }));
}
