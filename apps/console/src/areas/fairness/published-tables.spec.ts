import { reconcilePublishedAudit } from '@countersign/statistics/fairness-evidence';
import { parsePublishedTables } from './published-tables';

/** The example of New York City's rule, as copied from a page. */
const dcwp = `Sex Categories
	# of Applicants	# Selected	Selection Rate	Impact Ratio
Male	1,390	667	48%	1.00
Female	1,181	555	47%	0.979

Race/Ethnicity Categories	# of Applicants	# Selected	Selection Rate	Impact Ratio
Hispanic or Latino	408	204	50%	0.97
White	797	412	52%	1.00

Unknown: 250
`;

describe('pasted tables', () => {
  it('FE-15 are read with tabs, thousands, titles and unknown people', () => {
    const { tables, faults } = parsePublishedTables(dcwp.replace('\t# of', 'Sex\t# of'));
    expect(faults).toEqual([]);
    expect(tables).toEqual([
      {
        attributes: ['sex'],
        unknown: 250,
        rows: [
          { group: ['Male'], n: 1390, selected: 667, rate: '48%', impactRatio: '1.00' },
          { group: ['Female'], n: 1181, selected: 555, rate: '47%', impactRatio: '0.979' },
        ],
      },
      {
        attributes: ['race/ethnicity'],
        unknown: 250,
        rows: [
          { group: ['Hispanic or Latino'], n: 408, selected: 204, rate: '50%', impactRatio: '0.97' },
          { group: ['White'], n: 797, selected: 412, rate: '52%', impactRatio: '1.00' },
        ],
      },
    ]);
  });

  it('FE-15 fill blank groups of a crossed table from above, and leave out what is not stated', () => {
    const text = 'sex,race,n,selected\nMale,White,"1,000",N/A\n,Black,10,\nFemale,White,—,3';
    expect(parsePublishedTables(text).tables[0]!.rows).toEqual([
      { group: ['Male', 'White'], n: 1000, selected: null, rate: null, impactRatio: null },
      { group: ['Male', 'Black'], n: 10, selected: null, rate: null, impactRatio: null },
      { group: ['Female', 'White'], n: null, selected: 3, rate: null, impactRatio: null },
    ]);
  });

  it.each([
    ['sex;people;selected\nMale;ten;3', 2, '"ten"'],
    ['sex|n|rate\nMale|10|high', 2, '"high"'],
    ['people,selected\n10,3', 1, 'group'],
    ['sex,n\nMale,1,2,3', 2, '4'],
    ['sex,n\n,5', 2, 'group'],
    ['one,two\nthree,four', 1, 'heads'],
  ])('names the line of what cannot be read: %j', (text, line, words) => {
    const { faults } = parsePublishedTables(text);
    expect(faults).toEqual([{ line, message: expect.stringContaining(words) }]);
  });

  it('are none in an empty text', () =>
    expect(parsePublishedTables(' \n\n')).toEqual({ tables: [], faults: [] }));

  it('FE-16 that contradict one another are found to', () => {
    const text =
      'sex,n,selected\nMale,10,5\nFemale,10,4\n\nsex,race,n,selected\nMale,A,6,3\n,B,4,2\nFemale,A,5,2\n,B,4,2';
    expect(reconcilePublishedAudit(parsePublishedTables(text).tables).map(({ kind }) => kind)).toEqual([
      'totals_differ',
      'marginal_differs',
    ]);
  });
});
