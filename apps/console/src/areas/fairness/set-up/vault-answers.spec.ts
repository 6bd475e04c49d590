import { changed, noAnswers, type Answers } from './answers';
import { auditInput } from './audit-input';
import { forbiddenGroups } from './packs';
import type { Population } from './population';
import { refusalPlace } from './refusal-place';
import { sentences } from './sentences';
import { unanswered } from './unanswered';
import { ofCollection } from './vault-fields';

const collection = {
  ...{ __typename: 'VaultCollection' as const, id: 'v1', name: 'people', purpose: '', keyColumn: 'customer' },
  ...{ people: 9, keptUntil: null, storedAt: '', erasedAt: null, erasedBy: null },
  storedBy: { __typename: 'Actor' as const, id: 'p', name: 'Devi' },
  attributes: [
    {
      ...{ __typename: 'VaultAttribute' as const, name: 'sex', origin: 'INFERRED' as const },
      legalBasis: 'Consent.',
    },
  ],
};
const before: Answers = {
  ...noAnswers,
  ...{ datasetVersionId: 'd1', labelColumn: 'label', predictionColumn: 'prediction', sensitive: ['age'] },
  ...{ favourable: 'POSITIVE', favourableMeaning: 'a loan', rationale: 'It is.' },
};
const chosen = changed(before, ofCollection(collection, before));
const answered = changed(chosen, { keyColumn: 'number' });

describe('attributes of a vault in the set-up', () => {
  it('V-21 are audited once a collection is chosen, and gone with it', () => {
    expect(chosen).toMatchObject({ vaultId: 'v1', sensitive: ['age', 'sex'] });
    const left = changed(answered, ofCollection(undefined, answered));
    expect(left).toMatchObject({ vaultId: '', keyColumn: '', held: {}, sensitive: ['age'] });
  });

  it('V-21 need the column of the key, which names no group', () => {
    expect(Object.keys(unanswered('good', chosen))).toEqual(['keyColumn']);
    expect(unanswered('good', answered)).toEqual({});
    expect(unanswered('good', { ...chosen, source: 'PRODUCTION' })).toEqual({});
    expect(changed(chosen, { keyColumn: 'age' }).sensitive).toEqual(['sex']);
  });

  it('V-21 are sent without origin and legal basis, which the collection has', () => {
    expect(auditInput('m1', answered)).toMatchObject({
      vault: { collectionId: 'v1', keyColumn: 'number' },
      sensitive: ['age', 'sex'],
      attributes: [
        { name: 'age', origin: 'UNKNOWN' },
        { name: 'sex', origin: null, legalBasis: null },
      ],
    });
    expect(auditInput('m1', changed(answered, { sensitive: ['age'] })).vault).toBeNull();
    expect(auditInput('m1', before).vault).toBeNull();
  });

  it('V-21 are told of with what they were stored with, and warned of where they were guessed', () => {
    const population = { name: 'loans 1', rows: 9 } as Population;
    const { lines, items } = sentences(answered, population).find(({ step }) => step === 'good')!;
    expect(lines.join(' ')).toContain('Held apart and read by number: sex.');
    expect(items?.join(' ')).toContain('Consent.');
    expect(forbiddenGroups({ ...answered, lawPacks: ['NYC_LL144'] }).columns).toEqual(['sex']);
  });

  it('V-21 lead a refusal to where they are asked for', () => {
    const input = auditInput('m1', answered);
    expect(refusalPlace('vault.keyColumn', input)).toEqual({ step: 'good', field: 'keyColumn' });
    expect(refusalPlace('vault.collectionId', input)).toEqual({ step: 'good', field: 'vaultId' });
  });
});
