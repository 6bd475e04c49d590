import { formatCount, formatNumber } from '../../../format/numbers';
import { listOf, word } from '../../../format/words';
import type { FairnessCriterionName } from '../../../gql/graphql';
import { t } from '../../../texts';
import { attributeAnswer, wantedCriteria, type Answers } from './answers';
import { harmsText } from './audit-input';
import type { Population } from './population';
import { type StepName } from './steps';

/** What one step came to: sentences, a list of limits, and the reasons given. */
export interface StepSentences {
  step: StepName;
  lines: readonly string[];
  items?: readonly string[];
  reason?: string;
}

const withStop = (text: string) => text.trim().replace(/\.?$/, '');

function productionLines(answers: Answers, { rows }: Population): string[] {
  const { firstDay: from, lastDay: to, positiveValue: value, maturedDays, threshold } = answers;
  return [
    t('fairnessSetUp.summary.production', {
      rows: formatCount(rows),
      days: t('ui.days', { from, to }),
      value,
    }),
    t('fairnessSetUp.summary.matured', { count: Number(maturedDays) }),
    ...(threshold === '' ? [] : [t('fairnessSetUp.summary.threshold', { value: formatNumber(threshold) })]),
  ];
}

function fileLine(answers: Answers, { name, rows }: Population): string {
  const { labelColumn, predictionColumn, positiveValue } = answers;
  return t('fairnessSetUp.summary.population', {
    rows: formatCount(rows),
    dataset: name,
    label: labelColumn,
    prediction: predictionColumn,
    value: positiveValue,
  });
}

function populationLines(answers: Answers, population: Population): string[] {
  const { source, scoreColumn, decisionColumn, stratumColumn } = answers;
  return [
    ...(source === 'FILE' ? [fileLine(answers, population)] : productionLines(answers, population)),
    ...(scoreColumn ? [t('fairnessSetUp.summary.score', { column: scoreColumn })] : []),
    ...(decisionColumn ? [t('fairnessSetUp.summary.decision', { column: decisionColumn })] : []),
    ...(stratumColumn ? [t('fairnessSetUp.summary.stratum', { column: stratumColumn })] : []),
  ];
}

function goodLines(answers: Answers): string[] {
  const { favourable, favourableMeaning, positiveValue: value, sensitive, intersections } = answers;
  const columns = listOf(sensitive);
  const isCrossed = intersections && sensitive.length > 1;
  return [
    t(`fairnessSetUp.summary.favourable${favourable || 'POSITIVE'}`, {
      value,
      meaning: withStop(favourableMeaning),
    }),
    t(isCrossed ? 'fairnessSetUp.summary.attributesCrossed' : 'fairnessSetUp.summary.attributes', {
      columns,
    }),
    ...vaultLine(answers),
  ];
}

function vaultLine({ vaultId, held, sensitive, source, keyColumn }: Answers): string[] {
  const names = sensitive.filter((name) => name in held);
  if (vaultId === '' || names.length === 0) return [];
  const columns = listOf(names);
  return [
    source === 'FILE'
      ? t('vault.setUp.summaryFile', { columns, key: keyColumn })
      : t('vault.setUp.summaryProduction', { columns }),
  ];
}

function originOf(answers: Answers, column: string): string {
  const { origin, legalBasis } = attributeAnswer(answers, column);
  return t('fairnessSetUp.summary.origin', {
    column,
    origin: t(`fairnessSetUp.good.originName.${origin}`),
    basis: legalBasis.trim() || t('fairnessSetUp.summary.noBasis'),
  });
}

function referenceLine(answers: Answers): string {
  if (answers.denominator !== 'FIXED') {
    const reference = t(`fairnessSetUp.reference.name.${answers.denominator}`);
    return t('fairnessSetUp.summary.reference', { reference });
  }
  const groups = answers.sensitive.map((column) =>
    t('fairnessSetUp.summary.referenceGroup', { group: attributeAnswer(answers, column).reference, column }),
  );
  return t('fairnessSetUp.summary.referenceFixed', { groups: listOf(groups) });
}

function criterionItem({ limits }: Answers, name: FairnessCriterionName): string {
  const { maximumDifference, minimumRatio } = limits[name];
  const parts = [
    maximumDifference === '' ? '' : t('fairness.criteria.atMost', { value: formatNumber(maximumDifference) }),
    minimumRatio === '' ? '' : t('fairness.criteria.atLeast', { value: formatNumber(minimumRatio) }),
  ].filter(Boolean);
  return t('fairnessSetUp.summary.criterion', { name: word('criterion', name), limits: listOf(parts) });
}

function packLine({ lawPacks }: Answers): string {
  if (lawPacks.length === 0) return t('fairnessSetUp.summary.noPacks');
  const packs = listOf(lawPacks.map((pack) => t(`fairnessSetUp.limits.pack.${pack}`)));
  return t('fairnessSetUp.summary.packs', { packs });
}

/** Everything that was answered, step by step, in sentences. */
export function sentences(answers: Answers, population: Population): StepSentences[] {
  return [
    { step: 'population', lines: populationLines(answers, population) },
    {
      step: 'good',
      lines: goodLines(answers),
      items: answers.sensitive.map((column) => originOf(answers, column)),
      reason: answers.rationale,
    },
    { step: 'reference', lines: [referenceLine(answers)], reason: answers.referenceReason },
    { step: 'errors', lines: [], reason: harmsText(answers) },
    {
      step: 'limits',
      lines: [
        t('fairnessSetUp.summary.minimum', {
          n: formatCount(Number(answers.minimumGroupSize)),
          alpha: formatNumber(Number(answers.alpha)),
        }),
        packLine(answers),
        t('fairnessSetUp.summary.limitsFail'),
      ],
      items: wantedCriteria(answers).map((name) => criterionItem(answers, name)),
      reason: answers.limitsReason,
    },
  ];
}
