import { formatDay } from '../../../format/times';
import { t } from '../../../texts';
import { attributeAnswer, wantedCriteria, type Answers } from './answers';
import { steps, type StepName } from './steps';

/** What is wrong, by the field that says so. */
export type Faults = Readonly<Record<string, string>>;

/** Texts that cannot be left out, by field. */
function required(answers: Answers, fields: readonly (keyof Answers)[]): Record<string, string> {
  const empty = fields.filter((field) => String(answers[field]).trim() === '');
  return Object.fromEntries(empty.map((field) => [field, t('fairnessSetUp.fault.required')]));
}

const dayLength = 24 * 60 * 60 * 1000;

/** The last day that is over for as long as outcomes take. */
const lastMature = (maturedDays: number, now: number): string =>
  formatDay(new Date(now - (maturedDays + 1) * dayLength).toISOString());

function production(answers: Answers, now: number): Faults {
  const faults = required(answers, ['firstDay', 'lastDay', 'maturedDays', 'positiveValue']);
  const { firstDay, lastDay } = answers;
  if (firstDay !== '' && lastDay !== '' && lastDay < firstDay)
    faults.lastDay = t('fairnessSetUp.fault.daysBackwards');
  else if (lastDay !== '' && answers.maturedDays !== '') {
    const day = lastMature(answers.maturedDays, now);
    if (lastDay > day) faults.lastDay = t('fairnessSetUp.fault.tooYoung', { day });
  }
  return faults;
}

function population(answers: Answers, now: number): Faults {
  if (answers.source === 'PRODUCTION') return production(answers, now);
  const faults = required(answers, ['datasetVersionId', 'labelColumn', 'predictionColumn', 'positiveValue']);
  const { labelColumn, predictionColumn, scoreColumn, decisionColumn } = answers;
  if (labelColumn !== '' && labelColumn === predictionColumn)
    faults.predictionColumn = t('fairnessSetUp.fault.sameColumn');
  if (decisionColumn !== '' && [labelColumn, predictionColumn, scoreColumn].includes(decisionColumn))
    faults.decisionColumn = t('fairnessSetUp.fault.sameDecision');
  return faults;
}

function good(answers: Answers): Faults {
  const faults = required(answers, ['favourable', 'favourableMeaning', 'rationale']);
  const { source, vaultId, held, sensitive } = answers;
  const isJoined = vaultId !== '' && sensitive.some((name) => name in held);
  if (isJoined && source === 'FILE') Object.assign(faults, required(answers, ['keyColumn']));
  const { length } = sensitive;
  if (length === 0) faults.sensitive = t('fairnessSetUp.fault.noAttribute');
  if (length > 8) faults.sensitive = t('fairnessSetUp.fault.manyAttributes');
  return faults;
}

function reference(answers: Answers): Faults {
  if (answers.denominator !== 'FIXED') return {};
  const without = answers.sensitive.filter((name) => attributeAnswer(answers, name).reference === '');
  return Object.fromEntries(
    without.map((name) => [`attributes.${name}.reference`, t('fairnessSetUp.fault.noReference')]),
  );
}

function limits(answers: Answers): Faults {
  const wanted = wantedCriteria(answers);
  const faults: Record<string, string> = {};
  if (wanted.length === 0) faults.limits = t('fairnessSetUp.fault.noCriterion');
  for (const name of wanted) {
    const { maximumDifference, minimumRatio } = answers.limits[name];
    if (maximumDifference === '' && minimumRatio === '')
      faults[`limits.${name}`] = t('fairnessSetUp.fault.noLimit');
  }
  return { ...faults, ...required(answers, ['minimumGroupSize', 'alpha']) };
}

const checks: Record<StepName, (answers: Answers, now: number) => Faults> = {
  population,
  good,
  reference,
  errors: (answers) => required(answers, ['worseError']),
  limits,
  summary: () => ({}),
};

/** What a step still needs before the next one. */
export const unanswered = (step: StepName, answers: Answers, now = Date.now()): Faults =>
  checks[step](answers, now);

/** The first step that is not answered: nothing after it can be reached. */
export const firstOpenStep = (answers: Answers): StepName =>
  steps.find((step) => Object.keys(unanswered(step, answers)).length > 0) ?? 'summary';
