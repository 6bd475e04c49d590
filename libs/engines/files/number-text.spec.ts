import { isWholeNumberText, parseNumberText } from './number-text';

describe('parseNumberText', () => {
  it.each([
    ['0', 0],
    ['-1.50', -1.5],
    ['+.5e-3', 0.0005],
    ['7.', 7],
    [' 12 ', 12],
    ['-0', -0],
    ['NaN', NaN],
    ['-inf', -Infinity],
    ['Infinity', Infinity],
    ['1e400', Infinity],
  ])('reads %j', (text, value) => expect(parseNumberText(text)).toBe(value));

  it.each(['', ' ', '.', '1,5', '1_000', '0x10', '1e', 'e5', '--1', 'nano', '1 2', '12abc', '1n'])(
    'refuses %j',
    (text) => expect(parseNumberText(text)).toBeUndefined(),
  );

  it('tells whole numbers by how they are written', () => {
    expect(['12', ' -3', '+4'].every(isWholeNumberText)).toBe(true);
    expect(['1.0', '1e3', 'NaN'].some(isWholeNumberText)).toBe(false);
  });
});
