import type { TimeWindow } from '../../../format/times';
import type { RunFairnessAuditInput } from '../../../gql/graphql';
import { t } from '../../../texts';
import { attributeAnswer, wantedCriteria, type Answers, type NumberAnswer } from './answers';

const orNull = (value: string): string | null => value.trim() || null;
const numberOrNull = (value: NumberAnswer): number | null => (value === '' ? null : value);

/** Who is harmed and how, led by which error was said to hurt more: the answer is kept as words. */
export function harmsText({ worseError, harms }: Pick<Answers, 'worseError' | 'harms'>): string {
  const lead = worseError === '' ? '' : t(`fairnessSetUp.errors.worseKept.${worseError}`);
  return [lead, harms.trim()].filter(Boolean).join(' ');
}

const day = 24 * 60 * 60 * 1000;

/** Half-open, as the API takes it: the day after the last is the first outside. */
export function windowOf({ firstDay, lastDay }: Pick<Answers, 'firstDay' | 'lastDay'>): TimeWindow {
  const [first, last] = [firstDay, lastDay].map((text) => Date.parse(`${text}T00:00:00Z`));
  return { start: new Date(first!).toISOString(), end: new Date(last! + day).toISOString() };
}

type PopulationInput = Pick<
  RunFairnessAuditInput,
  'datasetVersionId' | 'production' | 'labelColumn' | 'predictionColumn' | 'scoreColumn' | 'decisionColumn'
>;

function populationInput(answers: Answers): PopulationInput {
  if (answers.source === 'PRODUCTION')
    return {
      production: {
        window: windowOf(answers),
        maturedDays: Number(answers.maturedDays),
        useScores: answers.scoreColumn !== '',
        threshold: numberOrNull(answers.threshold),
      },
    };
  return {
    datasetVersionId: answers.datasetVersionId,
    labelColumn: answers.labelColumn,
    predictionColumn: answers.predictionColumn,
    scoreColumn: orNull(answers.scoreColumn),
    decisionColumn: orNull(answers.decisionColumn),
  };
}

/** Null where none of the attributes is held apart. */
function vaultInput({
  vaultId,
  keyColumn,
  held,
  sensitive,
  source,
}: Answers): RunFairnessAuditInput['vault'] {
  if (vaultId === '' || !sensitive.some((name) => name in held)) return null;
  return { collectionId: vaultId, keyColumn: source === 'FILE' ? keyColumn : null };
}

/** The answers as the API takes them; the criteria in the order of the wizard, the attributes in that of `sensitive`. */
export function auditInput(modelVersionId: string, answers: Answers): RunFairnessAuditInput {
  const { minimums, denominator } = answers;
  return {
    modelVersionId,
    ...populationInput(answers),
    positiveValue: answers.positiveValue,
    stratumColumn: orNull(answers.stratumColumn),
    vault: vaultInput(answers),
    sensitive: [...answers.sensitive],
    intersections: answers.intersections,
    favourable: answers.favourable || 'POSITIVE',
    favourableMeaning: answers.favourableMeaning.trim(),
    rationale: answers.rationale.trim(),
    reasons: {
      reference: orNull(answers.referenceReason),
      harms: orNull(harmsText(answers)),
      limits: orNull(answers.limitsReason),
    },
    attributes: answers.sensitive.map((name) => {
      const { origin, legalBasis, reference } = attributeAnswer(answers, name);
      const isHeld = name in answers.held;
      return {
        name,
        origin: isHeld ? null : origin,
        legalBasis: isHeld ? null : orNull(legalBasis),
        reference: denominator === 'FIXED' ? orNull(reference) : null,
      };
    }),
    criteria: wantedCriteria(answers).map((name) => ({
      name,
      maximumDifference: numberOrNull(answers.limits[name].maximumDifference),
      minimumRatio: numberOrNull(answers.limits[name].minimumRatio),
    })),
    minimumGroupSize: Number(answers.minimumGroupSize),
    minimums: {
      share: numberOrNull(minimums.share),
      positives: numberOrNull(minimums.positives),
      negatives: numberOrNull(minimums.negatives),
      predictedPositives: numberOrNull(minimums.predictedPositives),
    },
    denominator,
    alpha: Number(answers.alpha),
    correction: answers.correction,
    lawPacks: [...answers.lawPacks],
    leaveOutSmall: answers.leaveOutSmall,
  };
}
