import { placeOf } from './json-places';

const text = `{
  "name": "a \\"quoted\\" one",
  "slots": [
    { "role": "risk_officer", "minimum": 1 },
    { "role": "auditor", "minimum": 2 }
  ],
  "a/b~c": -1.5e3
}
`;
const found = (pointer: string) => {
  const { start, end, line } = placeOf(text, pointer);
  return [text.slice(start, end), line];
};

describe('placeOf', () => {
  it('finds members, entries of lists and names with signs of their own', () => {
    expect(found('/name')).toEqual(['"a \\"quoted\\" one"', 2]);
    expect(found('/slots/1/minimum')).toEqual(['2', 5]);
    expect(found('/slots/0')).toEqual(['{ "role": "risk_officer", "minimum": 1 }', 4]);
    expect(found('/a~1b~0c')).toEqual(['-1.5e3', 7]);
  });

  it('names the start of what should hold a member that is missing', () => {
    expect(found('/gates')).toEqual(['{', 1]);
    expect(found('/slots/1/role/deeper')).toEqual(['"', 5]);
    expect(found('')).toEqual(['{', 1]);
  });

  it('finds where a text stops being JSON', () => {
    expect(placeOf('{\n  "a": 1,\n  b: 2\n}', '')).toMatchObject({ start: 14, line: 3 });
    expect(placeOf('{\n  "a": 1\n  "b": 2\n}', '')).toMatchObject({ start: 13, line: 3 });
    expect(placeOf('{ "a": [1, 2', '')).toMatchObject({ start: 12, end: 12, line: 1 });
    expect(placeOf('{} x', '')).toMatchObject({ start: 3 });
    expect(placeOf('', '')).toEqual({ start: 0, end: 0, line: 1 });
  });

  it('does not follow what nests without end', () => {
    expect(placeOf('['.repeat(100_000), '').line).toBe(1);
  });
});
