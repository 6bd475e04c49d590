import { useQuery } from '@apollo/client/react';
import { NativeSelect } from '@mantine/core';
import type { ReactElement } from 'react';
import { usePermission } from '../../../app/use-permission';
import { t } from '../../../texts';
import { isReadable, namesOf, type Collection } from '../../vault/collection';
import { vaultCollectionsDocument } from '../../vault/operations';
import type { Answers } from './answers';
import type { StepProps } from './population';

/** What the choice of a collection answers; what it holds besides the population is audited, until somebody says otherwise. */
export function ofCollection(
  collection: Collection | undefined,
  { sensitive, held: before }: Pick<Answers, 'sensitive' | 'held'>,
): Partial<Answers> {
  const own = sensitive.filter((name) => !(name in before));
  if (!collection) return { vaultId: '', keyColumn: '', held: {}, sensitive: own };
  const { id, attributes } = collection;
  const held = Object.fromEntries(
    attributes.map(({ name, origin, legalBasis }) => [name, { origin, legalBasis }]),
  );
  return { vaultId: id, held, sensitive: [...new Set([...own, ...Object.keys(held)])] };
}

/** Which collection of the vault holds attributes that the population does not, and by which column. */
export function VaultFields({ answers, population, errorOf, onChange }: StepProps): ReactElement | null {
  const { allowed } = usePermission('vault.read');
  const query = useQuery(vaultCollectionsDocument, { skip: !allowed });
  const collections = (query.data?.vaultCollections.nodes ?? []).filter((each) => isReadable(each));
  if (collections.length === 0 && answers.vaultId === '') return null;
  const choose = (id: string) =>
    onChange(
      ofCollection(
        collections.find((each) => each.id === id),
        answers,
      ),
    );
  return (
    <div className="cs-form-pair">
      <NativeSelect
        label={t('fairnessSetUp.optional', { label: t('vault.setUp.collection') })}
        description={t('vault.setUp.collectionHint')}
        value={answers.vaultId}
        error={errorOf('vaultId')}
        onChange={(event) => choose(event.currentTarget.value)}
        data={[
          { value: '', label: t('vault.setUp.none') },
          ...collections.map((each) => ({
            value: each.id,
            label: t('vault.setUp.choice', { name: each.name, attributes: namesOf(each) }),
          })),
        ]}
      />
      {answers.vaultId !== '' && answers.source === 'FILE' ? (
        <NativeSelect
          label={t('vault.setUp.key')}
          description={t('vault.setUp.keyHint')}
          required
          value={answers.keyColumn}
          error={errorOf('keyColumn')}
          onChange={(event) => onChange({ keyColumn: event.currentTarget.value })}
          data={[{ value: '', label: t('forms.choose') }, ...population.columns.map(({ name }) => name)]}
        />
      ) : null}
    </div>
  );
}
