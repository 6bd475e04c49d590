import { Alert, NativeSelect, Textarea } from '@mantine/core';
import type { ReactElement } from 'react';
import { oneOf } from '../../../app/search';
import { formatCount } from '../../../format/numbers';
import { listOf } from '../../../format/words';
import type { LawPack } from '../../../gql/graphql';
import { t } from '../../../texts';
import { Facts } from '../../../ui/page';
import { attributeAnswer, origins, type Answers, type AttributeAnswer } from './answers';
import { forbiddenGroups, withoutInferred } from './packs';
import { valuesText, type StepProps } from './population';
import type { ValueCounts } from './value-counts';

/** More values than this are hardly groups. */
const manyGroups = 50;

function groupsText(counts: ValueCounts | null, isCounting: boolean): string {
  if (isCounting) return t('fairnessSetUp.counting');
  const values = valuesText(counts);
  if (counts === null || values === undefined) return t('fairnessSetUp.good.noGroups');
  return t('fairnessSetUp.good.groups', { values });
}

const packNamesText = (packs: readonly LawPack[]) =>
  listOf(packs.map((pack) => t(`fairnessSetUp.limits.pack.${pack}`)));

/** What a law that takes no guessed groups says to the columns chosen; nothing where there is no such law. */
export function ForbiddenGroups({ answers }: { answers: Answers }): ReactElement | null {
  const { packs, columns } = forbiddenGroups(answers);
  if (packs.length === 0 || columns.length === 0) return null;
  return (
    <Alert role="alert" color="red" title={t('fairnessSetUp.good.inferred.title')} className="cs-alert">
      {t('fairnessSetUp.good.inferred.chosen', {
        packs: packNamesText(packs),
        columns: listOf(columns),
      })}
    </Alert>
  );
}

/** What the vault says of an attribute that it holds. */
function HeldAttribute({ name, answers }: StepProps & { name: string }): ReactElement {
  const { origin, legalBasis } = attributeAnswer(answers, name);
  return (
    <fieldset className="cs-fieldset">
      <legend>{t('fairnessSetUp.good.about', { column: name })}</legend>
      <p className="cs-muted">{t('vault.setUp.held')}</p>
      <Facts
        facts={[
          [t('vault.origin'), t(`fairnessSetUp.good.originName.${origin}`)],
          [t('vault.basis'), legalBasis],
        ]}
      />
    </fieldset>
  );
}

/** What is known of a sensitive column: its groups, where they come from, and by what right it is read. */
export function AttributeFields(props: StepProps & { name: string }): ReactElement {
  const { name, answers, population, errorOf, onChange } = props;
  if (name in answers.held) return <HeldAttribute {...props} />;
  const answer = attributeAnswer(answers, name);
  const counts = population.countsOf(name);
  const distinct = population.distinctOf(name);
  const field = (part: keyof AttributeAnswer) => `attributes.${name}.${part}`;
  const change = (part: Partial<AttributeAnswer>) =>
    onChange({ attributes: { ...answers.attributes, [name]: { ...answer, ...part } } });
  return (
    <fieldset className="cs-fieldset">
      <legend>{t('fairnessSetUp.good.about', { column: name })}</legend>
      <p className="cs-muted">{groupsText(counts, population.isCounting)}</p>
      {distinct !== null && distinct > manyGroups ? (
        <p className="cs-tone-warning">{t('fairnessSetUp.good.manyGroups', { n: formatCount(distinct) })}</p>
      ) : null}
      <div className="cs-narrow">
        <NativeSelect
          label={t('fairnessSetUp.good.origin')}
          value={answer.origin}
          error={errorOf(field('origin'))}
          onChange={(event) => change({ origin: oneOf(event.currentTarget.value, origins) ?? 'UNKNOWN' })}
          data={origins.map((value) => ({ value, label: t(`fairnessSetUp.good.originName.${value}`) }))}
        />
      </div>
      {answer.origin === 'INFERRED' ? (
        <Alert
          role="status"
          color="yellow"
          title={t('fairnessSetUp.good.inferred.title')}
          className="cs-alert"
        >
          {t('fairnessSetUp.good.inferred.text', { packs: packNamesText(withoutInferred) })}
        </Alert>
      ) : null}
      <Textarea
        label={t('fairnessSetUp.optional', { label: t('fairnessSetUp.good.basis') })}
        description={t('fairnessSetUp.good.basisHint')}
        autosize
        maxLength={2000}
        value={answer.legalBasis}
        error={errorOf(field('legalBasis'))}
        onChange={(event) => change({ legalBasis: event.currentTarget.value })}
      />
    </fieldset>
  );
}
