import { thresholdPlace } from './threshold-place';

describe('thresholdPlace', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  const watched = () => {
    const place = thresholdPlace(50);
    const [moves, paces]: [number[], number[]] = [[], []];
    place.onMove(() => moves.push(place.get()));
    const end = place.onPace(() => paces.push(place.get()));
    return { place, moves, paces, end };
  };

  it('FX-5 tells every move at once, and tables of the first and the last, and of few between', () => {
    const { place, moves, paces } = watched();
    for (let bin = 0; bin < 100; bin += 1) {
      place.set(bin);
      jest.advanceTimersByTime(10);
    }
    jest.runAllTimers();
    expect(moves).toHaveLength(100);
    expect(paces.at(0)).toBe(0);
    expect(paces.at(-1)).toBe(99);
    expect(paces).toEqual([0, 39, 79, 99]);
  });

  it('FX-5 tells tables of a move after a rest without delay, and nobody who has left', () => {
    const { place, paces, end } = watched();
    place.set(1);
    jest.advanceTimersByTime(0);
    expect(paces).toEqual([1]);
    jest.advanceTimersByTime(5000);
    place.set(2);
    jest.advanceTimersByTime(0);
    expect(paces).toEqual([1, 2]);
    end();
    place.set(3);
    jest.runAllTimers();
    expect(paces).toEqual([1, 2]);
  });
});
