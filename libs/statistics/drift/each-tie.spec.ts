import { eachTie, type Tie } from './each-tie';

describe('eachTie', () => {
  it('tells for each distinct value how many equal it and how many lie below', () => {
    const ties: Tie[] = [];
    eachTie(Float64Array.of(1, 2, 2), Float64Array.of(2, 3), (tie) => ties.push({ ...tie }));
    expect(ties).toEqual([
      { value: 1, inA: 1, inB: 0, belowA: 0, belowB: 0 },
      { value: 2, inA: 2, inB: 1, belowA: 1, belowB: 0 },
      { value: 3, inA: 0, inB: 1, belowA: 3, belowB: 1 },
    ]);
  });
});
