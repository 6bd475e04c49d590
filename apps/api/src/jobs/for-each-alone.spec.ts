import { forEachAlone } from './for-each-alone';

describe('forEachAlone', () => {
  it('goes on where one fails, in order, and tells of every failure in the end', async () => {
    const done: number[] = [];
    const work = (item: number) => {
      done.push(item);
      return item % 2 === 0 ? Promise.reject(new Error(`not ${item}`)) : Promise.resolve();
    };
    await expect(forEachAlone([1, 2, 3, 4, 5], work)).rejects.toMatchObject({
      ...{ message: '2 of 5 failed.', errors: [new Error('not 2'), new Error('not 4')] },
    });
    expect(done).toEqual([1, 2, 3, 4, 5]);
  });

  it('says nothing where all is well', async () => {
    await expect(forEachAlone([1], () => Promise.resolve('done'))).resolves.toBeUndefined();
  });
});
