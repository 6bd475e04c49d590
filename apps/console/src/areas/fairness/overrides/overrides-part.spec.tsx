import {
  auditSections,
  countAudit,
  defaultPolicy,
  fairnessEvidence,
  type AuditEvidence,
} from '@countersign/domain/fairness';
import { useQuery } from '@apollo/client/react';
import { fireEvent, screen } from '@testing-library/react';
import { renderPart } from '../../../testing/render';
import { fairnessEvidenceDocument } from '../figures/operations';
import { OverridesPart } from './overrides-part';

/** So many rows by prediction and decision: upheld, overruled and undecided of the positive, then of the negative. */
type Cells = readonly [number, number, number, number, number, number];
const rowsOfGroup = (sex: string | null, age: string, cells: Cells) =>
  cells.flatMap((count, at) => {
    const predicted = at < 3;
    const decided = at % 3 === 2 ? null : (at % 3 === 0) === predicted;
    return Array.from({ length: count }, () => ({ groups: [sex, age], predicted, actual: true, decided }));
  });

const rows = [
  ...rowsOfGroup('f', 'old', [30, 20, 5, 45, 5, 5]),
  ...rowsOfGroup('m', 'young', [55, 5, 0, 30, 10, 0]),
  ...rowsOfGroup('x', 'young', [2, 1, 0, 1, 0, 0]),
  ...rowsOfGroup(null, 'old', [3, 1, 2, 0, 0, 4]),
];

function evidenceOf({ hasDecisions = true, some = rows } = {}): AuditEvidence {
  const attributes = ['sex', 'age'];
  return fairnessEvidence({
    subject: {
      ...{ artifactDigest: null, populationDigest: 'b'.repeat(64), source: 'file', window: null },
      columns: { prediction: 'p', label: 'y', score: null, stratum: null, positive: '1' },
      medianScore: null,
    },
    policy: defaultPolicy(attributes, { prediction: 'positive', meaning: 'the loan is granted' }),
    counts: countAudit(some, { attributes, sections: auditSections(2, true), hasDecisions }),
  });
}

/** Says when the evidence was asked for and an answer came. */
function Arrived() {
  const { data } = useQuery(fairnessEvidenceDocument, { variables: { id: '1' } });
  return data ? <p>arrived</p> : null;
}

const show = (evidence: AuditEvidence | null, attributes: readonly string[] = ['sex']) =>
  renderPart(
    <>
      <OverridesPart auditId="1" attributes={attributes} />
      <Arrived />
    </>,
    {
      FairnessEvidence: () => ({
        fairnessAudit: {
          __typename: 'FairnessAudit',
          id: '1',
          evidence: evidence === null ? null : JSON.stringify(evidence),
          isSuppressed: evidence === null,
        },
      }),
    },
  );

const cellsOf = (name: string | RegExp) =>
  [...screen.getByRole('table', { name }).querySelectorAll('tbody tr')].map((row) =>
    [...row.querySelectorAll('td')].map((cell) => cell.textContent),
  );

describe('OverridesPart', () => {
  it('FA-24 shows of every group how often people overruled the model, with interval and n', async () => {
    show(evidenceOf());
    await screen.findByRole('heading', { name: 'When people decided otherwise' });
    screen.getByText(/Of 204 predictions it is known what people decided; 10 have no decision/);
    screen.getByText(/Of people whose group is unknown, 4 predictions have a decision, 1 of them another/);
    const [f, , x] = cellsOf('Overruled, by group');
    expect(f).toEqual([
      ...['f', '100', '0.9091, 95% interval 0.8407 to 0.9499, n = 110', 'yes'],
      '0.2500, 95% interval 0.1755 to 0.3430, n = 100',
      ...['0.1000, 95% interval 0.0435 to 0.2136, n = 50', '0.4000, 95% interval 0.2761 to 0.5382, n = 50'],
    ]);
    expect(x?.[3]).toBe('no, too small');
  });

  it('FA-25 compares groups before and after, with a test, and calls no overruling good', async () => {
    show(evidenceOf());
    await screen.findByRole('heading', {
      name: 'The lowest favourable rate was 0.8333 of the highest before people decided, and 0.5385 after',
    });
    const between = cellsOf('Between the groups farthest apart');
    expect(between.map(([rate]) => rate)).toEqual([
      ...['Overruled to favourable', 'Overruled to unfavourable'],
      ...['Favourable prediction', 'Favourable decision'],
    ]);
    const [, away] = between;
    expect(away?.[1]).toMatch(/^0\.3167, 95% interval 0\.159\d to 0\.462\d, n = 110$/);
    expect(away?.[3]).toMatch(/^0\.000\d$/);
    expect(away?.slice(4)).toEqual(['m (lowest) and f (highest)', 'x: fewer people than the minimum']);
    screen.getByText(/Whether overruling helped or harmed is not measured/);
  });

  it('FA-24 has the rates before and after as a table as well', async () => {
    show(evidenceOf());
    fireEvent.click(await screen.findByRole('button', { name: 'View as table' }));
    const rates = cellsOf(/^Favourable rate of 3 groups before and after people decided/);
    expect(rates.map((row) => row.slice(0, 4)).slice(0, 3)).toEqual([
      ['f', 'model', '100', '0.5'],
      ['f', 'people', '100', '0.35'],
      ['m', 'model', '100', '0.6'],
    ]);
    expect(rates[5]?.[6]).toBe('no, too small');
  });

  it('FA-24 gives the reason where nobody decided, and shows crossings', async () => {
    show(evidenceOf({ some: rowsOfGroup('f', 'old', [0, 0, 9, 0, 0, 9]) }), ['sex', 'age']);
    await screen.findByRole('heading', { name: /cannot be compared between groups$/ });
    expect(cellsOf('Overruled, by group')[0]).toEqual([
      ...['f · old', '0', '0.0000, 95% interval 0.0000 to 0.1759, n = 18', 'no, too small'],
      ...Array.from({ length: 3 }, () => expect.stringContaining('no rows')),
    ]);
    expect(cellsOf('Between the groups farthest apart')[0]?.[3]).toBe('no test');
  });

  it.each([
    ['no decisions were counted', evidenceOf({ hasDecisions: false })],
    ['the evidence is hidden', null],
  ])('FA-25 shows nothing where %s', async (_, evidence) => {
    show(evidence);
    await screen.findByText('arrived');
    expect(screen.queryByText('When people decided otherwise')).toBeNull();
  });
});
