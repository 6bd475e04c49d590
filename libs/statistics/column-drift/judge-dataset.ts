import { type DatasetDrift } from './drift-report';
import { type JudgedColumn } from './judge-column';

/**
 * The dataset has drifted when at least `share` of the judged columns have; with null, when one has, since the
 * columns already share their level of false alarms.
 */
export function judgeDataset(judged: readonly JudgedColumn[], share: number | null): DatasetDrift {
  const columns = judged.map(({ drift }) => drift);
  const of = columns.filter(({ drifted }) => drifted !== null).length;
  const count = columns.filter(({ drifted }) => drifted === true).length;
  const notComputable = columns.filter(({ drifted }) => drifted === null).map(({ column }) => column);
  if (of === 0) {
    return { drifted: null, share: null, count, of, threshold: share, notComputable, falseAlarm: null };
  }
  const threshold = share ?? 1 / of;
  return {
    drifted: count / of >= threshold,
    share: count / of,
    count,
    of,
    threshold,
    notComputable,
    falseAlarm: anyFalseAlarm(judged),
  };
}

/** 1 − Π (1 − q) over the columns' probabilities of a first false alarm, by sums of logarithms: they may be tiny. */
function anyFalseAlarm(judged: readonly JudgedColumn[]): number | null {
  let log = 0;
  for (const { falseAlarm } of judged) {
    if (falseAlarm === null) return null;
    log += Math.log1p(-Math.min(1, falseAlarm));
  }
  return -Math.expm1(log);
}
