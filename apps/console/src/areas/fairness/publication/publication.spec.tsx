import { fireEvent, screen } from '@testing-library/react';
import type { Viewer } from '../../../app/session';
import { renderPart, type Answers } from '../../../testing/render';
import type { Audit } from '../forest';
import { PublicationPart } from './publication-section';

type Publication = NonNullable<Audit['publication']>;

const publication = (part: Partial<Publication> = {}): Publication => ({
  ...{
    __typename: 'FairnessPublication',
    id: 'p1',
    path: '/v1/published-audits/p1',
    digest: 'ab'.repeat(32),
  },
  ...{
    publishedAt: '2026-03-01T12:00:00.000Z',
    publishedBy: { __typename: 'Actor', id: 'r', name: 'Riley' },
  },
  ...{ withdrawnAt: null, withdrawnBy: null, reason: null, ...part },
});
const audit = (part: Partial<Audit> = {}): Audit =>
  ({
    ...{ id: 'a1', evidenceDigest: 'cd'.repeat(32), publication: null },
    ...{ ranBy: { id: 'd', name: 'Dana' }, validity: { until: '2027-03-01T12:00:00.000Z', ended: [] } },
    ...part,
  }) as Audit;
const viewer = (permissions: string[], id = 'r') =>
  ({ actor: { id, kind: 'PERSON', name: 'Riley' }, permissions }) as unknown as Viewer;
const officer = viewer(['fairness.publish']);
const show = (of: Audit, by: Viewer, answers: Answers = {}) =>
  renderPart(<PublicationPart audit={of} viewer={by} />, answers);
const button = (name: string) => screen.getByRole('button', { name });
const recorded = { __typename: 'AuditEntry', id: 'e7', sequence: 7 };

describe('the published summary on the page of an audit', () => {
  it('FR-33 is published after saying what becomes public, by who says to have read it', async () => {
    const sent = jest.fn();
    const { rerender } = show(audit(), officer, {
      PublishFairnessSummary: ({ input }) => {
        sent(input);
        const done = { __typename: 'FairnessSummaryPublished', publication: publication() };
        return { publishFairnessSummary: { ...done, auditEntry: recorded } };
      },
    });
    expect(screen.getByText('The summary of this audit is not public.')).toBeTruthy();
    fireEvent.click(button('Publish summary'));
    expect(
      await screen.findByText(/^The verdicts become public, with the sizes, rates and gaps/),
    ).toBeTruthy();
    expect(screen.getByText(/the name and purpose of the model/)).toBeTruthy();
    expect(screen.getByRole('link', { name: /Read the summary first/ }).getAttribute('href')).toBe(
      '/v1/fairness-audits/a1/summary.html',
    );
    const read = screen.getByRole('checkbox', { name: /I have read the summary/ });
    expect((read as HTMLInputElement).required).toBe(true);
    fireEvent.click(read);
    fireEvent.click(button('Publish'));
    expect(await screen.findByText(/^The summary is public/)).toBeTruthy();
    expect(sent).toHaveBeenCalledWith({ auditId: 'a1', evidenceDigest: 'cd'.repeat(32) });
    // The page behind the dialog knows it as well by then; what was done stays to be read.
    rerender(<PublicationPart audit={audit({ publication: publication() })} viewer={officer} />);
    expect(screen.getByText(/^The summary is public/)).toBeTruthy();
  });

  it('FR-33 shows the address to copy, when, by whom and the digest, and is withdrawn with a reason', async () => {
    const sent = jest.fn();
    show(audit({ publication: publication() }), officer, {
      WithdrawPublishedSummary: ({ input }) => {
        sent(input);
        const done = { __typename: 'PublishedSummaryWithdrawn', publication: publication() };
        return { withdrawPublishedSummary: { ...done, auditEntry: recorded } };
      },
    });
    expect(screen.queryByRole('button', { name: 'Publish summary' })).toBeNull();
    const address = screen.getByLabelText<HTMLTextAreaElement>('Public address');
    expect(address.value).toBe('http://localhost/v1/published-audits/p1');
    expect(button('Copy: Public address')).toBeTruthy();
    expect(screen.getByText('2026-03-01 12:00 UTC by Riley')).toBeTruthy();
    expect(screen.getByText('abababababab…')).toBeTruthy();
    fireEvent.click(button('Withdraw summary'));
    fireEvent.change(await screen.findByLabelText(/Why it is withdrawn/), {
      target: { value: 'Wrong data.' },
    });
    fireEvent.click(button('Withdraw'));
    expect(await screen.findByText(/^The summary has been withdrawn/)).toBeTruthy();
    expect(sent).toHaveBeenCalledWith({ id: 'p1', reason: 'Wrong data.' });
  });

  it('FR-33 says when and why it was withdrawn, and lets it be published again', () => {
    const withdrawnBy = { __typename: 'Actor' as const, id: 's', name: 'Sofia' };
    const withdrawn = { withdrawnAt: '2026-03-02T12:00:00.000Z', withdrawnBy, reason: 'Wrong data.' };
    show(audit({ publication: publication(withdrawn) }), officer);
    expect(screen.getByText(/was public and has been withdrawn/)).toBeTruthy();
    expect(screen.getByText('2026-03-02 12:00 UTC by Sofia')).toBeTruthy();
    expect(screen.getByText('Wrong data.')).toBeTruthy();
    expect(screen.queryByRole('button', { name: /^Copy: / })).toBeNull();
    expect(button('Publish summary').getAttribute('aria-disabled')).toBeNull();
  });

  it.each([
    [
      'who ran the audit',
      audit({ ranBy: { __typename: 'Actor', id: 'r', name: 'R' } }),
      'You ran this audit',
    ],
    [
      'an audit that no longer holds',
      audit({
        validity: {
          ...{ __typename: 'FairnessAuditValidity', until: '2027-03-01T12:00:00.000Z' },
          ended: [{ __typename: 'FairnessAuditEnd', reason: 'NEWER_AUDIT', message: 'Another was run.' }],
        },
      }),
      'This audit no longer holds',
    ],
  ])('FR-33 says why it is not published: %s', (_what, of, reason) => {
    show(of, officer);
    expect(button('Publish summary').getAttribute('aria-disabled')).toBe('true');
    expect(screen.getByText(new RegExp(`^${reason}`))).toBeTruthy();
  });

  it.each([null, publication()])('FR-33 tells everybody else what is public, and who may', (given) => {
    show(audit({ publication: given }), viewer([], 'a'));
    expect(screen.queryByRole('button', { name: /summary/ })).toBeNull();
    expect(screen.getByText('To publish and to withdraw it takes the role risk officer.')).toBeTruthy();
    expect(screen.queryByText(/is not public/) === null).toBe(given !== null);
  });

  it('FR-33 shows a refusal', async () => {
    const message = 'The summary of this audit is public already.';
    const refusal = { __typename: 'Refusal', code: 'ALREADY_PUBLISHED', message };
    show(audit(), officer, { PublishFairnessSummary: () => ({ publishFairnessSummary: refusal }) });
    fireEvent.click(button('Publish summary'));
    fireEvent.click(await screen.findByRole('checkbox'));
    fireEvent.click(button('Publish'));
    expect((await screen.findByRole('alert')).textContent).toContain(message);
  });
});
