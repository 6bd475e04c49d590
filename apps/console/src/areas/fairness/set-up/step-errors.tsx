import { Radio, Textarea } from '@mantine/core';
import type { ReactElement } from 'react';
import { oneOf } from '../../../app/search';
import { formatCount, formatPercent } from '../../../format/numbers';
import { t } from '../../../texts';
import { worseErrors, type Answers } from './answers';
import type { StepProps } from './population';
import { workedNumbers, type WorkedNumbers } from './worked-numbers';

interface ErrorCardProps {
  kind: 'FALSE_POSITIVE' | 'FALSE_NEGATIVE';
  answers: Answers;
  numbers: WorkedNumbers | null;
}

/** One of the two errors in words: what it is, what it does to the person, and how often it can be in this data. */
function ErrorCard({ kind, answers, numbers }: ErrorCardProps): ReactElement {
  const { positiveValue: value, favourable } = answers;
  const isPredicted = kind === 'FALSE_POSITIVE';
  const gets = isPredicted === (favourable === 'POSITIVE');
  const meaning = answers.favourableMeaning.trim();
  const of = isPredicted ? numbers?.not : numbers?.happened;
  const range = isPredicted ? numbers?.falsePositives : numbers?.falseNegatives;
  return (
    <li className="cs-card">
      <h3>{t(`fairnessSetUp.errors.${kind}`)}</h3>
      <p>{t(isPredicted ? 'fairnessSetUp.errors.fp' : 'fairnessSetUp.errors.fn', { value })}</p>
      <p>{t(gets ? 'fairnessSetUp.errors.gains' : 'fairnessSetUp.errors.loses', { meaning })}</p>
      {of ? (
        <p>
          {t(isPredicted ? 'fairnessSetUp.errors.eachNot' : 'fairnessSetUp.errors.each', {
            value,
            n: formatCount(Math.max(1, Math.round(of / 100))),
            of: formatCount(of),
          })}
        </p>
      ) : null}
      {range ? (
        <p>
          <strong>
            {t('fairnessSetUp.errors.range', {
              least: formatCount(range.least),
              most: formatCount(range.most),
            })}
          </strong>
        </p>
      ) : null}
    </li>
  );
}

interface TotalsProps {
  numbers: WorkedNumbers | null;
  value: string;
  isCounting: boolean;
}

function Totals({ numbers, value, isCounting }: TotalsProps): ReactElement {
  if (isCounting) return <p className="cs-muted">{t('fairnessSetUp.counting')}</p>;
  if (numbers === null) return <p className="cs-muted">{t('fairnessSetUp.errors.none')}</p>;
  const { rows, known, decided, happened, predicted, falsePositives } = numbers;
  return (
    <p className="cs-note">
      {t(known === rows && decided === rows ? 'fairnessSetUp.errors.totals' : 'fairnessSetUp.errors.known', {
        value,
        rows: formatCount(rows),
        known: formatCount(known),
        decided: formatCount(decided),
        happened: formatCount(happened),
        happenedShare: formatPercent(happened / Math.max(1, known)),
        predicted: formatCount(predicted),
        predictedShare: formatPercent(predicted / Math.max(1, decided)),
      })}{' '}
      {t(falsePositives ? 'fairnessSetUp.errors.rangeWhy' : 'fairnessSetUp.errors.notWhole')}
    </p>
  );
}

/** The two errors with numbers from this data, which one weighs more, and who is harmed. */
export function StepErrors({ answers, population, errorOf, onChange }: StepProps): ReactElement {
  const numbers = workedNumbers(
    population.countsOf(answers.labelColumn),
    population.countsOf(answers.predictionColumn),
    answers.positiveValue,
  );
  return (
    <>
      <Totals numbers={numbers} value={answers.positiveValue} isCounting={population.isCounting} />
      <ul className="cs-cards">
        <ErrorCard kind="FALSE_POSITIVE" answers={answers} numbers={numbers} />
        <ErrorCard kind="FALSE_NEGATIVE" answers={answers} numbers={numbers} />
      </ul>
      <Radio.Group
        label={t('fairnessSetUp.errors.worse')}
        required
        value={answers.worseError}
        error={errorOf('worseError')}
        onChange={(value) => onChange({ worseError: oneOf(value, worseErrors) ?? '' })}
      >
        <div className="cs-choices">
          {worseErrors.map((error) => (
            <Radio key={error} value={error} label={t(`fairnessSetUp.errors.worseName.${error}`)} />
          ))}
        </div>
      </Radio.Group>
      <Textarea
        label={t('fairnessSetUp.optional', { label: t('fairnessSetUp.errors.harms') })}
        description={t('fairnessSetUp.errors.harmsHint')}
        autosize
        minRows={3}
        maxLength={3900}
        value={answers.harms}
        error={errorOf('harms')}
        onChange={(event) => onChange({ harms: event.currentTarget.value })}
      />
    </>
  );
}
