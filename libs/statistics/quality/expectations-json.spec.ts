import { expectationsFromJson, expectationsToJson } from './expectations-json';

const schema = 'countersign.expectations/1';

describe('expectations', () => {
  it('come back from their document, columns in order (Q-20)', () => {
    const text = `{"schema":"${schema}","dataset":{"minimumRows":10,"duplicateIds":0,"maximumAgeHours":24.5},"columns":{
      "b":{"kind":"numeric","minimum":0,"maximum":0,"outside":0.1,"missing":1},
      "__proto__":{"categories":["x"],"unseen":0.2,"constant":false},"a":{}}}`;
    const expectations = expectationsFromJson(JSON.parse(text));
    expect([...expectations.columns.keys()]).toEqual(['b', '__proto__', 'a']);
    const again = JSON.stringify(expectationsToJson(expectations));
    expect(again).toMatch(/"columns":\{"__proto__":\{.*"a":\{\},"b":/);
    expect(JSON.stringify(expectationsToJson(expectationsFromJson(JSON.parse(again))))).toBe(again);
    expect(expectationsFromJson({ schema })).toEqual({ dataset: {}, columns: new Map() });
  });

  it.each([
    [[], '$: expected an object'],
    [{ schema: 'x' }, '$.schema: expected "countersign.expectations/1"'],
    [{ schema, colums: {} }, '$.colums: unknown field'],
    [{ schema, columns: { age: { minimun: 0 } } }, '$.columns.age.minimun: unknown field'],
    [{ schema, columns: { age: { minimum: '0' } } }, '$.columns.age.minimum: expected a finite number'],
    [
      { schema, columns: { age: { minimum: 2, maximum: 1 } } },
      '$.columns.age.maximum: lies below the minimum of 2',
    ],
    [
      { schema, columns: { 'my age': { missing: 1.1 } } },
      '$.columns["my age"].missing: expected a share from 0 to 1',
    ],
    [
      { schema, columns: { a: { categories: ['x', 1] } } },
      '$.columns.a.categories: expected a list of texts',
    ],
    [{ schema, columns: { a: { unseen: 0 } } }, '$.columns.a.unseen: needs categories beside it'],
    [
      { schema, columns: { a: { outside: 0 } } },
      '$.columns.a.outside: needs a minimum or a maximum beside it',
    ],
    [
      { schema, columns: { a: { kind: 'categorical', minimum: 0 } } },
      '$.columns.a.kind: a range needs the kind numeric',
    ],
    [
      { schema, columns: { a: { kind: 'text' } } },
      '$.columns.a.kind: expected one of numeric, categorical, timestamp',
    ],
    [{ schema, columns: { a: { constant: 'no' } } }, '$.columns.a.constant: expected true or false'],
    [{ schema, columns: { a: null } }, '$.columns.a: expected an object'],
    [
      { schema, dataset: { minimumRows: 1.5 } },
      '$.dataset.minimumRows: expected a whole number of at least 0',
    ],
    [
      { schema, dataset: { minimumRows: 2, maximumRows: 1 } },
      '$.dataset.maximumRows: lies below the minimum of 2',
    ],
    [{ schema, dataset: { columnOrder: 'a,b' } }, '$.dataset.columnOrder: expected a list of texts'],
    [
      { schema, dataset: { movedColumns: -1 } },
      '$.dataset.movedColumns: expected a whole number of at least 0',
    ],
    [{ schema, dataset: { maximumAgeHours: -1 } }, '$.dataset.maximumAgeHours: expected at least 0'],
    [{ schema, dataset: { toString: 1 } }, '$.dataset.toString: unknown field'],
  ])('are refused with the place of the fault (Q-21) %#', (document, message) => {
    expect(() => expectationsFromJson(document)).toThrow(message);
  });
});
