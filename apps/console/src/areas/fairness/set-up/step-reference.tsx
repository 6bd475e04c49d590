import { NativeSelect, Radio, Textarea, TextInput } from '@mantine/core';
import type { ReactElement } from 'react';
import { oneOf } from '../../../app/search';
import { counted } from '../../../format/counted';
import type { DenominatorPolicy } from '../../../gql/graphql';
import { t } from '../../../texts';
import { attributeAnswer } from './answers';
import type { StepProps } from './population';

const usual = ['MAX_ELIGIBLE', 'FIXED'] as const;
const others = ['MAJORITY', 'OVERALL', 'MAX_ALL', 'MIN'] as const;

const isOther = (policy: DenominatorPolicy) => oneOf(policy, others) !== undefined;

/** The group of one attribute that the others are compared with: chosen where the profile names all, else typed. */
function ReferenceGroup(props: StepProps & { name: string }): ReactElement {
  const { name, answers, population, errorOf, onChange } = props;
  const answer = attributeAnswer(answers, name);
  const counts = population.countsOf(name);
  const shared = {
    label: t('fairnessSetUp.reference.group', { column: name }),
    required: true,
    value: answer.reference,
    error: errorOf(`attributes.${name}.reference`),
    onChange: (event: { currentTarget: { value: string } }) =>
      onChange({
        attributes: { ...answers.attributes, [name]: { ...answer, reference: event.currentTarget.value } },
      }),
  };
  if (counts === null || counts.other > 0)
    return <TextInput {...shared} description={t('fairnessSetUp.reference.groupHint')} />;
  return (
    <NativeSelect
      {...shared}
      data={[
        { value: '', label: t('forms.choose') },
        ...counts.values.map(({ value, count }) => ({
          value,
          label: t('fairnessSetUp.reference.groupChoice', { value, rows: counted(count, 'rows') }),
        })),
      ]}
    />
  );
}

function Choice({ policy }: { policy: DenominatorPolicy }): ReactElement {
  return (
    <Radio
      value={policy}
      label={t(`fairnessSetUp.reference.name.${policy}`)}
      description={t(`fairnessSetUp.reference.hint.${policy}`)}
    />
  );
}

/** With whom each group is compared. */
export function StepReference(props: StepProps): ReactElement {
  const { answers, errorOf, onChange } = props;
  const { denominator, sensitive } = answers;
  return (
    <>
      <p className="cs-note">{t('fairnessSetUp.reference.example')}</p>
      <Radio.Group
        label={t('fairnessSetUp.reference.question')}
        value={denominator}
        error={errorOf('denominator')}
        onChange={(value) => onChange({ denominator: oneOf(value, [...usual, ...others]) ?? 'MAX_ELIGIBLE' })}
      >
        <div className="cs-choices">
          {usual.map((policy) => (
            <Choice key={policy} policy={policy} />
          ))}
          <details open={isOther(denominator) || undefined} className="cs-note">
            <summary>{t('fairnessSetUp.more')}</summary>
            <div className="cs-choices">
              {others.map((policy) => (
                <Choice key={policy} policy={policy} />
              ))}
            </div>
          </details>
        </div>
      </Radio.Group>
      {denominator === 'FIXED' ? (
        <div className="cs-form-pair">
          {sensitive.map((name) => (
            <ReferenceGroup key={name} {...props} name={name} />
          ))}
        </div>
      ) : null}
      <Textarea
        label={t('fairnessSetUp.optional', { label: t('fairnessSetUp.reference.why') })}
        autosize
        minRows={2}
        maxLength={4000}
        value={answers.referenceReason}
        error={errorOf('referenceReason')}
        onChange={(event) => onChange({ referenceReason: event.currentTarget.value })}
      />
    </>
  );
}
