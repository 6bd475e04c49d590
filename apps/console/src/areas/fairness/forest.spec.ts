import { disparityOf, groupOf, hiddenGroup, partOf } from '../../testing/audit';
import { attributeKey, auditSentence, forestFinding, forestRows } from './forest';

const groups = [groupOf('small', 0.1, false), groupOf('b', 0.4), groupOf('a', 0.7), groupOf('none', null)];

describe('forestRows', () => {
  it('puts the highest rate first and groups without a rate last', () => {
    expect(forestRows(groups, 'favourableRate').map(({ group }) => group)).toEqual([
      'a',
      'b',
      'small',
      'none',
    ]);
  });

  it('FA-20 keeps a hidden group apart from one without a rate', () => {
    const rows = forestRows([hiddenGroup('few'), ...groups], 'favourableRate');
    expect(rows.at(-1)).toEqual({
      ...{ group: 'few', isHidden: true, n: null, eligible: null },
      ...{ value: null, lower: null, upper: null },
    });
    expect(rows.filter(({ isHidden }) => isHidden)).toHaveLength(1);
  });
});

describe('forestFinding', () => {
  it('names the extreme groups and leaves out those too small to judge', () => {
    expect(forestFinding(forestRows(groups, 'favourableRate'), 'favourableRate')).toBe(
      'Favourable rate runs from 40% (b) to 70% (a)',
    );
  });

  it('FA-20 speaks of the groups shown where one is hidden', () => {
    const rows = forestRows([...groups, hiddenGroup('few')], 'favourableRate');
    expect(forestFinding(rows, 'favourableRate')).toBe(
      'Of the groups shown, Favourable rate runs from 40% (b) to 70% (a)',
    );
  });

  it('says when nothing could be computed', () => {
    expect(forestFinding(forestRows([groupOf('x', null)], 'accuracy'), 'accuracy')).toBe(
      'Accuracy could not be computed for any group that is large enough',
    );
  });
});

describe('auditSentence', () => {
  const sex = partOf('sex', [disparityOf('IMPACT_RATIO', 'PASS')]);
  const both = partOf('race+sex', [
    disparityOf('IMPACT_RATIO', 'FAIL'),
    disparityOf('EQUAL_OPPORTUNITY', 'FAIL'),
  ]);

  it('counts and names the checks that fail', () => {
    expect(auditSentence({ verdict: 'FAIL', attributes: [sex, both] })).toBe(
      '2 of 3 checks fail: Impact ratio by race × sex and Equal opportunity by race × sex.',
    );
  });

  it('counts the checks that fail by attribute where there are many', () => {
    const parts = ['race', 'sex', 'age', 'race+sex'].map((name) => ({
      ...both,
      attributes: name.split('+'),
    }));
    const passed = disparityOf('DEMOGRAPHIC_PARITY', 'PASS');
    const [race, ...others] = parts.map((part) => ({ ...part, disparities: [...part.disparities, passed] }));
    expect(auditSentence({ verdict: 'FAIL', attributes: [race!, sex, ...others] })).toBe(
      '8 of 13 checks fail: 2 of 3 by race, 2 of 3 by sex, 2 of 3 by age and 2 of 3 by race × sex.',
    );
  });

  it('never words a lack of evidence as a pass', () => {
    expect(auditSentence({ verdict: 'INSUFFICIENT_EVIDENCE', attributes: [sex] })).toContain(
      'not count as a pass',
    );
  });

  it('keys attributes for the address', () => {
    expect(attributeKey(both)).toBe('race+sex');
  });
});
