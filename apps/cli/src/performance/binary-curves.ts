import {
  calibrationCurve,
  type CalibrationPoint,
  type PrecisionRecallCurve,
  precisionRecallCurve,
  type RocCurve,
  rocCurve,
  type ScoreCounts,
} from '@countersign/statistics/performance';
import { estimateJson } from '../output/estimate-json';
import { type Figure } from '../output/report';
import { lineChart } from './line-chart';

export interface BinaryCurves {
  roc: RocCurve;
  precisionRecall: PrecisionRecallCurve;
  calibration: { equalWidth: CalibrationJson[]; equalCount: CalibrationJson[] };
}

interface CalibrationJson extends Omit<CalibrationPoint, 'observed'> {
  observed: ReturnType<typeof estimateJson>;
}

/** The curves of a score, thinned to 200 points. */
export function binaryCurves(counts: ScoreCounts, bins: number): BinaryCurves {
  const calibration = (strategy: 'equal_width' | 'equal_count'): CalibrationJson[] =>
    calibrationCurve(counts, { strategy, bins }).map(({ observed, ...bin }) => ({
      ...bin,
      observed: estimateJson(observed),
    }));
  return {
    roc: rocCurve(counts),
    precisionRecall: precisionRecallCurve(counts),
    calibration: { equalWidth: calibration('equal_width'), equalCount: calibration('equal_count') },
  };
}

/** The curves as figures; one that has no point is left out. */
export function binaryFigures({ roc, precisionRecall, calibration }: BinaryCurves): Figure[] {
  const figures = [
    {
      title: 'ROC curve',
      description:
        'True positive rate by false positive rate over all thresholds; the dashed line is chance.',
      axes: ['False positive rate', 'True positive rate'] as const,
      points: roc.points.map((point) => ({ x: point.falsePositiveRate, y: point.truePositiveRate })),
      hasDiagonal: true,
    },
    {
      title: 'Precision–recall curve',
      description: 'Precision by recall over all thresholds.',
      axes: ['Recall', 'Precision'] as const,
      points: precisionRecall.points.map((point) => ({ x: point.recall, y: point.precision })),
      hasDiagonal: false,
    },
    {
      title: 'Calibration curve',
      description:
        'Observed share of positives by mean score in bins of equal count, with 95 % Wilson intervals; the dashed line is perfect calibration.',
      axes: ['Mean score', 'Observed share of positives'] as const,
      points: calibration.equalCount.map(({ meanScore, observed }) => ({
        x: meanScore,
        y: observed.value ?? 0,
        range: observed.ci ?? undefined,
      })),
      hasDiagonal: true,
    },
  ];
  return figures
    .filter(({ points }) => points.length > 0)
    .map((chart) => ({ caption: chart.title, svg: lineChart(chart) }));
}
