import { screen, waitFor, within } from '@testing-library/react';
import { renderPart } from '../../../testing/render';
import { DissentSection } from './dissent-section';

const said = (id: string, part: object) => ({
  ...{ __typename: 'Dissent', id, promotionId: 'p2', environment: 'PRODUCTION', alias: 'champion', round: 1 },
  person: { __typename: 'Actor', id: 'sam', name: 'Sam Okafor' },
  ...{ onBehalfOf: null, role: 'SUBJECT_MATTER_EXPERT', decision: 'REJECT', comment: '' },
  ...{ castAt: '2026-01-01T10:00:00.000Z', ...part },
});
const show = (dissent: object[]) => {
  const asked = jest.fn(() => ({ promotion: { __typename: 'Promotion', id: 'p2', dissent } }));
  renderPart(<DissentSection promotionId="p2" />, { PromotionDissent: asked });
  return asked;
};

describe('DissentSection', () => {
  it('P-174 says who objected, when and why, in which round or earlier promotion', async () => {
    show([
      said('one', { decision: 'REQUEST_CHANGES', comment: 'More people.', round: 2 }),
      said('two', { promotionId: 'p1', environment: 'STAGING', alias: 'trial', comment: 'Too soon.' }),
    ]);
    const section = await screen.findByRole('heading', { name: 'Objections' });
    expect(section).toBeTruthy();
    const [now, before] = screen.getAllByRole('listitem') as [HTMLElement, HTMLElement];
    expect(now.textContent).toContain('Round 2');
    expect(within(now).getByText('More people.')).toBeTruthy();
    expect(within(now).queryByRole('link')).toBeNull();
    const link = within(before).getByRole('link', { name: 'Earlier promotion to Staging (trial), round 1' });
    expect(link.getAttribute('href')).toContain('/promotions/p1');
    expect(within(before).getByText('Too soon.')).toBeTruthy();
  });

  it('P-174 takes no room where nobody objected', async () => {
    const asked = show([]);
    await waitFor(() => expect(asked).toHaveBeenCalled());
    expect(screen.queryByText('Objections')).toBeNull();
    expect(screen.queryAllByRole('listitem')).toEqual([]);
  });
});
