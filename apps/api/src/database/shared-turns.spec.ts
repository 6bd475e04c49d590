import { setImmediate as settled } from 'node:timers/promises';
import { SharedTurns } from './shared-turns';

describe('SharedTurns', () => {
  let begun: string[];
  let ends: { resolve: (answer: string) => void; reject: (error: Error) => void }[];
  let turns: SharedTurns<string>;
  beforeEach(() => {
    [begun, ends, turns] = [[], [], new SharedTurns()];
  });
  const ask = (key: string, asker: string) =>
    turns.take(key, () => {
      begun.push(asker);
      return new Promise((resolve, reject) => ends.push({ resolve, reject }));
    });

  it('answers who asks while a turn is under way by the next one, together', async () => {
    const first = ask('a', 'first');
    await settled();
    const rest = [ask('a', 'second'), ask('a', 'third'), ask('a', 'fourth')];
    await settled();
    expect(begun).toEqual(['first']);
    ends[0]?.resolve('old');
    expect(await first).toBe('old');
    await settled();
    expect(begun).toEqual(['first', 'second']);
    ends[1]?.resolve('new');
    expect(await Promise.all(rest)).toEqual(['new', 'new', 'new']);
  });

  it('begins at once where nothing is under way, again and again', async () => {
    for (const asker of ['first', 'second', 'third']) {
      const answer = ask('a', asker);
      await settled();
      ends.at(-1)?.resolve(asker);
      expect(await answer).toBe(asker);
    }
    expect(begun).toEqual(['first', 'second', 'third']);
  });

  it('lets keys not wait for one another', async () => {
    void ask('a', 'first');
    void ask('b', 'second');
    await settled();
    expect(begun).toEqual(['first', 'second']);
  });

  it('fails those who share the turn, and goes on', async () => {
    const first = ask('a', 'first');
    await settled();
    const second = ask('a', 'second');
    ends[0]?.reject(new Error('gone'));
    await expect(first).rejects.toThrow('gone');
    await settled();
    ends[1]?.resolve('back');
    expect(await second).toBe('back');
  });

  it('keeps nothing of turns that are over', async () => {
    const answer = ask('a', 'first');
    await settled();
    ends[0]?.resolve('done');
    await answer;
    await settled();
    expect(JSON.stringify(Object.values(turns).map((kept: Map<string, unknown>) => kept.size))).toBe('[0,0]');
  });
});
