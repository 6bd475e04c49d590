import { type AuditEvidence, verifyFairnessEvidence } from '../fairness';
import { attributesSection } from './attributes-section';
import { exampleEvidence, silentAbout } from './example-report';

const own = exampleEvidence({
  attributes: ['sex', 'region'],
  rows: Array.from({ length: 40 }, (_, at) => ({
    groups: [at % 2 ? 'f' : 'm', at % 4 < 2 ? 'north' : 'south'],
    predicted: at % 3 === 0,
    actual: at % 5 === 0,
  })),
});
const joined = (vault: object): AuditEvidence => ({
  ...own,
  subject: { ...own.subject, vault: vault as NonNullable<AuditEvidence['subject']['vault']> },
});
const textsOf = (evidence: AuditEvidence): string =>
  JSON.stringify(attributesSection({ evidence, about: silentAbout }).parts);

describe('sensitive attributes of a vault', () => {
  it('V-16 are said to come from one, with the key they were joined by', () => {
    const sex = joined({ key: 'customer', attributes: ['sex'], matched: 38 });
    expect(textsOf(sex)).toMatch(/The values of sex were no part .* gave them by the column customer;/);
    expect(textsOf(joined({ key: null, attributes: ['sex', 'region'], matched: 38 }))).toMatch(
      /The values of sex and region .* by the id of the prediction;/,
    );
    expect(textsOf(own)).not.toMatch(/vault/i);
  });

  it('V-16 do not say how many had no value: it could be few', () => {
    expect(textsOf(joined({ key: 'customer', attributes: ['sex'], matched: 38 }))).not.toMatch(/38|\b2 rows/);
  });

  it('V-15 verify with the evidence, and what cannot be is refused', () => {
    const vault = { key: 'customer', attributes: ['sex'], matched: 40 };
    const formOf = (evidence: AuditEvidence) =>
      verifyFairnessEvidence(JSON.parse(JSON.stringify(evidence))).checks.find(
        ({ name }) => name === 'format',
      );
    expect(formOf(joined(vault))).toMatchObject({ valid: true });
    for (const [wrong, place] of [
      [{ ...vault, attributes: ['race'] }, 'subject.vault.attributes[0]'],
      [{ ...vault, matched: 41 }, 'subject.vault.matched'],
      [{ ...vault, collection: 'x' }, 'subject.vault'],
    ] as const)
      expect(formOf(joined(wrong))).toMatchObject({ valid: false, detail: expect.stringContaining(place) });
  });
});
