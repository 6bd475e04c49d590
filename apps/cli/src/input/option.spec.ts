import { listOption, oneOf, optionalNumber, requiredText } from './option';

describe('options', () => {
  it('gives what was typed', () => {
    expect(requiredText({ label: 'y' }, '--label')).toBe('y');
    expect(optionalNumber({ threshold: '1e-3' }, '--threshold', { minimum: 0, maximum: 1 })).toBe(0.001);
    expect(optionalNumber({}, '--threshold')).toBeUndefined();
    expect(oneOf({ task: 'binary' }, '--task', ['binary', 'regression'])).toBe('binary');
    expect(listOption({ columns: ['a,b', ' c'] }, '--columns')).toEqual(['a', 'b', ' c']);
    expect(listOption({}, '--columns')).toBeUndefined();
  });

  it.each([
    ['"a,b",c', ['a,b', 'c']],
    ['c,"a,b"', ['c', 'a,b']],
    ['"a ""b"", c"', ['a "b", c']],
    ['a "b",c', ['a "b"', 'c']],
    ['"line\nbreak, too"', ['line\nbreak, too']],
  ])('takes the names of %j apart as CSV does', (text, names) => {
    expect(listOption({ columns: text }, '--columns')).toEqual(names);
  });

  it.each([
    [() => requiredText({}, '--label'), '--label is missing.'],
    [() => requiredText({ label: '' }, '--label'), '--label needs a value.'],
    [
      () => optionalNumber({ alpha: '2' }, '--alpha', { minimum: 0, maximum: 1 }),
      '--alpha is a number from 0 to 1, not "2".',
    ],
    [() => optionalNumber({ n: ' ' }, '--n'), '--n is a number, not " ".'],
    [
      () => optionalNumber({ n: '1.5' }, '--n', { minimum: 1, isWhole: true }),
      '--n is a whole number of at least 1, not "1.5".',
    ],
    [() => optionalNumber({ n: 'NaN' }, '--n', { maximum: 1 }), '--n is a number of at most 1, not "NaN".'],
    [() => oneOf({ task: 'x' }, '--task', ['a', 'b']), '--task is one of a, b, not "x".'],
    [() => listOption({ columns: 'a,,b' }, '--columns'), '--columns holds an empty name.'],
    [
      () => listOption({ columns: 'a,"b,c' }, '--columns'),
      '--columns opens a double quote that does not close',
    ],
    [
      () => listOption({ columns: '"a"b,c' }, '--columns'),
      '--columns opens a double quote that does not close',
    ],
    [() => listOption({ columns: '"",c' }, '--columns'), '--columns holds an empty name.'],
    [() => listOption({ columns: 'a,' }, '--columns'), '--columns holds an empty name.'],
    [() => listOption({ columns: 'a,a' }, '--columns'), '--columns names "a" twice.'],
  ])('refuses %#', (read, message) => expect(read).toThrow(message));
});
