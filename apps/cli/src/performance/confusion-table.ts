import { formatNumber } from '@countersign/domain/report';
import { type ConfusionMatrix } from '@countersign/statistics/performance';
import { type TruthColumn } from '../input/truth-column';
import { type ReportTable } from '../output/report';

/** The four counts, with the file's own words for the outcomes. */
export function confusionTable(
  { tp, fp, fn, tn }: ConfusionMatrix,
  { positive, negative }: TruthColumn,
): ReportTable {
  const other = negative ?? `not ${positive}`;
  return {
    caption: 'Confusion',
    columns: [
      { name: 'Actually' },
      { name: `Predicted ${positive}`, align: 'right' },
      { name: `Predicted ${other}`, align: 'right' },
    ],
    rows: [
      [`${positive} (positive)`, formatNumber(tp), formatNumber(fn)],
      [`${other} (negative)`, formatNumber(fp), formatNumber(tn)],
    ],
  };
}
