import { UnchangedAnswers } from './unchanged-answers';

/** Everything that waits for nothing has run. */
const settled = () => new Promise((resolve) => setImmediate(resolve));

function later() {
  let resolve: (found: number) => void = () => undefined;
  const promise = new Promise<number>((found) => (resolve = found));
  return { promise, resolve };
}

describe('UnchangedAnswers', () => {
  let found = 0;
  let answers: UnchangedAnswers<number>;
  beforeEach(() => {
    found = 0;
    answers = new UnchangedAnswers();
  });
  const find = () => Promise.resolve((found += 1));
  const ask = (question: string, head: bigint, now: number) => answers.to(question, { head, now }, find);

  it('P-56 gives an answer again while the log is as long, for five seconds', async () => {
    expect(await ask('a', 7n, 0)).toBe(1);
    expect(await ask('a', 7n, 2_999)).toBe(1);
    expect(await ask('a', 7n, 5_000)).toBe(2);
  });

  it('P-56 finds another where the log has grown, the question differs or the clock was set back', async () => {
    expect(await ask('a', 7n, 500)).toBe(1);
    expect(await ask('b', 7n, 500)).toBe(2);
    expect(await ask('a', 8n, 500)).toBe(3);
    expect(await ask('a', 8n, 499)).toBe(4);
  });

  it('P-56 finds one answer for all who ask at once', async () => {
    expect(await Promise.all([ask('a', 7n, 0), ask('a', 7n, 1), ask('a', 7n, 2)])).toEqual([1, 1, 1]);
  });

  it('P-56 finds the next answer ahead of time, once, and gives the one before until then', async () => {
    expect(await ask('a', 7n, 0)).toBe(1);
    expect(await Promise.all([ask('a', 7n, 3_000), ask('a', 7n, 3_001)])).toEqual([1, 1]);
    expect(found).toBe(2);
    await settled();
    expect(await ask('a', 7n, 3_002)).toBe(2);
    // As old as the question that it was found for.
    expect(await ask('a', 7n, 5_999)).toBe(2);
    expect(await ask('a', 7n, 8_000)).toBe(3);
  });

  it('P-56 gives the answer before where the next is not found, until it is too old', async () => {
    expect(await ask('a', 7n, 0)).toBe(1);
    const fail = () => Promise.reject(new Error('gone'));
    expect(await answers.to('a', { head: 7n, now: 4_000 }, fail)).toBe(1);
    expect(await ask('a', 7n, 4_999)).toBe(1);
    await expect(answers.to('a', { head: 7n, now: 5_000 }, fail)).rejects.toThrow('gone');
  });

  it('P-56 lets an answer of the grown log stand against one that was being found before it grew', async () => {
    expect(await ask('a', 7n, 0)).toBe(1);
    const { promise, resolve } = later();
    void answers.to('a', { head: 7n, now: 3_000 }, () => promise);
    expect(await ask('a', 8n, 3_001)).toBe(2);
    resolve(-1);
    await promise;
    await settled();
    expect(await ask('a', 8n, 3_002)).toBe(2);
  });

  it('keeps no failure', async () => {
    const failed = answers.to('a', { head: 7n, now: 0 }, () => Promise.reject(new Error('gone')));
    await expect(failed).rejects.toThrow('gone');
    expect(await ask('a', 7n, 0)).toBe(1);
  });

  it('keeps a thousand questions', async () => {
    for (let each = 0; each <= 1_000; each += 1) await ask(String(each), 7n, 0);
    expect(await ask('1', 7n, 0)).toBe(2);
    expect(await ask('0', 7n, 0)).toBe(1_002);
  });
});
