import { criticalEffect } from './critical-effect';

describe('criticalEffect', () => {
  it('is the smallest step whose p-value is at most the level, wherever the search starts', () => {
    const pValue = (effect: number): number => Math.exp(-200 * effect * effect);
    const exact = Math.sqrt(Math.log(20) / 200);
    for (const guess of [0.001, 0.1, 0.5, 1]) {
      expect(criticalEffect(0.05, { steps: 1000, pValue, guess })).toBe(Math.ceil(exact * 1000) / 1000);
    }
  });

  it('is right on a staircase and to one part in ten thousand on fine steps', () => {
    const stairs = (effect: number): number => 0.5 ** Math.floor(effect * 10 + 1e-9);
    expect(criticalEffect(0.05, { steps: 10, pValue: stairs, guess: 0.2 })).toBe(0.5);
    const fine = criticalEffect(0.01, { steps: 1e9, pValue: (effect) => (1 - effect) ** 3, guess: 0.1 });
    expect(fine! / (1 - 0.01 ** (1 / 3))).toBeCloseTo(1, 3);
  });

  it('is null where not even the largest effect is significant', () => {
    expect(criticalEffect(0.01, { steps: 4, pValue: () => 0.02, guess: 0.5 })).toBeNull();
  });
});
