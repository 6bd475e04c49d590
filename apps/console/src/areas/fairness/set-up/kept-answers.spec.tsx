import { act, renderHook } from '@testing-library/react';
import { noAnswers } from './answers';
import { forgetAllAnswers, keepText, type AnswersOwner } from './answers-storage';
import { keepAnswers, readKept } from './kept-answers';
import { useAnswers } from './use-answers';

const owner: AnswersOwner = { workspaceId: 'w', personId: 'p', versionId: 'v' };
const kept = {
  answers: { ...noAnswers, rationale: 'Because.', sensitive: ['sex'], alpha: 0.01 },
  chosen: null,
  passed: 2,
};
const open = (of = owner) => renderHook(() => useAnswers(of, () => undefined));

describe('answers of the wizard', () => {
  beforeEach(() => sessionStorage.clear());

  it('FW-11 survive a reload, with the dataset chosen and the steps left', () => {
    const first = open();
    expect(first.result.current.isRestored).toBe(false);
    expect(sessionStorage.length).toBe(0);
    const version = {
      id: 'd1',
      number: 1,
      rowCount: 9,
      columns: [{ name: 'prediction' }, { name: 'label' }],
    };
    act(() => first.result.current.choose({ name: 'loans', version: version as never }));
    act(() => first.result.current.change({ rationale: 'Because.' }));
    act(() => first.result.current.pass(1));
    first.unmount();
    const { result } = open();
    expect(result.current).toMatchObject({ isRestored: true, passed: 1, chosen: { name: 'loans', version } });
    expect(result.current.answers).toMatchObject({
      ...{ rationale: 'Because.', datasetVersionId: 'd1', labelColumn: 'label' },
    });
  });

  it('FW-11 are of one workspace, person and version, and others are forgotten', () => {
    keepAnswers(owner, kept);
    expect(readKept({ ...owner, versionId: 'other' })).toBeNull();
    expect(readKept(owner)).toEqual(kept);
    expect(readKept({ ...owner, personId: 'other' })).toBeNull();
    expect(readKept(owner)).toBeNull();
  });

  it('FW-11 are forgotten when the audit ran, on beginning anew, and on signing out', () => {
    keepAnswers(owner, kept);
    const ran = open();
    act(() => ran.result.current.forget());
    expect(readKept(owner)).toBeNull();
    keepAnswers(owner, kept);
    const { result } = open();
    act(() => result.current.beginAnew());
    expect(result.current).toMatchObject({ answers: noAnswers, passed: 0, isRestored: false });
    expect(readKept(owner)).toBeNull();
    keepAnswers(owner, kept);
    sessionStorage.setItem('theirs', 'stays');
    forgetAllAnswers();
    expect(Object.keys(sessionStorage)).toEqual(['theirs']);
  });

  it('FW-11 that do not fit the questions are left aside', () => {
    const fewer = Object.fromEntries(Object.entries(kept.answers).filter(([name]) => name !== 'alpha'));
    const unfit = [
      '{',
      '[]',
      JSON.stringify({ ...kept, answers: fewer }),
      JSON.stringify({ ...kept, answers: { ...kept.answers, more: 1 } }),
      JSON.stringify({ ...kept, answers: { ...kept.answers, sensitive: 'sex' } }),
      JSON.stringify({ ...kept, answers: { ...kept.answers, limits: {} } }),
      JSON.stringify({ ...kept, answers: { ...kept.answers, intersections: 'yes' } }),
      JSON.stringify({ ...kept, passed: 'two' }),
    ];
    for (const text of unfit) {
      keepText(owner, text);
      expect(readKept(owner)).toBeNull();
    }
  });
});
