import { Checkbox } from '@mantine/core';
import type { ReactElement } from 'react';
import { word } from '../../../format/words';
import type { FairnessCriterionName } from '../../../gql/graphql';
import { t } from '../../../texts';
import {
  criterionNames,
  defaultCriterionNames,
  isPossible,
  type LimitAnswer,
  type WorseError,
} from './answers';
import { NumberField } from './number-field';
import type { StepProps } from './population';

/** One number for all persons: there is no reference to take a ratio to. */
const indices: readonly FairnessCriterionName[] = ['THEIL', 'GENERALIZED_ENTROPY'];
const withoutLimit: readonly FairnessCriterionName[] = ['TREATMENT_EQUALITY', ...indices];

/** The measures that look at an error. */
const looksAt: Record<WorseError, readonly FairnessCriterionName[]> = {
  FALSE_POSITIVE: ['FPR_PARITY'],
  FALSE_NEGATIVE: ['FNR_PARITY', 'EQUAL_OPPORTUNITY'],
  BOTH: ['EQUALIZED_ODDS'],
  UNDECIDED: [],
};

const sources = [
  'IMPACT_RATIO',
  'DEMOGRAPHIC_PARITY',
  'EQUAL_OPPORTUNITY',
  'EQUALIZED_ODDS',
  'SCORING_RATE',
] as const;

function sourceOf(name: FairnessCriterionName): string {
  const own = sources.find((each) => each === name);
  if (own) return t(`fairnessSetUp.limits.source.${own}`);
  return t(`fairnessSetUp.limits.source.${withoutLimit.includes(name) ? 'none' : 'ours'}`);
}

interface CriterionProps extends StepProps {
  name: FairnessCriterionName;
}

function LimitFields({ name, answers, errorOf, onChange }: CriterionProps): ReactElement {
  const limit = answers.limits[name];
  const field = `limits.${name}`;
  const change = (part: Partial<LimitAnswer>) =>
    onChange({ limits: { ...answers.limits, [name]: { ...limit, ...part } } });
  return (
    <div className="cs-form-pair cs-narrow" role="group" aria-label={word('criterion', name)}>
      <NumberField
        label={t('fairnessSetUp.limits.difference')}
        value={limit.maximumDifference}
        error={errorOf(field)}
        isShare
        onChange={(maximumDifference) => change({ maximumDifference })}
      />
      {indices.includes(name) ? null : (
        <NumberField
          label={t('fairnessSetUp.limits.ratio')}
          value={limit.minimumRatio}
          isShare
          onChange={(minimumRatio) => change({ minimumRatio })}
        />
      )}
    </div>
  );
}

/** One measure: what it compares, whether it makes the verdict, its limits and where the usual one comes from. */
function Criterion(props: CriterionProps): ReactElement {
  const { name, answers, onChange } = props;
  const limit = answers.limits[name];
  const fits = answers.worseError !== '' && looksAt[answers.worseError].includes(name);
  const label = word('criterion', name);
  return (
    <div className="cs-criterion">
      <Checkbox
        checked={limit.isWanted}
        label={fits ? `${label} (${t('fairnessSetUp.limits.fits')})` : label}
        description={t(`fairnessSetUp.limits.meaning.${name}`, { value: answers.positiveValue })}
        onChange={(event) =>
          onChange({
            limits: { ...answers.limits, [name]: { ...limit, isWanted: event.currentTarget.checked } },
          })
        }
      />
      {limit.isWanted ? (
        <div className="cs-criterion-limits">
          <LimitFields {...props} />
          <p className="cs-under">{sourceOf(name)}</p>
        </div>
      ) : null}
    </div>
  );
}

/** The measures to judge by: the usual ones, and the others behind "more". */
export function CriterionFields(props: StepProps): ReactElement {
  const { answers, errorOf } = props;
  const possible = criterionNames.filter((name) => isPossible(name, answers));
  const list = (isShown: (name: FairnessCriterionName) => boolean) =>
    possible.filter(isShown).map((name) => <Criterion key={name} {...props} name={name} />);
  const isUsual = (name: FairnessCriterionName) => defaultCriterionNames.includes(name);
  const isOpen = possible.some((name) => !isUsual(name) && answers.limits[name].isWanted);
  const none = errorOf('limits');
  return (
    <fieldset className="cs-fieldset">
      <legend>{t('fairnessSetUp.limits.measures')}</legend>
      <p className="cs-muted">{t('fairnessSetUp.limits.measuresHint')}</p>
      {none ? <p className="cs-tone-alert">{none}</p> : null}
      {list(isUsual)}
      <details className="cs-more-fields" open={isOpen || undefined}>
        <summary>{t('fairnessSetUp.limits.moreMeasures')}</summary>
        <div className="cs-choices">{list((name) => !isUsual(name))}</div>
      </details>
    </fieldset>
  );
}
