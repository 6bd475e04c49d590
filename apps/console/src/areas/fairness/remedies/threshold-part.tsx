import { scoreEdges } from '@countersign/domain/fairness';
import {
  costsAt,
  sweptCriteria,
  thresholdOptions,
  type ErrorCosts,
  type JudgedThreshold,
} from '@countersign/domain/fairness-remedies';
import { Button } from '@mantine/core';
import { useMemo, useState, type ReactElement } from 'react';
import { formatNumber } from '../../../format/numbers';
import { listOf, word } from '../../../format/words';
import { t } from '../../../texts';
import { Chart, chartSvg } from '../../../ui/chart';
import { ChartFigure } from '../../../ui/chart-figure';
import { Section } from '../../../ui/page';
import { criterionWord, nameOf } from '../figures/audit-evidence';
import { LineLegend } from '../figures/line-legend';
import { ThresholdMark, ThresholdSlider, thresholdText } from '../figures/threshold-slider';
import { drawCosts } from './cost-drawing';
import { CostFields } from './cost-fields';
import { costLines, costTable, type CostLine } from './cost-lines';
import { CostsTable, OptionsTable } from './cost-tables';
import type { ScoredSubject } from './scored-subject';
import { isLongJudging, useJudgedThresholds } from './use-judged-thresholds';

const height = 300;
const mostLines = 8;

/** The line of all, and the largest groups. */
function drawnLines([all, ...groups]: readonly CostLine[]): CostLine[] {
  const largest = new Set([...groups].sort((a, b) => b.n - a.n).slice(0, mostLines - 1));
  return [...(all ? [all] : []), ...groups.filter((line) => largest.has(line))];
}

function cheapestOf(totals: readonly number[]): number {
  return totals.reduce((best, total, bin) => (total < (totals[best] ?? Infinity) ? bin : best), 0);
}

interface CostFigureProps {
  scored: ScoredSubject;
  lines: readonly CostLine[];
  bin: number;
  onBin: (bin: number) => void;
}

function CostFigure({ scored, lines, bin, onBin }: CostFigureProps): ReactElement {
  const drawn = useMemo(() => drawnLines(lines), [lines]);
  const drawings = useMemo(() => [drawCosts(drawn, false), drawCosts(drawn, true)] as const, [drawn]);
  const table = useMemo(() => costTable(lines), [lines]);
  const [all] = lines;
  const cheapest = cheapestOf(all?.totals ?? []);
  const threshold = thresholdText(scoreEdges[cheapest] ?? 0);
  const finding = t('remedies.threshold.finding', {
    threshold,
    cost: formatNumber(all?.means[cheapest] ?? 0),
  });
  const spoken = t('remedies.threshold.spoken', { cost: formatNumber(all?.means[bin] ?? 0) });
  const sentence = t('remedies.threshold.sentence', { finding });
  return (
    <ChartFigure
      finding={finding}
      sentence={sentence}
      sizes={[{ label: t('remedies.threshold.labelled'), n: all?.n ?? 0 }]}
      caption={t('remedies.threshold.caption')}
      table={table}
      fileName={`costs-${scored.subject.results.attributes.join('-')}`}
      svg={() => chartSvg(drawings[1], height + 60)}
      level={3}
      controls={<ThresholdSlider edges={scoreEdges} bin={bin} spoken={spoken} onChange={onBin} />}
    >
      <LineLegend lines={drawn} />
      <div className="cs-threshold-frame">
        <div role="img" aria-label={sentence}>
          <Chart drawing={drawings[0]} height={height} />
        </div>
        <ThresholdMark threshold={scoreEdges[bin] ?? 0} />
      </div>
    </ChartFigure>
  );
}

interface OptionsPartProps {
  scored: ScoredSubject;
  judged: readonly JudgedThreshold[] | null;
  costs: ErrorCosts;
  cheapest: number;
  isWanted: boolean;
  onWanted: () => void;
  onChoose: (bin: number) => void;
}

function OptionsPart(props: OptionsPartProps): ReactElement {
  const { scored, judged, costs, cheapest, isWanted, onWanted, onChoose } = props;
  const { subject, tails } = scored;
  const { policy } = subject.evidence;
  const isDone = judged !== null && judged.length === scoreEdges.length;
  const options = useMemo(
    () => (isDone ? thresholdOptions(judged, tails, { costs, confidenceLevel: 1 - policy.alpha }) : []),
    [isDone, judged, tails, costs, policy],
  );
  if (judged === null) return <p>{t('remedies.threshold.notJudged')}</p>;
  const best = isDone ? judged[cheapest] : undefined;
  const left = policy.criteria.filter((name) => !sweptCriteria(policy).includes(name));
  return (
    <>
      <h3>{t('remedies.threshold.options')}</h3>
      <p className="cs-note">{t('remedies.threshold.optionsLead')}</p>
      {left.length > 0 ? (
        <p className="cs-note">
          {t('remedies.threshold.leftOut', {
            criteria: listOf(left.map((name) => word('criterion', criterionWord(name)))),
          })}
        </p>
      ) : null}
      {isWanted ? null : (
        <div>
          <Button variant="default" onClick={onWanted}>
            {t('remedies.threshold.judge')}
          </Button>
        </div>
      )}
      <div role="status">
        {isDone || !isWanted
          ? null
          : t('remedies.threshold.judging', { done: judged.length, of: scoreEdges.length })}
      </div>
      {best ? <OptionsTable options={options} cheapest={best} onChoose={onChoose} /> : null}
    </>
  );
}

/** What errors cost at every threshold, and which thresholds meet every criterion. */
export function ThresholdPart({ scored }: { scored: ScoredSubject }): ReactElement {
  const { subject, tails, model } = scored;
  const { evidence, results } = subject;
  const confidenceLevel = 1 - evidence.policy.alpha;
  const [costs, setCosts] = useState<ErrorCosts>({ falsePositive: 1, falseNegative: 1 });
  const [bin, setBin] = useState(model);
  const [isWanted, setWanted] = useState(() => !isLongJudging(evidence));
  const judged = useJudgedThresholds(evidence, isWanted);
  const lines = useMemo(() => {
    const small = new Set(
      results.groups.filter(({ eligible }) => !eligible).map(({ group }) => nameOf(group)),
    );
    return costLines(tails, { costs, confidenceLevel, small });
  }, [tails, costs, confidenceLevel, results]);
  const at = useMemo(
    () => costsAt(tails, bin, { costs, confidenceLevel }),
    [tails, bin, costs, confidenceLevel],
  );
  const [all] = lines;
  return (
    <Section title={t('remedies.threshold.title')}>
      <p className="cs-note">{t('remedies.threshold.lead')}</p>
      <CostFields costs={costs} onChange={setCosts} />
      {all && all.n > 0 ? (
        <>
          <CostFigure scored={scored} lines={lines} bin={bin} onBin={setBin} />
          <CostsTable costs={at} threshold={scoreEdges[bin] ?? 0} />
        </>
      ) : (
        <p>{t('remedies.threshold.noLabels')}</p>
      )}
      <OptionsPart
        {...{ scored, judged, costs, isWanted }}
        onWanted={() => setWanted(true)}
        cheapest={cheapestOf(all?.totals ?? [])}
        onChoose={setBin}
      />
    </Section>
  );
}
