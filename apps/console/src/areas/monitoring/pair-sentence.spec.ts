import { drawn, drawEvidence, drawnGroups } from './evidence-line';
import { lastDay, pairResult, type PairResult } from './pair-result';
import { pairSentence } from './pair-sentence';
import type { Result, Verdict } from './result';
import { palettes } from '../../ui/palette';

interface Said {
  group?: string;
  day?: string;
  verdict?: Verdict;
  eValue?: number;
  largestEValue?: number;
  n?: number;
  rate?: number | null;
  alarmDay?: string | null;
  alert?: number;
}

const usual = {
  group: 'f',
  day: '2026-03-04',
  verdict: 'OK',
  eValue: 1,
  n: 1200,
  rate: 0.31,
  alert: 20,
} as const;

const said = (changes: Said = {}): PairResult => {
  const { group, day, verdict, eValue, n, rate, alert } = { ...usual, ...changes };
  const { largestEValue = eValue, alarmDay = null } = changes;
  return pairResult({
    ...{ __typename: 'MonitorResult', id: `${day} ${group}`, method: 'selection_rate', column: group },
    window: { __typename: 'Window', start: `${day}T00:00:00.000Z`, end: '2099-01-01T00:00:00.000Z' },
    ...{ verdict, alert, warning: alert / 4, direction: 'ABOVE', deciding: true, baselineN: 900, pValue: 1 },
    estimate: { value: largestEValue, n, status: 'OK', method: 'e_process' },
    parameters: {
      ...{ eValue, largestEValue, alarmDay, since: '2026-03-01', periods: 4, lateRows: 0, lateLabels: 0 },
      compared: { group, n, rate, predicted: n, labelled: 0 },
      reference: { group: 'm', n: 900, rate: 0.5, predicted: 900, labelled: 0 },
      gap: null,
    },
  } as unknown as Result);
};

describe('what a fairness monitor says', () => {
  it('FM-19 names groups, rates, people and the day of an alarm', () => {
    const last = [
      said({ verdict: 'ALERT', alarmDay: '2026-03-03', largestEValue: 80 }),
      said({ group: 'x' }),
    ];
    expect(pairSentence(last, 'ALERT', 100)).toBe(
      'The selection rate is not alike: f with 31% of 1,200, against m with 50% of 900. First alarm on 2026-03-03.',
    );
  });

  it.each([
    [
      'OK',
      'No evidence that the selection rate differs between groups: f with 31% of 1,200, against m with 50% of 900.',
    ],
    [
      'WARNING',
      'The selection rate may not be alike: f with 31% of 1,200, against m with 50% of 900. The evidence nears the alarm line.',
    ],
    [
      'UNKNOWN',
      'Whether the selection rate differs is unknown: f with 31% of 1,200, against m with 50% of 900. Each side needs 100 people.',
    ],
  ] as const)('FM-19 says of %s what is known', (verdict, sentence) => {
    expect(pairSentence([said({ verdict })], verdict, 100)).toBe(sentence);
  });

  it('FM-19 says that nothing is known before a day, and what is hidden', () => {
    expect(pairSentence([], 'UNKNOWN', 100)).toBe('No day has been taken yet, so nothing is known.');
    expect(pairSentence([said({ rate: null })], 'OK', 100)).toContain('f with a hidden rate of 1,200');
    expect(pairSentence([said({ rate: null, n: 0, verdict: 'UNKNOWN' })], 'UNKNOWN', 100)).toContain(
      'f with none of 0',
    );
  });

  it('FM-19 names three groups at most', () => {
    const groups = ['a', 'b', 'c', 'd', 'e'].map((group) => said({ group }));
    expect(pairSentence(groups, 'OK', 100)).toContain(' and 2 groups more, against m with 50% of 900.');
  });
});

describe('the evidence as a picture', () => {
  const history = ['2026-03-01', '2026-03-02'].flatMap((day, at) =>
    ['a', 'b', 'c', 'd', 'e', 'f', 'g'].map((group, index) =>
      said({ group, day, eValue: at === 0 ? 1 : 10 ** (index - 4), alert: group === 'g' ? 40 : 20 }),
    ),
  );

  it('FM-19 shows the last day, the groups of most evidence first', () => {
    expect(lastDay(history).map(({ group, day }) => `${day} ${group}`)).toEqual(
      ['g', 'f', 'e', 'd', 'c', 'b', 'a'].map((group) => `2026-03-02 ${group}`),
    );
    expect(drawnGroups(history)).toEqual({ groups: ['g', 'f', 'e', 'd', 'c'], others: 2 });
  });

  it('FM-19 draws e-values on a logarithmic axis with every alarm line once, within bounds', () => {
    const far = [...history, said({ group: 'z', day: '2026-03-02', eValue: 1e30 })];
    const option = drawEvidence(far)(palettes.light);
    expect(option.yAxis).toMatchObject({ type: 'log' });
    const series = option.series as {
      name: string;
      data: (number | null)[];
      markLine?: { data: object[] };
    }[];
    expect(series.map(({ name }) => name)).toEqual(['z', 'g', 'f', 'e', 'd']);
    expect(series[0]?.data).toEqual([null, drawn.most]);
    expect(series[1]?.data).toEqual([1, 100]);
    expect(series[0]?.markLine?.data).toMatchObject([{ yAxis: 20 }, { yAxis: 40 }]);
    expect(Math.min(...series.flatMap(({ data }) => data.filter((value) => value !== null)))).toBeGreaterThan(
      0,
    );
  });
});
