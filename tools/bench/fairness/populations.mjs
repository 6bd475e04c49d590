import { createRequire } from 'node:module';

const { connectDuckDb } = createRequire(import.meta.url)('@countersign/engines/duckdb');

/** What an audit is asked to read of the people that `writePeople` writes: each of the twelve criteria has its columns. */
export const peopleRequest = {
  ...{ datasetVersionId: 'people', labelColumn: 'label', predictionColumn: 'prediction', positiveValue: '1' },
  ...{ scoreColumn: 'score', stratumColumn: 'site', sensitive: ['sex', 'race', 'age'], intersections: true },
};

/** What it reads of compas.csv. */
export const compasRequest = {
  ...{
    datasetVersionId: 'compas',
    labelColumn: 'label_value',
    predictionColumn: 'score',
    positiveValue: '1',
  },
  ...{ scoreColumn: null, stratumColumn: null, sensitive: ['race', 'sex', 'age_cat'], intersections: true },
};

/**
 * 1,000,000 people in 3 × 5 × 7 groups of unequal size, at four sites, 2 % of unknown sex and 5 % without label: 191 groups
 * in all, each attribute alone, in pairs, and all crossed.
 */
export async function writePeople(file) {
  const uniform = (part) => `(hash(i * 8 + ${part}) / 18446744073709551616.0)`;
  const value = (part, values, power) =>
    `CAST(floor(pow(${uniform(part)}, ${power}) * ${values}) AS INTEGER)`;
  const connection = await connectDuckDb();
  await connection.run(`COPY (
    SELECT CASE WHEN ${uniform(5)} < 0.02 THEN NULL ELSE 's' || ${value(0, 3, 1.2)} END AS sex,
      'r' || ${value(1, 5, 1.6)} AS race, 'a' || ${value(2, 7, 1)} AS age, 'site ' || ${value(6, 4, 1)} AS site,
      CASE WHEN ${uniform(7)} < 0.05 THEN NULL ELSE CAST(${uniform(3)} < ${uniform(4)} AS INTEGER) END AS label,
      CAST(${uniform(4)} > 0.55 AS INTEGER) AS prediction, round(${uniform(4)}, 6) AS score
    FROM range(1000000) AS r(i)) TO '${file}' (FORMAT ${file.endsWith('.csv') ? 'csv' : 'parquet'})`);
  connection.closeSync();
}
