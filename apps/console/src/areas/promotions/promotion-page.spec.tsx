import { fireEvent, screen, waitFor } from '@testing-library/react';
import { promotionOf } from '../../testing/promotion';
import { renderPage } from '../../testing/render';
import { PromotionPage } from './promotion-page';

const named = (id: string, name: string) => {
  const promotion = promotionOf({ id });
  return {
    ...promotion,
    modelVersion: {
      ...promotion.modelVersion,
      id: `version of ${id}`,
      model: { ...promotion.modelVersion.model, id, name },
    },
  };
};
const held = new Map([named('p1', 'credit'), named('p2', 'fraud')].map((each) => [each.id, each]));

const answer = ({ id }: Record<string, unknown>) => ({ promotion: held.get(String(id)) });
const show = () =>
  renderPage(
    { path: '/promotions/$promotionId', component: PromotionPage, at: '/promotions/p1' },
    { Promotion: answer, PromotionStamp: answer },
  );
const comment = () => screen.getByLabelText<HTMLTextAreaElement>('Comment');
const titled = (name: string) => screen.findByRole('heading', { level: 1, name: new RegExp(name) });

describe('PromotionPage', () => {
  it('shows nothing under one promotion that was written under another', async () => {
    const { go } = show();
    await titled('credit');
    await go('/promotions/p2');
    await titled('fraud');
    fireEvent.change(comment(), { target: { value: 'About fraud alone.' } });
    // Both are known by now: neither is waited for.
    await go('/promotions/p1');
    await titled('credit');
    expect(comment().value).toBe('');
  });

  it('leads who reviews a change to what the promotion is now, with the comment kept', async () => {
    const before = held.get('p1')!;
    jest.useFakeTimers();
    show();
    await titled('credit');
    fireEvent.change(comment(), { target: { value: 'I have read it.' } });
    held.set('p1', { ...before, state: 'WITHDRAWN' });
    await jest.advanceTimersByTimeAsync(5_000);
    jest.useRealTimers();
    fireEvent.click(await screen.findByRole('button', { name: 'Review the change' }));
    await waitFor(() => expect(document.activeElement?.textContent).toContain('Withdrawn'));
    held.set('p1', before);
  });
});
