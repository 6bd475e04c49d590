import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { exampleEvidence } from '../../../testing/fairness-evidence';
import { renderPart } from '../../../testing/render';
import { figureSubject } from '../figures/audit-evidence';
import { BandPart } from './band-part';
import { NeededRowsPart } from './needed-rows-part';
import { RemediesView } from './remedies-view';
import { scoredSubject } from './scored-subject';
import { ThresholdPart } from './threshold-part';
import { WeightsPart } from './weights-part';
import { GroupThresholdsTable } from './what-if-part';
import { WhatIfSwitch } from './what-if-switch';

const whole = exampleEvidence({ rows: 600 });
/** By sex alone: a hundred thresholds of one section are judged soon. */
const evidence = { ...whole, counts: { ...whole.counts, sections: whole.counts.sections.slice(0, 1) } };
const subject = figureSubject(evidence, ['sex'])!;
const scored = scoredSubject(subject)!;
const rowsOf = (name: string) =>
  within(screen.getByRole('table', { name }))
    .getAllByRole('row')
    .slice(1)
    .map((row) =>
      within(row)
        .getAllByRole('cell')
        .map((cell) => cell.textContent),
    );

describe('the parts of the page', () => {
  it('FY-10 show the rows of every criterion by group, and the weights', () => {
    renderPart(
      <>
        <NeededRowsPart subject={subject} />
        <WeightsPart subject={subject} evidenceDigest={'d'.repeat(64)} />
      </>,
    );
    // Two large groups lack nothing; equalized odds compares two rates.
    expect(screen.queryByRole('table', { name: 'Rows to collect' })).toBeNull();
    fireEvent.click(screen.getByRole('button', { name: /^Show also what has enough/ }));
    expect(rowsOf('Rows to collect').length).toBe(2 * (evidence.policy.criteria.length + 1));
    expect(rowsOf('Weights for training').map(([group, label]) => [group, label])).toEqual([
      ...[
        ['f', 'positive'],
        ['f', 'negative'],
        ['m', 'positive'],
        ['m', 'negative'],
      ],
    ]);
    expect(screen.getByRole('button', { name: 'Weights as CSV' })).toBeTruthy();
  });

  it('FY-10 say in a sentence why nothing is shown, and hold no number then', () => {
    const audit = { evidence: null, evidenceDigest: 'd', isSuppressed: true } as never;
    const { unmount } = renderPart(<RemediesView audit={audit} />);
    expect(screen.getByText(/your role does not see such numbers/).textContent).not.toMatch(/[0-9]/);
    expect(screen.queryByRole('table')).toBeNull();
    expect(screen.queryByRole('tab')).toBeNull();
    unmount();
    renderPart(<RemediesView audit={{ ...(audit as object), isSuppressed: false } as never} />);
    expect(screen.getByText(/Run it again to see it/)).toBeTruthy();
    const without = exampleEvidence({ rows: 60, hasScores: false });
    expect(scoredSubject(figureSubject(without, ['sex'])!)).toBeNull();
  });

  it('FY-5 counts the cost of errors as the reader states it', async () => {
    renderPart(<ThresholdPart scored={scored} />);
    const cells = () => rowsOf('Costs at the threshold')[0]!;
    const [, fp, fn, total] = cells();
    expect(Number(total)).toBe(Number(fp) + Number(fn));
    fireEvent.change(screen.getByLabelText(/Cost of a false negative/), { target: { value: '5' } });
    await waitFor(() => expect(Number(cells()[3])).toBe(Number(fp) + 5 * Number(fn)));
  });

  it('FY-6 judges all thresholds while the page stays alive, and lists those that pass', async () => {
    renderPart(<ThresholdPart scored={scored} />);
    expect(screen.getByText(/of 100 thresholds are judged/)).toBeTruthy();
    expect(
      await screen.findByText(/thresholds? meets? every criterion/i, {}, { timeout: 50_000 }),
    ).toBeTruthy();
  });

  it('FY-7 says how many cases a band sends to people, of how many', async () => {
    renderPart(<BandPart scored={scored} />);
    const [all] = rowsOf('Cases that go to people');
    expect(all![0]).toBe('All groups');
    fireEvent.change(screen.getByLabelText(/^Band from/), { target: { value: '0.3' } });
    fireEvent.change(screen.getByLabelText(/^Band to/), { target: { value: '0.3' } });
    await waitFor(() => expect(rowsOf('Cases that go to people')[0]![1]).toBe('0'));
    expect(screen.getByText(/With no band, 0 of 600 cases/)).toBeTruthy();
  });

  it('FY-8 proposes a band within the load, and says that the best of many is luck', async () => {
    renderPart(<BandPart scored={scored} />);
    fireEvent.click(screen.getByRole('button', { name: 'Propose a band' }));
    expect(await screen.findByText(/^Proposed: scores from .* partly luck/)).toBeTruthy();
    const sent = Number(rowsOf('Cases that go to people')[0]![1]);
    expect(sent).toBeLessThanOrEqual(0.2 * 600);
  });

  it('FY-9 warns of disparate treatment beside thresholds for groups', () => {
    renderPart(<GroupThresholdsTable scored={scored} />);
    expect(screen.getByRole('alert').textContent).toMatch(/disparate treatment.*703\(l\)/);
    expect(rowsOf('Thresholds for groups, as a thought').map(([group]) => group)).toEqual(['f', 'm']);
    for (const row of rowsOf('Thresholds for groups, as a thought')) expect(row[3]).toMatch(/n/);
  });

  it('FY-11 allows them with a reason, and names the entry; who may not sees why', async () => {
    const sent = jest.fn();
    const { unmount } = renderPart(<WhatIfSwitch isAllowed={false} denied={undefined} />, {
      SetGroupThresholdWhatIf: ({ input }) => {
        sent(input);
        return {
          setGroupThresholdWhatIf: {
            ...{ __typename: 'GroupThresholdWhatIfSet' },
            settings: { __typename: 'FairnessSettings', allowGroupThresholdWhatIf: true },
            auditEntry: { __typename: 'AuditEntry', id: 'e7', sequence: 7 },
          },
        };
      },
    });
    fireEvent.click(screen.getByRole('button', { name: 'Allow it in this workspace' }));
    fireEvent.change(await screen.findByLabelText(/^Why/), { target: { value: 'Review 12.' } });
    fireEvent.click(screen.getByRole('button', { name: 'Allow' }));
    expect(await screen.findByText(/^The setting holds/)).toBeTruthy();
    expect(sent).toHaveBeenCalledWith({ isAllowed: true, reason: 'Review 12.' });
    unmount();
    renderPart(<WhatIfSwitch isAllowed={false} denied="It takes a risk officer." />);
    expect(screen.getByText('It takes a risk officer.')).toBeTruthy();
  });
});
