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
import { Section } from '../../../ui/page';
import { criterionWord, nameOf } from '../figures/audit-evidence';
import { drawnLines } from '../figures/sweep-lines';
import { thresholdDrawings } from '../figures/threshold-drawing';
import { ThresholdFigure } from '../figures/threshold-figure';
import { useSettledThreshold, useThresholdPlace, type ThresholdPlace } from '../figures/threshold-place';
import { thresholdText } from '../figures/threshold-slider';
import { CostFields } from './cost-fields';
import { costLines, costTable, type CostLine } from './cost-lines';
import { CostsTable, OptionsTable } from './cost-tables';
import type { ScoredSubject } from './scored-subject';
import { isLongJudging, useJudgedThresholds } from './use-judged-thresholds';

const height = 300;

function cheapestOf(totals: readonly number[]): number {
  return totals.reduce((best, total, bin) => (total < (totals[best] ?? Infinity) ? bin : best), 0);
}

interface CostFigureProps {
  scored: ScoredSubject;
  lines: readonly CostLine[];
  place: ThresholdPlace;
}

function CostFigure({ scored, lines, place }: CostFigureProps): ReactElement {
  const drawn = useMemo(() => drawnLines(lines), [lines]);
  const drawings = useMemo(
    () =>
      thresholdDrawings({
        lines: drawn.map((line) => ({ ...line, values: line.means })),
        format: formatNumber,
      }),
    [drawn],
  );
  const table = useMemo(() => costTable(lines), [lines]);
  const [all] = lines;
  const cheapest = cheapestOf(all?.totals ?? []);
  const costAt = (bin: number) => formatNumber(all?.means[bin] ?? 0);
  const finding = t('remedies.threshold.finding', {
    threshold: thresholdText(scoreEdges[cheapest] ?? 0),
    cost: costAt(cheapest),
  });
  return (
    <ThresholdFigure
      finding={finding}
      sentence={t('remedies.threshold.sentence', { finding })}
      sizes={[{ label: t('remedies.threshold.labelled'), n: all?.n ?? 0 }]}
      caption={t('remedies.threshold.caption')}
      table={table}
      fileName={`costs-${scored.subject.results.attributes.join('-')}`}
      spokenOf={(bin) => t('remedies.threshold.spoken', { cost: costAt(bin) })}
      {...{ lines: drawn, drawings, height, place }}
    />
  );
}

interface CostsAtProps {
  scored: ScoredSubject;
  costs: ErrorCosts;
  place: ThresholdPlace;
}

/** What errors cost at the threshold that the slider stands at. */
function CostsAt({ scored, costs, place }: CostsAtProps): ReactElement {
  const { subject, tails } = scored;
  const confidenceLevel = 1 - subject.evidence.policy.alpha;
  const bin = useSettledThreshold(place);
  const at = useMemo(
    () => costsAt(tails, bin, { costs, confidenceLevel }),
    [tails, bin, costs, confidenceLevel],
  );
  return <CostsTable costs={at} threshold={scoreEdges[bin] ?? 0} />;
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
  const place = useThresholdPlace(model);
  const [isWanted, setWanted] = useState(() => !isLongJudging(evidence));
  const judged = useJudgedThresholds(evidence, isWanted);
  const lines = useMemo(() => {
    const small = new Set(
      results.groups.filter(({ eligible }) => !eligible).map(({ group }) => nameOf(group)),
    );
    return costLines(tails, { costs, confidenceLevel, small });
  }, [tails, costs, confidenceLevel, results]);
  const [all] = lines;
  return (
    <Section title={t('remedies.threshold.title')}>
      <p className="cs-note">{t('remedies.threshold.lead')}</p>
      <CostFields costs={costs} onChange={setCosts} />
      {all && all.n > 0 ? (
        <>
          <CostFigure {...{ scored, lines, place }} />
          <CostsAt {...{ scored, costs, place }} />
        </>
      ) : (
        <p>{t('remedies.threshold.noLabels')}</p>
      )}
      <OptionsPart
        {...{ scored, judged, costs, isWanted }}
        onWanted={() => setWanted(true)}
        cheapest={cheapestOf(all?.totals ?? [])}
        onChoose={place.set}
      />
    </Section>
  );
}
