import { policyTemplates, type Policy } from '@countersign/domain/approvals';
import { headOf, startOf } from './draft-start';

const floor = policyTemplates[0] as Policy;
const starts = {
  policyTemplates,
  policies: {
    __typename: 'PolicyConnection' as const,
    nodes: [
      {
        ...{ __typename: 'Policy' as const, id: 'p2', name: floor.name, version: 3 },
        document: { ...floor, approvalTtlDays: 5 },
      },
    ],
  },
} as unknown as Parameters<typeof startOf>[1];
const read = (search: Parameters<typeof startOf>[0]) => JSON.parse(startOf(search, starts).text) as Policy;

describe('what a draft begins with', () => {
  it('is a template as the next version of its name, or as the first', () => {
    expect(read({ template: floor.name })).toEqual({ ...floor, version: 4 });
    expect(read({ template: 'high-risk-champion' })).toMatchObject({ version: 1, deadlineDays: 14 });
  });

  it('is a published policy as its next version', () => {
    expect(read({ from: 'p2' })).toEqual({ ...floor, approvalTtlDays: 5, version: 4 });
  });

  it('is empty where nothing was asked for, or what nobody knows', () => {
    expect(read({})).toEqual({});
    expect(startOf({}, starts).from).toBe('From an empty document.');
    expect(startOf({ from: 'gone' }, starts)).toEqual({
      text: '{\n}\n',
      from: 'There is no such policy to begin with: this is an empty document.',
    });
  });
});

describe('headOf', () => {
  it('reads name and version as far as there are any', () => {
    expect(headOf('{"name":"a","version":2}')).toEqual({ name: 'a', version: 2 });
    for (const text of ['{"name":"a"}', '{', 'null', '[]']) expect(headOf(text)).toBeNull();
  });
});
