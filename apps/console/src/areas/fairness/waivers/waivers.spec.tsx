import { fireEvent, screen } from '@testing-library/react';
import { renderPart, type Answers } from '../../../testing/render';
import type { Audit } from '../forest';
import { dayBegins, endDays, waivableGaps, type Waiver } from './waivable';
import { WaiveForm } from './waive-form';
import { WaiversTable } from './waivers';

const waiver = (part: Partial<Waiver>): Waiver =>
  ({
    ...{ __typename: 'FairnessWaiver', id: 'w1', criterion: 'IMPACT_RATIO', attributes: ['race'] },
    ...{ justification: 'Fixed by March.', state: 'IN_FORCE' },
    ...{ signedAt: '2026-01-01T00:00:00.000Z', until: '2026-03-01T00:00:00.000Z' },
    ...{ owner: { __typename: 'Actor', id: 'p1', name: 'Rita' }, endedAt: null, endedBy: null },
    ...{ endReason: null, ...part },
  }) as Waiver;

const audit = (waivers: readonly Waiver[] = []): Audit =>
  ({
    id: 'a1',
    attributes: [
      {
        attributes: ['race'],
        disparities: [
          { criterion: 'IMPACT_RATIO', verdict: 'FAIL' },
          { criterion: 'EQUAL_OPPORTUNITY', verdict: 'PASS' },
        ],
      },
      {
        attributes: ['race', 'sex'],
        disparities: [{ criterion: 'IMPACT_RATIO', verdict: 'INSUFFICIENT_EVIDENCE' }],
      },
    ],
    waivers,
  }) as unknown as Audit;

const recorded = { __typename: 'AuditEntry', id: 'e7', sequence: 7 };
const field = (name: RegExp) => screen.findByLabelText(name);
const fill = async () => {
  fireEvent.click(screen.getByRole('button', { name: 'Give a waiver' }));
  fireEvent.change(await field(/For what/), { target: { value: 'IMPACT_RATIO race' } });
  fireEvent.change(await field(/Why it is acceptable/), { target: { value: 'Fixed by March.' } });
  fireEvent.change(await field(/Ends on/), { target: { value: endDays(Date.now()).last } });
  fireEvent.click(screen.getByRole('button', { name: 'Give the waiver' }));
};
const openForm = (answers: Answers, denied?: string) =>
  renderPart(<WaiveForm audit={audit()} denied={denied} />, answers);

describe('what can be waived', () => {
  it('FS-22 is what failed or was not judged, apart from what a waiver in force covers', () => {
    expect(waivableGaps(audit()).map(({ label }) => label)).toEqual([
      'Impact ratio by race: fail',
      'Impact ratio by race × sex: insufficient evidence',
    ]);
    expect(waivableGaps(audit([waiver({})])).map(({ key }) => key)).toEqual(['IMPACT_RATIO race+sex']);
    expect(waivableGaps(audit([waiver({ state: 'ENDED' })])).length).toBe(2);
  });

  it('FS-22 ends as a day begins, on one up to 365 from now', () => {
    const now = Date.parse('2026-02-10T23:59:59.999Z');
    const { first, last } = endDays(now);
    expect([first, last]).toEqual(['2026-02-11', '2027-02-10']);
    expect(Date.parse(dayBegins(first))).toBeGreaterThan(now);
    expect(Date.parse(dayBegins(last)) - now).toBeLessThanOrEqual(365 * 86_400_000);
  });
});

describe('WaiveForm', () => {
  it('FS-22 sends criterion, attributes, reason and end, and names the entry', async () => {
    const sent = jest.fn();
    openForm({
      WaiveFairnessCriterion: ({ input }) => {
        sent(input);
        const done = { __typename: 'FairnessCriterionWaived', waiver: waiver({}), auditEntry: recorded };
        return { waiveFairnessCriterion: done };
      },
    });
    await fill();
    expect(await screen.findByText(/^The waiver is in force/)).toBeTruthy();
    expect(screen.getByRole('link', { name: 'Recorded as audit entry number 7' })).toBeTruthy();
    expect(sent).toHaveBeenCalledWith({
      ...{ auditId: 'a1', criterion: 'IMPACT_RATIO', attributes: ['race'] },
      ...{ justification: 'Fixed by March.', until: dayBegins(endDays(Date.now()).last) },
    });
  });

  it('FS-22 shows a refusal, and keeps what was typed', async () => {
    const refusal = { __typename: 'Refusal', code: 'ALREADY_WAIVED', message: 'One is in force there.' };
    openForm({ WaiveFairnessCriterion: () => ({ waiveFairnessCriterion: refusal }) });
    await fill();
    expect((await screen.findByRole('alert')).textContent).toContain('One is in force there.');
    expect(screen.getByDisplayValue('Fixed by March.')).toBeTruthy();
  });

  it('FS-22 says why it may not be given', () => {
    openForm({}, 'This takes the role of a risk officer.');
    const button = screen.getByRole('button', { name: 'Give a waiver' });
    expect(button.getAttribute('aria-disabled')).toBe('true');
    expect(screen.getByText('This takes the role of a risk officer.')).toBeTruthy();
  });
});

describe('WaiversTable', () => {
  it('FS-22 ends one in force with a reason, and shows those that ended with theirs', async () => {
    const sent = jest.fn();
    const ended = waiver({
      ...{ id: 'w0', state: 'ENDED', endedAt: '2026-01-05T00:00:00.000Z', endReason: 'Repaired.' },
      endedBy: { __typename: 'Actor', id: 'p2', name: 'Rob' },
    });
    renderPart(<WaiversTable waivers={[ended, waiver({})]} denied={undefined} />, {
      EndFairnessWaiver: ({ input }) => {
        sent(input);
        const done = { __typename: 'FairnessWaiverEnded', waiver: waiver({}), auditEntry: recorded };
        return { endFairnessWaiver: done };
      },
    });
    expect(screen.getByText(/Repaired\./)).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'End the waiver of Impact ratio by race' }));
    fireEvent.change(await field(/Why it ends/), { target: { value: 'Retrained.' } });
    fireEvent.click(screen.getByRole('button', { name: 'End the waiver' }));
    expect(await screen.findByText(/^The waiver has ended/)).toBeTruthy();
    expect(sent).toHaveBeenCalledWith({ waiverId: 'w1', reason: 'Retrained.' });
  });
});
