import { act, renderHook } from '@testing-library/react';
import { useNewest } from './use-newest';

/** Answers that the test gives when it likes, by question. */
function asked() {
  const answers = new Map<string, (answer: string) => void>();
  const ask = jest.fn((question: string) => new Promise<string>((resolve) => answers.set(question, resolve)));
  const answer = (question: string) => act(async () => answers.get(question)?.(`on ${question}`));
  return { ask, answer };
}

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

const pass = (span: number) => act(async () => jest.advanceTimersByTime(span));

describe('useNewest', () => {
  it('waits until the question stands still, and asks nothing without one', async () => {
    const { ask, answer } = asked();
    const view = renderHook(({ text }: { text: string | null }) => useNewest(text, ask, 400), {
      initialProps: { text: null as string | null },
    });
    await pass(1000);
    for (const text of ['a', 'ab', 'abc']) {
      view.rerender({ text });
      await pass(300);
    }
    await pass(100);
    expect(ask.mock.calls).toEqual([['abc']]);
    await answer('abc');
    expect(view.result.current).toEqual({ answer: 'on abc', error: undefined, isCurrent: true });
  });

  it('drops an answer that comes after the question has changed', async () => {
    const { ask, answer } = asked();
    const view = renderHook(({ text }) => useNewest(text, ask, 10), { initialProps: { text: 'old' } });
    await pass(10);
    view.rerender({ text: 'new' });
    await pass(10);
    await answer('new');
    await answer('old');
    expect(view.result.current).toEqual({ answer: 'on new', error: undefined, isCurrent: true });
  });

  it('says that an answer is of an earlier question, and why the present one has none', async () => {
    const { ask, answer } = asked();
    const view = renderHook(({ text }) => useNewest(text, ask, 10), { initialProps: { text: 'one' } });
    await pass(10);
    await answer('one');
    ask.mockImplementation(() => Promise.reject(new Error('away')));
    view.rerender({ text: 'two' });
    expect(view.result.current).toMatchObject({ answer: 'on one', isCurrent: false });
    await pass(10);
    expect(view.result.current).toEqual({ answer: undefined, error: new Error('away'), isCurrent: true });
  });
});
