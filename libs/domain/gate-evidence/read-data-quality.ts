import { listOf, membersOf, oneOf, text, truth, whole } from '../json-reading';
import type { DataQualityEvidence } from './attached-evidence';
import { exactly } from './evidence-values';
import type { ReadDocument } from './read-document';

const checks = listOf(
  membersOf({ check: text, passed: truth, status: oneOf(['ok', 'not_computable']) }),
  10_000,
);

const report = membersOf({
  schema: exactly('countersign.quality/1'),
  current: membersOf({ rows: whole() }),
  dataset: membersOf({ checks }),
  columns: listOf(membersOf({ column: text, checks }), 10_000),
});

/** The report of `countersign quality --json`. Its checks are counted again; its own summary is not read. */
export const readDataQuality: ReadDocument<DataQualityEvidence> = (document, place) => {
  const { current, dataset, columns } = report(document, place);
  const all = [
    ...dataset.checks.map((check) => ({ ...check, name: check.check })),
    ...columns.flatMap(({ column, checks: own }) =>
      own.map((check) => ({ ...check, name: `${check.check} of ${column}` })),
    ),
  ];
  const names = (isWanted: (check: (typeof all)[number]) => boolean) =>
    all.filter(isWanted).map(({ name }) => name.slice(0, 100));
  return {
    ...{ kind: 'data_quality', about: null, madeAt: null, rows: current.rows, checks: all.length },
    failed: names(({ status, passed }) => status === 'ok' && !passed),
    unknown: names(({ status }) => status !== 'ok'),
  };
};
