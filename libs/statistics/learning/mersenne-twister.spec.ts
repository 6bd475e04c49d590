import { mersenneTwister } from './mersenne-twister';

describe('mersenneTwister', () => {
  // numpy 1.26.4: RandomState(42).permutation(10), twice from one stream
  it('shuffles as NumPy does', () => {
    const random = mersenneTwister(42);
    const first = Uint32Array.from({ length: 10 }, (_, at) => at);
    const second = first.slice();
    random.shuffle(first);
    random.shuffle(second);
    expect([...first]).toEqual([8, 1, 5, 0, 7, 2, 9, 4, 3, 6]);
    expect([...second]).toEqual([0, 1, 8, 5, 3, 4, 7, 9, 6, 2]);
  });

  it('leaves the stream where a whole shuffle leaves it, when only the last places are settled or all are skipped', () => {
    const places = Uint32Array.from({ length: 2000 }, (_, at) => at);
    const next = (prepare: (random: ReturnType<typeof mersenneTwister>) => void): number[] => {
      const random = mersenneTwister(7);
      prepare(random);
      const after = places.slice(0, 20);
      random.shuffle(after);
      return [...after];
    };
    const whole = places.slice();
    const some = places.slice();
    const expected = next((random) => random.shuffle(whole));
    expect(next((random) => random.shuffle(some, 150))).toEqual(expected);
    expect(some.slice(-150)).toEqual(whole.slice(-150));
    expect(next((random) => random.skipShuffle(2000))).toEqual(expected);
  });
});
