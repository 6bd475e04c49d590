import { type ColumnMeasure } from './column-measure';
import { type DriftOptions } from './drift-options';
import { type DriftReport } from './drift-report';
import { falseDiscovery } from './false-discovery';
import { judgeColumn } from './judge-column';
import { judgeDataset } from './judge-dataset';
import { presets } from './presets';

const defaultLevel = 0.05;

/**
 * The verdicts about all columns, which share one level of false alarms, and about the dataset. `options` are those that
 * the columns were measured with. A column has drifted when its number stands beyond `threshold`; where no number could be
 * computed it is named in `dataset.notComputable`, never passed over.
 * Throws RangeError unless the level lies between 0 and 1.
 */
export function judgeColumns(measures: readonly ColumnMeasure[], options: DriftOptions = {}): DriftReport {
  const { preset = 'countersign', level = defaultLevel } = options;
  if (!(level > 0 && level < 1)) throw new RangeError(`a level between 0 and 1 is needed, got ${level}`);
  const shared = falseDiscovery(measures, level);
  const judged = measures.map((measure, index) => judgeColumn(measure, index, shared));
  return {
    preset,
    columns: judged.map(({ drift }) => drift),
    dataset: judgeDataset(judged, presets[preset].datasetShare),
  };
}
