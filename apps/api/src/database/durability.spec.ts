import { type DataSource } from 'typeorm';
import { Durability } from './durability';

describe('writes to disk', () => {
  /** A database whose writes end when the test says so. */
  const database = () => {
    const writes: { end: () => void; fail: () => void }[] = [];
    const query = () =>
      new Promise<void>((end, reject) => writes.push({ end, fail: () => reject(new Error('gone')) }));
    return { writes, durability: new Durability({ query } as unknown as DataSource) };
  };
  const settled = () => new Promise((resolve) => setImmediate(resolve));

  it('AS-4 are shared by all who come before they begin, and by none who come later', async () => {
    const { writes, durability } = database();
    const order: string[] = [];
    const wait = (name: string) => durability.reached().then(() => order.push(name));
    const all = [wait('first')];
    await settled();
    expect(writes).toHaveLength(1);
    all.push(wait('second'), wait('third'));
    await settled();
    expect(writes).toHaveLength(1);
    writes[0]?.end();
    await settled();
    expect(order).toEqual(['first']);
    expect(writes).toHaveLength(2);
    writes[1]?.end();
    await Promise.all(all);
    expect(order).toEqual(['first', 'second', 'third']);
    expect(writes).toHaveLength(2);
  });

  it('AS-4 that fail are told to those who waited for them, and to nobody after', async () => {
    const { writes, durability } = database();
    const first = durability.reached();
    await settled();
    const second = durability.reached();
    writes[0]?.fail();
    await expect(first).rejects.toThrow('gone');
    await settled();
    writes[1]?.end();
    await expect(second).resolves.toBeUndefined();
  });
});
